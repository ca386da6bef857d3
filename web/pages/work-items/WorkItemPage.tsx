import { Anchor, Badge, Box, Grid, Group, Stack, Text, Timeline, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { WorkItemShown } from '../../api/acts.ts'
import { useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { paths } from '../../paths.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { NextActs } from './NextActs.tsx'
import { itemQuery } from './queries.ts'
import { wordOf } from './words.ts'

/** One work item: what is wrong and where, what can be done about it, and what was done. */
export function WorkItemPage() {
  const { workItem: words } = useWords()
  const { id } = useParams({ from: '/inside/work-items/$id' })
  return (
    <Shown of={useQuery(itemQuery(id))} lines={8} alone>
      {(item) => (
        <>
          <Head item={item} />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <Stack gap="lg">
                <Panel title={words.next}>
                  <NextActs item={item} />
                </Panel>
                <Panel title={words.about}>
                  <About item={item} />
                </Panel>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <Panel title={words.history}>
                <History item={item} />
              </Panel>
            </Grid.Col>
          </Grid>
        </>
      )}
    </Shown>
  )
}

function Head({ item }: { item: WorkItemShown }) {
  const words = useWords()
  const { workList, workItem, kinds, classes } = words
  const { problem, state, kind, owner, organization, openedAt } = item
  return (
    <PageHead
      title={sentenceOf(problem, words)}
      above={<TextLink {...paths.workItems()}>{workList.title}</TextLink>}
      about={
        <Group gap="md">
          <Badge variant="dot" color={STATES[state]} tt="none" fw={500} size="lg" radius="sm">
            {workList.states[state]}
          </Badge>
          <span>{wordOf(kinds, kind)}</span>
          <span>{wordOf(classes, item.class)}</span>
          {organization !== null && <span className="foreign">{organization}</span>}
          <span className="foreign">{workItem.ownedBy(owner ?? workList.nobody)}</span>
          <Time at={openedAt} />
        </Group>
      }
    />
  )
}

const STATES = { open: 'orange', ignored: 'gray', closed: 'green' }

/** As it is now: links to where it lies, and what is known of it. */
function About({ item: { subject, about, ignored, closed } }: { item: WorkItemShown }) {
  const { workItem: words } = useWords()
  const document = ['document', 'file'].includes(subject.kind) ? subject.id : textOf(about?.['declined'])
  const interchange = subject.kind === 'interchange' ? subject.id : textOf(about?.['interchange'])
  const keys = whereKeysAre(subject.kind, textOf(about?.['organization']))
  const facts = Object.entries(about ?? {}).filter(([, value]) => value !== null && !isId(value))
  return (
    <Stack>
      {ignored !== null && (
        <Text className="foreign">
          {words.ignoredBy(ignored.by, ignored.reason)} <Time at={ignored.until} short />
        </Text>
      )}
      {closed !== null && (
        <Text className="foreign">
          {words.closedBy(closed.by, closed.reason)} <Time at={closed.at} short />
        </Text>
      )}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{wordOf(words.facts, name)}</dt>
            <dd className="foreign">{shownValue(value, words)}</dd>
          </div>
        ))}
      </dl>
      <Group gap="sm">
        {document !== undefined && (
          <ButtonLink {...paths.document(document)} variant="default">
            {words.toDocument}
          </ButtonLink>
        )}
        {keys !== undefined && (
          <ButtonLink {...keys} variant="default">
            {words.toKeys}
          </ButtonLink>
        )}
        {interchange !== undefined && (
          <Anchor href={`/api/v1/interchanges/${interchange}/payload`} download>
            {words.toInterchange}
          </Anchor>
        )}
      </Group>
    </Stack>
  )
}

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

function shownValue(value: unknown, { yes, no }: { yes: string; no: string }) {
  if (typeof value === 'boolean') return value ? yes : no
  const text = String(value)
  return MOMENT.test(text) ? <Time at={text} short /> : text
}

/** A partner's are on its page, those of the grid's own programs on theirs. */
function whereKeysAre(kind: string, organization: string | undefined) {
  if (kind !== 'sftp-key' && kind !== 'api-key') return undefined
  return organization === undefined ? paths.apiKeys() : paths.partner(organization)
}

function History({ item: { history, openedAt } }: { item: WorkItemShown }) {
  const { workItem: words } = useWords()
  return (
    <Timeline bulletSize={14} lineWidth={2} active={history.length + 1}>
      <Timeline.Item color="orange.8">
        <Text>{words.events['work.opened']}</Text>
        <Text size="sm" c="dimmed">
          <Time at={openedAt} />
        </Text>
      </Timeline.Item>
      {history
        .filter(({ type }) => type !== 'work.opened')
        .map(({ at, type, actor, data }) => (
          <Timeline.Item key={`${at} ${type}`} color="harbour.6">
            <Text className="foreign">
              {wordOf(words.events, type)} {textOf(data['owner']) ?? textOf(data['reason']) ?? ''}
            </Text>
            <Text size="sm" c="dimmed" className="foreign">
              <Time at={at} /> · {actor}
            </Text>
          </Timeline.Item>
        ))}
    </Timeline>
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

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/.test(value)
}
