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
  /** Of the loop in which it is placed. */
  depth: number
  /** The use that was placed last there comes once more: at most `max` times. */
  repeats: boolean
  max: number
  opens: boolean
  /** The places of a guide in the loops that end, and how often each must have been there, by turns. */
  least: Int32Array
  /** Where the guide makes no difference by the first value. */
  only: Way<Plan> | null
  /** By the first value, packed as one number. */
  ways: Map<number, Way<Plan> | null>
  /** For all other first values. */
  otherwise: Way<Plan> | null
}

/** A move at certain places of a guide, or without one. */
export interface Way<Plan> {
  to: Stand<Plan>
  /** What its elements must be; null: nothing. */
  plan: Plan | null
  /** The places of the guide that it stands at, and how often it may, by turns. */
  most: Int32Array
  /** Places in a loop that it opens: they are counted from the start. */
  cleared: Int32Array
  /** Rules that count it. */
  rules: Int32Array
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

/** Beyond this many no new ones are made: the documents that go there are looked at slowly. */
const STANDS_MAX = 4_096
const MOST = 0x7f_ff_ff_ff

/**
 * All ways that documents go through the table of a set or message and the guide they are held against: found on the way by the
 * first that goes there, by the slow means, and kept for all.
 */
export class Course<Plan> {
  readonly guide: GuidePlan | null
  readonly #tables: Tables<Plan>
  readonly #stands = new Map<string, Stand<Plan>>()
  readonly #placing: Placing

  constructor(tables: Tables<Plan>, guide: GuidePlan | null) {
    this.#tables = tables
    this.guide = guide
    this.#placing = new Placing(tables.placing)
  }

  /** Null: there are too many. */
  standAt(spots: readonly Spot[], open: readonly Open[]): Stand<Plan> | null {
    const inner = spots.at(-1)!
    const scopes = open.map((one) => `${one.scopes.map(({ number }) => number)}${one.unknown ? '!' : ''}`)
    const key = `${inner.content.number} ${inner.at} ${scopes.join('/')}`
    let stand = this.#stands.get(key)
    if (stand) return stand
    if (this.#stands.size >= STANDS_MAX) return null
    stand = { spots, open, moves: new Map(), likely: null }
    this.#stands.set(key, stand)
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
    placing.resume(
      spots,
      spots.map(() => 1),
    )
    const placed = placing.place(code)
    if (
      placed.kind !== 'placed' ||
      placed.missing.length > 0 ||
      placed.tooOften !== null ||
      placed.loopTooOften !== null
    )
      return null
    const opens = placing.opened
    const depth = opens ? placing.depth - 1 : placing.depth
    const { mandatory, max } = placing.use
    const of = { code, spots: placing.spots!, open: open.slice(0, depth + 1), opens }
    const repeats = depth < spots.length && placing.counts[depth]! > 1
    const ending = this.guide ? open.slice(depth + 1) : []
    const least = pairs(
      nodesIn(ending),
      ({ min }) => min,
      (min) => min > 0,
    )
    const candidates = this.guide ? of.open.at(-1)!.scopes.flatMap(({ byTag }) => byTag.get(code) ?? []) : []
    if (candidates.some(({ qualifier, packed }) => qualifier !== null && packed < 0)) return null
    const way = (value: number | null) => {
      const nodes = candidates.filter(({ qualifier, packed }) => qualifier === null || packed === value)
      return this.#way(nodes, { ...of, mandatory })
    }
    const values = new Set(candidates.flatMap(({ qualifier, packed }) => (qualifier === null ? [] : [packed])))
    const ways = new Map([...values].map((value) => [value, way(value)]))
    const otherwise = way(null)
    if (ways.size === 0 && otherwise === null) return null
    const only = ways.size === 0 ? otherwise : null
    return { code, depth, repeats, max: max === 0 ? MOST : max, opens, least, only, ways, otherwise }
  }

  #way(
    nodes: GuideNode[],
    of: { code: number; spots: Spot[]; open: readonly Open[]; opens: boolean; mandatory: boolean },
  ): Way<Plan> | null {
    const { guide } = this
    const { planOf, asks } = this.#tables
    if (guide?.closed && nodes.length === 0 && !of.open.at(-1)!.unknown && !of.mandatory) return null
    const plan = planOf(of.code, guide && nodes.length > 0 ? narrowingAt(nodes, guide.oneOf) : null)
    if (plan === undefined) return null
    const opened = guide && of.opens ? [openedBy(nodes, guide)] : []
    const to = this.standAt(of.spots, [...of.open, ...opened])
    if (to === null) return null
    const guided = nodes.filter((node) => node.guide !== null)
    return {
      to,
      plan,
      most: pairs(guided, ({ max }) => max),
      cleared: Int32Array.from(nodesIn(opened), ({ number }) => number),
      rules: Int32Array.from(nodes.flatMap(({ rules }) => rules)),
      told: asks(of.code) || (guide?.values.has(of.code) ?? false),
    }
  }
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

const nodesIn = (open: readonly Open[]): GuideNode[] =>
  open.flatMap(({ scopes }) => scopes.flatMap(({ nodes }) => nodes))

/** The number of each node and a bound of it, by turns. */
function pairs(nodes: GuideNode[], boundOf: (node: GuideNode) => number, wanted = (_: number) => true): Int32Array {
  const bounds = nodes.map((node) => [node.number, Math.min(boundOf(node), MOST)] as const)
  return Int32Array.from(bounds.filter(([, bound]) => wanted(bound)).flat())
}
