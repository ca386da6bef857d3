import type { Pool } from 'pg'
import { pruneInSteps } from '../../../platform/pruning.ts'

const CLOSED_DAYS = 30

/** Entries that left long ago: their documents name the interchange that they left in. */
export function pruneEntries(pool: Pool, signal: AbortSignal): Promise<number> {
  const text = `delete from batch_entries where id in (select id from batch_entries
    where status = 'closed' and due_at < now() - $2 * interval '1 day' and at < now() - $2 * interval '1 day' limit $1)`
  return pruneInSteps(pool, { text, values: [CLOSED_DAYS] }, signal)
}
