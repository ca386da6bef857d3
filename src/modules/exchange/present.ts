import { z } from 'zod'
import type { Problem } from '../../platform/change.ts'
import { bornAt } from '../../platform/ids.ts'
import { type ActorTold, dataToldTo } from '../access/told.ts'
import { sentence } from './sentences.ts'
import { verdictOf } from './standards/receipts.ts'

export const problem = z.object({
  code: z.string(),
  sentence: z.string(),
  parameters: z.record(z.string(), z.unknown()),
})

export const interchangeAnswer = z.object({
  id: z.uuid(),
  direction: z.enum(['in', 'out']),
  status: z.string(),
  name: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
  standard: z.string().nullable(),
  mode: z.string().nullable(),
  sender: z.string().nullable(),
  receiver: z.string().nullable(),
  controlNumber: z.string().nullable(),
  documents: z.number().nullable(),
  answer: z.uuid().nullable().meta({ description: 'The interchange that acknowledges it' }),
  duplicateOf: z.uuid().nullable(),
  problems: z.array(problem),
  at: z.iso.datetime(),
})

export const documentAnswer = z.object({
  id: z.uuid(),
  interchange: z.uuid(),
  position: z.number(),
  type: z.string(),
  version: z.string(),
  mode: z.string(),
  sender: z.string().nullable(),
  receiver: z.string().nullable(),
  key: z.string().nullable(),
  controlNumber: z.string(),
  status: z.string(),
  at: z.iso.datetime().meta({ description: 'When it was recognised' }),
  outgoing: z.uuid().nullable(),
  agreement: z
    .object({ id: z.uuid(), version: z.int().nullable() })
    .nullable()
    .meta({ description: 'What it was decided by, in the version of that moment' }),
  problems: z.array(problem),
})

export const timelineAnswer = z.object({
  document: documentAnswer,
  events: z.array(
    z.object({
      seq: z.number(),
      at: z.iso.datetime(),
      type: z.string(),
      sentence: z.string(),
      actor: z.string().meta({
        description: 'For partners: their own people and keys by name, others by organization, the grid as such',
      }),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
})

export function presentProblems(problems: Problem[] | null): z.infer<typeof problem>[] {
  return (problems ?? []).map((one) => {
    const { code, ...parameters } = one
    return { code, sentence: sentence(one), parameters }
  })
}

// biome-ignore lint/suspicious/noExplicitAny: rows of the database, written out field by field below
type Row = any

export function presentInterchange(row: Row, asker: string | null): z.infer<typeof interchangeAnswer> {
  return {
    id: row.id,
    direction: row.direction,
    status: row.status,
    name: row.name,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    standard: row.standard,
    mode: row.mode,
    sender: row.sender_slug,
    receiver: row.receiver_slug,
    controlNumber: row.control_number,
    documents: row.document_count,
    answer: row.answer,
    duplicateOf: row.duplicate_of,
    problems: asker === null || row.organization === asker ? presentProblems(row.problems) : [],
    at: row.at.toISOString(),
  }
}

/** A receiver is shown neither the problems nor the interchange that the sender's form came in. */
export function presentDocument(row: Row, asker: string | null): z.infer<typeof documentAnswer> {
  const own = asker === null || row.sender === asker
  return {
    id: row.id,
    interchange: own ? row.interchange : (row.outgoing ?? row.interchange),
    position: row.position,
    ...(own || !row.sent_standard ? formReceived(row) : formSent(row)),
    mode: row.mode,
    sender: row.sender_slug,
    receiver: row.receiver_slug,
    key: row.business_key,
    status: row.status,
    at: (bornAt(row.id) ?? row.changed_at).toISOString(),
    outgoing: row.outgoing,
    agreement: row.agreement === null ? null : { id: row.agreement, version: row.agreement_version },
    problems: own ? presentProblems(row.problems) : [],
  }
}

const formReceived = ({ type, version, control_number }: Row) => ({ type, version, controlNumber: control_number })

/** A file has no number. */
const formSent = ({ sent_type, sent_version, sent_number }: Row) => ({
  ...{ type: sent_type, version: sent_version, controlNumber: sent_number ?? '' },
})

type Data = Record<string, unknown>

/** What the grid does not read has no version. */
const typeOf = ({ type, version }: Data) => (version ? `${type} ${version}` : String(type))

const short = (hash: unknown) => `${String(hash).slice(0, 12)}…`

/** What each event says to people. */
const EVENTS: Record<string, (data: Data) => string> = {
  'interchange.received': (d) =>
    `Received ${d['name'] || 'by API'}, ${d['sizeBytes']} bytes, SHA-256 ${String(d['sha256']).slice(0, 12)}…`,
  'interchange.corrected': () => 'Corrected by the grid: an edited copy goes on in place of the original',
  'interchange.edited': () => 'An edited copy was kept',
  'document.edited': () => 'An edited copy was kept',
  'interchange.acknowledged': (d) => `Answered with ${d['type']} number ${d['controlNumber']}`,
  'interchange.rejected': (d) =>
    `Rejected: the envelope is wrong (${d['standard'] === 'edifact' ? 'CONTRL' : 'TA1'} ${d['note']})`,
  'interchange.repeated': () => 'Received again, with the same bytes: answered as before, not processed again',
  'interchange.reprocessed': (d) => `Decided anew as ${d['again']}`,
  'interchange.withheld': () => 'Not answered yet: a person decides on what is not valid',
  'interchange.quarantined': () => 'Set aside; a person is asked',
  'document.released': (d) => `Recognised as ${typeOf(d)} (${d['mode']}), valid, released under its agreement`,
  'document.translated': (d) =>
    `Translated from ${d['source']} to ${d['target']}${d['lossCount'] ? `: ${d['lossCount']} ${d['lossCount'] === 1 ? 'value has' : 'values have'} no place there` : ', with nothing lost'}`,
  'document.routed': (d) => `Led by ${(d['rules'] as string[]).join(', then ')}`,
  'document.recognised': (d) => `Recognised as ${typeOf(d)} (${d['mode']}), valid`,
  'document.invalid': (d) =>
    d['untold']
      ? `Not as its guide says: refused, which the acknowledgement of ${d['type']} does not tell`
      : `Not valid as ${d['type']} ${d['version']}: refused in the acknowledgement`,
  'document.suspended': (d) => `Not valid as ${d['type']} ${d['version']}: waits for a person, unanswered`,
  'document.unapproved': (d) => `Recognised as ${typeOf(d)} (${d['mode']}), valid: waits for an approval`,
  'approval.requested': (d) =>
    `An approval is asked for: source ${short(d['source'])}, outgoing ${short(d['outgoing'])}, agreement version ${d['agreementVersion']}${d['dueAt'] ? `, due at ${d['dueAt']}` : ''}`,
  'approval.given': (d) => `Approved as outgoing ${short(d['outgoing'])}, source ${short(d['source'])}: ${d['reason']}`,
  'approval.refused': (d) => `Not approved, as outgoing ${short(d['outgoing'])}: ${d['reason']}`,
  'approval.void': (d) =>
    d['why'] === 'corrected'
      ? 'The approval is void: a correction took its place'
      : `The approval is void: it would leave otherwise than it was looked at (${(d['changed'] as string[]).join(', ')})`,
  'approval.overdue': (d) => sentence(d as unknown as Problem),
  'document.held': (d) => `Held: ${sentence((d['problems'] as Problem[] | undefined)?.at(-1) ?? { code: 'held' })}`,
  'document.declined': (d) =>
    d['reason'] ? `Declined: ${d['reason']}` : `Declined: ${sentence((d['problems'] as Problem[]).at(-1)!)}`,
  'document.refusal-sent': (d) => `Refused to its sender with ${d['type']} number ${d['controlNumber']}`,
  'document.answered': (d) => `The receiver's ${d['type']}${d['key'] ? ` ${d['key']}` : ''} says ${d['code']}`,
  'document.business-accepted': (d) => `The receiver's ${d['type']} ${d['key'] ?? ''} takes it`,
  'document.decided': (d) =>
    d['verdict'] === 'refused' ? 'A person refused it' : `A person let it go on (${d['verdict']})`,
  'document.completed': () => 'Taken, to lie beside the document that it names',
  'document.file-added': (d) =>
    `${d['relation']} ${d['name']} added${Number(d['version']) > 1 ? `, version ${d['version']}` : ''}`,
  'document.file-opened': (d) => `${d['name']} opened`,
  'document.attachment-chosen': () => 'A person said what it belongs to',
  'document.attachment-overdue': (d) => sentence(d as unknown as Problem),
  'document.refused': () => 'Refused with its neighbours: by agreement all of them count or none',
  'document.quarantined': (d) => `Set aside: ${d['type']} has no agreement to go by`,
  'interchange.archived': (d) => `Archived as it came, as ${d['key']}`,
  'documents.archived': (d) => `Archived with all that belongs to it, in ${d['path']}`,
  'documents.completed': () => 'Completed: every receipt that was agreed has come',
  'delivery.sent': (d) =>
    d['outbox'] ? `Put into the receiver's outbox as ${d['name']}` : `Delivered as ${d['name']}`,
  'delivery.collected': (d) => `Collected by the receiver: ${d['name']}`,
  'delivery.failed': (d) => sentence(d as unknown as Problem),
  'delivery.resent': (d) =>
    d['as'] === 'same'
      ? `Sent again, unchanged, as ${d['name']}`
      : `Sent again in a new envelope, instead of ${d['name']}`,
  'delivery.confirmed': (d) => `Said to have arrived: ${d['name']}`,
  'delivery.outcome-unknown': (d) => sentence(d as unknown as Problem),
  'acknowledgement.sent': (d) =>
    d['outbox']
      ? `Acknowledgement put into the sender's outbox as ${d['name']}`
      : `Acknowledgement delivered as ${d['name']}`,
  'notice.sent': (d) => `Notice put into the sender's outbox as ${d['name']}`,
  'receipt.positive': (d) => `The receiver acknowledged it (${d['type']} ${verdictOf(d)})`,
  'receipt.negative': (d) => sentence(d as unknown as Problem),
  'receipt.overdue': (d) => sentence(d as unknown as Problem),
  'receipt.repeated': (d) => `The receiver acknowledged it once more (${d['type']} ${verdictOf(d)})`,
  'receipt.unreadable': (d) => `A ${d['type']} came for number ${d['number']} that gives no verdict`,
  'receipt.unmatched': (d) => `A ${d['type']} came for number ${d['number']}, which nothing waits for`,
}

/** As this asker is told of it. */
export function presentEvent(row: Row, { asker, actorOf }: { asker: string | null; actorOf: ActorTold }) {
  const say = EVENTS[row.type]
  const data = dataToldTo(asker, row)
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    type: row.type,
    sentence: say ? say(data) : row.type,
    actor: actorOf(row.actor),
    data,
  }
}
