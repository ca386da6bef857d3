import { List, Text } from '@mantine/core'
import { useWords } from '../../i18n/language.tsx'

const SHOWN_MAX = 10

/** Why some could not be done; each reason once. */
export function Kept({ reasons }: { reasons: string[] }) {
  const { quarantine } = useWords()
  if (reasons.length === 0) return null
  return (
    <div role="alert">
      <Text fw={600} size="sm">
        {quarantine.bulkKept}
      </Text>
      <List size="sm">
        {[...new Set(reasons)].slice(0, SHOWN_MAX).map((reason) => (
          <List.Item key={reason} className="foreign">
            {reason}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
