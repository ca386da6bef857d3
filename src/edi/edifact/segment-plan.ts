import { commonCodes, type Narrowing, packedCodes } from '../course/narrowing.ts'
import type { Place } from '../guides/paths.ts'
import type { ElementPlan } from '../guides/plan.ts'
import type { ComponentUse, SegmentTable } from './grammar.ts'

/** The words of a component in a plan: flags, and these. `NEXT`: where those of the next element begin. */
export const [MIN, MAX, BITS, NEXT] = [1, 2, 3, 4]
export const WORD_BITS = 3
const WORDS = 1 << WORD_BITS

/** Its characters: no digits, or a number. */
export const [LETTERS, NUMBER] = [1, 2]
/** Only certain values. */
export const CODED = 4
/** It must be there where its element is; one behind it must. */
export const [MANDATORY, MORE] = [8, 16]
/** Its element must be there. */
export const NEEDED = 32
/** The last of its element. */
export const LAST = 64

/** Those of which something is asked whether they are there: as many as there are bits. */
const ASKED_MAX = 31
const LONGEST = 0x7f_ff_ff_ff

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
  }
  return narrowing === null || narrow(plan, narrowing, firsts) ? plan : undefined
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
