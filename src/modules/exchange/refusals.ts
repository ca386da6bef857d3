import { controlRefusal, messageRefusal } from '../../edi/edifact/refusals.ts'
import type { SetAcknowledgement } from '../../edi/x12/items.ts'
import { envelopeRefusal, groupRefusal, setRefusal } from '../../edi/x12/refusals.ts'
import type { Problem } from '../../platform/change.ts'
import { updateRows } from '../../platform/rows.ts'
import type { Awaited } from './awaited.ts'
import type { Written } from './outgoing.ts'
import { ON_THE_WAY } from './rows.ts'
import type { Receipt } from './standards/items.ts'
import { verdictOf } from './standards/receipts.ts'

// What the receiver refused of an interchange that we sent: which documents, and why, in words.

/** Up to so many documents are moved by the receipt's own change; more follow in batches. */
const AT_ONCE_MAX = 2_000
const SETS_SHOWN = 20
const CAUSES_MAX = 20

/** By the number that it left with. */
const isSet = (value: (name: 'control_number') => string) =>
  `coalesce(t.sent_number, t.control_number) = ${value('control_number')}`

const declineSet = updateRows(
  'documents',
  { outgoing: 'uuid', control_number: 'text', problems: 'jsonb' },
  {
    key: ['outgoing'],
    set: ['problems'],
    also: "status = 'declined', changed_at = now()",
    where: isSet,
    many: true,
  },
)
/** Declared behind it: what is not declined by then. */
const declineRest = updateRows(
  'documents',
  { outgoing: 'uuid', problems: 'jsonb' },
  {
    key: ['outgoing'],
    set: ['problems'],
    also: "status = 'declined', changed_at = now()",
    where: ON_THE_WAY,
    many: true,
  },
)
const completeRest = updateRows(
  'documents',
  { outgoing: 'uuid', status: 'text' },
  { key: ['outgoing'], set: ['status'], also: 'changed_at = now()', where: ON_THE_WAY, many: true },
)
const completeSet = updateRows(
  'documents',
  { outgoing: 'uuid', control_number: 'text', status: 'text' },
  {
    key: ['outgoing'],
    set: ['status'],
    also: 'changed_at = now()',
    where: (value) => `${isSet(value)} and ${ON_THE_WAY}`,
    many: true,
  },
)

const accepts = (code: string) => code === 'A' || code === 'E'
/** A set that is named without a verdict shares that of its group. */
const takes = (receipt: Receipt, set: SetAcknowledgement) => accepts(set.code || receipt.code)

/** True: a verdict that is known. M, W and X refuse for reasons of security. */
export function isVerdict(code: string): boolean {
  return ['A', 'E', 'P', 'R', 'M', 'W', 'X'].includes(code)
}

/** A set that is refused counts, whatever the group says. */
export function isPositive(receipt: Receipt): boolean {
  return accepts(receipt.code) && receipt.sets.every((set) => takes(receipt, set))
}

/** Marks what was refused and completes what was not: how many those are, and what a person should know. */
export function refuseGroup(
  receipt: Receipt,
  awaited: Awaited,
  written: Written,
  cause: string,
): { problem: Problem; completed: number } {
  const { interchange: outgoing, document_count: sent } = awaited
  const whole = receipt.code !== 'P' && !accepts(receipt.code)
  const refused = receipt.sets.filter((set) => whole || !takes(receipt, set))
  const of = { type: receipt.type, ack: receipt.code, errors: receipt.errors }
  // Of a group that is refused whole, the others share the group's own reason.
  for (const set of whole ? refused.slice(0, AT_ONCE_MAX) : refused) {
    const problems = [{ code: 'set-refused', type: receipt.type, set: shortened(set) }]
    written.rows.push(declineSet({ outgoing, control_number: set.controlNumber, problems }))
  }
  const shown = refused.slice(0, SETS_SHOWN).map(shortened)
  if (whole) {
    const problem = { code: 'group-refused', ...of, refused: sent, sent, sets: shown }
    moveOthers(written, { outgoing, sent, problem, cause })
    return { problem, completed: 0 }
  }
  const others = sent - refused.length
  // Some receivers name only what they refuse: the count says whether the rest is accepted.
  const counted = receipt.sets.length >= sent || receipt.accepted === others
  const known = refused.length > 0 && (accepts(receipt.code) || counted)
  const taken = receipt.sets.filter((set) => takes(receipt, set))
  if (known) moveOthers(written, { outgoing, sent, cause })
  else {
    for (const { controlNumber: control_number } of taken) {
      written.rows.push(completeSet({ outgoing, control_number, status: 'completed' }))
    }
  }
  const unnamed = known ? 0 : sent - receipt.sets.length
  const counts = { refused: refused.length, sent, ...(unnamed > 0 ? { unnamed } : {}) }
  return { problem: { code: 'group-refused', ...of, ...counts, sets: shown }, completed: known ? others : taken.length }
}

/** A receiver may name a thousand causes: the first ones are kept here, all of them in its own interchange. */
function shortened(set: SetAcknowledgement): SetAcknowledgement {
  const segments = set.segments.slice(0, CAUSES_MAX)
  return { ...set, segments: segments.map((one) => ({ ...one, elements: one.elements.slice(0, CAUSES_MAX) })) }
}

/** The envelope was refused, and every document with it. */
export function refuseEnvelope(note: string, awaited: Awaited, written: Written, cause: string): Problem {
  const problem = { code: 'ta1-rejected', type: 'TA1', note }
  const { interchange: outgoing, document_count: sent } = awaited
  moveOthers(written, { outgoing, sent, problem, cause })
  return problem
}

/** Declines the documents that are still on their way, where there is a problem; else completes them. */
function moveOthers(written: Written, of: { outgoing: string; sent: number; problem?: Problem; cause: string }): void {
  const { outgoing, sent, problem, cause } = of
  if (sent > AT_ONCE_MAX) written.jobs.push({ kind: problem ? 'decline' : 'complete', subject: outgoing, cause })
  else if (problem) {
    written.rows.push(declineRest({ outgoing, problems: [{ ...problem, sets: [] }] }))
  } else written.rows.push(completeRest({ outgoing, status: 'completed' }))
}

type Found = Record<string, unknown>

/** The sentences of these problems. */
export const REFUSALS: Record<string, (p: Found) => string> = {
  'group-refused': (p) => {
    const [errors, sets] = [(p['errors'] ?? []) as string[], (p['sets'] ?? []) as SetAcknowledgement[]]
    const explain = p['type'] === 'CONTRL' ? controlRefusal : groupRefusal
    const causes = [...explain(errors), ...sets.map((set) => `${setName(set)}: ${causesOf(set, p['type'])}`)]
    const named = causes.length > 0 ? `: ${causes.join('; ')}` : ', without saying why'
    const unnamed = p['unnamed'] ? ` Which of the other ${p['unnamed']} it took it does not say.` : ''
    const count = p['refused'] ? `${p['refused']} of ${p['sent']} documents` : 'part of the documents'
    return `The receiver's ${p['type'] ?? '997'} refused ${count} (${verdictOf({ type: p['type'], code: p['ack'] })})${named}.${unnamed} Correct what it names, or ask the receiver, then send again.`
  },
  'set-refused': (p) =>
    `The receiver's ${p['type']} refused this document: ${causesOf(p['set'] as SetAcknowledgement, p['type'])}. Correct it, then send again.`,
  'ta1-rejected': (p) =>
    `The receiver's TA1 rejected the interchange: ${envelopeRefusal(String(p['note']))}. Correct the envelope with the receiver, then send again.`,
}

function setName({ type, controlNumber, context }: SetAcknowledgement): string {
  return `${type} ${controlNumber}${context ? ` (${context})` : ''}`
}

function causesOf(set: SetAcknowledgement, type: unknown): string {
  const causes = type === 'CONTRL' ? messageRefusal(set) : setRefusal(set)
  return causes.length > 0 ? causes.join(', ') : `it gives no reason (${verdictOf({ type, code: set.code })})`
}
