import { createHash } from 'node:crypto'
import type { Change, Problem } from '../../platform/change.ts'
import { acknowledge, acknowledgeEnvelope, envelopeAnswer } from './acknowledging.ts'
import type { Arrival } from './arrivals.ts'
import { keepDocuments } from './documents.ts'
import { repeatAnswer } from './duplicates.ts'
import type { Exchange } from './exchange.ts'
import { type KnownIdentity, numberScope } from './identities.ts'
import type { Intake } from './intake.ts'
import { notifyUntold } from './notices.ts'
import type { Written } from './outgoing.ts'
import { quarantine } from './quarantining.ts'
import { type Spoken, settleReceipts } from './receipting.ts'
import { decideJob, newInterchange } from './receiving.ts'
import { wasRefused } from './refused.ts'
import { type Advice, settleAdvices } from './refusing/advices.ts'
import { refuseDeclined } from './refusing/declined.ts'
import { release } from './releasing.ts'
import { claimIdentity, decideInterchange, renewIdentity } from './rows.ts'
import { inStandard, numberKindOf, standardOf } from './standards/envelope.ts'
import { mustWithhold, withhold } from './withholding.ts'

/** An interchange read to its end, and what the database knew about it. */
export interface Evidence {
  arrival: Arrival
  intake: Intake
  known: (KnownIdentity & { own?: boolean }) | undefined
  /** What its receipts speak of. */
  spoken: Spoken
  /** What its 824s and APERAKs say of documents. */
  advices?: Advice[]
  /** The bytes from one offset to another, both within what was read. */
  body(from: number, to: number): Uint8Array[] | AsyncIterable<Uint8Array>
  /** All that was read, where it fits in memory. */
  bytes?: Uint8Array
  /** Nothing but blanks lies behind it in the file. */
  last: boolean
  /** Documents already have rows (a large interchange): they follow in batches. */
  kept?: boolean
}

/** The change that follows from an interchange: one of refused, rejected, repeated or processed. */
export async function conclude(x: Exchange, evidence: Evidence): Promise<Omit<Change, 'done'>> {
  const { intake, arrival } = evidence
  const written: Written = { rows: [], jobs: [], events: [] }
  if (!intake.isa) quarantine(x, evidence, intake.rubbish, written)
  else if (intake.refused) quarantine(x, evidence, [intake.refused, ...intake.rubbish], written)
  else if (intake.envelopeProblems.length > 0 || !intake.closed) await reject(x, evidence, written)
  else await weigh(x, evidence, written)
  if (evidence.kept) written.jobs.push({ kind: 'follow', subject: arrival.id, cause: arrival.id })
  nextInFile(x, evidence, written)
  for (const event of written.events) event.cause ??= arrival.cause ?? arrival.id
  return written
}

/** The number decides: never seen, seen with the same bytes, or seen with others. */
async function weigh(x: Exchange, evidence: Evidence, written: Written): Promise<void> {
  const { intake, known } = evidence
  const hash = await interchangeHash(evidence)
  const identity = {
    kind: numberKindOf(intake.isa!),
    scope: numberScope(intake.parties!),
    value: intake.number,
    subject: evidence.arrival.id,
    payload: hash,
  }
  if (known?.own) return process(x, evidence, written) // corrects what has this number
  if (!known) written.rows.push(claimIdentity(identity))
  else if (isOutside(x, evidence, known) || (!known.payload.equals(hash) && (await wasRefused(x, known.subject))))
    written.rows.push(renewIdentity({ ...identity, former: known.subject }))
  else if (known.payload.equals(hash)) return repeatAnswer(x, evidence, known.subject, written)
  else {
    const of = inStandard(intake.isa!)
    const problem = { code: 'control-number-reused', value: intake.isa!.controlNumber, first: known.subject, ...of }
    const envelope = evidence.arrival.corrects ? null : envelopeAnswer(intake, '025')
    if (envelope) await acknowledgeEnvelope(x, evidence, envelope, written)
    return quarantine(x, evidence, [problem], written)
  }
  await process(x, evidence, written)
}

/** ISA13 wraps and partners reset it: outside the agreement's window the number stands for a new interchange. */
function isOutside(x: Exchange, { intake }: Evidence, known: KnownIdentity): boolean {
  const windows = intake.drafts.map((draft) => draft.agreement?.settings.duplicates.windowDays ?? 0)
  const days = windows.length > 0 ? Math.max(...windows.slice(0, 1_000)) : 0
  return known.at.getTime() < x.now() - (days || WINDOW_DAYS) * 86_400_000
}

const WINDOW_DAYS = 365

async function process(x: Exchange, evidence: Evidence, written: Written): Promise<void> {
  const { intake } = evidence
  const kept = evidence.kept ? [] : keepDocuments(x, evidence, written)
  await release(x, evidence, written)
  settleReceipts(x, evidence, written)
  settleAdvices(x, evidence, written)
  // The sender of what was corrected has its answer: a second one to the same number would contradict it.
  const { answered } = evidence.arrival
  const answer = answered
    ? null
    : mustWithhold(intake)
      ? withhold(evidence, written)
      : await acknowledge(x, evidence, written)
  await refuseDeclined(x, evidence, kept, written)
  if (!answered) notifyUntold(x, evidence, written)
  const envelope = answered ? null : envelopeAnswer(intake, '000')
  if (envelope) await acknowledgeEnvelope(x, evidence, envelope, written)
  written.rows.push(decided(evidence, { status: 'processed', answer, problems: intake.rubbish }))
}

/** The envelope itself is wrong: no document of it is taken, and the TA1 says why. */
async function reject(x: Exchange, evidence: Evidence, written: Written): Promise<void> {
  const { intake, arrival } = evidence
  const note = intake.envelopeProblems[0]?.['acknowledgement'] ?? '023'
  const verdict = { code: 'R', note: String(note) } as const
  // A CONTRL is never answered by one.
  const answers = !arrival.corrects && !(intake.isa!.edifact && intake.holdsReceiptsOnly)
  const answer = answers ? await acknowledgeEnvelope(x, evidence, verdict, written) : null
  written.rows.push(decided(evidence, { status: 'rejected', answer, problems: intake.envelopeProblems }))
  written.events.push({
    type: 'interchange.rejected',
    subjectKind: 'interchange',
    subject: arrival.id,
    organizations: [arrival.organization],
    actor: 'system',
    data: {
      ...inStandard(intake.isa!),
      note,
      problems: intake.envelopeProblems.slice(0, 20),
    },
  })
}

/** The row of the interchange as decided. */
export function decided(
  { arrival, intake }: Evidence,
  outcome: { status: string; answer?: string | null; duplicateOf?: string; problems?: Problem[] },
) {
  const { isa, parties } = intake
  return decideInterchange({
    id: arrival.id,
    seen: 'received',
    status: outcome.status,
    to_offset: intake.endOffset === null ? null : arrival.from_offset + intake.endOffset,
    standard: isa && standardOf(isa),
    mode: parties?.mode,
    sender: parties?.sender,
    receiver: parties?.receiver,
    envelope: isa && envelopeOf(intake),
    control_number: isa?.controlNumber,
    answer: outcome.answer,
    duplicate_of: outcome.duplicateOf,
    problems: outcome.problems && outcome.problems.length > 0 ? outcome.problems.slice(0, PROBLEMS_MAX) : null,
    document_count: intake.documentCount,
  })
}

const PROBLEMS_MAX = 1_000

function envelopeOf({ isa, groups, refused }: Intake) {
  const { senderQualifier, senderId, receiverQualifier, receiverId, date, time, version, usage, xml } = isa!
  const numbers = (of: typeof groups) => of.map((group) => group.gs.controlNumber)
  const rejectedGroups = numbers(groups.filter((group) => group.rejected))
  const heldGroups = numbers(groups.filter((group) => group.held))
  const schemes = xml && { senderScheme: xml.senders[0]?.scheme, receiverScheme: xml.receivers[0]?.scheme }
  const found = { senderQualifier, senderId, receiverQualifier, receiverId, date, time, version, usage, ...schemes }
  const gs = groups[0]?.gs
  // Whom it names is looked at by a person.
  if (refused && gs) return { ...found, gsSender: gs.sender, gsReceiver: gs.receiver }
  return {
    ...found,
    ...(rejectedGroups.length > 0 ? { rejectedGroups } : {}),
    ...(heldGroups.length > 0 ? { heldGroups } : {}),
  }
}

/** A file may hold several interchanges: each becomes a row of its own, decided in its turn. */
function nextInFile(x: Exchange, { arrival, intake, last }: Evidence, written: Written): void {
  if (intake.endOffset === null || last || arrival.again) return
  const next = arrival.from_offset + intake.endOffset
  const id = x.newId()
  const channel = { id: arrival.channel, organization: arrival.organization }
  const kept = { hash: arrival.payload, sizeBytes: arrival.size_bytes }
  written.rows.push(newInterchange({ id, channel, name: arrival.name, kept, fromOffset: next, cause: arrival.id }))
  written.jobs.push(decideJob({ id, channel: arrival.channel, sizeBytes: arrival.size_bytes, cause: arrival.id }))
}

/** Spaces, line ends, and the end-of-file mark of old systems. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a)
}

async function interchangeHash({ arrival, intake, body }: Evidence): Promise<Buffer> {
  const whole = arrival.from_offset + intake.startOffset === 0 && intake.endOffset === arrival.size_bytes
  if (whole) return arrival.payload
  const digest = createHash('sha256')
  for await (const piece of body(intake.startOffset, intake.endOffset!)) digest.update(piece)
  return digest.digest()
}
