import type { Pool } from 'pg'
import { grouped } from '../../platform/grouped.ts'
import type { Delivery } from './delivering.ts'

export function deliveriesById(pool: Pool): (id: string) => Promise<Delivery | undefined> {
  return grouped(async (ids) => {
    const { rows } = await pool.query({
      name: 'deliveries',
      text: `select w.o::int as o, d.id, d.interchange, d.sender, d.receiver, d.channel, d.purpose, d.name, d.status, d.awaits, d.begun_at,
          i.payload, i.size_bytes, i.standard, i.document_count, i.envelope->>'agreement' as agreement, i.cause
        from unnest($1::uuid[]) with ordinality as w(id, o) join deliveries d on d.id = w.id join interchanges i on i.id = d.interchange`,
      values: [ids],
    })
    const found: (Delivery | undefined)[] = new Array(ids.length)
    for (const row of rows) found[row.o - 1] = row
    return found
  })
}
