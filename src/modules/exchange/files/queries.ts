import type { Pool } from 'pg'
import type { Rows } from '../../../platform/rows-of.ts'

/** One version of a file beside a document. */
export interface DocumentFile {
  id: string
  document: string
  organization: string
  organization_slug: string
  name: string
  relation: string
  payload: Buffer
  size_bytes: number
  content_type: string
  source: string | null
  version: number
  superseded_by: string | null
  at: Date
}

const FILE = `select f.*, entrepot_slug(f.organization) as organization_slug from document_files f`

/** Every version, the oldest first: who may see the document may see them. */
export async function listFiles(rows: Rows, document: string): Promise<DocumentFile[]> {
  const { rows: found } = await rows.query(`${FILE} where f.document = $1 order by f.name, f.organization, f.version`, [
    document,
  ])
  return found
}

export async function findFile(rows: Rows, document: string, id: string): Promise<DocumentFile | undefined> {
  const { rows: found } = await rows.query(`${FILE} where f.document = $1 and f.id = $2`, [document, id])
  return found[0]
}

/** What a file says it belongs to, with the file. */
export interface Attachment {
  source: string
  kind: string
  value: string
  type: string | null
  deliver: boolean
  status: 'waiting' | 'undecided' | 'attached' | 'apart'
  /** Of the file. */
  document_status: string
  sender: string
  receiver: string
  mode: string
  relation: string
  name: string
  payload: Buffer
  size_bytes: number
  interchange: string
}

export async function findAttachment(pool: Pool, source: string): Promise<Attachment | undefined> {
  const { rows } = await pool.query({
    name: 'attachment',
    text: `select a.source, a.kind, a.value, a.type, a.deliver, a.status, d.status as document_status, d.sender, d.receiver, d.mode,
        d.type as relation, i.name, i.payload, i.size_bytes, d.interchange
      from document_attachments a join documents d on d.id = a.source join interchanges i on i.id = d.interchange where a.source = $1`,
    values: [source],
  })
  return rows[0]
}

/** One that is let go on is whole and stands; what is refused or waits for a person has no files yet. */
export const STANDS = ['released', 'recognised', 'completed']

const INSIDE = `d.mode = $1 and d.sender in ($2, $3) and d.receiver in ($2, $3) and d.sender <> d.receiver`

/**
 * The documents that it may belong to: inside its own pair and mode, and nowhere else. Order, ship notice and invoice name one
 * order number, so without a type it is the document that gave the number.
 */
export async function findCandidates(pool: Pool, of: Attachment): Promise<string[]> {
  const { rows } = await pool.query({
    name: 'documents of an attachment',
    text: `select distinct d.id from document_keys k join documents d on d.id = k.document
      where k.value = $4 and k.kind = $5 and ${INSIDE} and d.id <> $6 and d.status = any($7)
        and case when $8::text is null then k.issuer = d.sender else d.type = $8 end
      order by d.id limit 20`,
    values: [of.mode, of.sender, of.receiver, of.value, of.kind, of.source, STANDS, of.type],
  })
  return rows.map(({ id }) => id)
}

/** Those of the documents that are inside the pair and mode of a file. */
export async function findInside(pool: Pool, of: Attachment, documents: string[]): Promise<string[]> {
  const { rows } = await pool.query(`select d.id from documents d where ${INSIDE} and d.id = any($4) and d.id <> $5`, [
    of.mode,
    of.sender,
    of.receiver,
    documents,
    of.source,
  ])
  return rows.map(({ id }) => id)
}

/** Files that wait, and that these documents may be what they wait for; or that have just been let go on themselves. */
export async function findWaiting(pool: Pool, documents: string[]): Promise<string[]> {
  const { rows } = await pool.query({
    name: 'waiting attachments',
    text: `select a.source from document_attachments a join document_keys k on k.value = a.value and k.kind = a.kind
      where k.document = any($1::uuid[]) and a.status = 'waiting'
      union select source from document_attachments where source = any($1::uuid[]) and status = 'waiting'`,
    values: [documents],
  })
  return rows.map(({ source }) => source)
}

export async function anyWaits(pool: Pool): Promise<boolean> {
  const text = `select from document_attachments where status = 'waiting' limit 1`
  return (await pool.query({ name: 'any attachment waits', text })).rows.length > 0
}

/** Who may see the document now. */
export async function sidesOf(pool: Pool, document: string): Promise<string[]> {
  const { rows } = await pool.query('select organization from document_sides where document = $1', [document])
  return rows.map(({ organization }) => organization)
}

/** Current files that a new one of this name or with these bytes meets. */
export async function findCurrent(
  pool: Pool,
  of: { document: string; organization: string; name: string; payload: Buffer },
): Promise<{ id: string; name: string; version: number; payload: Buffer }[]> {
  const { rows } = await pool.query({
    name: 'current files',
    text: `select id, name, version, payload from document_files where document = $1 and organization = $2 and superseded_by is null
      and (name = $3 or payload = $4)`,
    values: [of.document, of.organization, of.name, of.payload],
  })
  return rows
}
