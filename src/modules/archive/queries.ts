import type { Kysely, Selectable } from 'kysely'
import type { Pool } from 'pg'
import type { Tables } from '../../platform/tables.ts'
import type { PlannedFile } from './targets.ts'

export type ArchiveRule = Selectable<Tables['archive_rules']>
export type Archived = Selectable<Tables['archived']> & { rule_name: string }

export function listRules(database: Kysely<Tables>): Promise<ArchiveRule[]> {
  return database.selectFrom('archive_rules').selectAll().where('ended_at', 'is', null).orderBy('name').execute()
}

export function findRule(database: Kysely<Tables>, id: string): Promise<ArchiveRule | undefined> {
  return database.selectFrom('archive_rules').selectAll().where('id', '=', id).executeTakeFirst()
}

/** What was archived of the interchanges that a document came and left in. */
export async function listArchived(pool: Pool, document: string): Promise<Archived[]> {
  const { rows } = await pool.query(
    `select a.*, r.name as rule_name from documents d join archived a on a.interchange in (d.outgoing, d.interchange)
      join archive_rules r on r.id = a.rule where d.id = $1 and a.put_at is not null order by a.at`,
    [document],
  )
  return rows
}

export async function isDone(pool: Pool, rule: string, interchange: string): Promise<boolean> {
  const text = 'select from archived where rule = $1 and interchange = $2 and put_at is not null'
  return (await pool.query({ name: 'archive done', text, values: [rule, interchange] })).rows.length > 0
}

/** What will lie where. */
export interface Plan {
  path: string
  files: PlannedFile[]
}

/** What an earlier attempt has planned. */
export async function findPlan(pool: Pool, rule: string, interchange: string): Promise<Plan | undefined> {
  const text = 'select path, files from archived where rule = $1 and interchange = $2'
  return (await pool.query({ name: 'archive plan', text, values: [rule, interchange] })).rows[0]
}

export async function isPathTaken(pool: Pool, rule: string, path: string): Promise<boolean> {
  const text = 'select from archived where rule = $1 and path = $2 and manifest is not null'
  return (await pool.query({ name: 'archive path', text, values: [rule, path] })).rows.length > 0
}

/** An interchange that came in or was sent, with its parties, and type and number of its first document. */
export interface Archivable {
  id: string
  direction: 'in' | 'out'
  status: string
  name: string
  payload: Buffer
  size_bytes: number
  at: Date
  mode: string | null
  control_number: string | null
  document_count: number
  sender: string
  sender_slug: string
  sender_role: string
  receiver: string | null
  receiver_slug: string | null
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
  sent_number: string | null
  group_number: string
  business_key: string | null
  status: string
  from_offset: number
  to_offset: number
}

export async function findArchivable(pool: Pool, id: string): Promise<Archivable | undefined> {
  const { rows } = await pool.query({
    name: 'archivable',
    text: `select i.id, i.direction, i.status, i.name, i.payload, i.size_bytes, i.at, i.mode, i.control_number, i.document_count,
        s.id as sender, i.receiver, s.slug as sender_slug, s.role as sender_role, r.slug as receiver_slug, d.type,
        coalesce(d.business_key, i.control_number) as number
      from interchanges i join organizations s on s.id = coalesce(i.sender, i.organization) left join organizations r on r.id = i.receiver
      left join lateral (
        (select type, business_key from documents where i.direction = 'out' and outgoing = i.id order by position, id limit 1) union all
        (select type, business_key from documents where i.direction = 'in' and interchange = i.id order by position limit 1)) d on true
      where i.id = $1`,
    values: [id],
  })
  return rows[0]
}

/** Its documents, what they came in, and the acknowledgements in both directions. */
export async function findParts(pool: Pool, id: string, documentsMax: number) {
  const documents: ArchivedDocument[] = (
    await pool.query({
      name: 'archive documents',
      text: `select id, interchange, position, type, version, control_number, sent_number, group_number, business_key, status, from_offset, to_offset
        from documents where outgoing = $1 order by position, id limit $2`,
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

/** A file that lies beside one of the documents, in each of its versions. */
export interface BesideFile {
  id: string
  document: string
  name: string
  relation: string
  organization: string
  payload: Buffer
  size_bytes: number
  content_type: string
  version: number
  superseded_by: string | null
  at: Date
}

export async function findBeside(pool: Pool, documents: string[], max: number): Promise<BesideFile[]> {
  const { rows } = await pool.query({
    name: 'archive files',
    text: `select f.id, f.document, f.name, f.relation, o.slug as organization, f.payload, f.size_bytes, f.content_type, f.version, f.superseded_by, f.at
      from document_files f join organizations o on o.id = f.organization where f.document = any($1::uuid[]) order by f.at, f.id limit $2`,
    values: [documents, max],
  })
  return rows
}

export async function listEvents(pool: Pool, subjects: string[], max: number) {
  const { rows } = await pool.query({
    name: 'archive events',
    text: `select seq, at, type, subject_kind, subject, actor, data from events
      where subject = any($1::uuid[]) and type !~ '\\.(opened|downloaded)$' order by seq limit $2`,
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

/** A place where rules that have not ended put files. */
export interface Target {
  rules: string
  /** The connection; null: the data folder. */
  id: string | null
  name: string
  connector: string
  settings: Record<string, unknown>
  halted: boolean
  ended: boolean
}

export async function listTargets(pool: Pool): Promise<Target[]> {
  const { rows } = await pool.query(
    `select string_agg(r.name, ', ' order by r.name) as rules, c.id, c.name, c.connector, c.settings,
        c.halted is not null as halted, c.ended_at is not null as ended
      from archive_rules r left join connections c on c.id = r.connection where r.ended_at is null group by c.id order by c.name`,
  )
  return rows
}
