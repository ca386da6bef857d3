import { sql } from 'kysely'
import type { Act } from '../../platform/act.ts'

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
