import type { Use } from '../grammar.ts'
import { type Open, openedBy } from '../guides/checking.ts'
import type { GuideNode, GuidePlan } from '../guides/plan.ts'
import { Placing, type PlacingPlan, type Spot } from '../placing.ts'
import { type Narrowing, narrowingAt } from './narrowing.ts'

/** Where a document stands between two segments: its open loops, and what a guide names in them. */
export interface Stand<Plan> {
  /** From the whole to the innermost loop, as many as of `open`. */
  spots: readonly Spot[]
  open: readonly Open[]
  /** By tag; null: segments of it are looked at slowly here. */
  moves: Map<number, Move<Plan> | null>
  /** The one that was made from here last: as a rule also the next one. */
  likely: Move<Plan> | null
}

/** What a segment of one tag does at a stand, where nothing is wrong with it. */
export interface Move<Plan> {
  code: number
  /** Where the guide makes no difference by the first value. */
  only: Way<Plan> | null
  /** By the first value, packed as one number. */
  ways: Map<number, Way<Plan> | null>
  /** For all other first values. */
  otherwise: Way<Plan> | null
}

/**
 * A move at certain places of a guide, or without one. What is counted has its place in one array: how often each place of the guide
 * came, then by rule, then by depth how often the use came that was placed there last.
 */
export interface Way<Plan> {
  to: Stand<Plan>
  /** What its elements must be; null: nothing. */
  plan: Plan | null
  /**
   * Five lists, one behind the other, and before them where each ends: counts that must have come to so many, since loops end, by
   * turns with it; those that must not have come to so many, by turns as well; counts that grow by one; those that are one now, of
   * another use than before and of the loop that is opened; those that are none now, in that loop.
   */
  counts: Int32Array
  /** There is more to do with the segment than to see that it is fine. */
  told: boolean
}

/** The tables of a set or message, as its course needs them. */
export interface Tables<Plan> {
  placing: PlacingPlan
  /** What the elements of a segment must be; null: nothing; undefined: it takes a slow look to say. */
  planOf(code: number, narrowing: Narrowing | null): Plan | null | undefined
  /** Whether somebody asks for what stands in the segments of a tag. */
  asks(code: number): boolean
  /** Header and trailer of the document, and of what is around it. */
  stops: ReadonlySet<number>
}

/** More often than anything comes. */
const MOST = 0x7f_ff_ff_ff
/** Beyond this many no new ones are made: the documents that go there are looked at slowly. */
const STANDS_MAX = 4_096

/**
 * All ways that documents go through the table of a set or message and the guide they are held against: found on the way by the
 * first that goes there, by the slow means, and kept for all.
 */
export class Course<Plan> {
  readonly guide: GuidePlan | null
  /** How many counts a document has; those by depth begin at `depths`. */
  readonly #counts: number
  readonly depths: number
  readonly #tables: Tables<Plan>
  readonly #stands = new Map<string, Stand<Plan>>()
  readonly #placing: Placing
  /** Behind the header: of most documents the first one. */
  #start: Stand<Plan> | null = null
  /** Of a document that has ended. */
  #free: Int32Array | null = null

  constructor(tables: Tables<Plan>, guide: GuidePlan | null) {
    this.#tables = tables
    this.guide = guide
    this.depths = guide ? guide.nodeCount + guide.rules.length : 0
    this.#counts = this.depths + tables.placing.depth
    this.#placing = new Placing(tables.placing)
  }

  /** Counts for one document, all none. */
  borrow(): Int32Array {
    const counts = this.#free?.fill(0) ?? new Int32Array(this.#counts)
    this.#free = null
    return counts
  }

  /** They are for the next document: files have many. */
  giveBack(counts: Int32Array): void {
    this.#free = counts
  }

  /** Null: there are too many. */
  standAt(spots: readonly Spot[], open: readonly Open[]): Stand<Plan> | null {
    const inner = spots.at(-1)!
    if (spots.length === 1 && inner.at === 0 && this.#start) return this.#start
    const scopes = open.map((one) => `${one.scopes.map(({ number }) => number)}${one.unknown ? '!' : ''}`)
    const key = `${inner.content.number} ${inner.at} ${scopes.join('/')}`
    let stand = this.#stands.get(key)
    if (stand) return stand
    if (this.#stands.size >= STANDS_MAX) return null
    stand = { spots, open, moves: new Map(), likely: null }
    this.#stands.set(key, stand)
    if (spots.length === 1 && inner.at === 0) this.#start = stand
    return stand
  }

  /** What a segment of this tag does there; null: that takes a slow look. */
  moveFrom(stand: Stand<Plan>, code: number): Move<Plan> | null {
    let move = stand.moves.get(code)
    if (move === undefined) {
      if (!this.#tables.placing.tags.has(code) || this.#tables.stops.has(code)) return null
      stand.moves.set(code, (move = this.#find(stand, code)))
    }
    return move
  }

  /** Each use as if it had come once: one that may come once only takes its next place, the others repeat. */
  #find({ spots, open }: Stand<Plan>, code: number): Move<Plan> | null {
    const placing = this.#placing
    placing.resume(spots, () => 1)
    const placed = placing.place(code)
    if (placed.kind !== 'placed' || placed.missing.length > 0) return null
    if (placed.tooOften !== null || placed.loopTooOften !== null) return null
    const opens = placing.opened
    const depth = opens ? placing.depth - 1 : placing.depth
    const around = open.slice(0, depth + 1)
    const step: Step = {
      code,
      spots: placing.spots!,
      open: around,
      ended: nodesIn(open.slice(depth + 1)),
      depth,
      opens,
      repeats: placing.count(depth) > 1,
      use: placing.use,
    }
    const candidates = around.at(-1)?.scopes.flatMap(({ byTag }) => byTag.get(code) ?? []) ?? []
    if (candidates.some(({ qualifier, packed }) => qualifier !== null && packed < 0)) return null
    const way = (value: number | null) =>
      this.#way(
        candidates.filter(({ qualifier, packed }) => qualifier === null || packed === value),
        step,
      )
    const values = new Set(candidates.flatMap(({ qualifier, packed }) => (qualifier === null ? [] : [packed])))
    const ways = new Map([...values].map((value) => [value, way(value)]))
    const otherwise = way(null)
    if (ways.size === 0 && otherwise === null) return null
    return { code, only: ways.size === 0 ? otherwise : null, ways, otherwise }
  }

  #way(nodes: GuideNode[], { code, spots, open, ended, depth, opens, repeats, use }: Step): Way<Plan> | null {
    const { guide } = this
    const { planOf, asks } = this.#tables
    if (guide?.closed && nodes.length === 0 && !open.at(-1)!.unknown && !use.mandatory) return null
    const plan = planOf(code, guide && nodes.length > 0 ? narrowingAt(nodes, guide.oneOf) : null)
    if (plan === undefined) return null
    const opened = guide && opens ? [openedBy(nodes, guide)] : []
    const to = this.standAt(spots, [...open, ...opened])
    if (to === null) return null
    const at = this.depths + depth
    const counted = nodes.filter((node) => node.guide !== null && (node.min > 0 || node.max < MOST))
    const below = counted.filter(({ max }) => max < MOST).flatMap(({ number, max }) => [number, max])
    if (repeats && use.max > 0) below.push(at, use.max)
    const rules = nodes.flatMap((node) => node.rules).map((rule) => guide!.nodeCount + rule)
    const grown = [...counted.map(({ number }) => number), ...rules, ...(repeats ? [at] : [])]
    return {
      to,
      plan,
      counts: joined([
        ended.filter(({ min }) => min > 0).flatMap(({ number, min }) => [number, min]),
        below,
        grown,
        [...(repeats ? [] : [at]), ...(opens ? [at + 1] : [])],
        nodesIn(opened).map(({ number }) => number),
      ]),
      told: asks(code) || (guide?.values.has(code) ?? false),
    }
  }
}

/** A segment that is placed behind a stand. */
interface Step {
  code: number
  spots: readonly Spot[]
  /** Loops that were open and still are. */
  open: readonly Open[]
  /** What a guide names in those that end. */
  ended: GuideNode[]
  /** Of the loop that it is placed in. */
  depth: number
  opens: boolean
  /** The use is that which was placed there last. */
  repeats: boolean
  use: Use
}

/** A first value of which a slow look must say what it is. */
export const UNPACKED = -2

/** The way that a first value leads, packed as one number; -1: it is too long for that, as none is that a guide names. */
export function wayBy<Plan>({ ways, otherwise }: Move<Plan>, value: number): Way<Plan> | null {
  if (value === UNPACKED) return null
  const way = ways.get(value)
  return way === undefined ? otherwise : way
}

/** Whether a guide narrows this very table. */
export function isFor(guide: GuidePlan, { content }: PlacingPlan): boolean {
  return guide.grammar.content === content.uses
}

/** Lists one behind the other, and before them where each ends. */
function joined(lists: number[][]): Int32Array {
  let end = lists.length
  const ends = lists.map((list) => (end += list.length))
  return Int32Array.from([...ends, ...lists.flat()])
}

const nodesIn = (open: readonly Open[]): GuideNode[] =>
  open.flatMap(({ scopes }) => scopes.flatMap(({ nodes }) => nodes))
