import { Box, Title } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Bulk } from './BulkResendPage.tsx'
import { BulkStart } from './BulkStart.tsx'

const bulksQuery = infiniteQueryOptions({
  queryKey: ['bulk-resends', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) =>
    bodyOf(
      api.GET('/api/v1/bulk-resends', {
        signal,
        params: { query: { limit: 20, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  getNextPageParam: ({ next }) => cursorIn(next),
})

/** Sending many again: a new one, and how far the others are. */
export function ResendsPage() {
  const words = useWords()
  const found = useInfiniteQuery(bulksQuery)
  const rows = found.data?.pages.flatMap(({ items }) => items)
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <>
      <PageHead
        title={words.resends.title}
        about={words.resends.about}
        above={<TextLink {...paths.workItems()}>{words.workList.title}</TextLink>}
      />
      <BulkStart />
      <Box className="panel" component="section" mt="lg">
        <Title order={2} size="h5" p="md">
          {words.resends.title}
        </Title>
        <Shown of={{ ...found, data: rows }}>
          {(bulks) =>
            bulks.length === 0 ? (
              <Empty title={words.resends.none} about={words.resends.noneAbout} />
            ) : (
              <Rows
                label={words.resends.title}
                rows={bulks}
                columns={columnsIn(words)}
                idOf={({ id }) => id}
                more={more}
              />
            )
          }
        </Shown>
      </Box>
    </>
  )
}

const columnsIn = ({ resends, workList }: Words): Column<Bulk>[] => [
  {
    key: 'reason',
    title: resends.reason,
    cell: ({ id, reason }) => (
      <TextLink {...paths.resend(id)} className="foreign" fw={600}>
        {reason}
      </TextLink>
    ),
  },
  { key: 'state', title: workList.state, cell: ({ status }) => resends.states[status] },
  {
    key: 'how',
    title: resends.how,
    cell: ({ sent, refused, total }) => resends.progress(String(sent), String(refused), String(total)),
  },
  { key: 'at', title: resends.at, cell: ({ at }) => <Time at={at} short /> },
]
