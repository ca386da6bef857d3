import { Box, Group, SimpleGrid, Text } from '@mantine/core'
import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { WorkItem } from '../../api/acts.ts'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import type { paths as Paths } from '../../api/schema.generated.ts'
import type { Words } from '../../i18n/english.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { paths } from '../../paths.ts'
import { counted } from '../../ui/formats.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { useRowKeys } from '../../ui/row-keys.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { ago, Time, zoneOf } from '../../ui/Time.tsx'
import { dayBegins } from '../documents/days.ts'
import type { WorkFilter } from './filter.ts'
import { WorkFilters } from './WorkFilters.tsx'
import { wordOf } from './words.ts'

type Query = NonNullable<Paths['/api/v1/work-items']['get']['parameters']['query']>

const listQuery = (filter: WorkFilter, timeZone: string) =>
  infiniteQueryOptions({
    queryKey: ['work-items', 'list', filter, timeZone],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      // A class that nobody knows is refused by the grid, in words.
      const { from, to, ...rest } = filter
      const opened = {
        ...(from === undefined ? {} : { openedAfter: dayBegins(from, timeZone) }),
        ...(to === undefined ? {} : { openedBefore: dayBegins(to, timeZone, 1) }),
      }
      const query = { ...rest, ...opened, limit: 50, ...(cursor === undefined ? {} : { cursor }) } as Query
      return bodyOf(api.GET('/api/v1/work-items', { signal, params: { query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
    placeholderData: (before) => before,
  })

const countsQuery = queryOptions({
  queryKey: ['work-items', 'counts'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/work-items/counts', { signal })),
})

/** What needs a person, narrowed by what stands in the address. */
export function WorkListPage() {
  const words = useWords()
  const filter = useSearch({ from: '/inside/work-items' })
  const navigate = useNavigate()
  const found = useInfiniteQuery(listQuery(filter, zoneOf().timeZone))
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const current = useRowKeys(rows, ({ id }) => void navigate(paths.workItem(id)))
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  const narrow = (next: WorkFilter) => void navigate({ ...paths.workItems(next), replace: true })
  return (
    <>
      <PageHead title={words.workList.title}>
        <ButtonLink {...paths.resends()} variant="default">
          {words.resends.title}
        </ButtonLink>
      </PageHead>
      <Tiles filter={filter} />
      <Box className="panel">
        <Group p="md" align="flex-end" gap="sm">
          <WorkFilters filter={filter} narrow={narrow} />
        </Group>
        <Shown of={{ ...found, data: found.data && rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty icon="check" title={words.workList.empty} about={words.workList.emptyAbout} />
            ) : (
              <Rows
                label={words.workList.title}
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
      <Text size="sm" c="dimmed" mt="xs" visibleFrom="sm">
        {words.documents.keys}
      </Text>
    </>
  )
}

const columnsIn = (words: Words): Column<WorkItem>[] => columnsOf(words, words)

const columnsOf = ({ workList, kinds, classes, common }: Words, words: Words): Column<WorkItem>[] => [
  {
    key: 'problem',
    title: workList.problem,
    cell: ({ id, problem }) => (
      <TextLink {...paths.workItem(id)} className="foreign" fw={600}>
        {sentenceOf(problem, words)}
      </TextLink>
    ),
  },
  {
    key: 'kind',
    title: workList.kind,
    cell: (item) => (
      <>
        {wordOf(kinds, item.kind)}
        <Text size="sm" c="dimmed">
          {wordOf(classes, item.class)}
        </Text>
      </>
    ),
  },
  {
    key: 'organization',
    title: workList.organization,
    cell: ({ organization }) => <span className="foreign">{organization ?? common.none}</span>,
  },
  {
    key: 'owner',
    title: workList.owner,
    cell: ({ owner }) => <span className={owner === null ? 'whole' : 'foreign'}>{owner ?? workList.nobody}</span>,
  },
  { key: 'state', title: workList.state, cell: ({ state }) => workList.states[state] },
  { key: 'at', title: workList.opened, cell: ({ openedAt }) => <Time at={openedAt} short /> },
]

/** How much of each class is open; one press narrows the list to it, another lets go again. */
function Tiles({ filter }: { filter: WorkFilter }) {
  const { words, locale } = useLanguage()
  const counts = useQuery(countsQuery)
  const { class: chosen, ...rest } = filter
  const classes = byClass(counts.data?.kinds ?? [])
  if (classes.length === 0) return null
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm" mb="lg" component="ul" p={0} m={0} className="tiles">
      {classes.map(({ name, open, oldest }) => (
        <Box key={name} component="li" className="panel" p="md" data-current={name === chosen}>
          <Text fz={24} fw={700} lh={1.1}>
            {counted(open, locale)}
          </Text>
          <TextLink {...paths.workItems(name === chosen ? rest : { ...rest, class: name })} replace>
            {wordOf(words.classes, name)}
          </TextLink>
          {oldest !== null && (
            <Text size="sm" c="dimmed">
              {words.home.oldest(ago(oldest, words))}
            </Text>
          )}
        </Box>
      ))}
    </SimpleGrid>
  )
}

function byClass(kinds: { class: string; open: number; oldest: string | null }[]) {
  const classes = new Map<string, { name: string; open: number; oldest: string | null }>()
  for (const { class: name, open, oldest } of kinds) {
    const before = classes.get(name) ?? { name, open: 0, oldest: null }
    const first = [before.oldest, oldest].filter((at) => at !== null).sort()[0] ?? null
    classes.set(name, { name, open: before.open + open, oldest: first })
  }
  return [...classes.values()].filter(({ open }) => open > 0)
}
