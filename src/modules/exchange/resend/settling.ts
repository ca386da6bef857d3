import { isOvertaken } from '../../../platform/commit.ts'
import { versionMismatch } from '../../../platform/http/versions.ts'
import type { Exchange } from '../exchange.ts'
import type { Written } from '../outgoing.ts'
import { complete } from '../receipting.ts'
import { resendError } from './errors.ts'
import { findOriginal, type Original } from './originals.ts'
import { confirmDelivery } from './rows.ts'
import { type Asked, type NewChange, sameAgain, settleItems } from './same.ts'

/** A person has asked the receiver: it arrived, or it has to be sent again. */
export async function settleOutcome(
  x: Exchange,
  item: { id: string; version: number },
  outcome: 'delivered' | 'resend',
  asked: Asked,
): Promise<string> {
  const { rows } = await x.database.pool.query(
    `select subject, version from work_items where id = $1 and kind = 'outcome-unknown' and closed_at is null`,
    [item.id],
  )
  if (!rows[0]) throw resendError('outcome-settled', item)
  if (rows[0].version !== item.version) throw versionMismatch(rows[0].version, item.version)
  const original = await findOriginal(x.database.pool, 'delivery', rows[0].subject)
  if (original?.status !== 'outcome-unknown') throw resendError('outcome-settled', item)
  try {
    await x.commit(
      outcome === 'resend' ? sameAgain(x, original, { ...asked, settles: true }) : arrived(original, asked),
    )
  } catch (error) {
    if (isOvertaken(error)) throw resendError('resend-overtaken')
    throw error
  }
  return original.delivery
}

function arrived(original: Original, asked: Asked): NewChange {
  const { interchange: id, delivery, sender, receiver, purpose, name } = original
  const rows = [
    confirmDelivery({ id: delivery, seen: original.status, status: 'sent' }),
    ...settleItems(original.items, asked, asked.reason),
  ]
  const event = {
    type: 'delivery.confirmed',
    subjectKind: 'interchange',
    subject: id,
    organizations: purpose === 'documents' ? [sender, receiver] : [receiver],
    actor: asked.actor,
    data: { delivery, name },
  }
  const written: Written = { rows, jobs: [], events: [event] }
  if (original.awaits === null && purpose === 'documents') complete(original, asked.id, written)
  return written
}
