import { systemActor } from '../../../platform/actor.ts'
import type { Change, Job } from '../../../platform/change.ts'
import { GridError } from '../../../platform/errors.ts'
import type { Exchange } from '../exchange.ts'
import { reprocess } from '../reprocessing.ts'
import { findOriginal } from './originals.ts'
import { sameAgain } from './same.ts'

/**
 * A delivery was given up, or deciding on an interchange: where the policy for its class of errors says so, the grid does it again
 * by itself after a while, so many times. An item that a person has closed or ignored meanwhile is left alone. All else that fails
 * either goes on by itself (looks, the archive, webhooks, mails) or would fail again until a person has changed something.
 */
export async function retryFailed(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query({
    name: 'retry failed',
    text: `select w.subject, w.class, w.opened_at + p.retry_after_minutes * interval '1 minute' as due_at,
        w.subject_kind, (select count(*)::int from resends s where s.delivery = w.subject and s.actor = 'system')
          + (with recursive chain as (
              select r.original, r.actor from reprocessings r where r.interchange = w.subject
              union all select r.original, r.actor from chain c join reprocessings r on r.interchange = c.original)
            select count(*)::int from chain where actor = 'system') >= p.retries_max as enough
      from work_items w join work_policies p on p.class = w.class
      where w.id = $1 and w.closed_at is null and w.ignored_until is null and w.kind = 'failure' and w.subject_kind in ('delivery', 'interchange') and p.retry_after_minutes is not null`,
    values: [job.subject],
  })
  const item = rows[0]
  if (!item || item.enough) return { rows: [] }
  if (item.due_at.getTime() > x.now()) {
    return { rows: [], jobs: [{ kind: 'retry-failed', subject: job.subject, dueAt: item.due_at }] }
  }
  if (item.subject_kind === 'interchange') return decideAgain(x, item.subject)
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

/** What could not be decided went no further, and is decided anew once, whoever asks: a kill in between does no harm. */
async function decideAgain(x: Exchange, interchange: string): Promise<Omit<Change, 'done'>> {
  try {
    await reprocess(x, systemActor, interchange)
  } catch (error) {
    // A person was faster, or has corrected it.
    if (!(error instanceof GridError)) throw error
  }
  return { rows: [] }
}
