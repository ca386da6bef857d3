import { Badge, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Answer } from '../../api/documents.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Shown } from '../../ui/states.tsx'
import { comparisonQuery, type Guide } from './queries.ts'

export type Change = Answer<'/api/v1/guides/{name}/versions/{version}/comparison'>['changes'][number]

/** What the version that is shown says otherwise than another: as a rule the one before. */
export function Comparison({ guide, version }: { guide: Guide; version: string }) {
  const { guides } = useWords()
  const { with: chosen } = useSearch({ from: '/inside/guides/$name' })
  const navigate = useNavigate()
  const others = guide.versions.filter((one) => one.version !== version)
  const at = guide.versions.findIndex((one) => one.version === version)
  const other = chosen ?? guide.versions[at + 1]?.version ?? others[0]!.version
  return (
    <Stack gap="sm">
      <NativeSelect
        label={guides.comparedWith}
        value={other}
        data={others.map((one) => ({ value: one.version, label: guides.versionOf(one.version) }))}
        onChange={({ currentTarget }) => void navigate(paths.guide(guide.name, { version, with: currentTarget.value }))}
      />
      <Shown of={useQuery(comparisonQuery(guide.name, version, other))} lines={3}>
        {({ changes }) => <Changes changes={changes} />}
      </Shown>
    </Stack>
  )
}

/** Place by place: what was, what is, and whether documents that were fine may no longer be. */
export function Changes({ changes }: { changes: Change[] }) {
  const { guides, agreements } = useWords()
  if (changes.length === 0) return <Text size="sm">{guides.same}</Text>
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {changes.map(({ at, what, from, to, kind }) => (
        <li key={`${at} ${what}`}>
          <Group gap="xs">
            <span className="identifier">{at === '' ? guides.whole : at}</span>
            <Text component="span" size="sm">
              {guides.whats[what as keyof typeof guides.whats] ?? what}
            </Text>
            {kind !== 'other' && (
              <Badge variant={kind === 'tightened' ? 'outline' : 'default'} size="sm" tt="none" radius="sm">
                {guides.kinds[kind]}
              </Badge>
            )}
          </Group>
          <Text size="sm" component="div">
            <del className="foreign">{from ?? agreements.unsaid}</del> →{' '}
            <ins className="foreign">{to ?? agreements.unsaid}</ins>
          </Text>
        </li>
      ))}
    </Stack>
  )
}
