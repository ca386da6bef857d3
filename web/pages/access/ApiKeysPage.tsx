import { Box, Group, Text } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { type ApiKey, organizationsQuery } from '../../api/partners.ts'
import { lacks } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { endingState } from '../../ui/ending.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { RevokeKey, RotateKey } from './EndingKey.tsx'
import { MakeKey } from './MakeKey.tsx'

const keysQuery = infiniteQueryOptions({
  queryKey: ['api-keys', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) }
    return bodyOf(api.GET('/api/v1/api-keys', { signal, params: { query } }))
  },
  getNextPageParam: ({ next }) => cursorIn(next),
})

type Doing = { act: 'make' } | { act: 'rotate' | 'revoke'; key: ApiKey }

/** The keys of programs: made, replaced and ended here; a key itself is shown once. */
export function ApiKeysPage() {
  const words = useWords()
  const { keys } = words
  const me = useMe()
  const because = lacks(me, 'access:write', words)
  const [doing, setDoing] = useState<Doing | null>(null)
  const found = useInfiniteQuery(keysQuery)
  const rows = found.data?.pages.flatMap(({ items }) => items)
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  const columns = [...useColumns(), actsColumn(words, because, setDoing)]
  const close = () => setDoing(null)
  return (
    <>
      <PageHead title={keys.title} about={keys.about}>
        <Act because={because} onClick={() => setDoing({ act: 'make' })}>
          {keys.make}
        </Act>
      </PageHead>
      <Box className="panel">
        <Shown of={{ ...found, data: rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty title={keys.empty} about={keys.emptyAbout} />
            ) : (
              <Rows label={keys.title} rows={shown} columns={columns} idOf={({ id }) => id} more={more} />
            )
          }
        </Shown>
      </Box>
      {doing?.act === 'make' && <MakeKey close={close} />}
      {doing?.act === 'rotate' && <RotateKey apiKey={doing.key} close={close} />}
      {doing?.act === 'revoke' && <RevokeKey apiKey={doing.key} close={close} />}
    </>
  )
}

function useColumns(): Column<ApiKey>[] {
  const { keys, partners, common } = useWords()
  const organizations = useQuery(organizationsQuery).data ?? []
  return [
    {
      key: 'name',
      title: keys.name,
      cell: ({ name }) => (
        <Text fw={600} className="foreign">
          {name}
        </Text>
      ),
    },
    {
      key: 'owner',
      title: keys.owner,
      cell: ({ organization }) =>
        organization === null
          ? keys.grid
          : (organizations.find(({ id }) => id === organization)?.slug ?? organization.slice(0, 8)),
    },
    {
      key: 'scopes',
      title: keys.scopes,
      cell: ({ scopes }) => <span className="identifier">{scopes.join(', ')}</span>,
    },
    { key: 'state', title: partners.status, cell: (one) => <StateBadge state={endingState(one)} /> },
    {
      key: 'expires',
      title: keys.expires,
      cell: ({ expiresAt }) => (expiresAt === null ? common.none : <Time at={expiresAt} short />),
    },
    { key: 'made', title: keys.made, cell: ({ createdAt }) => <Time at={createdAt} short /> },
  ]
}

function actsColumn({ keys }: Words, lacking: string | undefined, act: (doing: Doing) => void): Column<ApiKey> {
  return {
    key: 'acts',
    title: keys.acts,
    cell: (key) => {
      const because = lacking ?? (['active', 'expiring'].includes(endingState(key)) ? undefined : keys.over)
      return (
        <Group gap="xs">
          <Act variant="default" size="xs" because={because} onClick={() => act({ act: 'rotate', key })}>
            {keys.rotate}
          </Act>
          <Act variant="default" size="xs" because={because} onClick={() => act({ act: 'revoke', key })}>
            {keys.revoke}
          </Act>
        </Group>
      )
    },
  }
}
