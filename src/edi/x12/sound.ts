import type { ElementType, Relation, SegmentGrammar } from './grammar.ts'
import type { Segment } from './segment.ts'

/** Codes of more bytes than fit exactly into one number are looked at by the slow path. */
const CODE_BYTES_MAX = 6
const ELEMENTS_MAX = 31

interface ElementPlan {
  type: ElementType
  min: number
  max: number
  codes: ReadonlySet<number> | null
}

/** A segment's table as numbers and bits. Element n is bit n - 1. */
export interface SegmentPlan {
  grammar: SegmentGrammar
  count: number
  elements: ElementPlan[]
  mandatory: number
  relations: { kind: Relation['kind']; first: number; all: number }[]
}

export function planSegment(grammar: SegmentGrammar): SegmentPlan {
  const { elements, relations } = grammar
  const bits = (positions: number[]) => positions.reduce((all, n) => all | (1 << (n - 1)), 0)
  const mandatory = elements.flatMap((element, i) => (element.mandatory ? [i + 1] : []))
  return {
    grammar,
    // Of a table with more elements than there are bits, each segment takes the slow path.
    count: elements.length > ELEMENTS_MAX ? -1 : elements.length,
    elements: elements.map(({ type, min, max, codes }) => ({ type, min, max, codes: codes ? packed(codes) : null })),
    mandatory: bits(mandatory),
    relations: relations.map(({ kind, elements: of }) => ({ kind, first: bits(of.slice(0, 1)), all: bits(of) })),
  }
}

function packed(codes: ReadonlySet<string>): ReadonlySet<number> {
  const short = [...codes].filter((code) => code.length <= CODE_BYTES_MAX)
  return new Set(short.map((code) => [...code].reduce((all, one) => all * 256 + one.charCodeAt(0), 0)))
}

/**
 * True: `checkElements` would find nothing. Most segments are sound, and to see that takes no text and makes no garbage; only the
 * others are looked at again, slowly, for what is wrong. `clean`: no byte of the segment is a control character or repeats.
 */
export function isSound(segment: Segment, plan: SegmentPlan, clean: boolean): boolean {
  const { bytes, marks, base, count } = segment
  if (!clean || count > plan.count) return false
  let present = 0
  let from = marks[base]! + 1
  for (let n = 0; n < count; n++) {
    const to = marks[base + n + 1]!
    if (to > from) {
      if (!isSoundElement(bytes, from, to, plan.elements[n]!)) return false
      present |= 1 << n
    }
    from = to + 1
  }
  return (present & plan.mandatory) === plan.mandatory && relationsHold(plan, present)
}

function isSoundElement(bytes: Uint8Array, from: number, to: number, element: ElementPlan): boolean {
  const { type, codes } = element
  if (type === 'C') return true
  if (type === 'R' || type === 'N') return isNumber(bytes, from, to, element)
  const length = to - from
  if (length > element.max || length < element.min) return false
  if (type === 'DT') return isDate(bytes, from, length)
  if (type === 'TM') return isTime(bytes, from, length)
  return codes === null || (length <= CODE_BYTES_MAX && codes.has(pack(bytes, from, to)))
}

function pack(bytes: Uint8Array, from: number, to: number): number {
  let all = 0
  for (let at = from; at < to; at++) all = all * 256 + bytes[at]!
  return all
}

/** Sign and decimal mark do not count as length (X12.6 §3.5.1). */
function isNumber(bytes: Uint8Array, from: number, to: number, element: ElementPlan): boolean {
  let at = bytes[from] === 0x2d ? from + 1 : from
  let digits = to - at
  let points = element.type === 'R' ? 1 : 0
  for (; at < to; at++) {
    const byte = bytes[at]!
    if (byte >= 0x30 && byte <= 0x39) continue
    if (byte !== 0x2e || points-- === 0) return false
    digits--
  }
  return digits > 0 && digits >= element.min && digits <= element.max
}

/** The two digits at this place as a number; -1: they are none. */
function two(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at]! - 0x30, bytes[at + 1]! - 0x30]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

/** The last days of a month are left to the slow path. */
function isDate(bytes: Uint8Array, from: number, length: number): boolean {
  if (length !== 8 || two(bytes, from) < 0 || two(bytes, from + 2) < 0) return false
  const [month, day] = [two(bytes, from + 4), two(bytes, from + 6)]
  return month >= 1 && month <= 12 && day >= 1 && day <= 28
}

/** With decimals of a second it is left to the slow path. */
function isTime(bytes: Uint8Array, from: number, length: number): boolean {
  if (length !== 4 && length !== 6) return false
  const [hours, minutes] = [two(bytes, from), two(bytes, from + 2)]
  const seconds = length === 6 ? two(bytes, from + 4) : 0
  return hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59 && seconds >= 0 && seconds <= 59
}

function relationsHold({ relations }: SegmentPlan, present: number): boolean {
  for (const { kind, first, all } of relations) {
    const found = present & all
    switch (kind) {
      case 'P':
        if (found !== 0 && found !== all) return false
        break
      case 'R':
        if (found === 0) return false
        break
      case 'E':
        if ((found & (found - 1)) !== 0) return false
        break
      case 'C':
        if ((found & first) !== 0 && found !== all) return false
        break
      case 'L':
        if (found === first) return false
    }
  }
  return true
}
