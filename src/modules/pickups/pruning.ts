import type { Pool } from 'pg'
import { pruneInSteps } from '../../platform/pruning.ts'

/** So long a row says what became of an item that its source let go of. */
const GONE_DAYS = 90
/** So long an item that was left must be missing from every list before it is taken for gone. */
const MISSING_DAYS = 30
const PAGE = 1_000

/**
 * Removes rows of items that the grid itself moved or deleted: listed again they would be taken in any case, so nothing is
 * taken twice for want of them. What waits, what is not settled, and what was left stays.
 */
export async function prunePickups(pool: Pool, signal: AbortSignal): Promise<number> {
  const { rows } = await pool.query('select channel from pickup_channels')
  let all = 0
  for (const { channel } of rows) {
    const text = `delete from pickups where (channel, identity) in (select channel, identity from pickups
      where channel = $2 and seen_at < now() - $3 * interval '1 day' and settled_at < now() - $3 * interval '1 day' and remains = false
      order by seen_at limit $1)`
    all += await pruneInSteps(pool, { text, values: [channel, GONE_DAYS] }, signal)
  }
  return all
}

/**
 * Compares what was left with a whole list of just now, by identity in hex. Only such a list can say that an item is gone: its
 * row is removed when no list has had it for a month, and here, where the last of them is at hand.
 */
export async function compareLeft(pool: Pool, channel: string, listed: ReadonlySet<string>): Promise<void> {
  for (let after = Buffer.alloc(0); ; ) {
    const { rows } = await pool.query({
      name: 'left pick-ups',
      text: `select identity, missing_since is not null as missing, missing_since < now() - $4 * interval '1 day' as long from pickups
        where channel = $1 and identity > $2 and remains order by identity limit $3`,
      values: [channel, after, PAGE, MISSING_DAYS],
    })
    const is = (row: { identity: Buffer }) => listed.has(row.identity.toString('hex'))
    const identities = (which: typeof rows) => which.map(({ identity }) => identity)
    const [back, away] = [rows.filter((row) => row.missing && is(row)), rows.filter((row) => !row.missing && !is(row))]
    const long = rows.filter((row) => row.long && !is(row))
    if (back.length + away.length > 0) {
      await pool.query(
        `update pickups set missing_since = case when identity = any($3::bytea[]) then now() end
          where channel = $1 and identity = any($2::bytea[] || $3::bytea[])`,
        [channel, identities(back), identities(away)],
      )
    }
    if (long.length > 0) {
      await pool.query('delete from pickups where channel = $1 and identity = any($2::bytea[]) and remains', [
        channel,
        identities(long),
      ])
    }
    if (rows.length < PAGE) break
    after = rows.at(-1)!.identity
  }
  await pool.query('update pickup_channels set compared_at = now() where channel = $1', [channel])
}
