import { Grid, Group, NativeSelect, Stack } from '@mantine/core'
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
import { AddDictionary } from './AddDictionary.tsx'
import { Changes } from './Changes.tsx'
import { Holds } from './Holds.tsx'
import { comparisonQuery, type Dictionary, dictionaryQuery } from './queries.ts'

/** One dictionary in one of its versions: what it holds, and what became other. */
export function DictionaryPage() {
  const { name } = useParams({ from: '/inside/dictionaries/$name' })
  return (
    <Shown of={useQuery(dictionaryQuery(name))} lines={10} alone>
      {(dictionary) => <Version dictionary={dictionary} />}
    </Shown>
  )
}

function Version({ dictionary }: { dictionary: Dictionary }) {
  const { guides, dictionaries } = useWords()
  const { name, versions } = dictionary
  const { version = dictionary.version } = useSearch({ from: '/inside/dictionaries/$name' })
  const shown = versions.find((one) => one.version === version) ?? dictionary
  return (
    <>
      <Head dictionary={dictionary} version={version} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Holds name={name} version={version} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="lg">
            <Section title={dictionaries.aboutIt}>
              <Facts
                facts={[
                  [guides.since, <Time key="s" at={shown.createdAt} short />],
                  [guides.by, shown.actor],
                  [guides.newest, String(dictionary.version)],
                ]}
              />
            </Section>
            {versions.length > 1 && (
              <Section title={guides.comparison}>
                <Comparison dictionary={dictionary} version={version} />
              </Section>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}

function Head({ dictionary, version }: { dictionary: Dictionary; version: number }) {
  const words = useWords()
  const { guides, areas } = words
  const navigate = useNavigate()
  const [adds, setAdds] = useState(false)
  const { name, versions, standard, release } = dictionary
  return (
    <>
      <PageHead
        title={name}
        above={<TextLink {...paths.dictionaries()}>{areas.dictionaries}</TextLink>}
        about={
          <Group gap="md">
            <span className="identifier">
              {name}@{version}
            </span>
            <span>
              {guides.standards[standard]} {release}
            </span>
          </Group>
        }
      >
        <NativeSelect
          aria-label={guides.version}
          value={version}
          data={versions.map((one) => ({ value: String(one.version), label: guides.versionOf(String(one.version)) }))}
          onChange={({ currentTarget }) =>
            void navigate(paths.dictionary(name, { version: Number(currentTarget.value) }))
          }
        />
        <Act because={lacksOfGrid(useMe(), 'partners:write', words)} onClick={() => setAdds(true)}>
          {guides.addVersion}
        </Act>
      </PageHead>
      {adds && <AddDictionary of={{ name, version }} close={() => setAdds(false)} />}
    </>
  )
}

/** What the version that is shown says otherwise than another: as a rule the one before. */
function Comparison({ dictionary: { name, versions }, version }: { dictionary: Dictionary; version: number }) {
  const { guides } = useWords()
  const { with: chosen } = useSearch({ from: '/inside/dictionaries/$name' })
  const navigate = useNavigate()
  const others = versions.filter((one) => one.version !== version)
  const at = versions.findIndex((one) => one.version === version)
  const other = chosen ?? versions[at + 1]?.version ?? others[0]!.version
  return (
    <Stack gap="sm">
      <NativeSelect
        label={guides.comparedWith}
        value={other}
        data={others.map((one) => ({ value: String(one.version), label: guides.versionOf(String(one.version)) }))}
        onChange={({ currentTarget }) =>
          void navigate(paths.dictionary(name, { version, with: Number(currentTarget.value) }))
        }
      />
      <Shown of={useQuery(comparisonQuery(name, version, other))} lines={3}>
        {({ changes }) => <Changes changes={changes} />}
      </Shown>
    </Stack>
  )
}
