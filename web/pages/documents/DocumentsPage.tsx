import { Box, Group, Text } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import { may, useMe } from '../../api/me.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useRowKeys } from '../../ui/row-keys.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { zoneOf } from '../../ui/Time.tsx'
import { DocumentFilters } from './DocumentFilters.tsx'
import { DocumentRows } from './DocumentRows.tsx'
import { dayBegins } from './days.ts'
import type { DocumentFilter } from './filter.ts'
import { SavedSearches } from './SavedSearches.tsx'

const documentsQuery = (filter: DocumentFilter, timeZone: string) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'list', filter, timeZone],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const { from, to, ...rest } = filter
      const arrived = {
        ...(from === undefined ? {} : { arrivedFrom: dayBegins(from, timeZone) }),
        ...(to === undefined ? {} : { arrivedBefore: dayBegins(to, timeZone, 1) }),
      }
      const query = { ...rest, ...arrived, limit: 50, ...(cursor === undefined ? {} : { cursor }) }
      return bodyOf(api.GET('/api/v1/documents', { signal, params: { query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
    placeholderData: (before) => before,
  })

/** Every document that one may see, narrowed by what stands in the address. */
export function DocumentsPage() {
  const { documents: words, areas } = useWords()
  const me = useMe()
  const filter = useSearch({ from: '/inside/documents' })
  const navigate = useNavigate()
  const found = useInfiniteQuery(documentsQuery(filter, zoneOf().timeZone))
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const current = useRowKeys(rows, ({ id }) => void navigate(paths.document(id)))
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  const narrow = (next: DocumentFilter) => void navigate({ ...paths.documents(next), replace: true })
  return (
    <>
      <PageHead title={words.title}>
        {may(me, 'exchange:write') && <ButtonLink {...paths.upload()}>{areas.upload}</ButtonLink>}
      </PageHead>
      <Box className="panel">
        <Group p="md" align="flex-end" gap="sm">
          <DocumentFilters filter={filter} narrow={narrow} />
          <SavedSearches filter={filter} />
        </Group>
        <Shown of={{ ...found, data: found.data && rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <NoneFit filter={filter} />
            ) : (
              <DocumentRows label={words.title} documents={shown} current={current} more={more} />
            )
          }
        </Shown>
      </Box>
      <Text size="sm" c="dimmed" mt="xs" visibleFrom="sm">
        {words.keys}
      </Text>
    </>
  )
}

/** Why nothing is there: words are found otherwise than everything else. */
function NoneFit({ filter }: { filter: DocumentFilter }) {
  const { documents: words } = useWords()
  return filter.text === undefined ? (
    <Empty title={words.empty} about={words.emptyAbout} />
  ) : (
    <Empty title={words.emptyWords} about={words.emptyWordsAbout} />
  )
}
