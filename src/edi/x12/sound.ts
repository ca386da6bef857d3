import { commonCodes, isCode, type Narrowing, packedCodes } from '../course/narrowing.ts'
import type { Marks } from '../marks.ts'
import type { ElementType, ElementUse, Relation, SegmentGrammar } from './grammar.ts'
import type { Segment } from './segment.ts'

const ELEMENTS_MAX = 31

/** The words of an element in a plan: flags, and these. */
const MIN = 1
const MAX = 2
const WORDS = 4
/** A number, of which only digits are its length, perhaps with a decimal mark; a date; a time; only certain values. */
const NUMBER = 1
const POINT = 2
const DATE = 4
const TIME = 8
const CODED = 16
const TYPES: Partial<Record<ElementType, number>> = { DT: DATE, TM: TIME, N: NUMBER, R: NUMBER | POINT }

/** A segment's table, narrowed by a guide or not, as numbers and bits. Element n is bit n - 1. */
export interface SegmentPlan {
  grammar: SegmentGrammar
  count: number
  words: Int32Array
  codes: (Int32Array | null)[]
  mandatory: number
  relations: { kind: Relation['kind']; first: number; all: number }[]
  /** The elements that were there in the segment before: as a rule these are there again, and all is said of them. */
  present: number
}

/** Undefined: there is more in the narrowing than can be said so. */
export function planSegment(grammar: SegmentGrammar): SegmentPlan
export function planSegment(grammar: SegmentGrammar, narrowing: Narrowing | null): SegmentPlan | undefined
export function planSegment(grammar: SegmentGrammar, narrowing: Narrowing | null = null): SegmentPlan | undefined {
  const { elements, relations } = grammar
  const bits = (positions: number[]) => positions.reduce((all, n) => all | (1 << (n - 1)), 0)
  const mandatory = elements.flatMap((element, i) => (element.mandatory ? [i + 1] : []))
  const plan: SegmentPlan = {
    grammar,
    // Of a table with more elements than there are bits, each segment takes the slow path.
    count: elements.length > ELEMENTS_MAX ? -1 : elements.length,
    words: Int32Array.from(elements.flatMap(wordsOf)),
    codes: elements.map(({ codes }) => (codes ? packedCodes(codes) : null)),
    mandatory: bits(mandatory),
    relations: relations.map(({ kind, elements: of }) => ({ kind, first: bits(of.slice(0, 1)), all: bits(of) })),
    present: NOTHING,
  }
  if (!narrowing) return plan
  if (plan.count < 0 || !narrow(plan, narrowing)) return undefined
  for (const places of narrowing.oneOf) {
    if (places.some(({ element, component }) => component > 0 || element > plan.count)) return undefined
    plan.relations.push({ kind: 'R', first: 0, all: bits(places.map(({ element }) => element)) })
  }
  return plan
}

function wordsOf({ type, min, max, codes }: ElementUse): number[] {
  const flags = (TYPES[type] ?? 0) | (codes ? CODED : 0)
  return type === 'C' ? [flags, 1, LONGEST, 0] : [flags, Math.max(1, min), max, 0]
}

const LONGEST = 0x7f_ff_ff_ff
/** No segment has so many. */
const NOTHING = -1

/** False: it says something of a component, of which the table knows nothing. */
function narrow(plan: SegmentPlan, { elements, unwanted }: Narrowing): boolean {
  const { words } = plan
  for (const { element, component, guide, codes, table } of elements) {
    const i = element - 1
    const use = plan.grammar.elements[i]
    if (component > 0 || !use || isNumeric(use) !== (table?.type === 'R' || table?.type === 'N')) return false
    if (guide.usage === 'required') plan.mandatory |= 1 << i
    const word = i * WORDS
    words[word + MIN] = Math.max(words[word + MIN]!, guide.min ?? 0)
    words[word + MAX] = guide.usage === 'not-used' ? 0 : Math.min(words[word + MAX]!, guide.max ?? LONGEST)
    if (!codes) continue
    words[word]! |= CODED
    plan.codes[i] = commonCodes(plan.codes[i]!, packedCodes(codes))
  }
  for (const element of unwanted) words[(element - 1) * WORDS + MAX] = 0
  return true
}

const isNumeric = ({ type }: ElementUse) => type === 'R' || type === 'N'

/**
 * True: `checkElements` would find nothing. Most segments are sound, and to see that takes no text and makes no garbage; only the
 * others are looked at again, slowly, for what is wrong. `clean`: no byte of the segment is a control character or repeats.
 */
export function isSound({ bytes, marks, base, count }: Segment, plan: SegmentPlan, clean: boolean): boolean {
  return clean && areSound(bytes, { at: marks, first: base, last: base + count }, plan)
}

/** The same of the elements of a clean segment, which lie between these marks. */
export function areSound(
  bytes: Uint8Array,
  { at: marks, first, last }: Pick<Marks, 'at' | 'first' | 'last'>,
  plan: SegmentPlan,
): boolean {
  const { words } = plan
  if (last - first > plan.count) return false
  let present = 0
  let from = marks[first]! + 1
  for (let n = 0; n < last - first; n++) {
    const to = marks[first + n + 1]!
    if (to > from) {
      const at = n * WORDS
      const flags = words[at]!
      const size = (flags & NUMBER) !== 0 ? digitsOf(bytes, from, to, flags & POINT) : to - from
      if (size > words[at + MAX]! || size < words[at + MIN]!) return false
      if ((flags & (CODED | DATE | TIME)) !== 0) {
        if ((flags & CODED) !== 0 && !isCode(plan.codes[n]!, bytes, from, to)) return false
        if ((flags & DATE) !== 0 && !isDate(bytes, from, size)) return false
        if ((flags & TIME) !== 0 && !isTime(bytes, from, size)) return false
      }
      present |= 1 << n
    }
    from = to + 1
  }
  if (present === plan.present) return true
  if ((present & plan.mandatory) !== plan.mandatory || !relationsHold(plan, present)) return false
  plan.present = present
  return true
}

/** Sign and decimal mark do not count as length (X12.6 §3.5.1); `point`: there may be a mark. 0: it is no number. */
function digitsOf(bytes: Uint8Array, from: number, to: number, point: number): number {
  let at = bytes[from] === 0x2d ? from + 1 : from
  let digits = to - at
  let left = point
  for (; at < to; at++) {
    const byte = bytes[at]!
    if (byte >= 0x30 && byte <= 0x39) continue
    if (byte !== 0x2e || left === 0) return 0
    left = 0
    digits--
  }
  return digits
}

/** The two digits at this place as a number; -1: they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30
  const ones = bytes[at + 1]! - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

/** The last days of a month are left to the slow path. */
function isDate(bytes: Uint8Array, from: number, length: number): boolean {
  if (length !== 8 || two(bytes, from) < 0 || two(bytes, from + 2) < 0) return false
  const month = two(bytes, from + 4)
  const day = two(bytes, from + 6)
  return month >= 1 && month <= 12 && day >= 1 && day <= 28
}

/** With decimals of a second it is left to the slow path. */
function isTime(bytes: Uint8Array, from: number, length: number): boolean {
  if (length !== 4 && length !== 6) return false
  const hours = two(bytes, from)
  const minutes = two(bytes, from + 2)
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
