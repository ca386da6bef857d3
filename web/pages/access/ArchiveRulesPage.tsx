import { Box, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Empty, Shown } from '../../ui/states.tsx'

type Rule = Answer<'/api/v1/archive-rules'>['items'][number]

const rulesQuery = queryOptions({
  queryKey: ['archive-rules', 'list'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/archive-rules', { signal })),
})

const columnsIn = ({ archive, partners, common, modes }: Words): Column<Rule>[] => [
  {
    key: 'name',
    title: archive.name,
    cell: ({ name }) => (
      <Text fw={600} className="foreign">
        {name}
      </Text>
    ),
  },
  {
    key: 'when',
    title: archive.when,
    cell: ({ when }) => (when === 'received' ? archive.received : archive.completed),
  },
  { key: 'types', title: archive.types, cell: ({ types }) => (types.length === 0 ? common.all : types.join(', ')) },
  {
    key: 'mode',
    title: partners.mode,
    cell: ({ mode }) => (mode === null ? common.all : (modes[mode as keyof Words['modes']] ?? mode)),
  },
  { key: 'path', title: archive.path, cell: ({ path }) => <span className="identifier">{path}</span> },
  {
    key: 'target',
    title: archive.target,
    cell: ({ target }) =>
      target === null ? (
        archive.dataFolder
      ) : (
        <TextLink {...paths.connection(target.connection)}>{partners.connection}</TextLink>
      ),
  },
  {
    key: 'state',
    title: partners.status,
    cell: ({ endedAt }) => <StateBadge state={endedAt === null ? 'active' : 'ended'} />,
  },
]

/** What is archived, when and where. Rules are made over the API: docs/archive.md. */
export function ArchiveRulesPage() {
  const words = useWords()
  const { archive } = words
  return (
    <>
      <PageHead title={archive.title} about={archive.about} />
      <Box className="panel">
        <Shown of={useQuery(rulesQuery)}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={archive.empty} about={archive.emptyAbout} />
            ) : (
              <Rows label={archive.title} rows={items} columns={columnsIn(words)} idOf={({ id }) => id} />
            )
          }
        </Shown>
      </Box>
    </>
  )
}
