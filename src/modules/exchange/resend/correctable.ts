import type { Pool } from 'pg'
import type { Exchange } from '../exchange.ts'
import { resendError } from './errors.ts'

/** The most that is edited at once: it is compared and read in memory. */
export const CORRECTION_BYTES_MAX = 64 * 1_048_576

/** What came in and may be corrected: an interchange, or one document of it. */
export interface Correctable {
  /** The interchange that it lies in, and the first of its chain of corrections. */
  interchange: string
  root: string
  document: string | null
  organization: string
  channel: string
  name: string
  payload: Buffer
  /** Where the interchange begins in its payload, and where what is edited lies. */
  base: number
  from: number
  to: number
  /** Of the document, within the interchange. */
  position: number | null
  status: string
  /** Documents of it that have gone on. */
  gone: number
  /** A document that left, and was refused or never arrived. */
  failed: boolean
  items: { id: string; version: number }[]
}

const COMMON = `i.id as interchange, coalesce(i.corrects, i.id) as root, i.organization, i.channel, i.name, i.payload, i.from_offset as base`

const ITEMS = `(select coalesce(json_agg(json_build_object('id', w.id, 'version', w.version)), '[]') from work_items w
  where w.closed_at is null and w.subject = any`

const OF_DOCUMENT = `select ${COMMON}, d.id as document, d.position, d.from_offset as "from", d.to_offset as "to", d.status, 0 as gone,
    coalesce(v.status = 'failed' or r.state = 'negative', false) as failed, ${ITEMS}(array[d.id, v.id, v.interchange, r.id])) as items
  from documents d join interchanges i on i.id = d.interchange
    left join lateral (select v.id, v.interchange, v.status from deliveries v where v.interchange = d.outgoing order by v.id desc limit 1) v on true
    left join receipts r on r.delivery = v.id and r.level = 'technical' and r.document is null and r.settles
  where d.id = $1`

const OF_INTERCHANGE = `select ${COMMON}, null as document, null as position, i.from_offset as "from",
    coalesce(i.to_offset, i.from_offset + i.size_bytes) as "to", i.status,
    (select count(*)::int from documents d where d.interchange = i.id and d.status in ('released', 'completed')) as gone, false as failed,
    ${ITEMS}(array[i.id] || array(select d.id from documents d where d.interchange = i.id limit 1000))) as items
  from interchanges i where i.id = $1 and i.direction = 'in'`

export interface Target {
  kind: 'document' | 'interchange'
  id: string
  /** Whose original it has to be; not said: anybody's. */
  ownedBy?: string | undefined
}

export async function findCorrectable(pool: Pool, { kind, id, ownedBy }: Target): Promise<Correctable> {
  const { rows } = await pool.query(kind === 'document' ? OF_DOCUMENT : OF_INTERCHANGE, [id])
  const found: Correctable | undefined = rows[0]
  if (!found || (ownedBy !== undefined && ownedBy !== found.organization)) {
    throw resendError('correction-nothing', { kind, id })
  }
  // Somebody else is about to decide on it.
  if (ownedBy !== undefined && WAITING.has(found.status)) {
    throw resendError('correction-too-late', { id, status: found.status })
  }
  return found
}

const WAITING = new Set(['held', 'unapproved'])

// What was corrected before may be corrected again, where that correction went nowhere.
const STOPPED = new Set([
  ...['invalid', 'quarantined', 'declined', 'suspended', 'held', 'unapproved', 'rejected', 'corrected'],
])

/** Only what has not gone on is corrected: a second one of what arrived would be a second order. */
export function expectCorrectable(found: Correctable): void {
  const { document, status, gone, failed } = found
  const id = document ?? found.interchange
  if (document === null && gone > 0) throw resendError('correction-partly-done', { id, count: gone })
  const processed = document === null && status === 'processed'
  if (!(STOPPED.has(status) || failed || processed)) throw resendError('correction-too-late', { id, status })
}

/** The bytes that may be edited. */
export async function editableOf(x: Exchange, found: Correctable): Promise<Buffer> {
  const sizeBytes = found.to - found.from
  if (sizeBytes > CORRECTION_BYTES_MAX) throw resendError('correction-too-large', { sizeBytes })
  const reader = await x.payloads.open(found.payload)
  try {
    return await reader.read(found.from, sizeBytes)
  } finally {
    await reader.close()
  }
}
