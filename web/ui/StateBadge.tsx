import { useWords } from '../i18n/language.tsx'

const COLORS = {
  active: 'green',
  holds: 'green',
  inactive: 'yellow',
  paused: 'yellow',
  expiring: 'orange',
  future: 'blue',
  halted: 'red',
  fails: 'red',
  expired: 'gray',
  revoked: 'gray',
  ended: 'gray',
} as const

export type State = keyof typeof COLORS

/** Whether something that was set up works: a word, and a colour for those who see it. */
export function StateBadge({ state }: { state: State }) {
  const { states } = useWords()
  return (
    <span className="status" data-color={COLORS[state]}>
      {states[state]}
    </span>
  )
}
