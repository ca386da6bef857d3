import { detect } from '../../../edi/detect.ts'
import { headerOf } from '../../../edi/edifact/header.ts'
import { segmentsOf } from '../../../edi/edifact/segments.ts'
import { UNA_BYTES } from '../../../edi/edifact/service-string.ts'
import { InterchangeReader } from '../../../edi/x12/interchange-reader.ts'
import type { Gs } from '../../../edi/x12/items.ts'
import type { KeptPayload } from '../../../platform/payloads/payloads.ts'
import type { Exchange } from '../exchange.ts'
import { fileName } from '../names.ts'
import { lineOf, type Written, writeOutgoing } from '../outgoing.ts'
import { receiptDue } from '../overdue.ts'
import { type Envelope, envelopeOf, isXml, type Standard, standardOf } from '../standards/envelope.ts'
import type { Item } from '../standards/items.ts'
import { aroundSets } from '../standards/leaving.ts'
import { wholeOf } from '../standards/reading.ts'
import type { Terms } from './basis.ts'
import { resendError } from './errors.ts'
import type { Original, SentDocument } from './originals.ts'
import { insertResend, leaveAllIn, leaveIn } from './rows.ts'
import { type Asked, expectSettled, type NewChange, resentEvent, settleItems } from './same.ts'

/** One document of an interchange that left, or all of them, in a new envelope under the next control number of the pair. */
export interface Again {
  original: Original
  document: SentDocument | null
  terms: Terms
  basis: 'original' | 'current'
}

/** Above this, bytes are handed on as a stream. */
const SMALL_BYTES = 1_048_576

export async function sendAnew(x: Exchange, again: Again, asked: Asked): Promise<NewChange> {
  const { original, document, terms, basis } = again
  expectSettled(original)
  if (original.purpose !== 'documents') throw resendError('resend-not-documents', { name: original.name })
  if (original.control_number === null) throw resendError('resend-no-envelope', { name: original.name })
  const { sender, receiver, mode, interchange: parent } = original
  const id = x.newId()
  const key = terms.settings.order === 'business-key' ? (document?.business_key ?? original.key) : null
  const controlNumber = await x.numbers.take({ sender, receiver, mode })
  const awaits = isXml(original.standard) ? null : receiptDue(x, { receiver, settings: terms.settings })
  const made = await makeContent(x, again, { controlNumber, awaited: awaits !== null })
  const written: Written = { rows: [], jobs: [], events: [] }
  writeOutgoing(
    x,
    {
      id,
      purpose: 'documents',
      sender,
      receiver,
      mode,
      channel: terms.channel,
      name: fileName(x, { type: made.type, from: sender, mode, controlNumber, standard: made.standard }),
      content: made.content,
      standard: made.standard,
      controlNumber,
      envelope: {
        functionalId: made.gs.functionalId,
        version: made.gs.version,
        ...terms.by,
        ...(key ? { key } : {}),
      },
      documentCount: document ? 1 : original.document_count,
      awaits,
      line: lineOf(terms.settings, key),
      cause: parent,
    },
    written,
  )
  written.rows.push(
    document
      ? leaveIn({ id: document.id, seen: parent, outgoing: id, sent_number: document.sent_as })
      : leaveAllIn({ seen: parent, outgoing: id }),
    insertResend({ ...asked, kind: 'new', parent, child: id, document: document?.id ?? null, basis }),
  )
  // One document of several: the others still wait for what their item asks.
  if (!document || original.document_count === 1) {
    written.rows.push(...settleItems(original.items, asked, 'Sent again in a new envelope.'))
  }
  written.events.push(resentEvent(original, asked, 'new', id))
  return written
}

interface Made {
  content: KeptPayload
  standard: Standard
  gs: Pick<Gs, 'functionalId' | 'version'>
  type: string
}

/** The sets as they are, between a head and a tail of their own. */
async function makeContent(
  x: Exchange,
  { original, document }: Again,
  given: { controlNumber: number; awaited: boolean },
): Promise<Made> {
  const head = await readHead(x, original.payload)
  const { isa, gs } = head
  const envelope = {
    sender: { qualifier: isa.senderQualifier, id: isa.senderId },
    receiver: { qualifier: isa.receiverQualifier, id: isa.receiverId },
    gsSender: gs.sender,
    gsReceiver: gs.receiver,
    functionalId: gs.functionalId,
    isaVersion: isa.version,
    version: gs.version,
    ...given,
    usage: isa.usage === 'P' ? ('P' as const) : ('T' as const),
    at: new Date(x.now()),
    delimiters: isa.delimiters,
    setCount: document ? 1 : original.document_count,
    ...(isa.edifact ? { edifact: isa.edifact } : {}),
    ...(isa.xml ? { xml: isa.xml } : {}),
  }
  const [from, to] = document
    ? [document.from_offset, document.to_offset]
    : [head.bodyFrom, await bodyEnd(x, original, head)]
  const reader = await x.payloads.open(document ? document.source : original.payload)
  try {
    const type = document?.sent_type ?? document?.type ?? head.type
    const standard = standardOf(isa)
    const { head: before, tail: after } = aroundSets(envelope)
    if (to - from <= SMALL_BYTES) {
      const body = await reader.read(from, to - from)
      return { content: x.payloads.small(Buffer.concat([before, body, after])), standard, gs, type }
    }
    const content = await x.payloads.keep(around(before, reader.stream(from, to), after))
    return { content, standard, gs, type }
  } finally {
    await reader.close()
  }
}

async function* around(before: Uint8Array, body: AsyncIterable<Uint8Array>, after: Uint8Array) {
  yield before
  yield* body
  yield after
}

interface Head {
  isa: Envelope
  gs: Gs
  type: string
  bodyFrom: number
}

const HEAD_BYTES = 4_096

/** Envelope, group and the first set's type of an interchange that the grid wrote itself. */
async function readHead(x: Exchange, payload: Buffer): Promise<Head> {
  const reader = await x.payloads.open(payload)
  try {
    const bytes = await reader.read(0, HEAD_BYTES)
    if (detect(bytes) === 'edifact') return headOfMessages(bytes)
    if (detect(bytes) === 'xml') return headOfXml(await wholeOf(reader))
    const items = new InterchangeReader().push(bytes)
    const start = items.find((item) => item.kind === 'interchange-start')
    const group = items.find((item) => item.kind === 'group-start')
    if (!start || !group) throw new Error('an interchange of ours has no head')
    const { terminator, element } = start.envelope.delimiters
    const bodyFrom = bytes.indexOf(terminator, group.offset) + 1
    const text = bytes.toString('latin1', bodyFrom, bodyFrom + 20)
    const type = text.split(String.fromCharCode(element), 2)[1] ?? group.group.functionalId
    return { isa: start.envelope, gs: group.group, type, bodyFrom }
  } finally {
    await reader.close()
  }
}

/** What leaves has no groups of EDIFACT. */
function headOfMessages(bytes: Buffer): Head {
  const unb = headerOf(bytes)
  if (!unb) throw new Error('an interchange of ours has no head')
  const bodyFrom = (unb.una ? UNA_BYTES : 0) + unb.raw.length
  const [unh] = segmentsOf(bytes.subarray(bodyFrom), unb)
  const [type, version, release] = [1, 2, 3].map((component) => unh?.trimmed(2, component) ?? '')
  const none = { functionalId: '', sender: '', receiver: '', date: '', time: '', controlNumber: '', agency: '' }
  return { isa: envelopeOf(unb), gs: { ...none, version: `${version}.${release}` }, type: type!, bodyFrom }
}

function headOfXml(items: Item[]): Head {
  const start = items.find((item) => item.kind === 'interchange-start')
  const group = items.find((item) => item.kind === 'group-start')
  if (!start || !group) throw new Error('an interchange of ours has no head')
  return { isa: start.envelope, gs: group.group, type: start.envelope.xml!.type, bodyFrom: 0 }
}

/** GE and IEA, or UNZ, are the last segments, written by the grid. */
async function bodyEnd(x: Exchange, original: Original, { isa }: Head): Promise<number> {
  const reader = await x.payloads.open(original.payload)
  try {
    if (isa.xml) return reader.sizeBytes
    const from = Math.max(0, reader.sizeBytes - 200)
    const tail = await reader.read(from, 200)
    const at = tail
      .toString('latin1')
      .lastIndexOf(`${isa.edifact ? 'UNZ' : 'GE'}${String.fromCharCode(isa.delimiters.element)}`)
    if (at < 0) throw new Error('an interchange of ours has no tail')
    return from + at
  } finally {
    await reader.close()
  }
}
