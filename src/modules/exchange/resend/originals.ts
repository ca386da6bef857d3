import type { Pool } from 'pg'
import type { Problem } from '../../../platform/change.ts'

/** What left before, with its newest delivery: what "the same again" means. */
export interface Original {
  interchange: string
  delivery: string
  sender: string
  receiver: string
  channel: string
  mode: string
  purpose: 'documents' | 'acknowledgement' | 'notice'
  name: string
  control_number: number | null
  outbox: boolean
  status: string
  attempt: number
  awaits: string | null
  last_problem: Problem | null
  sent_at: Date | null
  collected_at: Date | null
  removed_at: Date | null
  payload: Buffer
  standard: string | null
  document_count: number
  agreement: string | null
  /** The version of that, and those of what it lies upon. */
  agreement_version: number | null
  upon: Record<string, number> | null
  /** The business key that it keeps its order with. */
  key: string | null
  receipt: string | null
  receipt_state: string | null
  /** Open work items about it. */
  items: { id: string; version: number }[]
}

/** A document that left, as its sender sent it. */
export interface SentDocument {
  id: string
  type: string
  status: string
  sender: string
  receiver: string
  mode: string
  agreement: string | null
  outgoing: string | null
  business_key: string | null
  interchange: string
  /** What its receiver has it as, and by which number it was translated; null: as it came. */
  sent_type: string | null
  sent_as: string | null
  /** The bytes that it came in, or has become, and where it lies in them. */
  source: Buffer
  from_offset: number
  to_offset: number
}

export type Target = 'document' | 'interchange' | 'delivery' | 'receipt'

const ORIGINAL = `select v.id as delivery, v.interchange, v.sender, v.receiver, v.channel, v.mode, v.purpose, v.name, v.control_number, v.outbox, v.status,
    v.attempt, v.awaits, v.last_problem, v.sent_at, v.collected_at, v.removed_at, i.payload, i.standard, i.document_count, i.envelope->>'agreement' as agreement,
    (i.envelope->>'agreementVersion')::int as agreement_version, i.envelope->'upon' as upon, i.envelope->>'key' as key,
    r.id as receipt, r.state as receipt_state,
    (select coalesce(json_agg(json_build_object('id', w.id, 'version', w.version)), '[]') from work_items w
      where w.subject = any(array[v.id, v.interchange, r.id]) and w.closed_at is null) as items
  from deliveries v join interchanges i on i.id = v.interchange
    left join receipts r on r.delivery = v.id and r.level = 'technical' and r.document is null and r.settles`

const FOUND: Record<Exclude<Target, 'document'>, string> = {
  delivery: 'v.id = $1',
  interchange: 'v.interchange = $1',
  receipt: 'v.id = (select delivery from receipts where id = $1)',
}

export async function findOriginal(
  pool: Pool,
  by: Exclude<Target, 'document'>,
  id: string,
): Promise<Original | undefined> {
  const { rows } = await pool.query(`${ORIGINAL} where ${FOUND[by]} order by v.id desc limit 1`, [id])
  return rows[0]
}

export async function findSent(pool: Pool, ids: string[]): Promise<SentDocument[]> {
  const { rows } = await pool.query(
    `select d.id, d.type, d.status, d.sender, d.receiver, d.mode, d.agreement, d.outgoing, d.business_key, d.interchange, d.sent_type, t.number as sent_as,
        coalesce(t.payload, i.payload) as source, case when t.id is null then d.from_offset else 0 end as from_offset, coalesce(t.size_bytes, d.to_offset) as to_offset
      from documents d join interchanges i on i.id = d.interchange
        left join lateral (select id, payload, size_bytes, number from document_translations where document = d.id order by id desc limit 1) t on d.sent_standard is not null
      where d.id = any($1::uuid[]) order by d.id`,
    [ids],
  )
  return rows
}

export async function findResend(pool: Pool, id: string) {
  const { rows } = await pool.query('select * from resends where id = $1', [id])
  return rows[0] as ResendRow | undefined
}

export interface ResendRow {
  id: string
  kind: 'same' | 'new' | 'corrected'
  parent: string
  child: string
  document: string | null
  delivery: string | null
  correction: string | null
  bulk: string | null
  basis: string | null
  reason: string
  actor: string
  at: Date
}

/** Everything that was sent again and hangs together with this: each row is an edge from parent to child. */
export async function lineageOf(
  pool: Pool,
  of: { interchanges: string[]; document: string | null },
): Promise<ResendRow[]> {
  const { rows } = await pool.query(
    `with recursive reached(node) as (
        select unnest($1::uuid[])
        union select case when s.parent = r.node then s.child else s.parent end
          from reached r join resends s on (s.parent = r.node or s.child = r.node) and ($2::uuid is null or s.document is null or s.document = $2 or s.kind = 'corrected'))
      select distinct s.* from resends s join reached r on r.node = s.parent or r.node = s.child
        where $2::uuid is null or s.document is null or s.document = $2 or s.kind = 'corrected' order by s.id limit 1000`,
    [of.interchanges, of.document],
  )
  return rows
}
