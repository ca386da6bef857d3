import type { Pool } from 'pg'
import type { Place } from './place.ts'
import { locked } from './placing.ts'

export interface Swept {
  payloads: number
  sizeBytes: number
}

const DAY_MS = 86_400_000

/**
 * Removes stored bytes without a row that are older than a day: a process was killed between the two. Younger ones may belong
 * to a transaction that is about to commit.
 */
export async function sweep(pool: Pool, place: Place, now: number, swept: Swept): Promise<void> {
  const before = now - DAY_MS
  for await (const hashes of place.older(before)) {
    const { rows } = await pool.query(
      'select h as hash from unnest($1::bytea[]) as h where not exists (select from payloads p where p.hash = h)',
      [hashes],
    )
    for (const { hash } of rows as { hash: Buffer }[]) {
      const freed = await locked(pool, hash, 'exclusive', async (client) => {
        const { rowCount } = await client.query('select from payloads where hash = $1', [hash])
        return rowCount === 0 ? place.remove(hash, before) : 0
      })
      if (freed > 0) swept.payloads++
      swept.sizeBytes += freed
    }
  }
}
