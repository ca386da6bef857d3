import { Box, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { may, useMe } from '../../api/me.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { counted } from '../../ui/formats.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty, Failed, Shown, Waiting } from '../../ui/states.tsx'
import { ago, zoneOf } from '../../ui/Time.tsx'
import { DocumentRows } from '../documents/DocumentRows.tsx'
import { countsQuery, recentQuery, volumeQuery, waitingQuery } from './queries.ts'
import { VolumeChart } from './VolumeChart.tsx'

/** What needs me, and what is going on. */
export function HomePage() {
  const { home } = useWords()
  const me = useMe()
  return (
    <>
      <PageHead title={home.title} />
      {may(me, 'work:read') && <OpenWork />}
      {may(me, 'exchange:read') && (
        <>
          <Approvals />
          <Volume />
          <Recent />
        </>
      )}
    </>
  )
}

function OpenWork() {
  const { locale, words } = useLanguage()
  const counts = useQuery(countsQuery)
  return (
    <Shown of={counts} lines={2}>
      {({ open, kinds }) =>
        open === 0 ? (
          <Box className="panel" mb="lg">
            <Empty icon="check" title={words.home.nothing} about={words.home.nothingAbout} />
          </Box>
        ) : (
          <SimpleGrid
            cols={{ base: 2, md: 4 }}
            spacing="sm"
            mb="lg"
            component="ul"
            p={0}
            m={0}
            style={{ listStyle: 'none' }}
          >
            {kinds
              .filter((one) => one.open > 0)
              .map((one) => (
                <Box key={`${one.kind} ${one.class}`} component="li" className="panel" p="md">
                  <Text fz={28} fw={700} lh={1.1}>
                    {counted(one.open, locale)}
                  </Text>
                  <TextLink {...paths.workItems({ kind: one.kind, class: one.class })} fw={500}>
                    {(words.kinds as Record<string, string>)[one.kind] ?? one.kind}
                  </TextLink>
                  <Text size="sm" c="dimmed">
                    {(words.classes as Record<string, string>)[one.class] ?? one.class}
                    {one.oldest !== null && ` · ${words.home.oldest(ago(one.oldest, locale))}`}
                  </Text>
                </Box>
              ))}
          </SimpleGrid>
        )
      }
    </Shown>
  )
}

const WAITING = ['unapproved', 'held', 'suspended'] as const

/** Documents that a person lets go on or not. */
function Approvals() {
  const { home, statuses } = useWords()
  const { locale } = useLanguage()
  const { data } = useQuery(waitingQuery)
  const found = WAITING.filter((status) => data !== undefined && data[status] > 0)
  if (data === undefined || found.length === 0) return null
  return (
    <Box className="panel" p="md" mb="lg">
      <Group gap="lg">
        <Title order={2} size="h5">
          {home.waiting}
        </Title>
        {found.map((status) => (
          <TextLink key={status} {...paths.documents({ status })}>
            {counted(data[status], locale)}
            {data[status] === data.most && '+'} {statuses[status]}
          </TextLink>
        ))}
      </Group>
    </Box>
  )
}

function Volume() {
  const { home } = useWords()
  const volume = useQuery(volumeQuery(zoneOf().timeZone))
  return (
    <Box className="panel" p="md" mb="lg" component="section">
      <Title order={2} size="h5" mb="md">
        {home.volume}
      </Title>
      <Shown of={volume}>{({ days }) => <VolumeChart days={days} />}</Shown>
    </Box>
  )
}

function Recent() {
  const { home, documents } = useWords()
  const { data, error } = useQuery(recentQuery)
  const shown = data !== undefined
  // What one opens next comes while one reads.
  useEffect(() => {
    if (shown) window.requestIdleCallback?.(() => void import('../documents/DocumentPage.tsx'))
  }, [shown])
  return (
    <Box className="panel" component="section">
      <Group justify="space-between" p="md" pb="xs">
        <Title order={2} size="h5">
          {home.recent}
        </Title>
        <ButtonLink {...paths.documents()} variant="subtle" size="compact-sm">
          {home.allDocuments}
        </ButtonLink>
      </Group>
      {error !== null && data === undefined && <Failed error={error} />}
      {data === undefined && error === null && <Waiting />}
      {data?.items.length === 0 && <Empty title={documents.empty} about={documents.emptyAbout} />}
      {data !== undefined && data.items.length > 0 && <DocumentRows label={home.recent} documents={data.items} />}
    </Box>
  )
}
