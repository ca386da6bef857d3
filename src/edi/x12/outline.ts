import { latin1 } from '../latin1.ts'
import { Placing } from '../placing.ts'
import { tagCode } from '../tags.ts'
import type { Delimiters } from './items.ts'
import { elementName, segmentName } from './names.ts'
import { planOf } from './set-plan.ts'
import { type Standard, standardOf } from './standards.ts'
import { asUtf8, isUtf8Beyond } from './text.ts'

export interface OutlinedSegment {
  /** Within the set, ST = 1: as problems name it. */
  position: number
  tag: string
  name: string | null
  /** How many segments it stands below: loops, and the levels that HL segments count. */
  level: number
  elements: { position: number; name: string | null; value: string }[]
}

export interface Outline {
  segments: OutlinedSegment[]
  /** Of all, those beyond the most that are given included. */
  count: number
}

/** A set's segments with names and levels, for people to read; `bytes` go from its ST to its SE. */
export function outlineSet(
  bytes: Uint8Array,
  of: { version: string; type: string; delimiters: Pick<Delimiters, 'element' | 'terminator'>; segmentsMax: number },
): Outline {
  const standard = standardOf(of.version)
  const { placing } = planOf(standard, of.type)
  const levels = new Levels(placing ? new Placing(placing) : null)
  const separator = String.fromCharCode(of.delimiters.element)
  const segments: OutlinedSegment[] = []
  const utf8 = isUtf8Beyond(bytes)
  let count = 0
  for (let from = 0; from < bytes.length; ) {
    while (from < bytes.length && (bytes[from] === 0x0d || bytes[from] === 0x0a)) from++
    const end = bytes.indexOf(of.delimiters.terminator, from)
    const to = end < 0 ? bytes.length : end
    if (to > from) {
      const text = latin1(bytes, from, to)
      const [tag = '', ...values] = (utf8 ? asUtf8(text) : text).split(separator)
      const level = levels.of(tag, values)
      if (++count <= of.segmentsMax) segments.push(outlined(tag, values, { position: count, level, standard }))
    }
    from = to + 1
  }
  return { segments, count }
}

function outlined(
  tag: string,
  values: string[],
  { position, level, standard }: { position: number; level: number; standard: Standard | undefined },
): OutlinedSegment {
  const table = standard?.segments[tag]?.elements
  const elements = values.map((value, index) => ({
    position: index + 1,
    name: elementName(tag, index + 1, table?.[index]?.reference),
    value,
  }))
  return { position, tag, name: segmentName(tag), level, elements }
}

/** Where each segment stands in the tree; what has no place in its table stands with the one before it. */
class Levels {
  readonly #placing: Placing | null
  /** How deep each HL lies below the first ones, by its number. */
  readonly #hierarchy = new Map<string, number>()
  #shift = 0
  #last = 0

  constructor(placing: Placing | null) {
    this.#placing = placing
  }

  of(tag: string, [number = '', above = '']: string[]): number {
    const placed = this.#placing?.place(tagCode(tag))
    if (this.#placing === null || placed?.kind !== 'placed') return this.#last
    const { depth, opened } = this.#placing
    if (depth === 0) this.#shift = 0
    if (tag === 'HL') {
      this.#shift = (this.#hierarchy.get(above.trim()) ?? -1) + 1
      this.#hierarchy.set(number.trim(), this.#shift)
    }
    this.#last = this.#shift + depth
    return opened ? this.#last - 1 : this.#last
  }
}
