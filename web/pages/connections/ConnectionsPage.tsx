import { Box } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { useMe } from '../../api/me.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { useRowKeys } from '../../ui/row-keys.ts'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { MakeConnection } from './MakeConnection.tsx'
import { connectionState } from './state.ts'

type Listed = Answer<'/api/v1/connections'>['items'][number]

const connectionsQuery = infiniteQueryOptions({
  queryKey: ['connections', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) }
    return bodyOf(api.GET('/api/v1/connections', { signal, params: { query } }))
  },
  getNextPageParam: ({ next }) => cursorIn(next),
})

const columnsIn = ({ partners, connections }: Words): Column<Listed>[] => [
  {
    key: 'name',
    title: partners.connection,
    cell: ({ id, name }) => (
      <TextLink {...paths.connection(id)} className="foreign" fw={600}>
        {name}
      </TextLink>
    ),
  },
  {
    key: 'owner',
    title: connections.owner,
    cell: ({ owner }) => <TextLink {...paths.partner(owner)}>{owner}</TextLink>,
  },
  { key: 'kind', title: partners.kind, cell: ({ connector }) => <span className="identifier">{connector}</span> },
  { key: 'state', title: partners.status, cell: (one) => <StateBadge state={connectionState(one)} /> },
]

/** How the grid reaches the systems of partners. */
export function ConnectionsPage() {
  const words = useWords()
  const { connections } = words
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  const found = useInfiniteQuery(connectionsQuery)
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const current = useRowKeys(rows, ({ id }) => void navigate(paths.connection(id)))
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <>
      <PageHead title={connections.title} about={connections.about}>
        <Act because={lacksOfGrid(useMe(), 'partners:write', words)} onClick={() => setMaking(true)}>
          {connections.make}
        </Act>
      </PageHead>
      <Box className="panel">
        <Shown of={{ ...found, data: found.data && rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty title={connections.empty} about={connections.emptyAbout} />
            ) : (
              <Rows
                label={connections.title}
                rows={shown}
                columns={columnsIn(words)}
                idOf={({ id }) => id}
                current={current}
                more={more}
              />
            )
          }
        </Shown>
      </Box>
      {making && <MakeConnection close={() => setMaking(false)} />}
    </>
  )
}
