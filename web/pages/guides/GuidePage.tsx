import { Grid, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../../api/me.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { AddGuide } from './AddGuide.tsx'
import { Comparison } from './Comparison.tsx'
import { type Guide, guideQuery } from './queries.ts'
import { Readable } from './Readable.tsx'
import { Samples } from './Samples.tsx'

/** One guide in one of its versions: what it asks for, place by place, what became other, and samples. */
export function GuidePage() {
  const { name } = useParams({ from: '/inside/guides/$name' })
  return (
    <Shown of={useQuery(guideQuery(name))} lines={10} alone>
      {(guide) => <Version guide={guide} />}
    </Shown>
  )
}

function Version({ guide }: { guide: Guide }) {
  const { guides } = useWords()
  const { name } = guide
  const view = useSearch({ from: '/inside/guides/$name' })
  const version = view.version ?? guide.version
  return (
    <>
      <Head guide={guide} version={version} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Readable name={name} version={version} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="lg">
            <About guide={guide} version={version} />
            {guide.versions.length > 1 && (
              <Section title={guides.comparison}>
                <Comparison guide={guide} version={version} />
              </Section>
            )}
            <Section title={guides.agreements}>
              <Agreements guide={guide} />
            </Section>
            <Section title={guides.samples}>
              <Samples name={name} version={version} />
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}

function Head({ guide, version }: { guide: Guide; version: string }) {
  const words = useWords()
  const { guides, areas } = words
  const navigate = useNavigate()
  const [adds, setAdds] = useState(false)
  const { name, versions } = guide
  const shown = versions.find((one) => one.version === version)
  return (
    <>
      <PageHead
        title={shown?.title ?? guide.title}
        above={<TextLink {...paths.guides()}>{areas.guides}</TextLink>}
        about={
          <Group gap="md">
            <span className="identifier">
              {name}@{version}
            </span>
            <span>
              {guides.standards[guide.standard]} {guide.release} {guide.document}
            </span>
          </Group>
        }
      >
        <NativeSelect
          aria-label={guides.version}
          value={version}
          data={versions.map((one) => ({ value: one.version, label: guides.versionOf(one.version) }))}
          onChange={({ currentTarget }) => void navigate(paths.guide(name, { version: currentTarget.value }))}
        />
        <Act because={lacksOfGrid(useMe(), 'partners:write', words)} onClick={() => setAdds(true)}>
          {guides.addVersion}
        </Act>
      </PageHead>
      {adds && <AddGuide of={{ name, version }} close={() => setAdds(false)} />}
    </>
  )
}

function About({ guide, version }: { guide: Guide; version: string }) {
  const { guides } = useWords()
  const shown = guide.versions.find((one) => one.version === version) ?? guide
  const [name, number] = guide.dictionary?.split('@') ?? []
  const link = name !== undefined && (
    <TextLink key="d" {...paths.dictionary(name, { version: Number(number) })}>
      {guide.dictionary}
    </TextLink>
  )
  const narrowed: [string, React.ReactNode][] = link ? [[guides.dictionary, link]] : []
  return (
    <Section title={guides.aboutIt}>
      <Facts
        facts={[
          [guides.since, <Time key="s" at={shown.createdAt} short />],
          [guides.by, shown.actor],
          [guides.newest, guide.version],
          ...narrowed,
        ]}
      />
    </Section>
  )
}

function Agreements({ guide: { agreements } }: { guide: Guide }) {
  const { guides, document } = useWords()
  if (agreements.length === 0) return <Text c="dimmed">{guides.noAgreements}</Text>
  return (
    <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: 'none' }}>
      {agreements.map(({ id, sender, receiver, type, mode, guide }) => (
        <li key={id}>
          <TextLink {...paths.agreement(id)} className="foreign">
            {document.sides(sender, receiver)} · {type} · {mode}
          </TextLink>{' '}
          <Text component="span" size="sm" c="dimmed" className="identifier">
            {guide}
          </Text>
        </li>
      ))}
    </Stack>
  )
}
