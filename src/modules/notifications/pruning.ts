import type { Pool } from 'pg'
import { pruneInSteps } from '../../platform/pruning.ts'

/** So long what was read stays in lists and in the log, … */
const READ_DAYS = 30
/** … and what nobody reads. */
const UNREAD_DAYS = 180

export function pruneNotifications(pool: Pool, signal: AbortSignal): Promise<number> {
  const text = `delete from notifications where id in (select id from notifications
    where at < now() - $2 * interval '1 day' and (read_at < now() - $2 * interval '1 day' or at < now() - $3 * interval '1 day') limit $1)`
  return pruneInSteps(pool, { text, values: [READ_DAYS, UNREAD_DAYS] }, signal)
}
