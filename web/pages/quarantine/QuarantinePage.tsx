import { Box, Button, Checkbox, Group, TextInput } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { WorkItem } from '../../api/acts.ts'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { ClearFilters, useTyped } from '../../ui/filters.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { DecideMany } from './DecideMany.tsx'
import type { QuarantineFilter } from './filter.ts'
import { OneAside } from './OneAside.tsx'
import { Together } from './Together.tsx'

const listQuery = (filter: QuarantineFilter) =>
  infiniteQueryOptions({
    queryKey: ['work-items', 'quarantine', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { ...filter, kind: 'quarantine', limit: 50, ...(cursor === undefined ? {} : { cursor }) }
      return bodyOf(api.GET('/api/v1/work-items', { signal, params: { query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
    placeholderData: (before) => before,
  })

/** What was set aside, why, and what can be done about it: one by one, or many at once. */
export function QuarantinePage() {
  const words = useWords()
  const { quarantine } = words
  const me = useMe()
  const filter = useSearch({ from: '/inside/quarantine' })
  const navigate = useNavigate()
  const found = useInfiniteQuery(listQuery(filter))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const [many, setMany] = useState(false)
  const narrow = (next: QuarantineFilter) => void navigate({ ...paths.quarantine(next), replace: true })
  return (
    <>
      <PageHead title={quarantine.title} about={quarantine.about}>
        <Act variant="default" because={lacksOfGrid(me, 'exchange:write', words)} onClick={() => setMany(true)}>
          {quarantine.bulk}
        </Act>
      </PageHead>
      <Box className="panel">
        <Filters filter={filter} narrow={narrow} />
        <Shown of={{ ...found, data: found.data && items }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty icon="check" title={quarantine.empty} about={quarantine.emptyAbout} />
            ) : (
              <Aside items={shown} />
            )
          }
        </Shown>
        {found.hasNextPage && (
          <Group justify="center" p="md">
            <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {words.common.more}
            </Button>
          </Group>
        )}
      </Box>
      {many && <DecideMany items={items} close={() => setMany(false)} />}
    </>
  )
}

/** What is shown, and what of it is chosen; what is gone is chosen no more. */
function Aside({ items }: { items: WorkItem[] }) {
  const { quarantine } = useWords()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const those = items.filter(({ id }) => chosen.has(id))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <>
      <Group px="md" pb="sm" gap="md">
        <Checkbox
          label={quarantine.chooseAll}
          checked={those.length === items.length}
          indeterminate={those.length > 0 && those.length < items.length}
          onChange={({ currentTarget }) => setChosen(new Set(currentTarget.checked ? items.map(({ id }) => id) : []))}
        />
        <Together items={those} />
      </Group>
      <Box component="ul" p={0} m={0} className="tiles" aria-label={quarantine.title}>
        {items.map((item) => (
          <OneAside key={item.id} item={item} chosen={chosen.has(item.id)} toggle={() => toggle(item.id)} />
        ))}
      </Box>
    </>
  )
}

interface FiltersProps {
  filter: QuarantineFilter
  narrow(filter: QuarantineFilter): void
}

function Filters({ filter, narrow }: FiltersProps) {
  const { quarantine } = useWords()
  const { bind } = useTyped({ filter, narrow })
  return (
    <Group p="md" align="flex-end" gap="sm">
      <TextInput
        type="search"
        label={quarantine.search}
        placeholder={quarantine.searchHint}
        {...bind('text')}
        flex="1 1 12rem"
      />
      <TextInput label={quarantine.organization} {...bind('organization')} w={{ base: '100%', xs: 160 }} />
      <ClearFilters filter={filter} narrow={narrow} />
    </Group>
  )
}
