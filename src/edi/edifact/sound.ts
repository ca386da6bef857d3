import { commonCodes, isCode, type Narrowing, packedAt, packedCodes } from '../course/narrowing.ts'
import type { Place } from '../guides/paths.ts'
import type { ElementPlan } from '../guides/plan.ts'
import type { Marks } from '../marks.ts'
import type { Charset } from './charsets.ts'
import type { ComponentUse, SegmentTable } from './grammar.ts'
import type { Segment } from './segment.ts'
import type { ServiceString } from './service-string.ts'
import { A_NUMBER, isShaped, MISSED_MAX, NO_DIGITS, SHAPED_MARKS_MAX, SHAPELESS, type Shape } from './shape.ts'

/** The words of a component in a plan: flags, and these. `NEXT`: where those of the next element begin. Not exported: so they are quick. */
const MIN = 1
const MAX = 2
const BITS = 3
const NEXT = 4
const WORD_BITS = 3
const WORDS = 1 << WORD_BITS

/** Its characters: no digits, or a number. */
const LETTERS = 1
const NUMBER = 2
/** Only certain values. */
const CODED = 4
const CHARACTERS = LETTERS | NUMBER | CODED
/** It must be there where its element is; one behind it must. */
const MANDATORY = 8
const MORE = 16
/** Its element must be there. */
const NEEDED = 32
/** The last of its element. */
const LAST = 64
/** It has a least length of more than one, or it is asked whether it is there. */
const LOOKED_AT = 128
const MORE_SAID = CHARACTERS | LOOKED_AT

/** Those of which something is asked whether they are there: as many as there are bits. */
const ASKED_MAX = 31
const LONGEST = 0x7f_ff_ff_ff
/** For what a shape cannot say: it is looked at each time. */
const NO_BYTE = -1

/** A segment's table, narrowed by a guide or not, as numbers by component: those of the first element, then of the second, and so on. */
export interface SegmentPlan {
  table: SegmentTable
  /** Behind the last component there is one that cannot be. */
  words: Int32Array
  /** By component. */
  codes: (Int32Array | null)[]
  /** Where the words of the first element begin that may be missing with all behind it. */
  least: number
  /** Bits of what must be there, whatever the table says. */
  required: number
  /** Of each of these one. */
  oneOf: number[]
  /** Of sound segments that came, by the number of their marks. */
  shapes: (Shape | null)[]
}

/** Undefined: there is more in the narrowing than can be said so. */
export function planSegment(table: SegmentTable): SegmentPlan
export function planSegment(table: SegmentTable, narrowing: Narrowing | null): SegmentPlan | undefined
export function planSegment(table: SegmentTable, narrowing: Narrowing | null = null): SegmentPlan | undefined {
  const firsts = firstsOf(table)
  const count = firsts.at(-1)!
  const words = new Int32Array((count + 1) * WORDS)
  words.set([NEEDED | LAST, LONGEST, -1, 0, count * WORDS], count * WORDS)
  for (const [index, { components, mandatory }] of table.elements.entries())
    for (const [c, component] of components.entries()) {
      const more = components.slice(c + 1).some((one) => one.mandatory)
      const last = c === components.length - 1
      const flags = flagsOf(component) | (more ? MORE : 0) | (mandatory ? NEEDED : 0) | (last ? LAST : 0)
      const all = [flags, Math.max(1, component.min), component.max, 0, firsts[index + 1]! * WORDS]
      words.set(all, (firsts[index]! + c) * WORDS)
    }
  const plan: SegmentPlan = {
    table,
    words,
    codes: table.elements.flatMap(({ components }) =>
      components.map(({ codes }) => (codes ? packedCodes(codes) : null)),
    ),
    least: firsts[table.elements.findLastIndex(({ mandatory }) => mandatory) + 1]! * WORDS,
    required: 0,
    oneOf: [],
    shapes: SHAPELESS,
  }
  if (narrowing !== null && !narrow(plan, narrowing, firsts)) return undefined
  for (let at = 0; at < words.length; at += WORDS)
    if (words[at + MIN]! > 1 || words[at + BITS] !== 0) words[at]! |= LOOKED_AT
  return plan
}

function flagsOf({ type, codes, mandatory }: ComponentUse): number {
  return (type === 'a' ? LETTERS : type === 'n' ? NUMBER : 0) | (codes ? CODED : 0) | (mandatory ? MANDATORY : 0)
}

/** The first component of each element, and behind them how many there are. */
function firstsOf({ elements }: SegmentTable): number[] {
  const firsts = [0]
  for (const { components } of elements) firsts.push(firsts.at(-1)! + components.length)
  return firsts
}

function narrow(plan: SegmentPlan, { elements, unwanted, oneOf }: Narrowing, firsts: number[]): boolean {
  const asked = new Asked(plan, firsts)
  for (const one of elements) if (!narrowElement(plan, one, { asked, firsts })) return false
  for (const n of unwanted) forbid(plan, firsts[n - 1]!, firsts[n]!)
  for (const places of oneOf) plan.oneOf.push(places.reduce((bits, place) => bits | asked.bit(place), 0))
  return asked.fit
}

/** False: what it says cannot be seen of one component alone. */
function narrowElement(
  plan: SegmentPlan,
  { element, component, guide, codes, table }: ElementPlan,
  { asked, firsts }: { asked: Asked; firsts: number[] },
): boolean {
  const [first, end] = [firsts[element - 1], firsts[element]]
  if (first === undefined || end === undefined || component > end - first) return false
  const { words } = plan
  const { usage, min, max } = guide
  const whole = component === 0 && end - first > 1
  const at = first + Math.max(0, component - 1)
  if (usage === 'required') plan.required |= asked.bit({ element, component })
  if (usage === 'not-used') forbid(plan, at, whole ? end : at + 1)
  if (min === undefined && max === undefined && codes === null) return true
  const word = at * WORDS
  if (whole || (words[word]! & NUMBER) !== (table?.type === 'n' ? NUMBER : 0)) return false
  words[word + MIN] = Math.max(words[word + MIN]!, min ?? 0)
  words[word + MAX] = Math.min(words[word + MAX]!, max ?? LONGEST)
  if (codes === null) return true
  words[word]! |= CODED
  plan.codes[at] = commonCodes(plan.codes[at]!, packedCodes(codes))
  return true
}

/** Nothing is as short. */
function forbid({ words }: SegmentPlan, from: number, to: number): void {
  for (let at = from; at < to; at++) words[at * WORDS + MAX] = 0
}

/** Gives bits to elements and components. */
class Asked {
  readonly #plan: SegmentPlan
  readonly #firsts: number[]
  readonly #bits = new Map<string, number>()
  /** There were bits for all. */
  fit = true

  constructor(plan: SegmentPlan, firsts: number[]) {
    this.#plan = plan
    this.#firsts = firsts
  }

  bit({ element, component }: Place): number {
    const key = `${element}-${component}`
    const known = this.#bits.get(key)
    if (known !== undefined) return known
    const [first, end] = [this.#firsts[element - 1], this.#firsts[element]]
    if (this.#bits.size >= ASKED_MAX || first === undefined || end === undefined || component > end - first) {
      this.fit = false
      return 0
    }
    const bit = 1 << this.#bits.size
    this.#bits.set(key, bit)
    const [from, to] = component === 0 ? [first, end] : [first + component - 1, first + component]
    for (let at = from; at < to; at++) this.#plan.words[at * WORDS + BITS]! |= bit
    return bit
  }
}

/** What stands between the elements and components of an interchange. */
export interface Separators {
  element: number
  component: number
  /** -1: none. */
  release: number
  /** The characters of its service string are text as any other where they are released. */
  ordinary: boolean
  /** The three as one number. */
  packed: number
}

export function separatorsOf(service: ServiceString, { odd }: Charset): Separators {
  const { element, component, release, repetition, terminator } = service
  const used = [element, component, terminator, release ?? element, repetition ?? element]
  const ordinary = used.every((byte) => byte > 0x1f && byte < 0x7f && !odd.includes(byte))
  const none = -1
  const packed = (element << 17) | (component << 9) | ((release ?? none) + 1)
  return { element, component, release: release ?? none, ordinary, packed }
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
  const separators = { element, component, release: -1, ordinary: false, packed: 0 }
  return areEachSound(bytes, { at: marks, first, last }, separators, plan)
}

/**
 * The same of the elements between these marks, release characters among them, of a segment of which each byte is a character. What
 * is released counts as one. Most have the shape of one that was sound before them: then only lengths and characters are compared.
 */
export function areSound(
  bytes: Uint8Array,
  marks: Pick<Marks, 'at' | 'first' | 'last'>,
  separators: Separators,
  plan: SegmentPlan,
): boolean {
  const count = marks.last - marks.first
  const shape = shapeOf(plan, count, separators)
  if (shape !== null && isShaped(bytes, marks.at, marks.first, shape)) return true
  if (!areEachSound(bytes, marks, separators, plan)) return false
  if (count < SHAPED_MARKS_MAX && (shape === null || ++shape.missed > MISSED_MAX))
    shapeAs(bytes, marks, separators, plan)
  return true
}

/** The shape of a sound segment that came before with so many marks behind the tag. */
export function shapeOf({ shapes }: SegmentPlan, count: number, separators: Separators): Shape | null {
  const shape = count < SHAPED_MARKS_MAX ? shapes[count]! : null
  return shape !== null && shape.separators === separators.packed ? shape : null
}

/** Keeps this sound segment's shape; what has release characters has none. */
function shapeAs(
  bytes: Uint8Array,
  { at: marks, first, last }: Pick<Marks, 'at' | 'first' | 'last'>,
  { component, release, packed: separators }: Separators,
  plan: SegmentPlan,
): void {
  for (let n = first; n < last; n++) if (bytes[marks[n]!] === release) return
  const { words } = plan
  const rows = [bytes[marks[first]!]!, 0, 0, 0]
  for (let at = 0, n = first; n < last; n++) {
    const from = marks[n]! + 1
    const to = marks[n + 1]!
    const asked = from < to ? words[at]! & CHARACTERS : 0
    const code = codeOf(asked, packedAt(bytes, from, to))
    if (code === null) rows[0] = NO_BYTE
    else if (from === to || code > 0) rows.push(bytes[to]!, to - from, to - from, code)
    else rows.push(bytes[to]!, Math.max(1, words[at + MIN]!), words[at + MAX]!, code)
    at = bytes[to] === component ? at + WORDS : words[at + NEXT]!
  }
  if (plan.shapes === SHAPELESS) plan.shapes = [...SHAPELESS]
  plan.shapes[last - first] = { rows: Int32Array.from(rows), separators, missed: 0 }
}

/** Null: a row does not say it. */
function codeOf(asked: number, packed: number): number | null {
  if (asked === 0) return 0
  if (asked === NUMBER) return A_NUMBER
  if (asked === LETTERS) return NO_DIGITS
  return asked === CODED && packed > 0 ? packed : null
}

/** The same, each by its place in the table. */
function areEachSound(
  bytes: Uint8Array,
  { at: marks, first, last }: Pick<Marks, 'at' | 'first' | 'last'>,
  separators: Separators,
  plan: SegmentPlan,
): boolean {
  const { words } = plan
  const { element, component, release } = separators
  let from = marks[first]! + 1
  // The tag has no components: it ends with an element, or the segment.
  if (first < last && bytes[from - 1] !== element) return false
  /** Of the component at hand. */
  let at = 0
  /** It is not the first one of its element. */
  let inside = false
  let present = 0
  for (let n = first; n < last; ) {
    let to = marks[++n]!
    let mark = bytes[to]!
    let released = 0
    for (; mark === release; mark = bytes[to]!) {
      if (!separators.ordinary) return false
      released++
      to = marks[++n]!
    }
    const length = to - from - released
    const flags = words[at]!
    if (length === 0) {
      // Empty at the end of a segment or composite: that would be a trailing separator.
      if (mark === component ? (flags & MANDATORY) !== 0 : inside || n === last || (flags & NEEDED) !== 0) return false
    } else {
      const size = (flags & NUMBER) !== 0 ? digitsOf(bytes, from, to) : length
      if (size > words[at + MAX]!) return false
      if ((flags & MORE_SAID) !== 0) {
        if (size < words[at + MIN]!) return false
        present |= words[at + BITS]!
        if ((flags & LETTERS) !== 0 && hasDigit(bytes, from, to)) return false
        if ((flags & CODED) !== 0 && (released > 0 || !isCode(plan.codes[at >> WORD_BITS]!, bytes, from, to)))
          return false
      }
    }
    if (mark === component) {
      if ((flags & LAST) !== 0) return false
      at += WORDS
      inside = true
    } else {
      // What ends neither component nor element nor segment begins a repeat: that is looked at slowly.
      if ((mark !== element && n < last) || ((flags & MORE) !== 0 && (inside || length > 0))) return false
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
