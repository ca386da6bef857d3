import type { SegmentTable } from './grammar.ts'
import type { Segment } from './segment.ts'

/** Codes of more bytes than fit exactly into one number are looked at by the slow path. */
const CODE_BYTES_MAX = 6

interface ComponentPlan {
  type: 'a' | 'n' | 'an'
  mandatory: boolean
  min: number
  max: number
  codes: ReadonlySet<number> | null
}

/** A segment's table as numbers. */
export interface SegmentPlan {
  table: SegmentTable
  elements: { mandatory: boolean; components: ComponentPlan[] }[]
  /** How many elements must be there: the last mandatory one. */
  least: number
}

export function planSegment(table: SegmentTable): SegmentPlan {
  const elements = table.elements.map(({ mandatory, components }) => ({
    mandatory,
    components: components.map(({ codes, ...rest }) => ({ ...rest, codes: codes ? packed(codes) : null })),
  }))
  return { table, elements, least: table.elements.findLastIndex((element) => element.mandatory) + 1 }
}

function packed(codes: ReadonlySet<string>): ReadonlySet<number> {
  const short = [...codes].filter((code) => code.length <= CODE_BYTES_MAX)
  return new Set(short.map((code) => [...code].reduce((all, one) => all * 256 + one.charCodeAt(0), 0)))
}

/** What is known of the bytes that a segment lies in. */
export interface Look {
  /** No byte of them needs a look: no control character, and none that the level lacks. */
  clean: boolean
  /** A character may be of several bytes. */
  wide: boolean
}

/**
 * True: `checkElements` would find nothing. Most segments are sound, and to see that takes no text and makes no garbage; only the
 * others are looked at again, slowly, for what is wrong.
 */
export function isSound(segment: Segment, plan: SegmentPlan, { clean, wide }: Look): boolean {
  const { count, starts } = segment
  if (!clean || segment.released || count > plan.elements.length || count < plan.least) return false
  if (starts[0] !== segment.first) return false // the tag has components
  for (let n = 0; n < count; n++) {
    const { mandatory, components } = plan.elements[n]!
    const first = starts[n]!
    const given = starts[n + 1]! - first
    if (given > components.length) return false
    if (given === 1 && segment.marks[first + 1]! - segment.marks[first]! === 1) {
      // Empty, and not the last one: that would be a trailing separator.
      if (mandatory || n === count - 1) return false
    } else if (!areSound(segment, first, components, { given, wide })) return false
  }
  return true
}

/** The components of an element that is not empty. */
function areSound(
  { bytes, marks, service }: Segment,
  first: number,
  components: ComponentPlan[],
  { given, wide }: { given: number; wide: boolean },
): boolean {
  for (let c = 0; c < components.length; c++) {
    const component = components[c]!
    if (c >= given) {
      if (component.mandatory) return false
      continue
    }
    const mark = marks[first + c]!
    if (c > 0 && bytes[mark] !== service.component) return false // a repeat: each is looked at slowly
    const from = mark + 1
    const to = marks[first + c + 1]!
    if (from === to) {
      if (component.mandatory || c === given - 1) return false
    } else if (!isSoundComponent(bytes, from, to, component)) return false
    else if (wide && component.min > 1 && hasHigh(bytes, from, to)) return false
  }
  return true
}

function isSoundComponent(bytes: Uint8Array, from: number, to: number, component: ComponentPlan): boolean {
  const { type, codes } = component
  if (type === 'n') return isNumber(bytes, from, to, component)
  const length = to - from
  if (length > component.max || length < component.min) return false
  if (type === 'a') for (let at = from; at < to; at++) if (isDigit(bytes[at]!)) return false
  return codes === null || (length <= CODE_BYTES_MAX && codes.has(pack(bytes, from, to)))
}

function pack(bytes: Uint8Array, from: number, to: number): number {
  let all = 0
  for (let at = from; at < to; at++) all = all * 256 + bytes[at]!
  return all
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

/** Sign and decimal mark do not count as length; digits stand on both sides of the mark (ISO 9735 §10). */
function isNumber(bytes: Uint8Array, from: number, to: number, { min, max, codes }: ComponentPlan): boolean {
  const start = bytes[from] === 0x2d ? from + 1 : from
  let digits = 0
  let marks = 0
  for (let at = start; at < to; at++) {
    const byte = bytes[at]!
    if (isDigit(byte)) digits++
    else if ((byte === 0x2e || byte === 0x2c) && marks++ === 0 && at > start && at < to - 1) continue
    else return false
  }
  if (digits === 0 || digits < min || digits > max) return false
  return codes === null || (to - from <= CODE_BYTES_MAX && codes.has(pack(bytes, from, to)))
}

function hasHigh(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! >= 0x80) return true
  return false
}
