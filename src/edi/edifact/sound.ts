import { isCode } from '../course/narrowing.ts'
import type { Marks } from '../marks.ts'
import type { Charset } from './charsets.ts'
import type { Segment } from './segment.ts'
import {
  BITS,
  CODED,
  LAST,
  LETTERS,
  MANDATORY,
  MAX,
  MIN,
  MORE,
  NEEDED,
  NEXT,
  NUMBER,
  type SegmentPlan,
  WORD_BITS,
} from './segment-plan.ts'
import type { ServiceString } from './service-string.ts'

/** What stands between the elements and components of an interchange. */
export interface Separators {
  element: number
  component: number
  /** -1: none. */
  release: number
  /** The characters of its service string are text as any other where they are released. */
  ordinary: boolean
}

export function separatorsOf(service: ServiceString, { odd }: Charset): Separators {
  const { element, component, release, repetition, terminator } = service
  const used = [element, component, terminator, release ?? element, repetition ?? element]
  const ordinary = used.every((byte) => byte > 0x1f && byte < 0x7f && !odd.includes(byte))
  return { element, component, release: release ?? -1, ordinary }
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
  const { bytes, marks, first, last, released, from } = segment
  if (!clean || released || (wide && hasHigh(bytes, from, marks[last]!))) return false
  const { element, component } = segment.service
  return areSound(bytes, { at: marks, first, last }, { element, component, release: -1, ordinary: false }, plan)
}

/**
 * The same of the elements between these marks, release characters among them, of a segment of which each byte is a character. What
 * is released counts as one.
 */
export function areSound(
  bytes: Uint8Array,
  { at: marks, first, last }: Pick<Marks, 'at' | 'first' | 'last'>,
  separators: Separators,
  plan: SegmentPlan,
): boolean {
  const { words, codes } = plan
  const { element, component, release, ordinary } = separators
  // The tag has no components: it ends with an element, or the segment.
  if (first < last && bytes[marks[first]!] !== element) return false
  let from = marks[first]! + 1
  /** Of the component at hand. */
  let at = 0
  /** It is not the first one of its element. */
  let inside = false
  let present = 0
  for (let n = first; n < last; ) {
    let to = marks[++n]!
    let mark = bytes[to]
    let released = 0
    for (; mark === release; mark = bytes[to]) {
      if (!ordinary) return false
      released++
      to = marks[++n]!
    }
    const length = to - from - released
    const flags = words[at]!
    if (length === 0) {
      // Empty at the end of a segment or composite: that would be a trailing separator.
      if (mark === component ? flags & MANDATORY : inside || n === last || flags & NEEDED) return false
    } else {
      const size = flags & NUMBER ? digitsOf(bytes, from, to) : length
      if (size > words[at + MAX]! || size < words[at + MIN]!) return false
      if (flags & CODED && (released > 0 || !isCode(codes[at >> WORD_BITS]!, bytes, from, to))) return false
      if (flags & LETTERS && hasDigit(bytes, from, to)) return false
      present |= words[at + BITS]!
    }
    if (mark === component) {
      if (flags & LAST) return false
      at += 1 << WORD_BITS
      inside = true
    } else {
      // What ends neither component nor element nor segment begins a repeat: that is looked at slowly.
      if ((mark !== element && n < last) || (flags & MORE && (inside || length > 0))) return false
      at = words[at + NEXT]!
      inside = false
    }
    from = to + 1
  }
  if (at < plan.least || (present & plan.required) !== plan.required) return false
  for (let i = 0; i < plan.oneOf.length; i++) if ((present & plan.oneOf[i]!) === 0) return false
  return true
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function hasDigit(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isDigit(bytes[at]!)) return true
  return false
}

/**
 * Sign and decimal mark do not count as length; digits stand on both sides of the mark (ISO 9735 §10). 0: it is no number.
 */
function digitsOf(bytes: Uint8Array, from: number, to: number): number {
  const start = bytes[from] === 0x2d ? from + 1 : from
  let digits = to - start
  let marks = 0
  for (let at = start; at < to; at++) {
    const byte = bytes[at]!
    if (isDigit(byte)) continue
    if ((byte !== 0x2e && byte !== 0x2c) || marks++ > 0 || at === start || at === to - 1) return 0
    digits--
  }
  return digits
}

/** Whether a character of several bytes, or of another than ASCII, is in it. */
export function hasHigh(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! >= 0x80) return true
  return false
}
