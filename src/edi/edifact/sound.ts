import { commonCodes, isCode, type Narrowing, packedCodes } from '../course/narrowing.ts'
import type { Place } from '../guides/paths.ts'
import type { ElementPlan } from '../guides/plan.ts'
import type { Marks } from '../marks.ts'
import type { Charset } from './charsets.ts'
import type { ComponentUse, SegmentTable } from './grammar.ts'
import type { Segment } from './segment.ts'
import type { ServiceString } from './service-string.ts'

/** How a component is looked at. */
const [TEXT, LETTERS, NUMBER] = [0, 1, 2]
const KINDS = { an: TEXT, a: LETTERS, n: NUMBER } satisfies Record<ComponentUse['type'], number>
/** Those of which something is asked whether they are there: as many as there are bits. */
const ASKED_MAX = 31
const LONGEST = 0x7f_ff_ff_ff

/**
 * A segment's table, narrowed by a guide or not, as numbers by component: those of the first element, then those of the second, and
 * so on.
 */
export interface SegmentPlan {
  table: SegmentTable
  kinds: Uint8Array
  min: Int32Array
  max: Int32Array
  codes: (Int32Array | null)[]
  /** It must be there where its element is. */
  mandatory: Uint8Array
  /** The same of one behind it in its element. */
  more: Uint8Array
  /** The first component of the next element; behind the last element there is none. */
  next: Int32Array
  /** The element must be there. */
  needed: Uint8Array
  /** The first component that may be missing with all elements from there on. */
  least: number
  /** By component: a bit where it is asked whether it is there. */
  bits: Int32Array
  /** Of these all must be there, whatever the table says. */
  required: number
  /** Of each of these one. */
  oneOf: number[]
}

/** Undefined: there is more in the narrowing than can be said so. */
export function planSegment(table: SegmentTable): SegmentPlan
export function planSegment(table: SegmentTable, narrowing: Narrowing | null): SegmentPlan | undefined
export function planSegment(table: SegmentTable, narrowing: Narrowing | null = null): SegmentPlan | undefined {
  const all = table.elements.flatMap(({ components }) => components)
  const firsts = firstsOf(table)
  const element = table.elements.flatMap(({ components }, index) => components.map(() => index))
  const behind = table.elements.flatMap(({ components }) =>
    components.map((_, at) => components.slice(at + 1).some(({ mandatory }) => mandatory)),
  )
  const plan: SegmentPlan = {
    table,
    kinds: Uint8Array.from(all, ({ type }) => KINDS[type]),
    min: Int32Array.from(all, ({ min }) => min),
    max: Int32Array.from(all, ({ max }) => max),
    codes: all.map(({ codes }) => (codes ? packedCodes(codes) : null)),
    mandatory: Uint8Array.from(all, ({ mandatory }) => Number(mandatory)),
    more: Uint8Array.from(behind, Number),
    next: Int32Array.from(element, (index) => firsts[index + 1]!),
    needed: Uint8Array.from(element, (index) => Number(table.elements[index]!.mandatory)),
    least: firsts[table.elements.findLastIndex(({ mandatory }) => mandatory) + 1]!,
    bits: new Int32Array(all.length),
    required: 0,
    oneOf: [],
  }
  return narrowing === null || narrow(plan, narrowing) ? plan : undefined
}

/** The first component of each element, and behind them how many there are. */
function firstsOf({ elements }: SegmentTable): number[] {
  const firsts = [0]
  for (const { components } of elements) firsts.push(firsts.at(-1)! + components.length)
  return firsts
}

function narrow(plan: SegmentPlan, { elements, unwanted, oneOf }: Narrowing): boolean {
  const firsts = firstsOf(plan.table)
  const asked = new Asked(plan, firsts)
  for (const one of elements) if (!narrowElement(plan, one, { asked, firsts })) return false
  for (const n of unwanted) plan.max.fill(0, firsts[n - 1], firsts[n])
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
  if (guide.usage === 'required') plan.required |= asked.bit({ element, component })
  const whole = component === 0 && end - first > 1
  if (guide.usage === 'not-used')
    plan.max.fill(0, ...(whole ? [first, end] : [first + Math.max(0, component - 1)].flatMap((at) => [at, at + 1])))
  const { min, max } = guide
  if (min === undefined && max === undefined && codes === null) return true
  const at = first + Math.max(0, component - 1)
  if (whole || (plan.kinds[at] === NUMBER) !== (table?.type === 'n')) return false
  plan.min[at] = Math.max(plan.min[at]!, min ?? 0)
  plan.max[at] = Math.min(plan.max[at]!, max ?? LONGEST)
  if (codes) plan.codes[at] = commonCodes(plan.codes[at]!, packedCodes(codes))
  return true
}

/** Gives bits to elements and components. */
class Asked {
  readonly #plan: SegmentPlan
  readonly #firsts: number[]
  readonly #bits = new Map<string, number>()
  fit = true

  constructor(plan: SegmentPlan, firsts: number[]) {
    this.#plan = plan
    this.#firsts = firsts
  }

  bit({ element, component }: Place): number {
    const key = `${element}-${component}`
    const known = this.#bits.get(key)
    if (known !== undefined) return known
    if (this.#bits.size >= ASKED_MAX || element >= this.#firsts.length) {
      this.fit = false
      return 0
    }
    const bit = 1 << this.#bits.size
    this.#bits.set(key, bit)
    const first = this.#firsts[element - 1]!
    const [from, to] = component === 0 ? [first, this.#firsts[element]!] : [first + component - 1, first + component]
    for (let at = from; at < to; at++) this.#plan.bits[at]! |= bit
    return bit
  }
}

/** What stands between the elements and components of an interchange. */
export interface Separators {
  element: number
  component: number
  release: number | null
  /** The characters of its service string are text as any other where they are released. */
  ordinary: boolean
}

export function separatorsOf(service: ServiceString, { odd }: Charset): Separators {
  const { element, component, release, repetition, terminator } = service
  const used = [element, component, terminator, release ?? element, repetition ?? element]
  const ordinary = used.every((byte) => byte > 0x1f && byte < 0x7f && !odd.includes(byte))
  return { element, component, release, ordinary }
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
  return areSound(bytes, { at: marks, first, last }, { ...segment.service, ordinary: false }, plan)
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
  const { kinds, min, max, codes, next, bits } = plan
  const { element, component, release } = separators
  const count = kinds.length
  // The tag has no components, and ends with an element or the segment.
  if (first < last && bytes[marks[first]!] !== element) return false
  let from = marks[first]! + 1
  let start = 0
  let at = 0
  let released = 0
  let present = 0
  for (let n = first + 1; n <= last; n++) {
    const to = marks[n]!
    const mark = bytes[to]
    if (mark === release && n < last) {
      if (!separators.ordinary) return false
      released++
      continue
    }
    if (at === count) return false
    const length = to - from - released
    if (length === 0) {
      if (mark === component ? plan.mandatory[at] : at > start || n === last || plan.needed[at]) return false
    } else {
      if (length > max[at]! || kinds[at] === NUMBER) {
        if (kinds[at] !== NUMBER || released > 0) return false
        const digits = digitsOf(bytes, from, to)
        if (digits === 0 || digits > max[at]! || digits < min[at]!) return false
      } else if (length < min[at]! || (kinds[at] === LETTERS && hasDigit(bytes, from, to))) return false
      const list = codes[at]!
      if (list !== null && (released > 0 || !isCode(list, bytes, from, to))) return false
      present |= bits[at]!
    }
    from = to + 1
    released = 0
    if (mark === component) {
      if (++at === next[start]) return false
    } else {
      // An element that is there, and not all of it. Anything but the end of one is a repeat: that is looked at slowly.
      if ((length > 0 || at > start) && plan.more[at]) return false
      if (mark !== element && n < last) return false
      start = next[start]!
      at = start
    }
  }
  if (at < plan.least || (present & plan.required) !== plan.required) return false
  for (const some of plan.oneOf) if ((present & some) === 0) return false
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
