import { Box, List, Text, Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from '../../api/acts.ts'
import { ofGrid, useMe } from '../../api/me.ts'
import { useWords } from '../../i18n/language.tsx'
import { Time } from '../../ui/Time.tsx'

interface Resent {
  id: string
  as: 'same' | 'new' | 'corrected'
  reason: string
  by: string
  at: string
}

const lineageQuery = (kind: 'document' | 'interchange', id: string) =>
  queryOptions({
    queryKey: ['lineage', kind, id],
    queryFn: ({ signal }) =>
      ask<{ items: Resent[] }>({ method: 'GET', path: `/api/v1/${kind}s/${id}/lineage`, signal }),
  })

/** What was sent again, as what, by whom and why. */
export function Lineage({ kind, id }: { kind: 'document' | 'interchange'; id: string }) {
  const { correcting: words } = useWords()
  // What the grid's people sent again is their own.
  const items = useQuery({ ...lineageQuery(kind, id), enabled: ofGrid(useMe()) }).data?.items ?? []
  if (items.length === 0) return null
  return (
    <Box className="panel" component="section" p="md">
      <Title order={2} size="h5" mb="sm">
        {words.lineage}
      </Title>
      <List>
        {items.map(({ id: resent, as, by, reason, at }) => (
          <List.Item key={resent}>
            <Text className="foreign">
              {words.lineageOf(words.forms[as], by, reason)} <Time at={at} short />
            </Text>
          </List.Item>
        ))}
      </List>
    </Box>
  )
}
