import type { Database } from '../../platform/database.ts'
import type { Event } from '../../platform/readers.ts'
import { type Happened, KIND_OF_EVENT, type Person } from './policy.ts'

/** Something that happened, and what a person opens to see it. */
export interface Matter extends Happened {
  at: Date
  /** How many documents it is. */
  count: number
  subject: { kind: string; id: string }
  /** Its business key, or its name. */
  called: string | null
}

interface About {
  concerned: string | null
  sender: string | null
  receiver: string | null
  type: string | null
  called: string | null
  document: string | null
  count: number
}

const DOCUMENTS = `select id as of, sender as concerned, sender, receiver, type, business_key as called, id as document, 1 as count
  from documents where id = any($1)`

/** One that goes out has its documents by `outgoing`; one that was set aside has none. */
const INTERCHANGES = `select i.id as of, case when i.direction = 'out' then i.sender else i.organization end as concerned, i.sender, i.receiver,
    d.type, d.business_key as called, d.id as document, greatest(coalesce(i.document_count, 1), 1) as count
  from interchanges i left join lateral (select id, type, business_key from documents where outgoing = i.id limit 1) d on i.direction = 'out'
  where i.id = any($1)`

const WORK = `select id as of, organization as concerned, null as sender, null as receiver, null as type, null as called,
    null as document, 1 as count from work_items where id = any($1)`

const ITEMS = 'select subject, id from work_items where subject = any($1) and closed_at is null order by id'

/** What these events are about, in a query for each kind of subject. */
export async function mattersIn({ pool }: Pick<Database, 'pool'>, events: Event[]): Promise<Matter[]> {
  const ids = (kind: string) => events.filter((event) => event.subject_kind === kind).map(({ subject }) => subject)
  const asked = [
    ...ids('interchange'),
    ...events.flatMap(({ data }) => (typeof data['delivery'] === 'string' ? [data['delivery']] : [])),
  ]
  const [documents, interchanges, work, items] = await Promise.all([
    rowsFor<About & { of: string }>(pool, DOCUMENTS, ids('document')),
    rowsFor<About & { of: string }>(pool, INTERCHANGES, ids('interchange')),
    rowsFor<About & { of: string }>(pool, WORK, ids('work-item')),
    rowsFor<{ subject: string; id: string }>(pool, ITEMS, asked),
  ])
  const about = new Map([...documents, ...interchanges, ...work].map((row) => [row.of, row]))
  const item = new Map(items.map(({ subject, id }) => [subject, id]))
  return events.flatMap((event) => {
    const kind = KIND_OF_EVENT[event.type]
    return kind ? [matterOf(event, kind, { about: about.get(event.subject), item })] : []
  })
}

/** What has no document says its name. */
const NAMED: ReadonlySet<Happened['kind']> = new Set(['connection-halted', 'key-ending'])

async function rowsFor<T>(pool: Database['pool'], text: string, ids: string[]): Promise<T[]> {
  return ids.length === 0 ? [] : (await pool.query(text, [ids])).rows
}

function matterOf(
  event: Event,
  kind: Happened['kind'],
  found: { about: About | undefined; item: Map<string, string> },
): Matter {
  const { data, organizations, actor, at } = event
  const { about } = found
  const name = typeof data['name'] === 'string' ? data['name'] : null
  return {
    ...{ kind, organizations, actor, at },
    concerned: about?.concerned ?? organizations[0] ?? null,
    sender: about?.sender ?? null,
    receiver: about?.receiver ?? null,
    documentType: about?.type ?? null,
    count: about?.count ?? 1,
    called: about?.called ?? (NAMED.has(kind) ? name : null),
    subject: subjectOf(event, found),
    ...(kind === 'work-assigned' ? { owner: typeof data['owner'] === 'string' ? data['owner'] : '' } : {}),
  }
}

/** The document, if there is one; else the work item that says what is wrong. */
function subjectOf(
  { subject_kind: kind, subject: id, data }: Event,
  { about, item }: { about: About | undefined; item: Map<string, string> },
): Matter['subject'] {
  if (kind !== 'interchange') return { kind, id }
  if (about?.document) return { kind: 'document', id: about.document }
  const known = item.get(String(data['delivery'])) ?? item.get(id)
  return known ? { kind: 'work-item', id: known } : { kind, id }
}

/** Nobody is told of what happened before they came. */
export type Member = Person & { since: Date }

/** Everybody who can be told, with their own rules. */
export async function peopleOf({ pool }: Pick<Database, 'pool'>): Promise<Member[]> {
  const { rows } = await pool.query({
    name: 'who is told',
    text: `select m.id, m.organization, m.role, m.created_at as since, u.name, u.email, coalesce(jsonb_agg(jsonb_build_object(
          'kind', r.kind, 'documentType', r.document_type, 'partner', r.partner, 'told', r.told)) filter (where r.member is not null), '[]') as rules
      from members m join auth."user" u on u.id = m."user" left join notification_rules r on r.member = m.id
      where m.ended_at is null and (m.ends_at is null or m.ends_at > now()) and m.role <> 'guest' group by m.id, u.id`,
  })
  return rows as Member[]
}
