import { Box, List, Text, Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Document } from '../../api/documents.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { counted } from '../../ui/formats.ts'

/** More are in the answer of the API. */
const SHOWN = 20

const translationQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id, 'translation'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/documents/{id}/translation', { signal, params: { path: { id } } })),
  })

/** What it became for its receiver, and what was lost; nothing where it left as it came. */
export function Translated({ document }: { document: Document }) {
  const { words, locale } = useLanguage()
  const { translation: said } = words
  const found = useQuery(translationQuery(document.id)).data?.translation
  if (!found) return null
  const { source, target, lossCount, losses } = found
  return (
    <Box className="panel" component="section" p="md" aria-label={said.title}>
      <Title order={2} size="h5" mb="md">
        {said.title}
      </Title>
      <Text className="foreign">{said.became(source, target)}</Text>
      <Text c="dimmed">{lossCount === 0 ? said.whole : said.lost(counted(lossCount, locale))}</Text>
      <List mt="xs" size="sm">
        {losses.slice(0, SHOWN).map(({ at, path, value, reason }) => (
          <List.Item key={`${at} ${path} ${value}`}>
            <Text size="sm" className="foreign">
              <code>{at ?? path}</code> “{value}” — {reason}
            </Text>
          </List.Item>
        ))}
      </List>
    </Box>
  )
}
