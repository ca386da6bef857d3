import { sql } from 'kysely'
import type { Act } from '../../../platform/act.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { mayChange } from '../policy.ts'

const taken = new WeakSet<Act>()

/**
 * Lets one act at a time change who is who and what is agreed, and only one of the grid. What such a verb then sees stays
 * true until it commits, so that it can name a conflict in words instead of failing at a constraint.
 */
export async function takeTurn(act: Act): Promise<void> {
  if (!mayChange(act.actor)) throw httpError('grid-only')
  if (taken.has(act)) return
  await sql`select pg_advisory_xact_lock(3, 0)`.execute(act.tx)
  taken.add(act)
  act.notices.add('directory')
}
