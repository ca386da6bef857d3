import { Box, Group, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Backfill, EditRule, EndRule, MakeRule, PauseRule } from './RuleForms.tsx'
import { type Rule, ruleState } from './rule.ts'

const rulesQuery = queryOptions({
  queryKey: ['archive-rules', 'list'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/archive-rules', { signal })),
})

const columnsIn = ({ archive, partners, common, modes }: Words): Column<Rule>[] => [
  {
    key: 'name',
    title: archive.name,
    cell: (one) => (
      <>
        <Text fw={600} className="foreign">
          {one.name}
        </Text>
        <StateBadge state={ruleState(one)} />
      </>
    ),
  },
  {
    key: 'when',
    title: archive.when,
    cell: ({ when }) => (when === 'received' ? archive.received : archive.completed),
  },
  {
    key: 'types',
    title: archive.types,
    cell: ({ types, mode }) => (
      <>
        {types.length === 0 ? common.all : types.join(', ')}
        {mode !== null && (
          <Text size="sm" c="dimmed">
            {modes[mode as keyof Words['modes']] ?? mode}
          </Text>
        )}
      </>
    ),
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
]

type Acting = 'edit' | 'pause' | 'backfill' | 'end'
type Doing = { act: 'make' } | { act: Acting; rule: Rule }

function actsColumn({ rules }: Words, because: string | undefined, act: (doing: Doing) => void): Column<Rule> {
  return {
    key: 'acts',
    title: rules.acts,
    cell: (rule) => (
      <Group gap="xs">
        {(['edit', 'pause', 'backfill', 'end'] as const).map((one) => (
          <Act key={one} variant="default" size="xs" because={because} onClick={() => act({ act: one, rule })}>
            {one === 'pause' && rule.pausedAt !== null ? rules.resume : rules[one]}
          </Act>
        ))}
      </Group>
    ),
  }
}

/** What is archived, when and where: made, changed, paused and ended here. */
export function ArchiveRulesPage() {
  const words = useWords()
  const { archive, rules } = words
  const because = lacksOfGrid(useMe(), 'archive:write', words)
  const [doing, setDoing] = useState<Doing | null>(null)
  const columns = [...columnsIn(words), actsColumn(words, because, setDoing)]
  return (
    <>
      <PageHead title={archive.title} about={archive.about}>
        <Act because={because} onClick={() => setDoing({ act: 'make' })}>
          {rules.make}
        </Act>
      </PageHead>
      <Box className="panel">
        <Shown of={useQuery(rulesQuery)}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={archive.empty} about={archive.emptyAbout} />
            ) : (
              <Rows label={archive.title} rows={items} columns={columns} idOf={({ id }) => id} />
            )
          }
        </Shown>
      </Box>
      {doing !== null && <Dialog doing={doing} close={() => setDoing(null)} />}
    </>
  )
}

function Dialog({ doing, close }: { doing: Doing; close(): void }) {
  if (doing.act === 'make') return <MakeRule close={close} />
  const One = { edit: EditRule, pause: PauseRule, backfill: Backfill, end: EndRule }[doing.act]
  return <One rule={doing.rule} close={close} />
}
