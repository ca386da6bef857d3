import { Alert, Grid, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { type Check, type Connection, connectorsQuery, organizationsQuery } from '../../api/partners.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { shownValue } from '../../ui/differing.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Failed, Shown } from '../../ui/states.tsx'
import { CheckList, checksQuery } from './Checks.tsx'
import { EditConnection } from './EditConnection.tsx'
import { EndConnection } from './EndConnection.tsx'
import { connectionState } from './state.ts'

const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/connections/{id}', { signal, params: { path: { id } } })),
  })

/** One connection: how it is reached, whether it holds, and what its last tests found. */
export function ConnectionPage() {
  const { id } = useParams({ from: '/inside/connections/$id' })
  const { connections } = useWords()
  const checks = useQuery(checksQuery(id))
  return (
    <Shown of={useQuery(connectionQuery(id))} lines={10} alone>
      {(connection) => (
        <>
          <Head connection={connection} />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Section title={connections.health}>
                <Shown of={checks} lines={3}>
                  {({ items }) => <CheckList checks={items} />}
                </Shown>
              </Section>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <Settings connection={connection} />
            </Grid.Col>
          </Grid>
        </>
      )}
    </Shown>
  )
}

function Head({ connection }: { connection: Connection }) {
  const words = useWords()
  const { connections, areas } = words
  const { id, name, connector, halted, endedAt } = connection
  const lacking = lacksOfGrid(useMe(), 'partners:write', words) ?? (endedAt === null ? undefined : connections.ended)
  const owner = useQuery(organizationsQuery).data?.find((one) => one.id === connection.organization)
  const testing = useTesting(id)
  const resuming = useResuming(id)
  const [ends, setEnds] = useState(false)
  return (
    <>
      <PageHead
        title={name}
        above={<TextLink {...paths.connections()}>{areas.connections}</TextLink>}
        about={
          <Group gap="md">
            <StateBadge state={connectionState(connection)} />
            {owner !== undefined && <TextLink {...paths.partner(owner.slug)}>{owner.name}</TextLink>}
            <span className="identifier">{connector}</span>
          </Group>
        }
      >
        <Act because={lacking} loading={testing.isPending} onClick={() => testing.mutate()}>
          {connections.test}
        </Act>
        <Act
          variant="default"
          because={lacking ?? (halted === null ? connections.notHalted : undefined)}
          loading={resuming.isPending}
          onClick={() => resuming.mutate()}
        >
          {connections.resume}
        </Act>
        <Act variant="default" because={lacking} onClick={() => setEnds(true)}>
          {words.ending.endIt}
        </Act>
      </PageHead>
      {ends && <EndConnection id={id} close={() => setEnds(false)} />}
      <Stack mb="lg">
        {halted !== null && <Halted sentence={sentenceOf(halted, words)} />}
        {testing.error !== null && <Failed error={testing.error} />}
        {resuming.error !== null && <Failed error={resuming.error} />}
        {testing.data !== undefined && <Tested check={testing.data} />}
      </Stack>
    </>
  )
}

function Halted({ sentence }: { sentence: string }) {
  const { connections } = useWords()
  return (
    <Alert role="alert" variant="default" color="red" icon={<Icon name="warning" />} title={connections.halted}>
      <Text className="foreign">{sentence}</Text>
      <Text>{connections.haltedAbout}</Text>
    </Alert>
  )
}

/** What the test just now came to: the layer that does not hold by name, and why. */
function Tested({ check: { holds, probes } }: { check: Check }) {
  const words = useWords()
  const { connections } = words
  const failing = probes.find(({ problem }) => problem !== null)
  const layer = failing?.layer as keyof typeof connections.layers | undefined
  return (
    <Alert
      role="status"
      variant="default"
      icon={<Icon name={holds ? 'check' : 'warning'} />}
      title={layer === undefined ? connections.holds : connections.failsAt(connections.layers[layer] ?? layer)}
    >
      {failing?.problem && <Text className="foreign">{sentenceOf(failing.problem, words)}</Text>}
    </Alert>
  )
}

function useTesting(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/v1/connections/{id}/checks', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['connections', 'one', id] }),
  })
}

function useResuming(id: string) {
  const { connections } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => bodyOf(api.PUT('/api/v1/connections/{id}/resumption', { params: { path: { id } } })),
    async onSuccess() {
      notifications.show({ message: connections.resumed })
      await queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
}

/** Everything but secrets, of which only the names are known. */
function Settings({ connection }: { connection: Connection }) {
  const words = useWords()
  const { connections, common } = words
  const { settings, credentials, connector: called } = connection
  const connector = useQuery(connectorsQuery).data?.find(({ name }) => name === called)
  const [editing, setEditing] = useState(false)
  const ended = connection.endedAt === null ? undefined : connections.ended
  const lacking = lacksOfGrid(useMe(), 'partners:write', words) ?? ended
  const shown = Object.entries(settings).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') || common.none : shownValue(value, common.none),
  ])
  return (
    <Section
      title={connections.settings}
      acts={
        <Act variant="default" size="xs" because={lacking} onClick={() => setEditing(true)}>
          {connections.edit}
        </Act>
      }
    >
      <Facts facts={[...shown, ...credentials.map((name): [string, string] => [name, connections.sealed])]} />
      {editing && connector !== undefined && (
        <EditConnection connection={connection} connector={connector} close={() => setEditing(false)} />
      )}
    </Section>
  )
}
