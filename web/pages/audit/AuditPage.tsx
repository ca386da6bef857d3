import { Box, Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { ofGrid, useMe } from '../../api/me.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time, zoneOf } from '../../ui/Time.tsx'
import { dayBegins } from '../documents/days.ts'
import { type AuditFilter, auditFilter } from './filter.ts'

type Audited = Answer<'/api/v1/audit'>['items'][number]

/** The filter as the API wants it: moments instead of days. */
function asked({ from, until, ...rest }: AuditFilter) {
  const { timeZone } = zoneOf()
  return {
    ...rest,
    ...(from === undefined ? {} : { from: dayBegins(from, timeZone) }),
    ...(until === undefined ? {} : { until: dayBegins(until, timeZone, 1) }),
  }
}

const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { ...asked(filter), limit: 50, ...(cursor === undefined ? {} : { cursor }) }
      return bodyOf(api.GET('/api/v1/audit', { signal, params: { query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
    placeholderData: (before) => before,
  })

/** Who did and saw what, narrowed by what stands in the address. */
export function AuditPage() {
  const words = useWords()
  const { audit } = words
  const filter = useSearch({ from: '/inside/audit' })
  const navigate = useNavigate()
  const found = useInfiniteQuery(auditQuery(filter))
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  const narrow = (next: AuditFilter) => void navigate({ ...paths.audit(auditFilter({ ...next })), replace: true })
  const exported = `/api/v1/audit.csv?${new URLSearchParams(asked(filter))}`
  return (
    <>
      <PageHead title={audit.title} about={audit.about}>
        {ofGrid(useMe()) && (
          <ButtonLink {...paths.notificationLog()} variant="subtle">
            {words.notifications.log}
          </ButtonLink>
        )}
        <Button
          component="a"
          href={exported}
          download
          variant="default"
          leftSection={<Icon name="download" />}
          title={audit.exportAbout}
        >
          {audit.export}
        </Button>
      </PageHead>
      <Box className="panel">
        <Filters filter={filter} narrow={narrow} />
        <Shown of={{ ...found, data: found.data && rows }}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty title={audit.empty} about={audit.emptyAbout} />
            ) : (
              <Rows
                label={audit.title}
                rows={shown}
                columns={columnsIn(words, filter)}
                idOf={({ seq }) => String(seq)}
                more={more}
              />
            )
          }
        </Shown>
      </Box>
    </>
  )
}

function columnsIn({ audit }: Words, filter: AuditFilter): Column<Audited>[] {
  return [
    { key: 'at', title: audit.at, cell: ({ at }) => <Time at={at} /> },
    {
      key: 'who',
      title: audit.who,
      cell: ({ actor }) =>
        actor.id === '' ? (
          audit.system
        ) : (
          <TextLink {...paths.audit({ ...filter, actor: `${actor.kind}:${actor.id}` })} className="foreign">
            {actor.name ?? actor.id}
            <Text span size="sm" c="dimmed">
              {' '}
              {(audit.actors as Record<string, string>)[actor.kind] ?? actor.kind}
            </Text>
          </TextLink>
        ),
    },
    { key: 'what', title: audit.what, cell: (row) => <What {...row} title={audit.details} /> },
    { key: 'subject', title: audit.subject, cell: (row) => <Subject {...row} /> },
  ]
}

function What({ type, data, title }: Audited & { title: string }) {
  const details = Object.entries(data)
  if (details.length === 0) return <span className="identifier">{type}</span>
  return (
    <details>
      <summary title={title} className="identifier">
        {type}
      </summary>
      <pre className="identifier wrapped">{JSON.stringify(data, null, 2)}</pre>
    </details>
  )
}

const PAGES: Record<
  string,
  (id: string) => ReturnType<(typeof paths)['document' | 'workItem' | 'agreement' | 'connection']>
> = {
  document: paths.document,
  'work-item': paths.workItem,
  agreement: paths.agreement,
  connection: paths.connection,
}

function Subject({ subjectKind, subject }: Audited) {
  const page = PAGES[subjectKind]
  const said = (
    <>
      {subjectKind} <span className="identifier">{subject.slice(-12)}</span>
    </>
  )
  return page ? (
    <TextLink {...page(subject)} title={subject}>
      {said}
    </TextLink>
  ) : (
    <span title={subject}>{said}</span>
  )
}

function Filters({ filter, narrow }: { filter: AuditFilter; narrow(filter: AuditFilter): void }) {
  const { audit, documents } = useWords()
  const set = (field: keyof AuditFilter, value: string) => {
    const { [field]: _, ...rest } = filter
    narrow(value === '' ? rest : { ...rest, [field]: value })
  }
  const kinds = Object.entries(audit.kinds).map(([value, label]) => ({ value, label }))
  const chosen = filter.type !== undefined && !(filter.type in audit.kinds)
  return (
    <Group p="md" align="flex-end" gap="sm">
      <NativeSelect
        label={audit.kind}
        value={filter.type ?? ''}
        data={chosen ? [...kinds, { value: filter.type!, label: filter.type! }] : kinds}
        onChange={({ currentTarget }) => set('type', currentTarget.value)}
      />
      {(['from', 'until'] as const).map((field) => (
        <TextInput
          key={field}
          type="date"
          label={audit[field]}
          value={filter[field] ?? ''}
          onChange={({ currentTarget }) => set(field, currentTarget.value)}
        />
      ))}
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => narrow({})}>
          {documents.clear}
        </Button>
      )}
    </Group>
  )
}
