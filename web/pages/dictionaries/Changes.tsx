import { Stack, Text } from '@mantine/core'
import { useWords } from '../../i18n/language.tsx'
import type { Change } from './queries.ts'

/** Place by place, in the notation of dictionaries: what was, and what is. */
export function Changes({ changes }: { changes: Change[] }) {
  const { guides, dictionaries, agreements } = useWords()
  if (changes.length === 0) return <Text size="sm">{guides.same}</Text>
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {changes.map(({ at, what, from, to }) => (
        <li key={`${at} ${what}`}>
          <span className="identifier">{at === '' ? dictionaries.whole : at}</span>{' '}
          <Text component="span" size="sm">
            {dictionaries.whats[what]}
          </Text>
          <Text size="sm" component="div">
            <del className="foreign">{from ?? agreements.unsaid}</del> →{' '}
            <ins className="foreign">{to ?? agreements.unsaid}</ins>
          </Text>
        </li>
      ))}
    </Stack>
  )
}
