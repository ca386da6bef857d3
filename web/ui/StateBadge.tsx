import { Badge } from '@mantine/core'
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
    <Badge variant="dot" color={COLORS[state]} tt="none" fw={500} size="lg" radius="sm">
      {states[state]}
    </Badge>
  )
}
