import type { ClientBase, Pool } from 'pg'
import type { Job } from './change.ts'

/** The statements of the worker. Each is prepared once a connection. */

const COLUMNS = 'id::text, kind, subject, lane, attempt, cause, depth'

/** Never more than there are free slots: what is claimed and not run is lost time for other nodes. */
export async function claimFree(own: ClientBase, worker: number, slots: number): Promise<Job[]> {
  const { rows } = await own.query({
    name: 'claim free',
    text: `with c as (select id from jobs where lane is null and worker is null and due_at <= now() order by due_at, id limit $2 for update skip locked)
      update jobs j set worker = $1 from c where j.id = c.id returning j.${COLUMNS.replaceAll(', ', ', j.')}, j.worker`,
    values: [worker, slots],
  })
  return rows as Job[]
}

export interface ClaimedLane {
  name: string
  /** How often in a row the other side was away: more than none asks for a probe. */
  failures: number
  /** The same of all lanes to its other side, where it keeps an order. */
  away: number
}

/** The lane that waits longest, of those that do outside work or of the others. */
export async function claimLane(pool: Pool, worker: number, outside: boolean): Promise<ClaimedLane | null> {
  const { rows } = await pool.query({
    name: 'claim lane',
    text: `update lanes set worker = $1 where name = (select name from lanes where worker is null and due_at <= now()
      and (left(name, 4) in ('out:', 'any:')) = $2 order by due_at limit 1 for update skip locked) returning name, failures, case when left(name, 4) = 'out:' then coalesce(
        (select c.failures from lanes c where c.name = split_part(lanes.name, ':', 1) || ':' || split_part(lanes.name, ':', 2)), 0)
        else 0 end as away`,
    values: [worker, outside],
  })
  return rows[0] ?? null
}

export interface LaneHead {
  jobs: Job[]
  /** The lane's counter when this was read: if it has grown by the release, somebody added work meanwhile. */
  added: string
}

/** The jobs of a lane behind `after` that are due, up to the first that is not. */
export async function laneHead(
  pool: Pool,
  look: { lane: string; worker: number; after: string; max: number },
): Promise<LaneHead> {
  const { rows } = await pool.query({
    name: 'lane head',
    text: `select l.added::text, j.* from lanes l left join lateral
      (select ${COLUMNS}, due_at <= now() as ready from jobs where jobs.lane = l.name and jobs.id > $2 order by jobs.id limit $3) j on true
      where l.name = $1`,
    values: [look.lane, look.after, look.max],
  })
  const jobs: Job[] = []
  for (const row of rows) {
    if (row.id === null || !row.ready) break
    jobs.push(heldBy(look.worker, row))
  }
  return { jobs, added: rows[0].added }
}

/** Field by field: there is one for each job of a lane. */
function heldBy(worker: number, { id, kind, subject, lane, attempt, cause, depth }: Job): Job {
  return { id, kind, subject, lane, attempt, worker, cause, depth }
}

/** Jobs of a wide lane behind `after` that are due and not among `running`. */
export async function wideHead(
  pool: Pool,
  look: { lane: string; worker: number; after: string; running: string[]; max: number },
): Promise<LaneHead> {
  const { rows } = await pool.query({
    name: 'wide head',
    text: `select l.added::text, j.* from lanes l left join lateral
      (select ${COLUMNS} from jobs where jobs.lane = l.name and jobs.id > $2 and due_at <= now() and id <> all($3::bigint[]) order by jobs.id limit $4) j on true
      where l.name = $1`,
    values: [look.lane, look.after, `{${look.running.join(',')}}`, look.max],
  })
  const jobs = rows.filter(({ id }) => id !== null).map((row) => heldBy(look.worker, row))
  return { jobs, added: rows[0].added }
}

/** Lets a wide lane rest, or sleep until the first of its jobs is due. */
export async function releaseWide(
  pool: Pool,
  release: { lane: string; worker: number; seen: string; failures: number; restMs: number },
): Promise<void> {
  await pool.query({
    name: 'release wide lane',
    text: `update lanes set worker = null, failures = $4, rests_until = case when $5 > 0 then now() + $5 * interval '1 millisecond' end,
        due_at = case when $5 > 0 then now() + $5 * interval '1 millisecond' when added <> $3::bigint then now()
          else coalesce((select min(greatest(j.due_at, now())) from jobs j where j.lane = lanes.name), 'infinity') end
      where name = $1 and worker = $2`,
    values: [release.lane, release.worker, release.seen, release.failures, release.restMs],
  })
}

/**
 * Lets the lane sleep until its head is due; if it looks empty but work was added since it was read, it is due at once. A lane
 * of one key (`out:<channel>:<key>`) goes when it is empty: there are as many as keys.
 */
export async function releaseLane(pool: Pool, release: { lane: string; worker: number; seen: string }): Promise<void> {
  await pool.query({
    name: 'release lane',
    text: `with gone as (delete from lanes where name = $1 and worker = $2 and added = $3 and name like 'out:%:%'
        and not exists (select from jobs where jobs.lane = lanes.name) returning 1)
      update lanes set worker = null, due_at = coalesce(
        (select greatest(j.due_at, now(), lanes.rests_until) from jobs j where j.lane = lanes.name order by j.id limit 1),
        case when added = $3::bigint then 'infinity'::timestamptz else now() end)
      where name = $1 and worker = $2 and not exists (select from gone)`,
    values: [release.lane, release.worker, release.seen],
  })
}

/** A handler ran and failed: the database's clock says when it is due again. */
export async function failJob(pool: Pool, job: Job, attempt: number, waitMs: number): Promise<void> {
  await pool.query({
    name: 'fail job',
    text: `update jobs set worker = null, attempt = $2, due_at = now() + $3 * interval '1 millisecond' where id = $1 and (worker = $4 or
      exists (select from lanes where lanes.name = jobs.lane and lanes.worker = $4))`,
    values: [job.id, attempt, waitMs, job.worker],
  })
}

/** Frees what is held by workers whose advisory lock is gone. No lease, no clock. True: something was freed. */
export async function freeDead(own: ClientBase, worker: number): Promise<boolean> {
  const { rows } = await own.query({
    name: 'free dead',
    text: `with w as (select distinct worker from jobs where worker is not null and worker <> $1 union select worker from lanes where worker is not null and worker <> $1),
      dead as materialized (select worker from w where not exists
        (select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()) and classid = 1 and objid::bigint = w.worker)),
      j as (update jobs set worker = null where worker in (select worker from dead) returning 1),
      l as (update lanes set worker = null where worker in (select worker from dead) returning 1)
      select (select count(*) from j) + (select count(*) from l) > 0 as freed`,
    values: [worker],
  })
  return rows[0].freed
}
