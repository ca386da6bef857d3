import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { ENDING } from './left.ts'

const GIVEN_UP_MS = 30_000

/** A job, and the number of the worker that holds it or its lane. */
export interface Held {
  id: string
  worker: number | null
}

const HOLDERS = `select j.id::text, coalesce(j.worker, l.worker) as worker from jobs j left join lanes l on l.name = j.lane`

/** Jobs that a worker holds at this moment: its own, and those of its lanes that are due. */
export async function heldJobs(pool: Pool): Promise<Held[]> {
  const held = `${HOLDERS} where j.due_at <= now() and j.${ENDING} and (j.worker is not null or l.worker is not null)`
  return (await pool.query(held)).rows
}

/**
 * When the first of these jobs was taken up again, by a worker of another number, or is done; as `Date.now()` says it, and after
 * half a minute as if it were then. Null: who should do them ended before.
 */
export async function firstTakenUp(pool: Pool, held: Held[], ended?: AbortSignal): Promise<number | null> {
  const before = new Map(held.map(({ id, worker }) => [id, worker]))
  const began = Date.now()
  while (Date.now() - began < GIVEN_UP_MS) {
    const late = ended?.aborted
    const now = await pool.query(`${HOLDERS} where j.id = any($1::bigint[])`, [[...before.keys()]]).then(
      ({ rows }) => rows as Held[],
      () => held, // the database is away
    )
    if (now.length < held.length) return Date.now()
    if (now.some(({ id, worker }) => worker !== null && worker !== before.get(id))) return Date.now()
    if (late) return null
    await sleep(10)
  }
  return Date.now()
}
