import type { Pool } from 'pg'
import type { SentDocument } from './originals.ts'

/** Which of the documents that were sent. All that is named must hold. */
export interface Selection {
  documents?: string[] | undefined
  partner?: string | undefined
  sender?: string | undefined
  receiver?: string | undefined
  type?: string | undefined
  mode?: string | undefined
  status?: string | undefined
  delivery?: string | undefined
  key?: string | undefined
  sentFrom?: string | undefined
  sentUntil?: string | undefined
}

const SELECTED = `from documents d join interchanges i on i.id = d.interchange join interchanges o on o.id = d.outgoing
    left join lateral (select v.status from deliveries v where v.interchange = o.id order by v.id desc limit 1) v on $9::text is not null
  where d.id > $1 and d.id < $2 and d.status in ('released', 'completed', 'declined')
    and ($3::uuid[] is null or d.id = any($3)) and ($4::uuid is null or d.sender = $4 or d.receiver = $4)
    and ($5::uuid is null or d.sender = $5) and ($6::uuid is null or d.receiver = $6) and ($7::text is null or d.type = $7)
    and ($8::text is null or d.mode = $8) and ($9::text is null or v.status = $9) and ($10::text is null or d.status = $10)
    and ($11::text is null or d.id in (select k.document from document_keys k where k.value = $11))
    and ($12::timestamptz is null or o.at >= $12) and ($13::timestamptz is null or o.at < $13)`

const FIRST = '00000000-0000-0000-0000-000000000000'

function parameters(of: Selection, span: { after?: string; before: string }): unknown[] {
  const { documents, partner, sender, receiver, type, mode, delivery, status, key, sentFrom, sentUntil } = of
  const given = [documents, partner, sender, receiver, type, mode, delivery, status, key, sentFrom, sentUntil]
  return [span.after ?? FIRST, span.before, ...given.map((one) => one ?? null)]
}

/** The next ones behind `after`, in the order of their ids; none that came in after `before`. */
export async function selected(
  pool: Pool,
  of: Selection,
  span: { after?: string; before: string; limit: number },
): Promise<SentDocument[]> {
  const { rows } = await pool.query(
    `select d.id, d.type, d.status, d.sender, d.receiver, d.mode, d.agreement, d.outgoing, d.business_key, d.interchange, d.from_offset, d.to_offset, i.payload as source
      ${SELECTED} order by d.id limit $14`,
    [...parameters(of, span), span.limit],
  )
  return rows
}

export async function countSelected(pool: Pool, of: Selection, before: string): Promise<number> {
  const { rows } = await pool.query(`select count(*)::int as n ${SELECTED}`, parameters(of, { before }))
  return rows[0].n
}
