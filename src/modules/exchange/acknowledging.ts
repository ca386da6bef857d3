import { Readable } from 'node:stream'
import type { ControlGroup } from '../../edi/edifact/control.ts'
import type { SegmentText } from '../../edi/edifact/writer.ts'
import type { Problem as CodecProblem } from '../../edi/problems.ts'
import { writeInterchange, writeTa1 } from '../../edi/x12/acknowledge.ts'
import { writeAnswers, type GroupAnswer as X12Answer } from '../../edi/x12/functional-acknowledgement.ts'
import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import type { Channel } from '../agreements/lookup.ts'
import { DEFAULTS } from './answering.ts'
import { kindOf } from './comparing/canonical.ts'
import type { Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import type { Intake } from './intake.ts'
import { fileName } from './names.ts'
import { type Written, writeOutgoing } from './outgoing.ts'
import { LARGE_BYTES } from './receiving.ts'
import { sentence } from './sentences.ts'
import {
  controlInterchange,
  controlSegments,
  envelopeRejection,
  type GroupAnswer,
  NUMBER_REUSED,
  type XmlAnswer,
} from './standards/answers.ts'
import { type Addressed, addressed, type EdifactHead, standardOf } from './standards/envelope.ts'
import { type XmlAnswerType, type XmlVerdict, xmlAnswer } from './standards/xml-answer.ts'

/**
 * Answers an interchange's groups with 997s or 999s, one set a group, or with one CONTRL, in one interchange of the pair's own sequence.
 * Acknowledgements themselves are never acknowledged (X12.20 §1). Returns the answer's id.
 */
export async function acknowledge(x: Exchange, evidence: Evidence, written: Written): Promise<string | null> {
  const { answers, isa, parties } = evidence.intake
  if (!answers) return null
  const { groups } = answers.acknowledgement
  return answerGroups(x, { arrival: evidence.arrival, isa: addressed(isa!), parties: parties!, groups }, written)
}

/** What an answer needs to know of what it answers. */
export interface Answered {
  arrival: { id: string; organization: string; channel: string }
  isa: Addressed
  parties: { sender: string; receiver: string; mode: string }
}

/** The interchange with the answers to groups. */
export async function answerGroups(
  x: Exchange,
  of: Answered & { groups: GroupAnswer[] },
  written: Written,
): Promise<string | null> {
  const { edifact, xml } = of.isa
  if (xml) return answerReceived(x, of, of.groups as XmlAnswer[], written)
  if (!edifact) return answerX12(x, of, of.groups as X12Answer[], written)
  const segments = controlSegments(edifact, of.groups as ControlGroup[])
  return segments && control(x, of, { edifact, segments }, written)
}

/** GS06 goes on where ISA13 begins. */
async function answerX12(x: Exchange, of: Answered, answered: X12Answer[], written: Written): Promise<string | null> {
  const { isa } = of
  const parts = writeAnswers(answered, isa.delimiters)
  if (parts.length === 0) return null
  const pair = answering(of)
  const groups = []
  for (const part of parts) {
    groups.push({ ...part, functionalId: 'FA', controlNumber: await x.numbers.take(pair) })
  }
  const { controlNumber } = groups[0]!
  const pieces = writeInterchange(
    {
      sender: { qualifier: isa.receiverQualifier, id: isa.receiverId },
      receiver: { qualifier: isa.senderQualifier, id: isa.senderId },
      isaVersion: isa.version,
      controlNumber,
      usage: isa.usage === 'P' ? 'P' : 'T',
      at: new Date(x.now()),
      delimiters: isa.delimiters,
    },
    groups,
  )
  const { type } = parts[0]!
  return answer(x, of, { type, controlNumber, content: await contentOf(x, pieces) }, written)
}

/** One line a set: the answer to a large interchange is large itself, and no row's business. */
async function contentOf(x: Exchange, pieces: Uint8Array[]): Promise<KeptPayload> {
  const sizeBytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
  return sizeBytes > LARGE_BYTES ? x.payloads.keep(Readable.from(pieces)) : x.payloads.small(Buffer.concat(pieces))
}

/** One CONTRL, alone in its interchange. */
async function control(
  x: Exchange,
  of: Answered,
  { edifact, segments }: { edifact: EdifactHead; segments: SegmentText[] },
  written: Written,
): Promise<string> {
  const controlNumber = await x.numbers.take(answering(of))
  const reference = String(controlNumber).padStart(9, '0')
  const bytes = controlInterchange({ ...of.isa, edifact }, { segments, reference, at: new Date(x.now()) })
  return answer(x, of, { type: 'CONTRL', controlNumber, content: await contentOf(x, [bytes]) }, written)
}

/** Whether an XML document was taken, and what is wrong with it. */
async function answerReceived(
  x: Exchange,
  of: Answered,
  [answered]: XmlAnswer[],
  written: Written,
): Promise<string | null> {
  if (!answered?.answered) return null
  const response = answered.verdict === 'R' ? 'rejected' : 'acknowledged'
  const reasons = answered.problems.filter(({ severity }) => severity === 'error').map(sentence)
  return (await answerXml(x, of, { response, because: 'syntax', reasons }, written)).id
}

/** An ApplicationResponse, or a status of cXML. */
export async function answerXml(
  x: Exchange,
  of: Answered,
  { reasons, ...verdict }: Pick<XmlVerdict, 'response' | 'because'> & { reasons: string[] },
  written: Written,
): Promise<{ id: string; type: XmlAnswerType; controlNumber: number }> {
  const { parties } = of
  const xml = of.isa.xml!
  const controlNumber = await x.numbers.take(answering(of))
  const called = (id: string) => ({
    id: x.directory.organization(id)?.slug ?? id,
    name: x.directory.organization(id)?.name ?? id,
  })
  const number = String(controlNumber).padStart(9, '0')
  const { type, text } = xmlAnswer(
    { ...of.isa, xml },
    {
      number,
      from: called(parties.receiver),
      to: called(parties.sender),
      of: { kind: kindOf({ standard: xml.form, type: xml.type, version: '' }) ?? '', number: xml.number },
      reasons,
    },
    {
      ...verdict,
      payloadId: `${of.arrival.id}.${number}@${new URL(x.config.publicUrl).hostname}`,
      at: new Date(x.now()),
    },
  )
  const content = await contentOf(x, [Buffer.from(text)])
  return { id: answer(x, of, { type, controlNumber, content }, written), type, controlNumber }
}

/** The TA1 that is owed for an envelope that could be read: by ISA14, or as agreed; a CONTRL says of a good one what it says of all. Null: none. */
export function envelopeAnswer(intake: Intake, note: '000' | '025'): { code: 'A' | 'R'; note: string } | null {
  const { envelope, technical } = intake.agreement?.settings.acknowledge ?? DEFAULTS.acknowledge
  const code = note === '000' ? 'A' : 'R'
  // A number of XML that was used before for other content is told in a notice.
  if (intake.isa!.xml) return null
  if (intake.isa!.edifact) {
    return code === 'A' || technical === 'none' || intake.holdsReceiptsOnly ? null : { code, note }
  }
  const asked = envelope === 'asked' && intake.isa!.acknowledgementRequested
  return asked || envelope === 'always' || (envelope === 'on-error' && code === 'R') ? { code, note } : null
}

/** Answers the envelope with a TA1, alone in an interchange: asked for by ISA14, or the envelope was wrong. A CONTRL then rejects it. */
export async function acknowledgeEnvelope(
  x: Exchange,
  evidence: Evidence,
  verdict: { code: 'A' | 'R'; note: string },
  written: Written,
): Promise<string | null> {
  const { intake } = evidence
  const isa = intake.isa!
  const of = { arrival: evidence.arrival, isa: addressed(isa), parties: intake.parties! }
  const { edifact } = isa
  if (edifact) {
    const problem = (intake.envelopeProblems[0] as CodecProblem | undefined) ?? NUMBER_REUSED
    return control(x, of, { edifact, segments: envelopeRejection(edifact, problem) }, written)
  }
  const controlNumber = await x.numbers.take(answering(of))
  const content = writeTa1({ isa, ...verdict, controlNumber, at: new Date(x.now()) })
  return answer(x, of, { type: 'TA1', controlNumber, content: x.payloads.small(Buffer.from(content)) }, written)
}

/** The answer speaks for the receiver, as the sender addressed it. */
export function answering({ parties }: Pick<Answered, 'parties'>) {
  const { sender, receiver, mode } = parties
  return { sender: receiver, receiver: sender, mode }
}

/** Puts an answer on its way back; returns its id. */
export function answer(
  x: Exchange,
  of: Answered,
  made: {
    type: '997' | '999' | 'TA1' | 'CONTRL' | '824' | 'APERAK' | XmlAnswerType
    controlNumber: number
    content: KeptPayload
  },
  written: Written,
): string {
  const { arrival } = of
  const pair = answering(of)
  const id = x.newId()
  written.events.push({
    type: 'interchange.acknowledged',
    subjectKind: 'interchange',
    subject: arrival.id,
    organizations: [arrival.organization],
    actor: 'system',
    cause: arrival.id,
    data: { answer: id, type: made.type, controlNumber: made.controlNumber },
  })
  writeOutgoing(
    x,
    {
      id,
      purpose: 'acknowledgement',
      ...pair,
      // Whoever spoke for the sender gets the answer: it goes back the way the question came.
      receiver: arrival.organization,
      channel: wayBack(x, arrival.organization, arrival.channel),
      name: answerName(x, { ...made, ...pair, carrier: arrival.organization, standard: standardOf(of.isa) }),
      content: made.content,
      standard: standardOf(of.isa),
      controlNumber: made.controlNumber,
      envelope: { answers: arrival.id },
      documentCount: 0,
      awaits: null,
      line: null,
      cause: arrival.id,
    },
    written,
  )
  return id
}

/** For a carrier with the name of whom it spoke for: it gets answers of several pairs, each with a sequence of its own. */
function answerName(
  x: Exchange,
  of: Omit<Parameters<typeof fileName>[1], 'from'> & { sender: string; receiver: string; carrier: string },
): string {
  const { type, sender: from, receiver, mode, controlNumber, carrier, standard } = of
  const spokenFor = receiver === carrier ? '' : `-for-${x.directory.organization(receiver)?.slug}`
  return fileName(x, { type: `${type}${spokenFor}`, from, mode, controlNumber, standard })
}

/** Answers go back the way the question came where that has a way back, else to the organization's home, else by its own channel. */
export function wayBack(x: Exchange, organization: string, arrivedBy: string): Channel | undefined {
  const out = (kind: Channel['kind']) => x.directory.channelOf(organization, 'out', kind)
  const arrived = x.directory.channel(arrivedBy)?.kind
  if (arrived === 'sftp' || arrived === 's3') return out(arrived) ?? out('https') ?? out('sftp-home')
  const [home, push] = [out('sftp-home'), out('https')]
  return (arrived === 'sftp-home' ? (home ?? push) : (push ?? home)) ?? out('sftp') ?? out('s3')
}
