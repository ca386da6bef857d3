import { Readable } from 'node:stream'
import { writeInterchange, writeTa1 } from '../../edi/x12/acknowledge.ts'
import type { AnswerPart } from '../../edi/x12/functional-acknowledgement.ts'
import type { Isa } from '../../edi/x12/items.ts'
import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import type { Channel } from '../agreements/lookup.ts'
import { DEFAULTS } from './answering.ts'
import type { Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import type { Intake } from './intake.ts'
import { fileName } from './names.ts'
import { type Written, writeOutgoing } from './outgoing.ts'
import { LARGE_BYTES } from './receiving.ts'

/**
 * Answers an interchange's groups with 997s or 999s, one set a group, in one interchange of the pair's own sequence.
 * Acknowledgements themselves are never acknowledged (X12.20 §1). Returns the answer's id.
 */
export async function acknowledge(x: Exchange, evidence: Evidence, written: Written): Promise<string | null> {
  const { answers, isa, parties } = evidence.intake
  if (!answers) return null
  const parts = answers.acknowledgement.finish()
  return answerGroups(x, { arrival: evidence.arrival, isa: isa!, parties: parties!, parts }, written)
}

/** What an answer needs to know of what it answers. */
export interface Answered {
  arrival: { id: string; organization: string; channel: string }
  isa: Pick<
    Isa,
    'senderQualifier' | 'senderId' | 'receiverQualifier' | 'receiverId' | 'version' | 'usage' | 'delimiters'
  >
  parties: { sender: string; receiver: string; mode: string }
}

/** The interchange around the answers to groups; GS06 goes on where ISA13 begins. */
export async function answerGroups(
  x: Exchange,
  of: Answered & { parts: AnswerPart[] },
  written: Written,
): Promise<string | null> {
  const { isa, parts } = of
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
  // One line a set: the answer to a large interchange is large itself, and no row's business.
  const sizeBytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const content =
    sizeBytes > LARGE_BYTES ? await x.payloads.keep(Readable.from(pieces)) : x.payloads.small(Buffer.concat(pieces))
  return answer(x, of, { type, controlNumber, content }, written)
}

/** The TA1 that is owed for an envelope that could be read: by ISA14, or as agreed. Null: none. */
export function envelopeAnswer(intake: Intake, note: '000' | '025'): { code: 'A' | 'R'; note: string } | null {
  const { envelope } = intake.agreement?.settings.acknowledge ?? DEFAULTS.acknowledge
  const code = note === '000' ? 'A' : 'R'
  const asked = envelope === 'asked' && intake.isa!.acknowledgementRequested
  return asked || envelope === 'always' || (envelope === 'on-error' && code === 'R') ? { code, note } : null
}

/** Answers the envelope with a TA1, alone in an interchange: asked for by ISA14, or the envelope was wrong. */
export async function acknowledgeEnvelope(
  x: Exchange,
  evidence: Evidence,
  verdict: { code: 'A' | 'R'; note: string },
  written: Written,
): Promise<string | null> {
  const { intake } = evidence
  const of = { arrival: evidence.arrival, isa: intake.isa!, parties: intake.parties! }
  const controlNumber = await x.numbers.take(answering(of))
  const content = writeTa1({ isa: of.isa, ...verdict, controlNumber, at: new Date(x.now()) })
  return answer(x, of, { type: 'TA1', controlNumber, content: x.payloads.small(Buffer.from(content)) }, written)
}

/** The answer speaks for the receiver, as the sender addressed it. */
function answering({ parties }: Pick<Answered, 'parties'>) {
  const { sender, receiver, mode } = parties
  return { sender: receiver, receiver: sender, mode }
}

function answer(
  x: Exchange,
  of: Answered,
  made: { type: '997' | '999' | 'TA1'; controlNumber: number; content: KeptPayload },
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
      name: answerName(x, { ...made, ...pair, carrier: arrival.organization }),
      content: made.content,
      standard: 'x12',
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
  of: { type: string; sender: string; receiver: string; mode: string; controlNumber: number; carrier: string },
): string {
  const { type, sender: from, receiver, mode, controlNumber, carrier } = of
  const spokenFor = receiver === carrier ? '' : `-for-${x.directory.organization(receiver)?.slug}`
  return fileName(x, { type: `${type}${spokenFor}`, from, mode, controlNumber })
}

/** Answers go back the way the question came where that has a way back, else to the organization's home, else by its own channel. */
export function wayBack(x: Exchange, organization: string, arrivedBy: string): Channel | undefined {
  const out = (kind: Channel['kind']) => x.directory.channelOf(organization, 'out', kind)
  const arrived = x.directory.channel(arrivedBy)?.kind
  if (arrived === 'sftp' || arrived === 's3') return out(arrived) ?? out('https') ?? out('sftp-home')
  const [home, push] = [out('sftp-home'), out('https')]
  return (arrived === 'sftp-home' ? (home ?? push) : (push ?? home)) ?? out('sftp') ?? out('s3')
}
