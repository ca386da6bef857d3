import { DETECT_BYTES, detect } from '../../../edi/detect.ts'
import { InterchangeReader as EdifactReader } from '../../../edi/edifact/interchange-reader.ts'
import { InterchangeReader as X12Reader } from '../../../edi/x12/interchange-reader.ts'
import type { Watch } from '../../../edi/x12/watching.ts'
import { EdifactItems, type Item } from './items.ts'

/** A reader of interchanges, fed in pieces. */
export interface ItemReader {
  push(chunk: Uint8Array): Item[]
  end(): Item[]
}

interface Options {
  problemsMax?: number
  watch?: Watch | null
}

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

function readerOf(kind: ReturnType<typeof detect>, options: Options): ItemReader {
  if (kind !== 'edifact') return new X12Reader(options)
  const reader = new EdifactReader(options)
  const items = new EdifactItems()
  return { push: (chunk) => items.of(reader.push(chunk)), end: () => items.of(reader.end()) }
}
