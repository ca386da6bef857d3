import type { Pool } from 'pg'
import { grouped } from '../../platform/grouped.ts'

/** An interchange that came in, as the deciding job sees it. */
export interface Arrival {
  id: string
  organization: string
  channel: string
  name: string
  payload: Buffer
  from_offset: number
  size_bytes: number
  status: string
  progress: number
  cause: string | null
  /** It was set aside before and is decided anew: what follows in its file has its own rows. */
  again?: boolean
  /** The first of the chain that this one corrects, and whether the grid has answered one of them. */
  corrects?: string | null
  answered?: boolean
}

/** Some 10 MB: what a burst leaves waiting in its lanes. */
const RECENT_MAX = 20_000

/**
 * The rows of interchanges that came in. Those of this process are remembered until they are decided: a row that nobody but
 * its job may change needs no second look. After a restart they are read from the database.
 */
export class Arrivals {
  readonly #recent = new Map<string, Arrival>()
  readonly #read: (id: string) => Promise<Arrival | undefined>

  constructor(pool: Pool) {
    this.#read = grouped(async (ids) => {
      const { rows } = await pool.query({
        name: 'arrivals',
        text: `select id, organization, channel, name, payload, from_offset, size_bytes, status, progress, cause,
            exists (select from reprocessings r where r.interchange = interchanges.id) as again,
            corrects, corrects is not null and exists (select from interchanges o
              where (o.id = interchanges.corrects or o.corrects = interchanges.corrects) and (o.answer is not null or exists (select from withheld_answers h where h.interchange = o.id))) as answered
          from interchanges where id = any($1::uuid[])`,
        values: [ids],
      })
      const found = new Map(rows.map((row) => [row.id, row]))
      return ids.map((id) => found.get(id))
    })
  }

  remember(arrival: Arrival): void {
    if (this.#recent.size >= RECENT_MAX) this.#recent.delete(this.#recent.keys().next().value!)
    this.#recent.set(arrival.id, arrival)
  }

  async of(id: string): Promise<Arrival | undefined> {
    const recent = this.#recent.get(id)
    if (!recent) return this.#read(id)
    // Once: a second run of the same job means that the first was not written, and the row decides.
    this.#recent.delete(id)
    return recent
  }
}
