import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { ENDING } from './checks.ts'

const GIVEN_UP_MS = 30_000

/** Jobs that a worker holds at this moment: its own, and those of its lanes that are due. */
export async function heldJobs(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query(`select j.id::text from jobs j left join lanes l on l.name = j.lane
    where j.due_at <= now() and j.${ENDING} and (j.worker is not null or l.worker is not null)`)
  return rows.map((row) => row.id)
}

/**
 * When the first of these jobs is done, as `Date.now()` says it; after half a minute as if it were then. Null: who should do
 * them ended before.
 */
export async function firstDone(pool: Pool, held: string[], ended?: AbortSignal): Promise<number | null> {
  const began = Date.now()
  while (Date.now() - began < GIVEN_UP_MS) {
    const late = ended?.aborted
    const left = await pool.query('select count(*)::int as n from jobs where id = any($1::bigint[])', [held]).then(
      ({ rows }) => rows[0].n,
      () => held.length,
    )
    if (left < held.length) return Date.now()
    if (late) return null
    await sleep(10)
  }
  return Date.now()
}
