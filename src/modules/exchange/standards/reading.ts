import { DETECT_BYTES, detect } from '../../../edi/detect.ts'
import { InterchangeReader as EdifactReader } from '../../../edi/edifact/interchange-reader.ts'
import type { MessageName, Unb } from '../../../edi/edifact/items.ts'
import type { GuidePlan } from '../../../edi/guides/plan.ts'
import { InterchangeReader as X12Reader } from '../../../edi/x12/interchange-reader.ts'
import type { Gs, Isa } from '../../../edi/x12/items.ts'
import type { Watch } from '../../../edi/x12/watching.ts'
import { type Envelope, envelopeOf } from './envelope.ts'
import { EdifactItems, type Item } from './items.ts'
import { XmlItems } from './xml.ts'

/** A reader of interchanges, fed in pieces. */
export interface ItemReader {
  push(chunk: Uint8Array): Item[]
  end(): Item[]
}

interface Options {
  problemsMax?: number
  watch?: Watch | null
  /** What a set or message may have to be held against; null: nothing. */
  guidesOf?: GuidesOf | null
}

/** The guides that may have to judge a set or message of this envelope. */
export type GuidesOf = (envelope: Envelope, set: { standard: string; type: string; version: string }) => GuidePlan[]

/** The reader of the standard that the first bytes show; what shows none is read as X12, which says so. */
export function itemReader(options: Options = {}): ItemReader {
  let chosen: ItemReader | null = null
  let first: Uint8Array = new Uint8Array(0)
  return {
    push(chunk) {
      if (chosen) return chosen.push(chunk)
      first = first.length === 0 ? chunk : Buffer.concat([first, chunk])
      const kind = detect(first)
      if (kind === 'unknown' && first.length < DETECT_BYTES) {
        // A copy: the caller's buffer may be used again.
        first = Uint8Array.from(first)
        return []
      }
      chosen = readerOf(kind, options)
      return chosen.push(first)
    },
    end() {
      if (chosen) return chosen.end()
      const reader = readerOf('unknown', options)
      return first.length === 0 ? reader.end() : [...reader.push(first), ...reader.end()]
    },
  }
}

/** What is found in the one document of an XML file, at any size. */
export async function wholeOf(payload: { stream(from: number): AsyncIterable<Uint8Array> }): Promise<Item[]> {
  const reader = new XmlItems()
  for await (const chunk of payload.stream(0)) reader.push(chunk)
  return reader.end()
}

function readerOf(kind: ReturnType<typeof detect>, { guidesOf, ...options }: Options): ItemReader {
  if (kind === 'xml') return new XmlItems()
  if (kind !== 'edifact') return new X12Reader({ ...options, ...(guidesOf ? { guidesOf: ofX12(guidesOf) } : {}) })
  const reader = new EdifactReader({ ...options, ...(guidesOf ? { guidesOf: ofEdifact(guidesOf) } : {}) })
  const items = new EdifactItems()
  return { push: (chunk) => items.of(reader.push(chunk)), end: () => items.of(reader.end()) }
}

const ofX12 = (guidesOf: GuidesOf) => (isa: Isa, group: Gs, type: string) =>
  group.functionalId === 'FA' ? [] : guidesOf(isa, { standard: 'x12', type, version: group.version })

function ofEdifact(guidesOf: GuidesOf) {
  const envelopes = new WeakMap<Unb, Envelope>()
  return (unb: Unb, { type, version, release }: MessageName) => {
    let envelope = envelopes.get(unb)
    if (!envelope) envelopes.set(unb, (envelope = envelopeOf(unb)))
    return guidesOf(envelope, { standard: 'edifact', type, version: `${version}.${release}` })
  }
}
