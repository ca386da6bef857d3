import type { Pool } from 'pg'
import { grouped } from '../../platform/grouped.ts'
import type { Delivery } from './delivering.ts'

export function deliveriesById(pool: Pool): (id: string) => Promise<Delivery | undefined> {
  return grouped(async (ids) => {
    const { rows } = await pool.query({
      name: 'deliveries',
      text: `select d.id, d.interchange, d.sender, d.receiver, d.channel, d.purpose, d.name, d.status, d.awaits, d.begun_at,
          i.payload, i.size_bytes, i.standard, i.document_count, i.envelope->>'agreement' as agreement, i.cause
        from deliveries d join interchanges i on i.id = d.interchange where d.id = any($1::uuid[])`,
      values: [ids],
    })
    const found = new Map(rows.map((row) => [row.id, row as Delivery]))
    return ids.map((id) => found.get(id))
  })
}
