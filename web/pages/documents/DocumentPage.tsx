import { Alert, Box, Grid, Group, List, Stack, Text, Title } from '@mantine/core'
import { type QueryClient, queryOptions, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { type Answer, type Document, relatedQuery, timelineQuery } from '../../api/documents.ts'
import { useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { paths } from '../../paths.ts'
import { Identifier } from '../../ui/Identifier.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Shown } from '../../ui/states.tsx'
import { GuideLink } from '../guides/GuideLink.tsx'
import { Approvals, Approving } from './Approving.tsx'
import { Comparing } from './Comparing.tsx'
import { Deciding } from './Deciding.tsx'
import { Inside } from './Inside.tsx'
import { Mending } from './Mending.tsx'
import { Attached, Files, Receipts, Relatives } from './Related.tsx'
import { Timeline } from './Timeline.tsx'
import { Translated } from './Translated.tsx'

const filesQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id, 'files'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/{id}', { signal, params: { path: { id } } })),
  })

/** One document: what it says, what happened to it, what belongs to it, and what can be done. */
export function DocumentPage() {
  const { id } = useParams({ from: '/inside/documents/$id' })
  // First what it is; all else, which takes longer to draw, right behind it.
  const below = useDeferredValue(true, false)
  const timeline = useQuery(timelineQuery(id))
  const listed = asListed(useQueryClient(), id)
  const document = timeline.data?.document ?? (timeline.error === null ? listed : undefined)
  return (
    <Shown of={{ ...timeline, data: document }} lines={10} alone>
      {(shown) => (
        <>
          <Head document={shown} />
          <Problems problems={shown.problems} />
          {below && <Below document={shown} timeline={timeline} />}
        </>
      )}
    </Shown>
  )
}

interface BelowProps {
  document: Document
  timeline: UseQueryResult<Answer<'/api/v1/documents/{id}/timeline'>>
}

function Below({ document, timeline }: BelowProps) {
  const words = useWords()
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack gap="lg">
          <Inside document={document} />
          <Translated document={document} />
          <Comparing document={document} />
          <Others id={document.id} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack gap="lg">
          <Panel title={words.document.timeline}>
            <Shown of={timeline}>{({ events }) => <Timeline events={events} />}</Shown>
          </Panel>
          <Approvals document={document} />
          <Beside id={document.id} />
        </Stack>
      </Grid.Col>
    </Grid>
  )
}

/** As the list showed it that one comes from: its head stands before all else has come. */
function asListed(queries: QueryClient, id: string): Document | undefined {
  const lists = queries.getQueriesData<Listed | { pages: Listed[] }>({
    queryKey: ['documents'],
    predicate: ({ queryKey }) => queryKey[1] === 'recent' || queryKey[1] === 'list',
  })
  return lists
    .flatMap(([, list]) => (list === undefined ? [] : 'pages' in list ? list.pages : [list]))
    .flatMap(({ items }) => items)
    .find((one) => one.id === id)
}

interface Listed {
  items: Document[]
}

function Others({ id }: { id: string }) {
  return (
    <Shown of={useQuery(relatedQuery(id))} lines={3}>
      {({ documents }) => <Relatives documents={documents} />}
    </Shown>
  )
}

/** What was attached, handed over and kept. */
function Beside({ id }: { id: string }) {
  const { document: words } = useWords()
  const related = useQuery(relatedQuery(id))
  const attached = useQuery(filesQuery(id)).data?.files ?? []
  return (
    <>
      {attached.length > 0 && (
        <Panel title={words.attached}>
          <Attached document={id} files={attached} />
        </Panel>
      )}
      <Shown of={related} lines={3}>
        {({ files, deliveries }) => (
          <>
            <Panel title={words.receipts}>
              <Receipts deliveries={deliveries} />
            </Panel>
            <Panel title={words.files}>
              <Files files={files} />
            </Panel>
          </>
        )}
      </Shown>
    </>
  )
}

function Head({ document }: { document: Document }) {
  const { document: words, areas, common, modes } = useWords()
  const { type, key, status, sender, receiver, mode, version, controlNumber } = document
  return (
    <PageHead
      title={words.title(type, key ?? '').trim()}
      above={<TextLink {...paths.documents()}>{areas.documents}</TextLink>}
      about={
        <Group gap="md">
          <StatusBadge status={status} />
          <span className="foreign">{words.sides(sender ?? common.none, receiver ?? common.none)}</span>
          <span>{modes[mode as keyof typeof modes] ?? mode}</span>
          {version !== '' && <span>{version}</span>}
          {controlNumber !== '' && <Identifier value={controlNumber} label={words.controlNumber} />}
        </Group>
      }
    >
      {status === 'unapproved' ? <Approving document={document} /> : <Deciding document={document} />}
      <Mending document={document} />
    </PageHead>
  )
}

function Problems({ problems }: { problems: Document['problems'] }) {
  const words = useWords()
  if (problems.length === 0) return null
  return (
    <Alert variant="default" mb="lg" icon={<Icon name="warning" />} title={words.document.problems}>
      <List>
        {problems.map((problem) => (
          <List.Item key={problem.sentence}>
            <Text className="foreign">{sentenceOf(problem, words)}</Text>
            <GuideLink parameters={problem.parameters} />
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function Panel({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box className="panel" component="section" p="md">
      <Title order={2} size="h5" mb="md">
        {title}
      </Title>
      {children}
    </Box>
  )
}
