import type { Pool } from 'pg'
import { grouped } from '../../platform/grouped.ts'
import { RememberedOnce } from '../../platform/remembered-once.ts'

/** A delivery with what its handing over needs. */
export interface Delivery {
  id: string
  interchange: string
  sender: string
  receiver: string
  channel: string
  purpose: string
  name: string
  status: string
  awaits: string | null
  begun_at: Date | null
  payload: Buffer
  size_bytes: number
  /** Null: the grid does not read it. */
  standard: string | null
  document_count: number
  agreement: string | null
  cause: string
}

/**
 * Deliveries with what their handing over needs. Those that this process decided on are remembered for the first run of their job:
 * until then nobody but it changes one that waits.
 */
export class Deliveries {
  readonly #recent = new RememberedOnce<Delivery>()
  /** As it is in the database now. */
  readonly read: (id: string) => Promise<Delivery | undefined>

  constructor(pool: Pool) {
    this.read = grouped(async (ids) => {
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

  remember(delivery: Delivery): void {
    this.#recent.remember(delivery.id, delivery)
  }

  /** As it was when this process decided on it, once. */
  remembered(id: string): Delivery | undefined {
    return this.#recent.take(id)
  }
}
