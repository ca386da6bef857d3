import type { Change } from '../../../platform/change.ts'
import { agreementSettings } from '../../agreements/settings.ts'
import type { Exchange } from '../exchange.ts'
import { laneOf, lineOf, sentEvent } from '../outgoing.ts'
import { receiptDue } from '../overdue.ts'
import { moveHeld } from '../rows.ts'
import { resendError } from './errors.ts'
import type { Original } from './originals.ts'
import { awaitAgain, insertResend, reviveDelivery, settleItem } from './rows.ts'

/** Who sends something again, and why. */
export interface Asked {
  /** Of the resend: a repeat of the same request has the same one. */
  id: string
  reason: string
  actor: string
  document?: string | null
  bulk?: string
  /** A person settles an unknown outcome by it. */
  settles?: boolean
}

export type NewChange = Omit<Change, 'done' | 'urgent'>

/** Refuses what is still on its way, or what may have arrived. */
export function expectSettled(original: Original, settles = false): void {
  const { name } = original
  if (original.status === 'waiting') throw resendError('resend-under-way', { name })
  if (original.status === 'outcome-unknown' && !settles) throw resendError('resend-outcome-open', { name })
}

/** The same again: identical bytes, control number, key and name, since it is the same delivery that is done once more. */
export function sameAgain(x: Exchange, original: Original, asked: Asked): NewChange {
  const { interchange: id, delivery, sender, receiver, name, purpose, outbox } = original
  expectSettled(original, asked.settles)
  if (outbox && original.removed_at === null) throw resendError('resend-not-collected', { name })
  const settings = settingsOf(x, original)
  const change = {
    rows: [
      reviveDelivery({
        id: delivery,
        seen: original.status,
        status: outbox ? 'sent' : 'waiting',
        sent_at: outbox ? new Date(x.now()) : null,
      }),
      insertResend({ ...asked, kind: 'same', parent: id, child: id, delivery, before: stateOf(original) }),
      ...settleItems(original.items, asked, 'Sent again, unchanged.'),
    ],
    jobs: [],
    events: [resentEvent(original, asked, 'same')],
  } satisfies NewChange as Required<NewChange>
  const { receipt, receipt_state: state } = original
  // What the receiver had refused waits for its word anew.
  if (state === 'negative') change.rows.push(moveHeld({ outgoing: id, seen: 'declined', status: 'released' }))
  if (receipt !== null && (state === 'overdue' || state === 'negative')) {
    const { withinMs: afterMs, dueAt } = receiptDue(x, { receiver, settings }) ?? { withinMs: AGAIN_WITHIN_MS }
    const due_at = dueAt ?? new Date(x.now() + afterMs)
    change.rows.push(awaitAgain({ id: receipt, seen: state, state: 'awaited', due_at }))
    change.jobs.push({ kind: 'overdue', subject: receipt, dueAt: due_at, cause: asked.id })
  }
  if (outbox) {
    const sent = { id, purpose, sender, receiver, name, delivery, outbox, attempt: 0, cause: asked.id }
    change.events.push(sentEvent(sent))
  } else {
    const lane = laneOf(original.channel, purpose === 'documents' ? lineOf(settings, original.key) : null)
    change.jobs.push({ kind: 'deliver', subject: delivery, lane, cause: asked.id })
  }
  return change
}

/** Where the agreement asks for no receipt any more, but this one was. */
const AGAIN_WITHIN_MS = 86_400_000

/** The agreement it was sent under, as it is now; the usual settings where there is none. */
function settingsOf(x: Exchange, original: Original) {
  return x.directory.agreement(original.agreement ?? '')?.settings ?? agreementSettings.parse({})
}

export function settleItems(items: Original['items'], { actor }: Pick<Asked, 'actor'>, reason: string) {
  return items.map(({ id, version }) => settleItem({ id, seen: version, closed_by: actor, close_reason: reason }))
}

/** The reason is the grid's own and stands in the row only: both sides see this event. */
export function resentEvent(original: Original, asked: Asked, as: 'same' | 'new', to?: string) {
  const { interchange, sender, receiver, purpose, delivery, name } = original
  return {
    type: 'delivery.resent',
    subjectKind: 'interchange',
    subject: interchange,
    organizations: purpose === 'documents' ? [sender, receiver] : [receiver],
    actor: asked.actor,
    cause: asked.id,
    data: { delivery, name, as, ...(to ? { interchange: to } : {}) },
  }
}

function stateOf(original: Original) {
  const { status, attempt, last_problem, sent_at, collected_at, removed_at, receipt_state } = original
  return { status, attempt, last_problem, sent_at, collected_at, removed_at, receipt: receipt_state }
}
