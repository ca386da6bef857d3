import { wayBack } from './acknowledging.ts'
import { decided, type Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import { type Written, writeDelivery } from './outgoing.ts'

/**
 * The same number with the same bytes: nothing is processed again, and the sender gets the stored answer once more — unless
 * that still waits for it, under the same name.
 */
export async function repeatAnswer(x: Exchange, evidence: Evidence, first: string, written: Written): Promise<void> {
  const { arrival } = evidence
  const { rows } = await x.database.pool.query({
    name: 'stored answer',
    text: `select a.id, a.sender, a.receiver, a.mode, a.name, a.standard, a.control_number,
        exists (select from deliveries d where d.interchange = a.id and d.removed_at is null and d.collected_at is null and d.status in ('waiting', 'sent') and d.outbox) as waits
      from interchanges i join interchanges a on a.id = i.answer where i.id = $1`,
    values: [first],
  })
  const answer = rows[0]
  if (answer && !answer.waits) {
    const channel = wayBack(x, answer.receiver, arrival.channel)
    const again = {
      purpose: 'acknowledgement',
      envelope: null,
      documentCount: 0,
      awaits: null,
    } as const
    const out = {
      ...answer,
      ...again,
      line: null,
      cause: arrival.id,
      controlNumber: Number(answer.control_number),
    }
    if (channel) writeDelivery(x, { ...out, channel }, written)
  }
  written.rows.push(decided(evidence, { status: 'duplicate', answer: answer?.id ?? null, duplicateOf: first }))
  written.events.push({
    type: 'interchange.repeated',
    subjectKind: 'interchange',
    subject: arrival.id,
    organizations: [arrival.organization],
    actor: 'system',
    data: { first, answer: answer?.id ?? null },
  })
}
