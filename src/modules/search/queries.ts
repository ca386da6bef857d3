import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { SensitiveClass } from '../../edi/sensitive/classes.ts'
import type { Problem } from '../../platform/change.ts'
import type { Tables } from '../../platform/tables.ts'
import { queryOf } from './words.ts'

type Database = Kysely<Tables>

/** Who asks: an organization finds its own, null (the grid) finds all. */
type Asker = string | null

/** Of what waits, so many are looked through. */
const ITEMS_MAX = 500

const slugs = (asker: Asker, sender: RawBuilder<unknown>, receiver: RawBuilder<unknown>) =>
  asker === null
    ? sql`(select slug from organizations where id = ${sender}) as sender, (select slug from organizations where id = ${receiver}) as receiver`
    : sql`entrepot_slug(${sender}) as sender, entrepot_slug(${receiver}) as receiver`

interface Wanted {
  text: string
  /** Classes whose words the asker may not match. */
  hidden: ReadonlySet<SensitiveClass>
  limit: number
}

export interface FoundDocument {
  id: string
  type: string
  business_key: string | null
  status: string
  sender: string | null
  receiver: string | null
}

/** By business key, then by the begin of one; by text where none begins so. */
export async function findDocuments(database: Database, asker: Asker, of: Wanted): Promise<FoundDocument[]> {
  const key = of.text.toUpperCase()
  const { rows: called } = await sql<{ id: string }>`
    select id from (select id from entrepot_documents_called(${key}, false) as id order by id desc limit ${of.limit}) exact
    union all select id from entrepot_first_called(${key}, ${of.limit}) as id`.execute(database)
  const ids = new Set(called.map(({ id }) => id))
  // Words are parts of keys, too: what is called so is meant.
  if (ids.size === 0) for (const id of await findSaying(database, of)) ids.add(id)
  const order = [...ids].slice(0, of.limit)
  if (order.length === 0) return []
  const { rows } =
    await sql<FoundDocument>`select d.id, ${typeFor(asker)} as type, d.business_key, d.status, ${slugs(asker, sql`d.sender`, sql`d.receiver`)}
      from documents d where d.id = any(${order}::uuid[])`.execute(database)
  return rows.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
}

/** Whole words first: one that is only begun is looked for among all that begin so, which may be many. */
async function findSaying(database: Database, of: Wanted): Promise<string[]> {
  const whole = await findWords(database, of, false)
  return whole.length < of.limit ? [...whole, ...(await findWords(database, of, true))] : whole
}

async function findWords(database: Database, { text, hidden, limit }: Wanted, begun: boolean): Promise<string[]> {
  const wanted = queryOf(text, hidden, begun)
  if (wanted === null) return []
  const { rows } = await sql<{
    id: string
  }>`select id from entrepot_documents_saying(${wanted}::tsquery, ${hidden.size === 0}, null, ${limit}) as id`.execute(
    database,
  )
  return rows.map(({ id }) => id)
}

export interface FoundFile {
  id: string
  document: string
  name: string
  relation: string
  at: Date
}

export async function findFiles(database: Database, text: string, limit: number): Promise<FoundFile[]> {
  const wanted = queryOf(text, new Set(), true)
  if (wanted === null) return []
  const { rows } = await sql<FoundFile>`select * from entrepot_files_called(${wanted}::tsquery, ${limit})`.execute(
    database,
  )
  return rows
}

/** By name, short name, or what they are called on the wire. */
export async function findPartners(database: Database, asker: Asker, text: string, limit: number) {
  const pattern = containing(text)
  const { rows } = await sql<{
    slug: string
    name: string
    status: string
  }>`select o.slug, o.name, o.status from organizations o
    where ${asker === null ? sql`true` : sql`o.id = ${asker}::uuid`} and (o.slug ilike ${pattern} or o.name ilike ${pattern}
      or exists (select from identifiers i where i.organization = o.id and i.value = ${text.toUpperCase()}))
    order by o.slug ilike ${beginning(text)} desc, o.slug limit ${limit}`.execute(database)
  return rows
}

export interface FoundItem {
  id: string
  kind: string
  problem: Problem
  opened_at: Date
}

/** Open ones: about these documents, or of the newest those whose problem says so. */
export async function findItems(
  database: Database,
  asker: Asker,
  of: Wanted & { documents: string[] },
): Promise<FoundItem[]> {
  const own = asker === null ? sql`true` : sql`w.organization = ${asker}::uuid`
  const said = of.hidden.size === 0 ? sql`w.problem::text` : sql`(w.problem - '{value,problems}'::text[])::text`
  const { rows } = await sql<FoundItem>`select w.id, w.kind, w.problem, w.opened_at from work_items w
      where w.subject = any(${of.documents}::uuid[]) and w.closed_at is null and ${own}
    union select * from (select w.id, w.kind, w.problem, w.opened_at from work_items w where w.closed_at is null and ${own}
      order by w.opened_at desc limit ${ITEMS_MAX}) w where ${said} ilike ${containing(of.text)}
    order by opened_at desc limit ${of.limit}`.execute(database)
  return rows
}

/** By who is on a side, or the type of document. */
export async function findAgreements(database: Database, asker: Asker, text: string, limit: number) {
  const own = asker === null ? sql`true` : sql`${asker}::uuid in (a.sender, a.receiver)`
  const { rows } = await sql<{ id: string; document_type: string; mode: string; sender: string; receiver: string }>`
    select * from (select a.id, a.document_type, a.mode, ${slugs(asker, sql`a.sender`, sql`a.receiver`)} from agreements a
      where ${own} and a.valid_until > now()) a
    where a.sender ilike ${beginning(text)} or a.receiver ilike ${beginning(text)} or a.document_type = ${text} order by a.id desc limit ${limit}`.execute(
    database,
  )
  return rows
}

export async function findConnections(database: Database, asker: Asker, text: string, limit: number) {
  const own = asker === null ? sql`true` : sql`c.organization = ${asker}::uuid`
  const { rows } = await sql<{ id: string; name: string; connector: string; slug: string; halted: boolean }>`
    select c.id, c.name, c.connector, o.slug, c.halted is not null as halted from connections c join organizations o on o.id = c.organization
    where ${own} and c.ended_at is null and (c.name ilike ${containing(text)} or o.slug ilike ${beginning(text)}) order by c.name limit ${limit}`.execute(
    database,
  )
  return rows
}

/** Up to when the texts of documents can be found: when the last event that was looked at happened; null where none was. */
export async function textsUntil(database: Database): Promise<{ complete: boolean; until: Date | null }> {
  const { rows } = await sql<{ complete: boolean; until: Date | null }>`
    select r.cursor >= h.n as complete, (select e.at from events e where e.seq <= r.cursor order by e.seq desc limit 1) as until
      from readers r cross join event_head h where r.name = 'texts'`.execute(database)
  return rows[0] ?? { complete: false, until: null }
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const beginning = (text: string) => `${escaped(text)}%`
const containing = (text: string) => `%${escaped(text)}%`

/** Its receiver has it as what it became. */
function typeFor(asker: Asker): RawBuilder<unknown> {
  return asker === null ? sql`d.type` : sql`coalesce(case when d.sender <> ${asker}::uuid then d.sent_type end, d.type)`
}
