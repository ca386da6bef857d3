import { writeMessages } from '../../../edi/edifact/writer.ts'
import type { GuidePlan } from '../../../edi/guides/plan.ts'
import type { Problem as CodecProblem } from '../../../edi/problems.ts'
import { writeSet } from '../../../edi/x12/writer.ts'
import type { SegmentWritten } from '../../../formats/mapping/segment-rules.ts'
import { envelopeText } from '../standards/envelope.ts'
import { aroundSets } from '../standards/leaving.ts'
import { itemReader } from '../standards/reading.ts'
import type { TargetEnvelope } from './envelope.ts'

/** One set or message of a target. */
export interface SetWanted {
  type: string
  /** As documents have it: 004010, D.96A. */
  version: string
  number: string
  segments: readonly SegmentWritten[]
  envelope: TargetEnvelope
}

export interface SetWritten {
  /** Null: a problem stands in the way. */
  bytes: Uint8Array | null
  /** With the delimiters that it is written in. */
  envelope: TargetEnvelope
  problems: CodecProblem[]
}

const AT = new Date(0)

/** Writes it, and reads what was written as its receiver will. */
export function writeTarget(wanted: SetWanted): SetWritten {
  const written = wanted.envelope.isa.edifact ? writeMessage(wanted) : writeX12(wanted)
  if (!written.bytes) return written
  const problems = readBack(written.bytes, written.envelope)
  return { ...written, problems: [...written.problems, ...problems] }
}

function writeMessage({ type, version, number: reference, segments, envelope }: SetWanted): SetWritten {
  const { edifact } = envelope.isa
  const [first = '', release = ''] = version.split('.')
  const message = { type, version: first, release, agency: 'UN', association: '', reference }
  const { sender, receiver } = edifact!
  const { syntax, service } = envelopeText(edifact!, { sender, receiver, usage: '', reference: '', at: AT })
  const of = { syntax, ...(service ? { service } : {}), transliterate: false }
  const { bytes, problems } = writeMessages(of, [{ ...message, segments: bodyOf(segments) }])
  return { bytes, envelope, problems }
}

function writeX12({ type, number: controlNumber, segments, envelope }: SetWanted): SetWritten {
  const { bytes, delimiters, problems } = writeSet(
    { type, controlNumber, segments: bodyOf(segments) },
    envelope.isa.version,
  )
  if (!delimiters) return { bytes: null, envelope, problems }
  return { bytes, envelope: { ...envelope, isa: { ...envelope.isa, delimiters } }, problems }
}

/** They are written around the segments. */
const ENVELOPES = new Set(['ST', 'SE', 'UNH', 'UNT'])
const bodyOf = (segments: readonly SegmentWritten[]) => segments.filter(([tag]) => !ENVELOPES.has(tag))

/** What its receiver would find wrong: by the standard, or with a guide by that. */
export function readBack(bytes: Uint8Array, envelope: TargetEnvelope, guide?: GuidePlan): CodecProblem[] {
  const { isa, gs } = envelope
  const { head, tail } = aroundSets({
    sender: { qualifier: isa.senderQualifier, id: isa.senderId },
    receiver: { qualifier: isa.receiverQualifier, id: isa.receiverId },
    ...{ gsSender: gs.sender, gsReceiver: gs.receiver, functionalId: gs.functionalId, version: gs.version },
    ...{ isaVersion: isa.version, usage: 'T', delimiters: isa.delimiters },
    ...{ controlNumber: 1, at: AT, setCount: 1, awaited: false },
    ...(isa.edifact ? { edifact: isa.edifact } : {}),
  })
  const reader = itemReader(guide ? { guidesOf: () => [guide] } : {})
  const items = [head, bytes, tail].flatMap((piece) => reader.push(piece)).concat(reader.end())
  return items.flatMap((item): CodecProblem[] => {
    if (item.kind !== 'set') return []
    const guided = item.set.guided?.flatMap(({ problems }) => problems) ?? []
    const own = item.set.problems as CodecProblem[]
    return [...own, ...guided].filter(({ severity }) => severity === 'error')
  })
}
