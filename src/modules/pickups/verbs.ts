import { type Kysely, sql } from 'kysely'
import type { Act } from '../../platform/act.ts'
import type { Tables } from '../../platform/tables.ts'

/**
 * A new channel that picks up looks from now on. Its job is made once, with it, and never ends: each look adds the next one,
 * and while the channel is closed it looks at nothing. So there is always exactly one, whoever opens and closes.
 */
export async function beginLooking(act: Act, channel: string): Promise<void> {
  await sql`insert into pickup_channels (channel) values (${channel})`.execute(act.tx)
  await sql`insert into jobs (kind, subject) values ('pick-up', ${channel})`.execute(act.tx)
}

/** Somebody changed something: the next look is due now. A look that is under way ends as it is. */
export async function lookNow(act: Act, channels: string[]): Promise<void> {
  if (channels.length === 0) return
  await sql`update jobs set due_at = now() where kind = 'pick-up' and subject = any(${channels}::uuid[]) and worker is null`.execute(
    act.tx,
  )
}

/**
 * The source says that something came: a look begins now, or in a second where one has just been. What came while a look is
 * under way may be behind it in the list, so a second job waits for its end (`look-soon`), one for however many messages.
 */
export async function lookSoon(act: Act, channel: string): Promise<void> {
  act.notices.add('entrepot')
  if (await advanceLook(act.tx, channel)) return
  await sql`insert into jobs (kind, subject) select 'look-soon', ${channel}
    where not exists (select from jobs where kind = 'look-soon' and subject = ${channel} and worker is null)`.execute(
    act.tx,
  )
}

/** False: a look is under way. */
export async function advanceLook(database: Kysely<Tables>, channel: string): Promise<boolean> {
  const advanced = await sql`update jobs j set due_at = least(due_at,
      greatest(now(), (select looked_at from pickup_channels where channel = ${channel}) + ${LOOKS_APART}::interval))
    where kind = 'pick-up' and subject = ${channel} and worker is null`.execute(database)
  return advanced.numAffectedRows === 1n
}

/** A thousand messages a second are no reason to list the source a thousand times. */
const LOOKS_APART = '1 second'
