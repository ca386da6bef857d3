import { insertNewUse, insertPayload } from '../../../platform/payloads/rows.ts'
import type { Exchange } from '../exchange.ts'
import type { Written } from '../outgoing.ts'
import { keptLosses } from './losses.ts'
import { insertTranslation, sendAs } from './rows.ts'
import { LOSSES_SHOWN } from './translating.ts'
import type { Translated } from './weighing.ts'

/** Of each, the losses that are kept with it. */
const LOSSES_MAX = 1_000

/** Keeps what a document has become for its receiver, and says so to its sender. */
export function keepForm(
  x: Exchange,
  of: { document: string; sender: string; receiver: string; cause: string; translated: Translated },
  written: Written,
): void {
  const { document, sender, receiver, cause, translated } = of
  const { source, target, standard, type, version, number, content, losses } = translated
  const { hash, sizeBytes, place } = content
  written.rows.push(
    insertPayload({ hash, size_bytes: sizeBytes, place, content: content.content }),
    insertNewUse({ payload: hash, organization: receiver, subject: document, purpose: 'translated' }),
    insertTranslation({
      ...{ id: x.newId(), document, source, target, payload: hash, size_bytes: sizeBytes, number },
      losses: keptLosses(losses, source, LOSSES_MAX),
      loss_count: losses.length,
    }),
    sendAs({ id: document, sent_number: number, sent_standard: standard, sent_type: type, sent_version: version }),
  )
  const data = { source, target, lossCount: losses.length, losses: keptLosses(losses, source, LOSSES_SHOWN) }
  const event = { type: 'document.translated', subjectKind: 'document', subject: document, actor: 'system', cause }
  written.events.push({ ...event, organizations: [sender], data })
}

/** What of an event the receiver is told otherwise: it has another form. */
export function toldToReceiver(receiver: string, translated: Translated | undefined): { told?: object } {
  if (!translated) return {}
  const { type, version } = translated
  return { told: { [receiver]: { type, version } } }
}
