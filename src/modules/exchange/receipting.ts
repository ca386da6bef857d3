import type { Problem } from '../../platform/change.ts'
import type { Awaited } from './awaited.ts'
import type { Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import type { Intake } from './intake.ts'
import type { Written } from './outgoing.ts'
import { isPositive, isVerdict, refuseEnvelope, refuseGroup } from './refusals.ts'
import { closeOverdue, insertWorkItem, moveHeld, moveOutgoing, recordReceipt, settleReceipt } from './rows.ts'
import type { Receipt } from './standards/items.ts'
import { ARRIVED } from './standards/receipts.ts'

/** Up to so many documents are moved by the receipt's own change; more follow in batches. */
const AT_ONCE_MAX = 2_000

/** What the receipts of an interchange speak of, by the number that they name. */
export type Spoken = Map<number, Awaited | undefined>

export async function spokenOf(x: Exchange, intake: Intake): Promise<Spoken> {
  const spoken: Spoken = new Map()
  if (!intake.parties) return spoken
  const { sender, receiver, mode } = intake.parties
  const numbers = [...intake.receipts.map((one) => one.groupNumber), ...intake.ta1s.map((one) => one.controlNumber)]
  await Promise.all(
    numbers.map(async (text) => {
      const controlNumber = Number(text)
      if (!Number.isSafeInteger(controlNumber)) return
      // The receipt's sender is whom we delivered to.
      spoken.set(controlNumber, await x.awaited({ sender: receiver, receiver: sender, mode, controlNumber }))
    }),
  )
  return spoken
}

/** Settles what the functional acknowledgements and TA1s of an interchange say about our deliveries. */
export function settleReceipts(x: Exchange, evidence: Evidence, written: Written): void {
  const settled = new Set<string>()
  const isOpen = (awaited: Awaited) =>
    (awaited.state === 'awaited' || awaited.state === 'overdue') && !settled.has(awaited.receipt)
  for (const receipt of evidence.intake.receipts) {
    const { type, code, groupNumber: number } = receipt
    const found = evidence.spoken.get(Number(number))
    const awaited = found?.functional_id === receipt.functionalId ? found : undefined
    const positive = code === ARRIVED || (isVerdict(code) && isPositive(receipt))
    if (!awaited || !isVerdict(code) || !isOpen(awaited)) {
      keepAside(
        x,
        evidence,
        { awaited, positive, data: { type, code, number }, readable: code === ARRIVED || isVerdict(code) },
        written,
      )
      continue
    }
    settled.add(awaited.receipt)
    if (positive) accept(evidence, { receipt, awaited }, written)
    else {
      const { problem, completed } = refuseGroup(receipt, awaited, written, evidence.arrival.id)
      refuse(x, evidence, { awaited, problem }, written)
      const { interchange: id, sender, receiver } = awaited
      if (completed > 0) written.events.push(completedEvent({ id, sender, receiver, count: completed }))
    }
  }
  for (const ta1 of evidence.intake.ta1s) {
    const found = evidence.spoken.get(Number(ta1.controlNumber))
    // An interchange of EDIFACT has no functional group, and no TA1.
    const awaited = found?.functional_id === '' ? undefined : found
    if (ta1.code === 'R' && awaited && isOpen(awaited)) {
      settled.add(awaited.receipt)
      const problem = refuseEnvelope(ta1.note, awaited, written, evidence.arrival.id)
      refuse(x, evidence, { awaited, problem }, written)
      continue
    }
    // A good envelope says nothing yet of what is in it.
    const data = { type: 'TA1', code: ta1.code, note: ta1.note, number: ta1.controlNumber }
    const positive = ta1.code === 'A' || ta1.code === 'E'
    keepAside(x, evidence, { awaited, positive, data, readable: true }, written)
  }
}

/** Every set is accepted, named or not. */
function accept(evidence: Evidence, of: { receipt: Receipt; awaited: Awaited }, written: Written): void {
  const { receipt, awaited } = of
  const { receipt: id, state: seen, interchange: subject } = awaited
  written.rows.push(settleReceipt({ id, seen, state: 'positive', evidence: evidence.arrival.id }))
  if (seen === 'overdue') written.rows.push(closeOverdue({ subject: id, kind: 'overdue' }))
  const data = { type: receipt.type, code: receipt.code, group: receipt.groupNumber }
  record(evidence, { type: 'receipt.positive', subject, data }, written)
  // Refused, sent again unchanged, and taken after all.
  if (awaited.refused) written.rows.push(moveHeld({ outgoing: subject, seen: 'declined', status: 'completed' }))
  complete(awaited, evidence.arrival.cause ?? evidence.arrival.id, written)
}

/** Repeated, contradicting, unreadable, for nothing that is awaited, or one that only says "arrived": kept, and that is all. */
function keepAside(
  x: Exchange,
  evidence: Evidence,
  of: { awaited: Awaited | undefined; positive: boolean; data: Record<string, unknown>; readable: boolean },
  written: Written,
): void {
  const { awaited, positive, data, readable } = of
  const arrived = positive && (data['type'] === 'TA1' || data['code'] === ARRIVED)
  written.rows.push(
    recordReceipt({
      id: x.newId(),
      delivery: awaited?.delivery,
      level: 'technical',
      state: positive ? 'positive' : 'negative',
      evidence: evidence.arrival.id,
      problems: [{ code: 'receipt-aside', ...data }],
      settles: false,
    }),
  )
  const type = !readable
    ? 'receipt.unreadable'
    : !awaited
      ? 'receipt.unmatched'
      : arrived
        ? 'receipt.positive'
        : 'receipt.repeated'
  record(evidence, { type, subject: awaited?.interchange ?? evidence.arrival.id, data }, written)
}

/** Something of it was refused: a person should look. */
function refuse(x: Exchange, evidence: Evidence, of: { awaited: Awaited; problem: Problem }, written: Written): void {
  const { awaited, problem } = of
  const { receipt: id, state: seen, interchange: subject, sender: organization } = awaited
  const item = { id: x.newId(), kind: 'failure', subject_kind: 'interchange', subject, organization, problem }
  written.rows.push(
    settleReceipt({ id, seen, state: 'negative', evidence: evidence.arrival.id, problems: [problem] }),
    insertWorkItem(item),
  )
  if (seen === 'overdue') written.rows.push(closeOverdue({ subject: id, kind: 'overdue' }))
  record(evidence, { type: 'receipt.negative', subject, data: problem }, written)
}

/** Every receipt asked for has come: the documents are done. */
export function complete(
  of: { interchange: string; sender: string; receiver: string; document_count: number },
  cause: string,
  written: Written,
): void {
  const { interchange, sender, receiver, document_count: count } = of
  if (count > AT_ONCE_MAX) written.jobs.push({ kind: 'complete', subject: interchange, cause })
  else written.rows.push(moveOutgoing({ outgoing: interchange, status: 'completed' }))
  written.events.push({ ...completedEvent({ id: interchange, sender, receiver, count }), cause })
}

function completedEvent(of: { id: string; sender: string; receiver: string; count: number }) {
  return {
    type: 'documents.completed',
    subjectKind: 'interchange',
    subject: of.id,
    organizations: [of.sender, of.receiver],
    actor: 'system',
    data: { documents: of.count },
  }
}

function record(
  evidence: Evidence,
  said: { type: string; subject: string; data: Record<string, unknown> },
  written: Written,
): void {
  const { type, subject, data } = said
  const { parties } = evidence.intake
  const organizations = subject === evidence.arrival.id ? [parties!.sender] : [parties!.sender, parties!.receiver]
  written.events.push({
    type,
    subjectKind: 'interchange',
    subject,
    organizations,
    actor: 'system',
    data: { ...data, evidence: evidence.arrival.id },
  })
}
