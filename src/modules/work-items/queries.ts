import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Problem } from '../../platform/change.ts'
import type { Tables } from '../../platform/tables.ts'

type Database = Kysely<Tables>

export interface WorkItem {
  id: string
  kind: string
  class: string
  subject_kind: string
  subject: string
  organization: string | null
  organization_slug: string | null
  problem: Problem
  opened_at: Date
  closed_at: Date | null
  closed_by: string | null
  close_reason: string | null
  /** Its own, else the usual one of its class. */
  owner: string | null
  assigned: boolean
  ignored_until: Date | null
  ignored_by: string | null
  ignore_reason: string | null
  version: number
}

export interface WorkFilter {
  kind?: string | undefined
  class?: string | undefined
  organization?: string | undefined
  owner?: string | undefined
  state?: 'open' | 'ignored' | 'closed' | 'all' | undefined
  openedAfter?: string | undefined
  openedBefore?: string | undefined
  text?: string | undefined
}

/** Who usually sees to a class is the grid's own. */
const selected = (
  inside: boolean,
) => sql`select w.id, w.kind, w.class, w.subject_kind, w.subject, w.organization, o.slug as organization_slug, w.problem,
    w.opened_at, w.closed_at, w.closed_by, w.close_reason, ${inside ? sql`coalesce(w.owner, p.owner)` : sql`null`} as owner, w.owner is not null as assigned,
    w.ignored_until, w.ignored_by, w.ignore_reason, w.version
  from work_items w left join organizations o on o.id = w.organization ${inside ? sql`left join work_policies p on p.class = w.class` : sql``}`

/** The items this actor may see, the newest first. */
export async function listWork(
  database: Database,
  actor: Actor,
  filter: WorkFilter,
  page: { before?: string | undefined; limit: number },
): Promise<WorkItem[]> {
  const wheres = conditions(actor, filter)
  if (page.before !== undefined) wheres.push(sql`w.id < ${page.before}::uuid`)
  const { rows } = await sql<WorkItem>`${selected(actor.organization === null)} where ${sql.join(wheres, sql` and `)}
    order by w.id desc limit ${page.limit}`.execute(database)
  return rows
}

/** `inside`: with what is the grid's own. */
export async function findWork(database: Database, id: string, inside = true): Promise<WorkItem | undefined> {
  const { rows } = await sql<WorkItem>`${selected(inside)} where w.id = ${id}`.execute(database)
  return rows[0]
}

/** For whoever changes it now. */
export async function lockWork(tx: Database, id: string): Promise<WorkItem | undefined> {
  await sql`select from work_items where id = ${id} for update`.execute(tx)
  return findWork(tx, id)
}

export interface WorkCount {
  kind: string
  class: string
  open: number
  ignored: number
  oldest: Date | null
}

/** What is open and what is ignored, by kind and class. */
export async function countWork(database: Database, actor: Actor): Promise<WorkCount[]> {
  const { rows } =
    await sql<WorkCount>`select w.kind, w.class, count(*) filter (where w.ignored_until is null)::int as open,
      count(*) filter (where w.ignored_until is not null)::int as ignored, min(w.opened_at) filter (where w.ignored_until is null) as oldest
    from work_items w where w.closed_at is null and ${own(actor)} group by w.kind, w.class order by w.kind, w.class`.execute(
      database,
    )
  return rows
}

/** What an item is about, as far as whoever reads may see it. */
export async function subjectOf(
  database: Database,
  { subject_kind, subject }: { subject_kind: string; subject: string },
): Promise<Record<string, unknown> | null> {
  const found = SUBJECTS[subject_kind]
  if (!found) return null
  const { rows } = await sql<Record<string, unknown>>`${found} where x.id = ${subject}`.execute(database)
  return rows[0] ?? null
}

/** It lies where its receiver fetches it. */
const lies = (delivery: string) => sql.raw(`${delivery}.outbox and ${delivery}.removed_at is null`)

/** Also for a partner, who cannot read the organization on the other side. */
const SIDES = sql`entrepot_slug(x.sender) as sender, entrepot_slug(x.receiver) as receiver`

const DOCUMENT = sql`select x.standard, x.type, x.version, x.mode, x.status, x.business_key as key, x.interchange, x.outgoing, ${SIDES},
      exists (select from agreements a where a.sender = x.sender and a.receiver = x.receiver and a.mode = x.mode and a.document_type in (x.type, '*')
        and a.valid_from <= now() and a.valid_until > now()) as agreed
    from documents x`

const SUBJECTS: Record<string, RawBuilder<unknown>> = {
  document: DOCUMENT,
  file: DOCUMENT,
  interchange: sql`select x.direction, x.name, x.status, x.mode, x.control_number as "controlNumber", x.size_bytes as "sizeBytes", x.document_count as documents,
      ${SIDES}, n.slug as named, n.status as "namedStatus", v.status as delivery, ${lies('v')} as lies,
      case when x.direction = 'out' and x.document_count = 1 then (select d.id from documents d where d.outgoing = x.id and d.status = 'declined' limit 1) end as declined
    from interchanges x
      left join identifiers d on d.scheme = coalesce(x.problems->0->>'scheme', case x.standard when 'edifact' then 'edifact-unb' else 'x12-isa' end) and d.qualifier = x.problems->0->>'qualifier' and d.value = x.problems->0->>'value'
        and d.mode = x.problems->0->>'mode' and d.valid_from <= now() and d.valid_until > now()
      left join organizations n on n.id = d.organization
      left join lateral (select * from deliveries v where v.interchange = x.id order by v.id desc limit 1) v on x.direction = 'out'`,
  delivery: sql`select x.name, x.purpose, x.status, x.attempt as attempts, x.control_number as "controlNumber", x.mode, x.interchange, ${SIDES}, ${lies('x')} as lies,
      (select max(t.state) from receipts t where t.delivery = x.id and t.level = 'technical' and t.document is null and t.settles) as receipt
    from deliveries x`,
  receipt: sql`select x.level, x.state, x.due_at as "dueAt", d.interchange, d.name, d.control_number as "controlNumber", entrepot_slug(d.sender) as sender, entrepot_slug(d.receiver) as receiver, d.status as delivery, ${lies('d')} as lies
    from receipts x join deliveries d on d.id = x.delivery`,
  channel: sql`select x.name, x.kind, x.direction, o.slug as organization, x.connection from channels x join organizations o on o.id = x.organization`,
  'sftp-key': sql`select x.label as name, o.slug as organization, x.expires_at as "endsAt", x.last_used_at as "lastUsedAt"
    from sftp_credentials x join organizations o on o.id = x.organization`,
  'api-key': sql`select x.name, o.slug as organization, x.expires_at as "endsAt" from api_keys x left join organizations o on o.id = x.organization`,
  connection: sql`select x.name, x.connector, o.slug as organization, x.halted is not null as halted from connections x join organizations o on o.id = x.organization`,
}

/** What was done about an item, in order. */
export async function historyOf(database: Database, id: string) {
  return database
    .selectFrom('events')
    .select(['at', 'type', 'actor', 'data'])
    .where('subject', '=', id)
    .orderBy('seq')
    .limit(200)
    .execute()
}

function own(actor: Actor): RawBuilder<unknown> {
  return actor.organization === null ? sql`true` : sql`w.organization = ${actor.organization}::uuid`
}

function conditions(actor: Actor, filter: WorkFilter): RawBuilder<unknown>[] {
  const { kind, class: of, organization, owner, state = 'open', openedAfter, openedBefore, text } = filter
  const found = [own(actor)]
  if (kind !== undefined) found.push(sql`w.kind = ${kind}`)
  if (of !== undefined) found.push(sql`w.class = ${of}`)
  if (organization !== undefined) found.push(sql`w.organization = ${organization}::uuid`)
  if (owner !== undefined && actor.organization !== null) found.push(sql`false`)
  else if (owner === 'nobody') found.push(sql`coalesce(w.owner, p.owner) is null`)
  else if (owner !== undefined) found.push(sql`coalesce(w.owner, p.owner) = ${owner}`)
  if (state === 'closed') found.push(sql`w.closed_at is not null`)
  // That somebody ignores it is the grid's own: to a partner it is open.
  else if (state === 'open' && actor.organization !== null) found.push(sql`w.closed_at is null`)
  else if (state === 'ignored' && actor.organization !== null) found.push(sql`false`)
  else if (state !== 'all') {
    found.push(sql`w.closed_at is null and w.ignored_until is ${state === 'open' ? sql`null` : sql`not null`}`)
  }
  if (openedAfter !== undefined) found.push(sql`w.opened_at > ${openedAfter}::timestamptz`)
  if (openedBefore !== undefined) found.push(sql`w.opened_at < ${openedBefore}::timestamptz`)
  if (text !== undefined) found.push(mentions(actor, text))
  return found
}

/** In the problem, the reasons (the grid's own), or the name or business key of what it is about. */
function mentions(actor: Actor, text: string): RawBuilder<unknown> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const reasons =
    actor.organization === null ? sql`or w.close_reason ilike ${pattern} or w.ignore_reason ilike ${pattern}` : sql``
  // Whose eyes a value is hidden from does not find it either.
  const problem = actor.hides?.length ? sql`(w.problem - '{value,problems}'::text[])` : sql`w.problem`
  return sql`(${problem}::text ilike ${pattern} ${reasons}
    or exists (select from documents d where d.id = w.subject and d.business_key ilike ${pattern})
    or exists (select from interchanges i where i.id = w.subject and i.name ilike ${pattern})
    or exists (select from deliveries v where v.id = w.subject and v.name ilike ${pattern})
    or exists (select from documents d join deliveries v on v.interchange = d.outgoing where v.id = w.subject and d.business_key ilike ${pattern}))`
}
