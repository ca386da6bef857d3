import type { Pool } from 'pg'
import type { Problem } from '../../platform/change.ts'
import type { Cursor } from '../../platform/http/paging.ts'

export interface Pickup {
  identity: string
  key: string
  version: string
  name: string
  size_bytes: number
  changed_at: Date | null
  seen_at: string
  decided_at: Date | null
  times: number
  interchange: string | null
  problem: Problem | null
  settled_at: Date | null
  remains: boolean | null
}

export interface Looks {
  id: string
  organization: string
  looked_at: Date | null
  failures: number
  problem: Problem | null
  problem_at: Date | null
  next_at: Date | null
}

const STATES = { waiting: 'times = 0', taken: 'times > 0 and problem is null', refused: 'problem is not null' }

export async function listPickups(
  pool: Pool,
  channel: string,
  page: { after: Cursor | undefined; state: keyof typeof STATES | undefined; limit: number },
): Promise<Pickup[]> {
  const [at = 'infinity', identity = ''] = page.after ?? []
  // Microseconds matter: many items are seen by one look.
  const { rows } = await pool.query(
    `select encode(identity, 'hex') as identity, key, version, name, size_bytes, changed_at,
        to_char(seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as seen_at,
        decided_at, times, interchange, problem, settled_at, remains
      from pickups where channel = $1 and (seen_at, identity) < ($2::timestamptz, decode($3, 'hex'))
        and ${page.state ? STATES[page.state] : 'true'}
      order by pickups.seen_at desc, pickups.identity desc limit $4`,
    [channel, at, identity, page.limit],
  )
  return rows
}

/** Undefined: no channel that picks up. */
export async function findLooks(pool: Pool, channel: string): Promise<Looks | undefined> {
  const { rows } = await pool.query(
    `select c.id, c.organization, p.looked_at, p.failures, p.problem, p.problem_at,
        (select min(due_at) from jobs where kind = 'pick-up' and subject = c.id) as next_at
      from pickup_channels p join channels c on c.id = p.channel where c.id = $1`,
    [channel],
  )
  return rows[0]
}
