import { Stack, Text } from '@mantine/core'
import { useWords } from '../i18n/language.tsx'
import { differences, shownValue } from './differing.ts'

/** What became of what: each place that differs, struck out as it was, and as it is. */
export function Differences({ before, after }: { before: unknown; after: unknown }) {
  const { agreements } = useWords()
  const found = differences(before, after)
  if (found.length === 0) return <Text size="sm">{agreements.same}</Text>
  return (
    <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: 'none' }}>
      {found.map(({ path, before, after }) => (
        <li key={path}>
          <span className="identifier">{path}</span>:{' '}
          <del className="foreign">{shownValue(before, agreements.unsaid)}</del> →{' '}
          <ins className="foreign">{shownValue(after, agreements.unsaid)}</ins>
        </li>
      ))}
    </Stack>
  )
}
