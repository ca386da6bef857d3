import type { Pool } from 'pg'

/** The statements of a circuit. Its state is in the row of the lane of its name: failures in a row, and until when it rests. */

const REST_FIRST_MS = 1_000
const REST_MAX_MS = 60_000
/** So long a probe is waited for: then another lane tries. */
const PROBE_MS = 60_000

/**
 * The lanes of circuit $1 that nobody holds, locked in the order of commits; those in use see for themselves when claimed. What
 * only rests could go now, others wait for their own head.
 */
const FREE = `free as (select name, case when due_at <= rests_until then '-infinity' else due_at end as own_due from lanes where starts_with(name, $1 || ':') and worker is null
  order by name for update skip locked)`

/** True: the rest is over, and we are the one who tries. */
export async function startProbe(pool: Pool, circuit: string): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'start probe',
    text: `update lanes set rests_until = now() + $2 * interval '1 millisecond'
      where name = $1 and failures > 0 and (rests_until is null or rests_until <= now())`,
    values: [circuit, PROBE_MS],
  })
  return rowCount === 1
}

/** Gives a lane back until its circuit's rest is over; at once, where that was lifted meanwhile. */
export async function rests(pool: Pool, of: { lane: string; circuit: string; worker: number }): Promise<void> {
  await pool.query({
    name: 'rest lane',
    text: `update lanes set worker = null, rests_until = c.rests_until, due_at = coalesce(c.rests_until, now())
      from (select rests_until from lanes where name = $2) c where name = $1 and worker = $3`,
    values: [of.lane, of.circuit, of.worker],
  })
}

/**
 * Lets a circuit rest, longer each time, and as long as the other side asked. Null: it does so already. `askedMs` below zero:
 * nothing was found out, and the next lane tries at once.
 */
export async function restCircuit(
  pool: Pool,
  { circuit, probes, askedMs }: { circuit: string; probes: boolean; askedMs: number },
): Promise<{ failures: number; restMs: number } | null> {
  const jitter = 0.75 + Math.random() / 2
  const { rows } = await pool.query({
    name: 'rest circuit',
    text: `insert into lanes as l (name, due_at, failures, rests_until)
        values ($1, 'infinity', 1, now() + greatest($3::float8, $4::float8 * $6::float8) * interval '1 millisecond')
      on conflict (name) do update set
        failures = l.failures + case when $3 < 0 then 0 else 1 end,
        rests_until = now() + case when $3 < 0 then 0
          else greatest($3, least($4 * 2 ^ least(l.failures, 20), $5::float8) * $6) end * interval '1 millisecond'
      where $2 or l.rests_until is null or l.rests_until <= now()
      returning failures, (extract(epoch from rests_until - now()) * 1000)::int as "restMs"`,
    values: [circuit, probes, askedMs, REST_FIRST_MS, REST_MAX_MS, jitter],
  })
  if (rows.length === 0) return null
  // One that nothing else holds back tries when the rest is over. The others sleep until its outcome wakes them, or nobody tells.
  await pool.query({
    name: 'rest lanes',
    text: `with ${FREE}, first as (select name from free order by own_due, name limit 1),
        times as (select name, own_due, c.rests_until + case when name in (select name from first) then interval '0'
          else $2 * interval '1 millisecond' end as until from free, (select rests_until from lanes where name = $1) c)
      update lanes l set rests_until = until, due_at = greatest(own_due, until) from times where l.name = times.name`,
    values: [circuit, PROBE_MS],
  })
  return askedMs < 0 ? null : rows[0]
}

/** The other side is there: all go on. */
export async function liftRest(pool: Pool, circuit: string): Promise<void> {
  await pool.query({
    name: 'lift rest of circuit',
    text: `update lanes set failures = 0, rests_until = null, due_at = case when due_at < 'infinity' then now() else due_at end
      where name = $1`,
    values: [circuit],
  })
  await pool.query({
    name: 'lift rest of lanes',
    text: `with ${FREE} update lanes l set rests_until = null, due_at = least(l.due_at, now()) from free
      where l.name = free.name and l.rests_until is not null`,
    values: [circuit],
  })
}
