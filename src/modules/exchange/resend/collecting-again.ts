import { type Actor, actorName } from '../../../platform/actor.ts'
import type { Exchange } from '../exchange.ts'
import { resendError } from './errors.ts'
import { findOriginal, type ResendRow } from './originals.ts'
import { resend } from './verbs.ts'

/**
 * Puts what a partner fetched or removed back into its outbox: the same name and bytes. It is theirs, so they need nobody's
 * leave; what they refused is for its sender to mend. What is not theirs is not there.
 */
export async function collectAgain(
  x: Exchange,
  actor: Actor,
  delivery: string,
  asked: { id: string; reason: string },
): Promise<ResendRow> {
  const found = await findOriginal(x.database.pool, 'delivery', delivery)
  const theirs = actor.organization === null || found?.receiver === actor.organization
  if (!found || !theirs) throw resendError('resend-nothing', { kind: 'delivery', id: delivery })
  const { name } = found
  if (!found.outbox) throw resendError('collect-not-outbox', { name })
  if (found.receipt_state === 'negative') throw resendError('collect-refused', { name })
  const target = { kind: 'delivery', id: delivery } as const
  return resend(x, target, { as: 'same', on: 'original' }, { ...asked, actor: actorName(actor) })
}
