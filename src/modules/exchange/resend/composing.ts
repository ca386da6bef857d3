import { InterchangeReader } from '../../../edi/x12/interchange-reader.ts'
import type { Isa } from '../../../edi/x12/items.ts'
import type { Exchange } from '../exchange.ts'
import type { Correctable } from './correctable.ts'

/** The envelope around one document of an interchange, as its sender wrote it. */
interface Around {
  isa: Isa
  groupNumber: string
  head: Buffer
}

/** The edited segments of one document in a copy of the envelope that they came in, alone. */
export async function composed(x: Exchange, found: Correctable, edited: Uint8Array): Promise<Buffer> {
  const { isa, groupNumber, head } = await aroundOf(x, found)
  const element = String.fromCharCode(isa.delimiters.element)
  const terminator = String.fromCharCode(isa.delimiters.terminator)
  const last = edited.findLast((byte) => byte !== 0x0d && byte !== 0x0a)
  const end = last === isa.delimiters.terminator ? '' : terminator
  const tail = ['GE', '1', groupNumber].join(element) + terminator + ['IEA', '1', isa.controlNumber].join(element)
  return Buffer.concat([head, edited, Buffer.from(`${end}${tail}${terminator}`, 'latin1')])
}

/** Reads up to the document: constant memory, wherever it lies. */
async function aroundOf(x: Exchange, { payload, base, position }: Correctable): Promise<Around> {
  const reader = await x.payloads.open(payload)
  try {
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
        return { isa: isa!.envelope, groupNumber: group!.controlNumber, head }
      }
    }
    throw new Error('a document is not where its row says')
  } finally {
    await reader.close()
  }
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
