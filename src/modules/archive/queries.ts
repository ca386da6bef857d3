import type { Kysely, Selectable } from 'kysely'
import type { Pool } from 'pg'
import type { Tables } from '../../platform/tables.ts'

export type ArchiveRule = Selectable<Tables['archive_rules']>
export type Archived = Selectable<Tables['archived']> & { rule_name: string }

export function listRules(database: Kysely<Tables>): Promise<ArchiveRule[]> {
  return database.selectFrom('archive_rules').selectAll().where('ended_at', 'is', null).orderBy('name').execute()
}

export function findRule(database: Kysely<Tables>, id: string): Promise<ArchiveRule | undefined> {
  return database.selectFrom('archive_rules').selectAll().where('id', '=', id).executeTakeFirst()
}

/** What was archived of the interchange that a document left in. */
export async function listArchived(pool: Pool, document: string): Promise<Archived[]> {
  const { rows } = await pool.query(
    `select a.*, r.name as rule_name from documents d join archived a on a.interchange = d.outgoing
      join archive_rules r on r.id = a.rule where d.id = $1 order by a.at`,
    [document],
  )
  return rows
}

/** The rules under which it is archived already. */
export async function listDone(pool: Pool, interchange: string): Promise<string[]> {
  const { rows } = await pool.query('select rule from archived where interchange = $1', [interchange])
  return rows.map(({ rule }) => rule)
}

export interface SentForm {
  id: string
  name: string
  payload: Buffer
  size_bytes: number
  at: Date
  mode: string
  control_number: string | null
  document_count: number
  sender: string
  sender_slug: string
  sender_role: string
  receiver: string
  receiver_slug: string
  type: string | null
  number: string | null
}

export interface Part {
  id: string
  name: string
  payload: Buffer
  size_bytes: number
}

export interface ArchivedDocument {
  id: string
  interchange: string
  position: number
  type: string
  version: string
  control_number: string
  group_number: string
  business_key: string | null
  status: string
  from_offset: number
  to_offset: number
}

/** The outgoing interchange with its parties, and type and number of its first document. */
export async function findSentForm(pool: Pool, id: string): Promise<SentForm | undefined> {
  const { rows } = await pool.query({
    name: 'archive sent form',
    text: `select i.id, i.name, i.payload, i.size_bytes, i.at, i.mode, i.control_number, i.document_count, i.sender, i.receiver,
        s.slug as sender_slug, s.role as sender_role, r.slug as receiver_slug, d.type, coalesce(d.business_key, i.control_number) as number
      from interchanges i join organizations s on s.id = i.sender join organizations r on r.id = i.receiver
      left join lateral (select type, business_key from documents where outgoing = i.id order by position limit 1) d on true
      where i.id = $1 and i.direction = 'out'`,
    values: [id],
  })
  return rows[0]
}

/** Its documents, what they came in, and the acknowledgements in both directions. */
export async function findParts(pool: Pool, id: string, documentsMax: number) {
  const documents: ArchivedDocument[] = (
    await pool.query({
      name: 'archive documents',
      text: `select id, interchange, position, type, version, control_number, group_number, business_key, status, from_offset, to_offset
        from documents where outgoing = $1 order by position limit $2`,
      values: [id, documentsMax],
    })
  ).rows
  const sources = [...new Set(documents.map((document) => document.interchange))]
  const parts = async (name: string, where: string, values: unknown[]): Promise<Part[]> =>
    (
      await pool.query({
        name,
        text: `select id, name, payload, size_bytes from interchanges where ${where} order by id`,
        values,
      })
    ).rows
  return {
    documents,
    originals: await parts('archive originals', 'id = any($1::uuid[])', [sources]),
    acknowledgements: await parts(
      'archive acknowledgements',
      `id in (select answer from interchanges where id = any($1::uuid[])) or
        id in (select r.evidence from receipts r join deliveries v on v.id = r.delivery where v.interchange = $2)`,
      [sources, id],
    ),
  }
}

export async function listEvents(pool: Pool, subjects: string[], max: number) {
  const { rows } = await pool.query({
    name: 'archive events',
    text: `select seq, at, type, subject_kind, subject, actor, data from events where subject = any($1::uuid[]) order by seq limit $2`,
    values: [subjects, max],
  })
  return rows as {
    seq: number
    at: Date
    type: string
    subject_kind: string
    subject: string
    actor: string
    data: unknown
  }[]
}
