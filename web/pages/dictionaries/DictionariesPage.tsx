import { Box } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
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
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { AddDictionary } from './AddDictionary.tsx'
import { type DictionaryListed, dictionariesQuery } from './queries.ts'

const columnsIn = ({ guides }: Words): Column<DictionaryListed>[] => [
  {
    key: 'name',
    title: guides.name,
    cell: ({ name }) => (
      <TextLink {...paths.dictionary(name)} className="foreign" fw={600}>
        {name}
      </TextLink>
    ),
  },
  { key: 'release', title: guides.release, cell: (one) => `${guides.standards[one.standard]} ${one.release}` },
  { key: 'version', title: guides.newest, cell: ({ version }) => <span className="identifier">{version}</span> },
  { key: 'versions', title: guides.versions, end: true, cell: ({ versions }) => versions },
  { key: 'since', title: guides.since, cell: ({ createdAt }) => <Time at={createdAt} short /> },
]

/** What is added to standards, each in its newest version. */
export function DictionariesPage() {
  const words = useWords()
  const { dictionaries } = words
  const [adds, setAdds] = useState(false)
  const navigate = useNavigate()
  const found = useInfiniteQuery(dictionariesQuery)
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const current = useRowKeys(rows, ({ name }) => void navigate(paths.dictionary(name)))
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <>
      <PageHead title={dictionaries.title} about={dictionaries.about}>
        <Act because={lacksOfGrid(useMe(), 'partners:write', words)} onClick={() => setAdds(true)}>
          {dictionaries.add}
        </Act>
      </PageHead>
      {adds && <AddDictionary close={() => setAdds(false)} />}
      <Box className="panel">
        <Shown of={{ ...found, data: found.data && rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty title={dictionaries.empty} about={dictionaries.emptyAbout} />
            ) : (
              <Rows
                label={dictionaries.title}
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
