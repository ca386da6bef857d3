import type { Use } from './grammar.ts'
import { tagCode } from './tags.ts'

/** What became of a segment in its set or message. */
export type Placed =
  | { kind: 'placed'; missing: string[]; tooOften: number | null; loopTooOften: number | null }
  | { kind: 'out-of-sequence' }
  | { kind: 'not-in-set' }

/** The uses of a set or of one loop, with where each tag stands among them. */
export interface Content {
  /** Of all contents of the table. */
  number: number
  uses: Use[]
  loops: (Content | null)[]
  /** By tag: the first use of it. */
  first: Map<number, number>
  /** By use: the next one of the same tag; -1: there is none. */
  next: Int16Array
  /** By use: the first mandatory one from it on; the number of uses: there is none. */
  mandatory: Int16Array
  /** The UNS that stands between parts of the message which have segments in common; -1: there is none. */
  divider: number
  /** The tags of what stands before it. */
  before: ReadonlySet<number>
}

/** The table of a set or message as placing needs it, put together once. */
export interface PlacingPlan {
  content: Content
  tags: ReadonlySet<number>
  /** How many loops lie within each other, the whole included. */
  depth: number
}

export function planPlacing(uses: Use[]): PlacingPlan {
  const tags = new Set<number>()
  return { content: planContent(uses, tags, { count: 0 }), tags, depth: depthOf(uses) }
}

function depthOf(uses: Use[]): number {
  return 1 + Math.max(0, ...uses.map((use) => ('loop' in use ? depthOf(use.loop) : 0)))
}

function planContent(uses: Use[], tags: Set<number>, contents: { count: number }): Content {
  const number = contents.count++
  const first = new Map<number, number>()
  const next = new Int16Array(uses.length).fill(-1)
  const mandatory = new Int16Array(uses.length + 1).fill(uses.length)
  for (let index = uses.length - 1; index >= 0; index--) {
    const code = tagCode(uses[index]!.tag)
    next[index] = first.get(code) ?? -1
    first.set(code, index)
    mandatory[index] = uses[index]!.mandatory ? index : mandatory[index + 1]!
  }
  const divider = uses.findIndex(({ tag, mandatory: must }) => must && tag === 'UNS')
  const before = new Set<number>()
  const loops = uses.map((use, index) => {
    const own = new Set([tagCode(use.tag)])
    const content = 'loop' in use ? planContent(use.loop, own, contents) : null
    for (const tag of own) tags.add(tag)
    if (index < divider) for (const tag of own) before.add(tag)
    return content
  })
  return { number, uses, loops, first, next, mandatory, divider, before }
}

/** A place among the uses of a set or loop. */
export interface Spot {
  content: Content
  /** The index of the last use placed. */
  at: number
}

interface Level extends Spot {
  /** Uses of that one so far. */
  count: number
}

const NONE: string[] = []
const PLACED: Placed = { kind: 'placed', missing: NONE, tooOften: null, loopTooOften: null }
const OUT_OF_SEQUENCE: Placed = { kind: 'out-of-sequence' }
const NOT_IN_SET: Placed = { kind: 'not-in-set' }

/**
 * Finds the place of each segment of a set in its table: forward in the innermost loop, a new repeat of it, or onward in the
 * loops around it. Where a segment fits twice, the nearest place wins, as the standard's own tables are meant to be read.
 */
export class Placing {
  /** Those up to `#depth` are open; the others are used again: a large set opens a loop for every second segment. */
  readonly #levels: Level[]
  #depth = 0
  readonly #tags: ReadonlySet<number>

  constructor({ content, tags }: PlacingPlan) {
    this.#levels = [{ content, at: 0, count: 0 }]
    this.#tags = tags
  }

  /** `code`: the tag as a number. */
  place(code: number): Placed {
    for (let depth = this.#depth; depth >= 0; depth--) {
      const level = this.#levels[depth]!
      const index = findFrom(level, code, depth > 0)
      if (index >= 0) return leaps(level, index, code) ? OUT_OF_SEQUENCE : this.#settle(depth, index)
    }
    return this.#tags.has(code) ? OUT_OF_SEQUENCE : NOT_IN_SET
  }

  /** How many loops are open behind the segment that was placed last. */
  get depth(): number {
    return this.#depth
  }

  /** Whether that segment opened the innermost of them. */
  get opened(): boolean {
    const level = this.#levels[this.#depth]!
    return this.#depth > 0 && level.at === 0 && level.count === 1
  }

  /** The use that the segment placed last takes; of one that opened a loop the loop. */
  get use(): Use {
    const { content, at } = this.#levels[this.opened ? this.#depth - 1 : this.#depth]!
    return content.uses[at]!
  }

  /** Where it stands, from the whole to the innermost open loop; `null`: nothing has been placed yet. */
  get spots(): Spot[] | null {
    if (this.#levels[0]!.count === 0) return null
    return this.#levels.slice(0, this.#depth + 1).map(({ content, at }) => ({ content, at }))
  }

  /** How often the use at each of the spots has come. */
  count(depth: number): number {
    return this.#levels[depth]!.count
  }

  /** Goes on from where another way of placing has come to. */
  resume(spots: readonly Spot[], countAt: (depth: number) => number): void {
    this.#depth = spots.length - 1
    for (let depth = 0; depth < spots.length; depth++) {
      const { content, at } = spots[depth]!
      const count = countAt(depth)
      const level = this.#levels[depth]
      if (level) {
        level.content = content
        level.at = at
        level.count = count
      } else this.#levels.push({ content, at, count })
    }
  }

  /** The mandatory segments that are still missing when the set ends before its trailer. */
  #settle(depth: number, index: number): Placed {
    let missing = NONE
    for (let d = this.#depth; d > depth; d--)
      missing = skipped(this.#levels[d]!, this.#levels[d]!.content.uses.length, missing)
    const level = this.#levels[depth]!
    missing = skipped(level, index, missing)
    this.#depth = depth
    if (index === level.at && level.count > 0) level.count++
    else {
      level.at = index
      level.count = 1
    }
    const { max } = level.content.uses[index]!
    const often = max > 0 && level.count > max ? max : null
    const loop = level.content.loops[index]!
    if (loop) this.#open(loop)
    if (missing.length === 0 && often === null) return PLACED
    return { kind: 'placed', missing, tooOften: loop ? null : often, loopTooOften: loop ? often : null }
  }

  #open(content: Content): void {
    const level = this.#levels[++this.#depth]
    if (!level) this.#levels.push({ content, at: 0, count: 1 })
    else {
      level.content = content
      level.at = 0
      level.count = 1
    }
  }
}

/** The place of a tag at or behind where the level stands. Within a loop its opening segment is the loop around's business. */
function findFrom(level: Level, code: number, inLoop: boolean): number {
  const { uses, first, next } = level.content
  let index = first.get(code) ?? -1
  while (index >= 0 && (index < level.at || (inLoop && index === 0))) index = next[index]!
  // A segment that may stand once and does: a later place of the same name takes the next one.
  if (index === level.at && next[index]! >= 0) {
    const { max } = uses[index]!
    if (max > 0 && level.count >= max) return next[index]!
  }
  return index
}

/** Whether this place lies behind a UNS that has not come, while the segment has a place before it, too: there it is late. */
function leaps({ content: { divider, before }, at }: Level, index: number, code: number): boolean {
  return divider > at && index > divider && before.has(code)
}

/** `missing` and the mandatory ones between where the level stands and `to`. */
function skipped(level: Level, to: number, missing: string[]): string[] {
  let all = missing
  const { uses, mandatory } = level.content
  let index = mandatory[Math.min(uses.length, level.at + (level.count > 0 ? 1 : 0))]!
  for (; index < to; index = mandatory[index + 1]!) {
    if (all === NONE) all = []
    all.push(uses[index]!.tag)
  }
  return all
}
