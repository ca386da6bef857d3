import { writeEchoing } from '../../../edi/edifact/writer.ts'
import { writeSets } from '../../../edi/x12/writer.ts'
import type { SegmentWritten } from '../../../formats/mapping/segment-rules.ts'
import { mayBeRefused, type Refusal } from '../../../formats/refusals/refusal.ts'
import { write824, writeAperak } from '../../../formats/refusals/writing.ts'
import type { Problem } from '../../../platform/change.ts'
import { type Answered, answer, answering, answerXml } from '../acknowledging.ts'
import { kindOf } from '../comparing/canonical.ts'
import type { Exchange } from '../exchange.ts'
import type { Draft } from '../intake.ts'
import type { Written } from '../outgoing.ts'
import { sentence } from '../sentences.ts'
import { type EdifactHead, envelopeText } from '../standards/envelope.ts'

/** A document whose form is in order and that goes nowhere all the same. */
export interface Refused extends Answered {
  document: { id: string; standard: string; type: string; version: string; key: string | null }
  /** Of its group, where it has one. */
  gs: { sender: string; receiver: string } | null
  reasons: string[]
}

const REASONS_MAX = 50

/**
 * Tells the sender that a document was declined, in the form that it speaks: an 824 or an APERAK, back by the way the document
 * came. What only says what became of another document is never refused so.
 */
export async function refuseDocument(x: Exchange, of: Refused, written: Written): Promise<void> {
  const { document } = of
  const kind = kindOf(document) ?? ''
  if (!mayBeRefused(kind) || document.key === null) return
  if (of.isa.xml) {
    const reasons = of.reasons.slice(0, REASONS_MAX)
    const said = { response: 'rejected', because: 'business', reasons } as const
    return tellRefused(of, await answerXml(x, of, said, written), written)
  }
  const controlNumber = await x.numbers.take(answering(of))
  const at = new Date(x.now())
  const { parties } = of
  const called = (id: string) => ({
    id: x.directory.organization(id)?.slug ?? id,
    name: x.directory.organization(id)?.name ?? id,
  })
  const refusal: Refusal = {
    number: String(controlNumber).padStart(9, '0'),
    date: at.toISOString().slice(0, 10),
    time: at.toISOString().slice(11, 16),
    from: called(parties.receiver),
    to: called(parties.sender),
    of: { kind, number: document.key },
    reasons: of.reasons.slice(0, REASONS_MAX),
  }
  const { edifact } = of.isa
  const type = edifact ? 'APERAK' : '824'
  const bytes = edifact ? aperak(of, edifact, { refusal, at }) : adviceSet(of, { refusal, controlNumber, at })
  const made = { type, controlNumber, content: x.payloads.small(Buffer.from(bytes)) } as const
  tellRefused(of, { id: answer(x, of, made, written), type, controlNumber }, written)
}

function tellRefused(
  { document, parties, arrival }: Refused,
  { id: answer, type, controlNumber }: { id: string; type: string; controlNumber: number },
  written: Written,
): void {
  written.events.push({
    type: 'document.refusal-sent',
    subjectKind: 'document',
    subject: document.id,
    organizations: [parties.sender],
    actor: 'system',
    cause: arrival.id,
    data: { type, controlNumber, answer },
  })
}

/** The 824, alone in an interchange back to where the document came from. */
function adviceSet(
  { isa, gs, document }: Refused,
  { refusal, controlNumber, at }: { refusal: Refusal; controlNumber: number; at: Date },
): Uint8Array {
  const { delimiters } = isa
  const taken = new Set(Object.values(delimiters))
  const segments = write824(refusal).map((segment) => written(segment, taken))
  const group = {
    gsSender: gs?.receiver ?? isa.receiverId,
    gsReceiver: gs?.sender ?? isa.senderId,
    functionalId: 'AG',
    version: document.version,
  }
  const { bytes, problems } = writeSets(
    {
      sender: { qualifier: isa.receiverQualifier, id: isa.receiverId },
      receiver: { qualifier: isa.senderQualifier, id: isa.senderId },
      isaVersion: isa.version,
      controlNumber,
      usage: isa.usage === 'P' ? 'P' : 'T',
      at,
      group,
      delimiters,
    },
    [{ type: '824', controlNumber: '0001', segments }],
  )
  if (!bytes) throw new Error(`an 824 could not be written: ${problems[0]?.code}`)
  return bytes
}

/** X12 has no escape: what it cannot hold, and the delimiters of the sender, are blanks. */
function written([tag, ...elements]: SegmentWritten, taken: ReadonlySet<number | null>): [string, ...string[]] {
  const plain = (text: string) =>
    [...text]
      .map((one) => (one < ' ' || one > '~' || taken.has(one.charCodeAt(0)) ? ' ' : one))
      .join('')
      .trimEnd()
  return [tag, ...elements.map((one) => plain(typeof one === 'string' ? one : one.join(' ')))]
}

function aperak(
  { isa, document }: Refused,
  edifact: EdifactHead,
  { refusal, at }: { refusal: Refusal; at: Date },
): Uint8Array {
  const { sender, receiver } = edifact
  const [version, release] = document.version === 'D.01B' ? ['D', '01B'] : ['D', '96A']
  const of = { sender: receiver, receiver: sender, reference: refusal.number, at, usage: isa.usage }
  const segments = writeAperak(refusal, release === '01B' ? 'D01B' : 'D96A')
  return writeEchoing({ ...envelopeText(edifact, of), acknowledgement: '' }, [
    { type: 'APERAK', version: version!, release: release!, agency: 'UN', association: '', reference: '1', segments },
  ])
}

/** Why a document was declined when it was decided: what differs from its chain, else what held it back. */
export function reasonsFor({ problems }: Pick<Draft, 'problems'>): string[] {
  const all: Problem[] = problems ?? []
  const found = all.filter(({ code, ...of }) => code === 'comparison' && of['severity'] === 'error')
  return (found.length > 0 ? found : all.slice(-1)).map(sentence)
}
