import { Readable } from 'node:stream'
import { writeInterchange, writeTa1 } from '../../edi/x12/acknowledge.ts'
import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import type { Channel } from '../agreements/lookup.ts'
import type { Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import { fileName } from './names.ts'
import { type Written, writeOutgoing } from './outgoing.ts'

/**
 * Answers an interchange's groups with 997s, one set a group, in one interchange of the pair's own sequence. Acknowledgements
 * themselves are never acknowledged (X12.20 §1). Returns the answer's id.
 */
export async function acknowledge(x: Exchange, evidence: Evidence, written: Written): Promise<string | null> {
  const { intake } = evidence
  if (!intake.acknowledgement) return null
  const agreed = intake.drafts.find((draft) => draft.agreement)?.agreement?.settings.acknowledge.technical ?? '997'
  if (agreed === 'none') return null
  const isa = intake.isa!
  const gs = intake.groups.find((group) => group.gs.functionalId !== 'FA')!.gs
  const { body, setCount } = intake.acknowledgement.finish()
  const controlNumber = await x.numbers.take(answering(evidence))
  const pieces = writeInterchange({
    sender: { qualifier: isa.receiverQualifier, id: isa.receiverId },
    receiver: { qualifier: isa.senderQualifier, id: isa.senderId },
    gsSender: gs.receiver,
    gsReceiver: gs.sender,
    functionalId: 'FA',
    isaVersion: isa.version,
    version: gs.version.slice(0, 6),
    controlNumber,
    usage: isa.usage === 'P' ? 'P' : 'T',
    at: new Date(x.now()),
    delimiters: isa.delimiters,
    setCount,
    body,
  })
  // One line a set: the answer to a large interchange is large itself, and no row's business.
  const content = evidence.bytes
    ? x.payloads.small(Buffer.concat(pieces))
    : await x.payloads.keep(Readable.from(pieces))
  return answer(x, evidence, { type: '997', controlNumber, content }, written)
}

/** Answers the envelope with a TA1, alone in an interchange: asked for by ISA14, or the envelope was wrong. */
export async function acknowledgeEnvelope(
  x: Exchange,
  evidence: Evidence,
  verdict: { code: 'A' | 'R'; note: string },
  written: Written,
): Promise<string | null> {
  const { intake } = evidence
  const controlNumber = await x.numbers.take(answering(evidence))
  const content = writeTa1({ isa: intake.isa!, ...verdict, controlNumber, at: new Date(x.now()) })
  return answer(x, evidence, { type: 'TA1', controlNumber, content: x.payloads.small(Buffer.from(content)) }, written)
}

/** The answer speaks for the receiver, as the sender addressed it. */
function answering({ intake }: Evidence) {
  const { sender, receiver, mode } = intake.parties!
  return { sender: receiver, receiver: sender, mode }
}

function answer(
  x: Exchange,
  evidence: Evidence,
  made: { type: '997' | 'TA1'; controlNumber: number; content: KeptPayload },
  written: Written,
): string {
  const { arrival } = evidence
  const pair = answering(evidence)
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
      channel: wayBack(x, pair.receiver, arrival.channel),
      name: fileName(x, { type: made.type, from: pair.sender, mode: pair.mode, controlNumber: made.controlNumber }),
      content: made.content,
      standard: 'x12',
      controlNumber: made.controlNumber,
      envelope: { answers: arrival.id },
      documentCount: 0,
      awaits: null,
      strictOrder: false,
      cause: arrival.id,
    },
    written,
  )
  return id
}

/** Answers go back the way the question came where that has a way back, else to the organization's home, else by its own channel. */
export function wayBack(x: Exchange, organization: string, arrivedBy: string): Channel | undefined {
  const home = x.directory.channelOf(organization, 'out', 'sftp-home')
  const push = x.directory.channelOf(organization, 'out', 'https')
  return x.directory.channel(arrivedBy)?.kind === 'sftp-home' ? (home ?? push) : (push ?? home)
}
