import { Text } from '@mantine/core'
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Connection } from '../../api/partners.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Section } from '../../ui/Section.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { AgreementRows } from '../agreements/AgreementRows.tsx'
import { connectionState } from '../connections/state.ts'
import { DocumentRows } from '../documents/DocumentRows.tsx'
import { EndChannel, EndIdentifier } from './Endings.tsx'
import { type Channel, channelsQuery, type Identifier } from './queries.ts'

const of = (organization: string) => ({ params: { path: { organization } } })

const identifiersQuery = (slug: string) =>
  queryOptions({
    queryKey: ['organizations', 'one', slug, 'identifiers'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/organizations/{organization}/identifiers', { signal, ...of(slug) })),
  })

const connectionsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['connections', 'of', slug],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/organizations/{organization}/connections', { signal, ...of(slug) })),
  })

const agreementsQuery = (party: string) =>
  queryOptions({
    queryKey: ['agreements', 'of', party],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agreements', { signal, params: { query: { party, limit: 10 } } })),
  })

const documentsQuery = (partner: string) =>
  queryOptions({
    queryKey: ['documents', 'partner', partner],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents', { signal, params: { query: { partner, limit: 8 } } })),
  })

export function Identifiers({ slug }: { slug: string }) {
  const words = useWords()
  const { partners } = words
  return (
    <Part title={partners.identifiers} none={partners.noIdentifiers} of={useQuery(identifiersQuery(slug))}>
      {(items) => (
        <Rows label={partners.identifiers} rows={items} columns={identifierColumns(words)} idOf={({ id }) => id} />
      )}
    </Part>
  )
}

const identifierColumns = ({ partners, modes, ending }: Words): Column<Identifier>[] => [
  {
    key: 'value',
    title: partners.identifier,
    cell: ({ qualifier, value }) => (
      <span className="identifier">{qualifier === '' ? value : `${qualifier}/${value}`}</span>
    ),
  },
  { key: 'scheme', title: partners.scheme, cell: ({ scheme }) => <span className="identifier">{scheme}</span> },
  { key: 'mode', title: partners.mode, cell: ({ mode }) => modes[mode as keyof Words['modes']] ?? mode },
  {
    key: 'from',
    title: partners.from,
    cell: ({ from }) => (from === null ? partners.always : <Time at={from} short />),
  },
  {
    key: 'until',
    title: partners.until,
    cell: ({ until }) => (until === null ? partners.endless : <Time at={until} short />),
  },
  { key: 'acts', title: ending.acts, cell: (one) => <EndIdentifier identifier={one} /> },
]

export function Channels({ slug }: { slug: string }) {
  const words = useWords()
  const { partners } = words
  return (
    <Part title={partners.channels} none={partners.noChannels} of={useQuery(channelsQuery(slug))}>
      {(items) => <Rows label={partners.channels} rows={items} columns={channelColumns(words)} idOf={({ id }) => id} />}
    </Part>
  )
}

const channelColumns = ({ partners, modes, common, ending }: Words): Column<Channel>[] => [
  { key: 'name', title: partners.channel, cell: ({ name }) => <span className="identifier">{name}</span> },
  {
    key: 'direction',
    title: partners.direction,
    cell: ({ direction }) => (direction === 'in' ? partners.inwards : partners.outwards),
  },
  { key: 'kind', title: partners.kind, cell: ({ kind }) => <span className="identifier">{kind}</span> },
  {
    key: 'mode',
    title: partners.mode,
    cell: ({ mode }) => (mode === null ? common.all : (modes[mode as keyof Words['modes']] ?? mode)),
  },
  {
    key: 'state',
    title: partners.status,
    cell: ({ endedAt }) => <StateBadge state={endedAt === null ? 'active' : 'ended'} />,
  },
  { key: 'acts', title: ending.acts, cell: (one) => <EndChannel channel={one} /> },
]

export function Connections({ slug }: { slug: string }) {
  const words = useWords()
  const { partners } = words
  return (
    <Part title={partners.connections} none={partners.noConnections} of={useQuery(connectionsQuery(slug))}>
      {(items) => (
        <Rows label={partners.connections} rows={items} columns={connectionColumns(words)} idOf={({ id }) => id} />
      )}
    </Part>
  )
}

const connectionColumns = ({ partners }: Words): Column<Connection>[] => [
  {
    key: 'name',
    title: partners.connection,
    cell: ({ id, name }) => (
      <TextLink {...paths.connection(id)} className="foreign">
        {name}
      </TextLink>
    ),
  },
  { key: 'kind', title: partners.kind, cell: ({ connector }) => <span className="identifier">{connector}</span> },
  { key: 'state', title: partners.status, cell: (one) => <StateBadge state={connectionState(one)} /> },
]

export function Agreements({ slug }: { slug: string }) {
  const { partners } = useWords()
  const found = useQuery(agreementsQuery(slug))
  return (
    <Part
      title={partners.agreements}
      none={partners.noAgreements}
      of={found}
      more={<TextLink {...paths.agreements({ party: slug })}>{partners.allAgreements}</TextLink>}
    >
      {(items) => <AgreementRows label={partners.agreements} agreements={items} />}
    </Part>
  )
}

export function Documents({ slug }: { slug: string }) {
  const { partners, home } = useWords()
  return (
    <Part
      title={partners.documents}
      none={partners.noDocuments}
      of={useQuery(documentsQuery(slug))}
      more={<TextLink {...paths.documents({ partner: slug })}>{home.allDocuments}</TextLink>}
    >
      {(items) => <DocumentRows label={partners.documents} documents={items} />}
    </Part>
  )
}

interface PartProps<T> {
  title: string
  none: string
  of: UseQueryResult<{ items: T[] }>
  more?: React.ReactNode
  children(items: T[]): React.ReactNode
}

/** One list that belongs to a partner, with a sentence where there is nothing. */
function Part<T>({ title, none, of, more, children }: PartProps<T>) {
  return (
    <Section title={title} acts={more}>
      <Shown of={of} lines={2}>
        {({ items }) => (items.length === 0 ? <Text c="dimmed">{none}</Text> : children(items))}
      </Shown>
    </Section>
  )
}
