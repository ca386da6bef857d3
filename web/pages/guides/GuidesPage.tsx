import { Box, Group, NativeSelect, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../../api/me.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { ClearFilters, useTyped } from '../../ui/filters.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { useRowKeys } from '../../ui/row-keys.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { AddGuide } from './AddGuide.tsx'
import type { GuidesFilter } from './filter.ts'
import { type GuideListed, guidesQuery } from './queries.ts'

const columnsIn = ({ guides, documents }: Words): Column<GuideListed>[] => [
  {
    key: 'name',
    title: guides.name,
    cell: ({ name }) => (
      <TextLink {...paths.guide(name)} className="foreign" fw={600}>
        {name}
      </TextLink>
    ),
  },
  { key: 'title', title: guides.called, cell: ({ title }) => <span className="foreign">{title}</span> },
  { key: 'type', title: documents.type, cell: ({ document }) => document },
  { key: 'release', title: guides.release, cell: (one) => `${guides.standards[one.standard]} ${one.release}` },
  { key: 'version', title: guides.newest, cell: ({ version }) => <span className="identifier">{version}</span> },
  { key: 'versions', title: guides.versions, end: true, cell: ({ versions }) => versions },
  { key: 'since', title: guides.since, cell: ({ createdAt }) => <Time at={createdAt} short /> },
]

/** What partners want of documents beyond the standard, narrowed by what stands in the address. */
export function GuidesPage() {
  const words = useWords()
  const { guides } = words
  const [adds, setAdds] = useState(false)
  const filter = useSearch({ from: '/inside/guides' })
  const navigate = useNavigate()
  const found = useInfiniteQuery(guidesQuery(filter))
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const current = useRowKeys(rows, ({ name }) => void navigate(paths.guide(name)))
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <>
      <PageHead title={guides.title} about={guides.about}>
        <Act because={lacksOfGrid(useMe(), 'partners:write', words)} onClick={() => setAdds(true)}>
          {guides.add}
        </Act>
      </PageHead>
      {adds && <AddGuide close={() => setAdds(false)} />}
      <Box className="panel">
        <Filters filter={filter} narrow={(next) => void navigate({ ...paths.guides(next), replace: true })} />
        <Shown of={{ ...found, data: found.data && rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty title={guides.empty} about={guides.emptyAbout} />
            ) : (
              <Rows
                label={guides.title}
                rows={shown}
                columns={columnsIn(words)}
                idOf={({ name }) => name}
                current={current}
                more={more}
              />
            )
          }
        </Shown>
      </Box>
    </>
  )
}

function Filters({ filter, narrow }: { filter: GuidesFilter; narrow(filter: GuidesFilter): void }) {
  const { guides, documents, common } = useWords()
  const { bind } = useTyped({ filter, narrow })
  return (
    <Group p="md" align="flex-end" gap="sm">
      <TextInput label={guides.name} {...bind('name')} flex="1 1 10rem" />
      <TextInput label={documents.type} {...bind('document')} w={{ base: '46%', xs: 140 }} />
      <NativeSelect
        label={guides.standard}
        {...bind('standard')}
        data={[
          { value: '', label: common.all },
          { value: 'x12', label: guides.standards.x12 },
          { value: 'edifact', label: guides.standards.edifact },
        ]}
        w={{ base: '46%', xs: 140 }}
      />
      <ClearFilters filter={filter} narrow={narrow} />
    </Group>
  )
}
