import type { Change, Job } from '../../../platform/change.ts'
import { GridError } from '../../../platform/errors.ts'
import type { Exchange } from '../exchange.ts'
import { findOriginal } from './originals.ts'
import { sameAgain } from './same.ts'

/**
 * A delivery was given up: where the policy for its class of errors says so, the grid sends it again by itself after a while,
 * so many times. An item that a person has closed or ignored meanwhile is left alone.
 */
export async function retryFailed(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query({
    name: 'retry failed',
    text: `select w.subject, w.class, w.opened_at + p.retry_after_minutes * interval '1 minute' as due_at,
        (select count(*)::int from resends s where s.delivery = w.subject and s.actor = 'system') >= p.retries_max as enough
      from work_items w join work_policies p on p.class = w.class
      where w.id = $1 and w.closed_at is null and w.ignored_until is null and w.subject_kind = 'delivery' and p.retry_after_minutes is not null`,
    values: [job.subject],
  })
  const item = rows[0]
  if (!item || item.enough) return { rows: [] }
  if (item.due_at.getTime() > x.now()) {
    return { rows: [], jobs: [{ kind: 'retry-failed', subject: job.subject, dueAt: item.due_at }] }
  }
  const original = await findOriginal(x.database.pool, 'delivery', item.subject)
  if (original?.status !== 'failed') return { rows: [] }
  const reason = `By the policy for ${item.class}.`
  try {
    return sameAgain(x, original, { id: x.newId(), reason, actor: 'system' })
  } catch (error) {
    if (error instanceof GridError) return { rows: [] }
    throw error
  }
}
