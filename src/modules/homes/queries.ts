import type { Kysely, Selectable } from 'kysely'
import type { Pool } from 'pg'
import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import { insertPayload, insertPayloadUse } from '../../platform/payloads/rows.ts'
import type { Tables } from '../../platform/tables.ts'
import type { OutboxFile } from '../exchange/collecting.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { homeError } from './errors.ts'
import { insertStaged } from './rows.ts'

export interface Staged {
  id: string
  name: string
  payload: Buffer
  size_bytes: number
  at: Date
}

type Listed = OutboxFile & { payload: Buffer; size_bytes: number; sent_at: Date }

const OUTBOX = `select d.id as delivery, d.interchange, d.sender, d.receiver, d.purpose, d.awaits, d.name, d.sent_at, i.document_count, i.payload, i.size_bytes
  from deliveries d join interchanges i on i.id = d.interchange where d.receiver = $1 and d.outbox and d.removed_at is null`
const LISTED_MAX = 10_000

/** The oldest first, at most ten thousand: what is fetched makes room for the next. */
export async function listOutbox(pool: Pool, organization: string): Promise<Listed[]> {
  return (
    await pool.query({ name: 'outbox', text: `${OUTBOX} order by d.id limit ${LISTED_MAX}`, values: [organization] })
  ).rows
}

export async function findOutboxFile(pool: Pool, organization: string, name: string): Promise<Listed | undefined> {
  return (await pool.query({ name: 'outbox file', text: `${OUTBOX} and d.name = $2`, values: [organization, name] }))
    .rows[0]
}

export async function listStaged(pool: Pool, organization: string): Promise<Staged[]> {
  const text =
    'select id, name, payload, size_bytes, at from inbox_files where organization = $1 and gone_at is null order by name'
  return (await pool.query({ name: 'staged files', text, values: [organization] })).rows
}

export async function findStaged(pool: Pool, organization: string, name: string): Promise<Staged | undefined> {
  const text =
    'select id, name, payload, size_bytes, at from inbox_files where organization = $1 and name = $2 and gone_at is null'
  return (await pool.query({ name: 'staged file', text, values: [organization, name] })).rows[0]
}

/** A file under a temporary name: its bytes and row are durable when this resolves. The same name again replaces it. */
export async function stageFile(x: Exchange, organization: string, name: string, kept: KeptPayload): Promise<void> {
  const before = await findStaged(x.database.pool, organization, name)
  if (before) await markStagedGone(x.database.pool, before.id)
  const id = x.newId()
  await x.commit({
    rows: [
      insertPayload({ hash: kept.hash, size_bytes: kept.sizeBytes, place: kept.place, content: kept.content }),
      insertPayloadUse({ payload: kept.hash, organization, subject: id, purpose: 'staged' }),
      insertStaged({ id, organization, name, payload: kept.hash, size_bytes: kept.sizeBytes }),
    ],
  })
}

export async function markStagedGone(pool: Pool, id: string): Promise<void> {
  await pool.query('update inbox_files set gone_at = now() where id = $1', [id])
}

/** How many bytes the next upload may have. */
export async function quotaLeft(x: Exchange, organization: string): Promise<number> {
  const { rows } = await x.database.pool.query({
    name: 'inbox quota',
    text: 'select coalesce(sum(size_bytes), 0)::bigint as bytes, count(*)::int as files from inbox_files where organization = $1 and gone_at is null',
    values: [organization],
  })
  const { inboxBytesMax, inboxFilesMax } = x.config.sftp
  if (rows[0].files >= inboxFilesMax) {
    throw homeError('inbox-full', { files: rows[0].files })
  }
  return Math.max(0, inboxBytesMax - rows[0].bytes)
}

export type Credential = Omit<Selectable<Tables['sftp_credentials']>, 'password_hash'>

const COLUMNS = [
  ...(['id', 'organization', 'kind', 'label', 'public_key', 'created_at', 'expires_at'] as const),
  ...(['last_used_at', 'refused_at', 'revoked_at'] as const),
] as const

/** Keys and passwords, also those that were revoked, in the order in which they were added. */
export function listCredentials(database: Kysely<Tables>, organization: string): Promise<Credential[]> {
  return database
    .selectFrom('sftp_credentials')
    .select(COLUMNS)
    .where('organization', '=', organization)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export function findCredential(database: Kysely<Tables>, id: string): Promise<Credential | undefined> {
  return database.selectFrom('sftp_credentials').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}
