import type { Pool } from 'pg'
import { pruneInSteps } from '../../platform/pruning.ts'

/** What waits now: to be decided, to be delivered, for a person. */
export interface Backlog {
  processing: number
  delivery: number
  work: number
}

/** The grid itself, where figures name an organization. */
export const GRID = '00000000-0000-0000-0000-000000000000'

const KEPT_DAYS = 800
const FRESH_MS = 2_000

/** By whose channels: `in:` lanes hold what is not decided, `out:` and `any:` lanes what is not delivered. */
const WAITING = `select c.organization, count(*) filter (where w.way = 'in')::int as processing, count(*) filter (where w.way <> 'in')::int as delivery, 0 as work
    from (select split_part(lane, ':', 1) as way, split_part(lane, ':', 2) as channel from jobs
      where lane like 'in:%' or lane like 'out:%' or lane like 'any:%') w join channels c on c.id::text = w.channel group by 1
  union all select organization, 0, 0, count(*)::int from work_items where closed_at is null group by 1`

/**
 * What waits at each organization, and in all. Jobs are few unless something is wrong; however many look, they are counted every
 * two seconds at most.
 */
export function openBacklog(pool: Pool, now: () => number) {
  let asked: { at: number; answer: Promise<Map<string, Backlog>> } | undefined
  return {
    of(organization: string | null): Promise<Backlog> {
      if (asked === undefined || now() - asked.at > FRESH_MS) {
        const answer = waiting(pool)
        asked = { at: now(), answer }
        answer.catch(() => {
          asked = undefined
        })
      }
      return asked.answer.then((all) => all.get(organization ?? GRID) ?? { processing: 0, delivery: 0, work: 0 })
    },
  }
}

async function waiting(pool: Pool): Promise<Map<string, Backlog>> {
  const { rows } = await pool.query(WAITING)
  const all = new Map<string, Backlog>()
  for (const { organization, ...more } of rows) {
    for (const of of new Set([GRID, organization ?? GRID])) {
      const { processing, delivery, work } = all.get(of) ?? { processing: 0, delivery: 0, work: 0 }
      const sum = {
        processing: processing + more.processing,
        delivery: delivery + more.delivery,
        work: work + more.work,
      }
      all.set(of, sum)
    }
  }
  return all
}

/** Keeps what waited at most in each hour. */
export async function keepBacklog(pool: Pool): Promise<void> {
  const rows = [...(await waiting(pool))].flatMap(([organization, counts]) =>
    Object.entries(counts).map(([measure, n]) => ({ organization, measure, n: n as number })),
  )
  await pool.query(
    `insert into figures (organization, measure, hour, side, partner, unit, type, mode, bucket, n)
      select organization, measure, date_bin('1 hour', now(), 'epoch'), '', null, '', '', '', 0, n
        from unnest($1::uuid[], $2::text[], $3::bigint[]) as v(organization, measure, n)
      on conflict (organization, measure, hour, side, partner, unit, type, mode, bucket) do update set n = excluded.n where figures.n < excluded.n`,
    [rows.map((row) => row.organization), rows.map((row) => row.measure), rows.map((row) => row.n)],
  )
}

/** Figures of years that nobody asks for. */
export function pruneFigures(pool: Pool, signal: AbortSignal): Promise<number> {
  const text = `delete from figures where ctid = any(array(select ctid from figures where hour < now() - $2 * interval '1 day' limit $1))`
  return pruneInSteps(pool, { text, values: [KEPT_DAYS] }, signal)
}
