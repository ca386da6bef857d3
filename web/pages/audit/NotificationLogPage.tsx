import { Box, Text } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import type { paths as Api } from '../../api/schema.generated.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'

type Told = Api['/api/v1/notification-log']['get']['responses'][200]['content']['application/json']['items'][number]

const logQuery = infiniteQueryOptions({
  queryKey: ['notifications', 'log'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) }
    return bodyOf(api.GET('/api/v1/notification-log', { signal, params: { query } }))
  },
  getNextPageParam: ({ next }) => cursorIn(next),
})

/** Who was told what and when, and whether they read it. */
export function NotificationLogPage() {
  const words = useWords()
  const { notifications, audit } = words
  const found = useInfiniteQuery(logQuery)
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <>
      <PageHead
        title={notifications.log}
        about={notifications.logAbout}
        above={<TextLink {...paths.audit()}>{audit.title}</TextLink>}
      />
      <Box className="panel">
        <Shown of={{ ...found, data: found.data?.pages.flatMap(({ items }) => items) }}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="bell" title={notifications.logEmpty} />
            ) : (
              <Rows
                label={notifications.log}
                rows={rows}
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

function columnsIn({ notifications: words }: Words): Column<Told>[] {
  return [
    {
      key: 'who',
      title: words.who,
      cell: ({ member }) => (
        <span className="foreign">
          {member.name}
          <Text span size="sm" c="dimmed">
            {' '}
            {member.organization ?? member.email}
          </Text>
        </span>
      ),
    },
    {
      key: 'what',
      title: words.kind,
      cell: ({ kind, count, documentType, partner, called }) => (
        <>
          {words.what[kind](count)}
          <Text size="sm" c="dimmed" className="foreign">
            {[documentType, partner, called].filter((part) => part !== null).join(' · ')}
          </Text>
        </>
      ),
    },
    { key: 'first', title: words.first, cell: ({ firstAt }) => <Time at={firstAt} short /> },
    { key: 'last', title: words.last, cell: ({ at }) => <Time at={at} short /> },
    {
      key: 'read',
      title: words.readAt,
      cell: ({ readAt }) => (readAt === null ? words.notRead : <Time at={readAt} short />),
    },
  ]
}
