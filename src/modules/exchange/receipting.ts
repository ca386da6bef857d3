import type { GroupAcknowledgement } from '../../edi/x12/items.ts'
import type { Change, Job } from '../../platform/change.ts'
import type { Awaited } from './awaited.ts'
import type { Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import type { Intake } from './intake.ts'
import type { Written } from './outgoing.ts'
import { closeOverdue, insertWorkItem, moveOutgoing, moveOutgoingSet, settleReceipt } from './rows.ts'

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
  for (const receipt of evidence.intake.receipts) {
    const awaited = evidence.spoken.get(Number(receipt.groupNumber))
    if (!awaited)
      record(
        evidence,
        { type: 'receipt.unmatched', subject: evidence.arrival.id, data: { type: '997', number: receipt.groupNumber } },
        written,
      )
    else if (awaited.state === 'positive' || awaited.state === 'negative' || settled.has(awaited.receipt)) {
      record(
        evidence,
        { type: 'receipt.repeated', subject: awaited.interchange, data: { type: '997', code: receipt.code } },
        written,
      )
    } else settleGroup(x, evidence, { receipt, awaited }, written)
    if (awaited) settled.add(awaited.receipt)
  }
  for (const ta1 of evidence.intake.ta1s) {
    const awaited = evidence.spoken.get(Number(ta1.controlNumber))
    const data = { type: 'TA1', note: ta1.note }
    if (!awaited)
      record(
        evidence,
        { type: 'receipt.unmatched', subject: evidence.arrival.id, data: { ...data, number: ta1.controlNumber } },
        written,
      )
    else if (ta1.code !== 'R')
      record(
        evidence,
        { type: 'receipt.positive', subject: awaited.interchange, data: { ...data, code: ta1.code } },
        written,
      )
    else if (awaited.state === 'awaited' || awaited.state === 'overdue')
      refuse(x, evidence, { awaited, problem: { ...data, code: 'ta1-rejected' } }, written)
  }
}

/** AK9 A or E settles every set; P and R are read set by set. */
function settleGroup(
  x: Exchange,
  evidence: Evidence,
  of: { receipt: GroupAcknowledgement; awaited: Awaited },
  written: Written,
): void {
  const { receipt, awaited } = of
  if (receipt.code === 'A' || receipt.code === 'E') {
    written.rows.push(
      settleReceipt({ id: awaited.receipt, seen: awaited.state, state: 'positive', evidence: evidence.arrival.id }),
      closeOverdue({ subject: awaited.receipt, kind: 'overdue', close_reason: 'The receipt came, late.' }),
    )
    record(
      evidence,
      {
        type: 'receipt.positive',
        subject: awaited.interchange,
        data: { type: '997', code: receipt.code, group: receipt.groupNumber },
      },
      written,
    )
    complete(awaited, evidence, written)
    return
  }
  const accepted = receipt.sets.filter((set) => set.code === 'A' || set.code === 'E')
  for (const set of receipt.code === 'P' ? accepted : []) {
    written.rows.push(
      moveOutgoingSet({
        outgoing: awaited.interchange,
        control_number: set.controlNumber,
        seen: 'released',
        status: 'completed',
      }),
    )
  }
  const refused = receipt.sets.filter((set) => !accepted.includes(set))
  const problem = { code: 'group-refused', ack: receipt.code, errors: receipt.errors, sets: refused.slice(0, 20) }
  refuse(x, evidence, { awaited, problem }, written)
}

function refuse(
  x: Exchange,
  evidence: Evidence,
  of: { awaited: Awaited; problem: { code: string } },
  written: Written,
): void {
  const { awaited, problem } = of
  written.rows.push(
    settleReceipt({
      id: awaited.receipt,
      seen: awaited.state,
      state: 'negative',
      evidence: evidence.arrival.id,
      problems: [problem],
    }),
    insertWorkItem({
      id: x.newId(),
      kind: 'failure',
      subject_kind: 'interchange',
      subject: awaited.interchange,
      organization: awaited.sender,
      problem,
    }),
  )
  record(evidence, { type: 'receipt.negative', subject: awaited.interchange, data: problem }, written)
}

/** Every receipt asked for has come: the documents are done. */
function complete(awaited: Awaited, evidence: Evidence, written: Written): void {
  const { interchange, document_count: count } = awaited
  if (count > AT_ONCE_MAX) written.jobs.push({ kind: 'complete', subject: interchange, cause: evidence.arrival.id })
  else written.rows.push(moveOutgoing({ outgoing: interchange, seen: 'released', status: 'completed' }))
  written.events.push(completedEvent({ ...awaited, id: interchange, count }))
}

export function completedEvent(of: { id: string; sender: string; receiver: string; count: number }) {
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
  const organizations = type === 'receipt.unmatched' ? [parties!.sender] : [parties!.sender, parties!.receiver]
  written.events.push({
    type,
    subjectKind: 'interchange',
    subject,
    organizations,
    actor: 'system',
    data: { ...data, evidence: evidence.arrival.id },
  })
}

/** The time for a receipt is over: a person should ask. A receipt that came meanwhile makes this nothing. */
export async function overdue(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query({
    name: 'overdue receipt',
    text: `select r.id, r.due_at, d.interchange, d.sender, d.receiver from receipts r join deliveries d on d.id = r.delivery where r.id = $1 and r.state = 'awaited'`,
    values: [job.subject],
  })
  const receipt = rows[0]
  if (!receipt) return { rows: [] }
  const problem = { code: 'receipt-overdue', dueAt: receipt.due_at }
  return {
    rows: [
      settleReceipt({ id: receipt.id, seen: 'awaited', state: 'overdue' }),
      insertWorkItem({
        id: x.newId(),
        kind: 'overdue',
        subject_kind: 'receipt',
        subject: receipt.id,
        organization: receipt.sender,
        problem,
      }),
    ],
    events: [
      {
        type: 'receipt.overdue',
        subjectKind: 'interchange',
        subject: receipt.interchange,
        organizations: [receipt.sender],
        actor: 'system',
        data: problem,
      },
    ],
  }
}
