import type { Pool } from 'pg'
import { grouped } from '../../platform/grouped.ts'

/** A delivery that a receipt speaks of. */
export interface Awaited {
  delivery: string
  interchange: string
  sender: string
  receiver: string
  document_count: number
  receipt: string
  /** GS01 of what was sent. */
  functional_id: string
  /** It was refused before. */
  refused: boolean
  state: 'awaited' | 'positive' | 'negative' | 'overdue'
}

export interface AwaitedKey {
  sender: string
  receiver: string
  mode: string
  controlNumber: number
}

/** Finds deliveries by what their receipt names: the pair, the environment, and the number we gave. Newest first, since numbers wrap. */
export function awaitedDeliveries(pool: Pool): (key: AwaitedKey) => Promise<Awaited | undefined> {
  return grouped(async (keys) => {
    const { rows } = await pool.query({
      name: 'awaited deliveries',
      text: `select w.o::int as o, a.* from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[]) with ordinality as w(sender, receiver, mode, number, o)
        cross join lateral (select d.id as delivery, d.interchange, d.sender, d.receiver, i.document_count, i.envelope->>'functionalId' as functional_id, r.id as receipt, r.state, r.problems is not null as refused
          from deliveries d join interchanges i on i.id = d.interchange join receipts r on r.delivery = d.id and r.level = 'technical' and r.document is null and r.settles
          where d.sender = w.sender and d.receiver = w.receiver and d.mode = w.mode and d.control_number = w.number and d.awaits is not null
          order by d.id desc limit 1) a`,
      values: [
        keys.map((k) => k.sender),
        keys.map((k) => k.receiver),
        keys.map((k) => k.mode),
        keys.map((k) => k.controlNumber),
      ],
    })
    const found = new Map(rows.map(({ o, ...row }) => [o as number, row as Awaited]))
    return keys.map((_, at) => found.get(at + 1))
  })
}
