import type { Pool } from 'pg'

/** Says whether the grid has time for what can wait: by how many events were written since it was last asked. */
export class Quiet {
  readonly #pool: Pool
  readonly #eventsPerSecondMax: number
  #seen: { n: number; at: number } | null = null

  constructor(pool: Pool, eventsPerSecondMax: number) {
    this.#pool = pool
    this.#eventsPerSecondMax = eventsPerSecondMax
  }

  async now(): Promise<boolean> {
    const { rows } = await this.#pool.query('select n from event_head')
    const found = { n: Number(rows[0].n), at: performance.now() }
    const before = this.#seen
    // Steps follow each other at once: a rate is told by at least this much time.
    if (before !== null && found.at - before.at < 100) return true
    this.#seen = found
    if (before === null) return false
    return ((found.n - before.n) * 1000) / (found.at - before.at) <= this.#eventsPerSecondMax
  }
}
