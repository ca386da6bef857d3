import { useWords } from '../i18n/language.tsx'

const COLORS: Record<string, string> = {
  completed: 'green',
  positive: 'green',
  processed: 'green',
  collected: 'green',
  released: 'blue',
  sent: 'blue',
  recognised: 'blue',
  received: 'gray',
  waiting: 'gray',
  awaited: 'gray',
  duplicate: 'gray',
  held: 'yellow',
  unapproved: 'yellow',
  suspended: 'yellow',
  quarantined: 'orange',
  overdue: 'orange',
  invalid: 'red',
  declined: 'red',
  failed: 'red',
  negative: 'red',
}

/** Where something stands: a word, and a colour for those who see it. */
export function StatusBadge({ status }: { status: string }) {
  const { statuses } = useWords()
  return (
    <span className="status" data-color={COLORS[status] ?? 'gray'}>
      {(statuses as Record<string, string>)[status] ?? status}
    </span>
  )
}
