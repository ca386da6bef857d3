import type { Pool } from 'pg'
import type { Cursor } from '../../../platform/http/paging.ts'

/** What waits under one agreement. */
export interface WaitingBatch {
  agreement: string
  type: string
  sender: string
  receiver: string
  mode: string
  files: number
  documents: number
  sizeBytes: number
  since: string
  leavesAt: string
}

export interface WaitingEntry {
  id: string
  interchange: string
  name: string
  documents: { id: string; type: string; key: string | null }[]
  sizeBytes: number
  since: string
  leavesAt: string
}

// Microseconds matter to the next page.
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** The first to leave first; of an organization what it sends. */
export async function waitingBatches(pool: Pool, sender: string | null): Promise<WaitingBatch[]> {
  const { rows } = await pool.query(
    `select a.id as agreement, a.document_type as type, s.slug as sender, r.slug as receiver, a.mode, e.files, e.documents, e."sizeBytes", e.since, e."leavesAt"
      from (select agreement, count(*)::int as files, sum(document_count)::int as documents, sum(size_bytes)::bigint as "sizeBytes",
          ${iso('min(at)')} as since, ${iso('min(due_at)')} as "leavesAt" from batch_entries where status = 'open' group by agreement) e
        join agreements a on a.id = e.agreement join organizations s on s.id = a.sender join organizations r on r.id = a.receiver
      where $1::uuid is null or a.sender = $1 order by e."leavesAt", a.id`,
    [sender],
  )
  return rows
}

export async function waitingEntries(
  pool: Pool,
  agreement: string,
  page: { after: Cursor | undefined; limit: number },
): Promise<WaitingEntry[]> {
  const [at = '-infinity', id = '00000000-0000-0000-0000-000000000000'] = page.after ?? []
  const { rows } = await pool.query(
    `select e.id, e.interchange, i.name, e.size_bytes as "sizeBytes", ${iso('e.at')} as since, ${iso('e.due_at')} as "leavesAt",
        (select coalesce(json_agg(json_build_object('id', d.id, 'type', d.type, 'key', d.business_key) order by d.position), '[]')
          from documents d where d.outgoing = e.id) as documents
      from batch_entries e join interchanges i on i.id = e.interchange
      where e.agreement = $1 and e.status = 'open' and (e.due_at, e.id) > ($2::timestamptz, $3::uuid)
      order by e.due_at, e.id limit $4`,
    [agreement, at, id, page.limit],
  )
  return rows
}
