import { detect } from '../../../edi/detect.ts'
import { InterchangeReader as EdifactReader } from '../../../edi/edifact/interchange-reader.ts'
import type { Unb } from '../../../edi/edifact/items.ts'
import { segmentsOf } from '../../../edi/edifact/segments.ts'
import { unaText } from '../../../edi/edifact/service-string.ts'
import { InterchangeReader } from '../../../edi/x12/interchange-reader.ts'
import type { Isa } from '../../../edi/x12/items.ts'
import type { PayloadReader } from '../../../platform/payloads/payloads.ts'
import type { Exchange } from '../exchange.ts'
import type { Correctable } from './correctable.ts'

/** The envelope around one document of an interchange, as its sender wrote it. */
interface Around {
  head: Buffer
  /** Segments. */
  tail: string[][]
  element: number
  terminator: number
}

/** The edited segments of one document in a copy of the envelope that they came in, alone. */
export async function composed(x: Exchange, found: Correctable, edited: Uint8Array): Promise<Buffer> {
  const reader = await x.payloads.open(found.payload)
  try {
    const kind = detect(await reader.read(found.base, SEGMENT_BYTES))
    if (kind === 'xml') return Buffer.from(edited)
    const isMessage = kind === 'edifact'
    const { head, tail, element, terminator } = await (isMessage ? aroundMessage : aroundSet)(reader, found)
    const last = edited.findLast((byte) => byte !== 0x0d && byte !== 0x0a)
    const [separator, end] = [String.fromCharCode(element), String.fromCharCode(terminator)]
    const written = tail.map((segment) => segment.join(separator) + end).join('')
    return Buffer.concat([head, edited, Buffer.from(`${last === terminator ? '' : end}${written}`, 'latin1')])
  } finally {
    await reader.close()
  }
}

/** Reads up to the document: constant memory, wherever it lies. */
async function aroundSet(reader: PayloadReader, { base, position }: Correctable): Promise<Around> {
  const items = new InterchangeReader({ problemsMax: 0 })
  let isa: { envelope: Isa; offset: number } | null = null
  let group: { controlNumber: string; offset: number } | null = null
  for await (const piece of reader.stream(base)) {
    for (const item of items.push(piece)) {
      if (item.kind === 'interchange-start') isa = item
      if (item.kind === 'group-start') group = { controlNumber: item.group.controlNumber, offset: item.offset }
      if (item.kind !== 'set' || item.set.position !== position) continue
      const isaBytes = await segmentAt(reader, base + isa!.offset, isa!.envelope)
      const gsBytes = await segmentAt(reader, base + group!.offset, isa!.envelope)
      const head = Buffer.concat([isaBytes, gsBytes])
      const { element, terminator } = isa!.envelope.delimiters
      const tail = [
        ['GE', '1', group!.controlNumber],
        ['IEA', '1', isa!.envelope.controlNumber],
      ]
      return { head, tail, element, terminator }
    }
  }
  throw new Error('a document is not where its row says')
}

/** UNA and UNB, and the UNG of its group, where it is in one. */
async function aroundMessage(reader: PayloadReader, { base, position }: Correctable): Promise<Around> {
  const items = new EdifactReader({ problemsMax: 0 })
  let unb: Unb | null = null
  let group = { offset: 0, reference: '' }
  for await (const piece of reader.stream(base)) {
    for (const item of items.push(piece)) {
      if (item.kind === 'interchange-start') unb = item.envelope
      if (item.kind === 'group-start') group = { offset: item.offset, reference: item.group.reference }
      if (item.kind !== 'message' || item.message.position !== position) continue
      const { service, una, raw, reference } = unb!
      const { element, terminator } = service
      const grouped = item.message.group !== null
      const ung = grouped ? await firstSegment(reader, base + group.offset, unb!) : Buffer.alloc(0)
      const head = Buffer.concat([Buffer.from((una ? unaText(service) : '') + raw, 'latin1'), ung])
      const une = grouped ? [['UNE', '1', releasedText(group.reference, unb!)]] : []
      return { head, tail: [...une, ['UNZ', '1', releasedText(reference, unb!)]], element, terminator }
    }
  }
  throw new Error('a document is not where its row says')
}

async function firstSegment(reader: PayloadReader, offset: number, unb: Unb): Promise<Buffer> {
  const bytes = await reader.read(offset, SEGMENT_BYTES)
  for (const segment of segmentsOf(bytes, unb)) return bytes.subarray(0, segment.marks[segment.last]! + 1)
  throw new Error('a group is not where it was read')
}

/** As it stands in a segment. */
function releasedText(text: string, { service }: Unb): string {
  const { element, component, repetition, release, terminator } = service
  if (release === null) return text
  const special = new Set([element, component, repetition, release, terminator])
  const mark = String.fromCharCode(release)
  return [...text].map((one) => (special.has(one.charCodeAt(0)) ? mark + one : one)).join('')
}

const SEGMENT_BYTES = 4_096

/** With the line end that follows it: the copy is laid out as the original. */
async function segmentAt(
  reader: { read(offset: number, length: number): Promise<Buffer> },
  offset: number,
  { delimiters }: Isa,
): Promise<Buffer> {
  const bytes = await reader.read(offset, SEGMENT_BYTES)
  let to = bytes.indexOf(delimiters.terminator) + 1
  while (bytes[to] === 0x0d || bytes[to] === 0x0a) to++
  return bytes.subarray(0, to)
}
