import { Placing, type PlacingPlan, planPlacing } from '../placing.ts'
import { type Problem, type ProblemCode, shown } from '../problems.ts'
import { charactersOf } from '../x12/text.ts'
import { type Look, matches } from './look.ts'
import type { ElementPlan, GuideNode, GuidePlan, Scope } from './plan.ts'
import { RuleCounting } from './rule-counting.ts'

/** Problems of one document that are kept; the others are counted. */
const PROBLEMS_MAX = 1_000

/** Acknowledgement codes: of AK304 and AK403 in X12, 0085 in EDIFACT. */
const ACKNOWLEDGEMENTS: Record<string, [x12: string, edifact: string]> = {
  'guide-segment-missing': ['3', '13'],
  'guide-segment-not-used': ['2', '15'],
  'guide-segment-too-often': ['5', '35'],
  'guide-element-missing': ['1', '13'],
  'guide-element-not-used': ['10', '15'],
  'guide-element-code': ['7', '12'],
  'guide-element-too-short': ['4', '40'],
  'guide-element-too-long': ['5', '39'],
  'guide-count': ['7', '12'],
  'guide-total': ['7', '12'],
  'guide-one-of': ['2', '13'],
}

/** Of the whole document: AK502 (one or more segments in error), 0085 (missing, unspecified error). */
export const DOCUMENT_ACKNOWLEDGEMENTS = { x12: '5', edifact: { missing: '13', other: '18' } }

/** A loop that is open, or the whole document: which places are named in it. */
export interface Open {
  scopes: Scope[]
  /** Nobody named this loop: what stands in it was told with it. */
  unknown: boolean
}

export interface Found {
  code: ProblemCode
  severity: Problem['severity']
  place?: string
  element?: number
  component?: number
  reference?: string
  value?: string
  expected?: string
  rule?: string
  [more: string]: unknown
}

const plans = new WeakMap<GuidePlan, PlacingPlan>()

/**
 * Holds one document against a guide, segment by segment, in constant memory. Where a segment is as the guide says, no text is made
 * of it. Expressions are not among what is checked here: they need the whole document (`expressions.ts`).
 */
export class GuideChecking {
  readonly plan: GuidePlan
  readonly #placing: Placing
  #open: Open[]
  /**
   * By the number of a place: how often it was there in the repeat of its loop that is open; a place is named in one loop only. Behind
   * those the counts of rules.
   */
  readonly #counts: Int32Array
  readonly rules: RuleCounting | null
  readonly problems: Problem[] = []
  /** Those beyond the kept ones included. */
  problemCount = 0
  /** As many of them are no mere warnings. */
  errorCount = 0
  #position = 0
  #segment = ''
  #offset = 0

  /** `shared`: what the reader places by the same table, and counts as well. */
  constructor(plan: GuidePlan, shared?: { placing: Placing; counts: Int32Array }) {
    this.plan = plan
    this.#placing = shared?.placing ?? new Placing(placingOf(plan))
    this.#counts = shared?.counts ?? new Int32Array(plan.nodeCount + plan.rules.length)
    this.#open = [{ scopes: [plan.root], unknown: false }]
    this.rules = plan.rules.length > 0 ? new RuleCounting(plan, this.#counts, this.report) : null
  }

  /** `position`: of the segment in its document, from 1. */
  take(look: Look, position: number, placed: boolean = this.#placing.place(look.code).kind === 'placed'): void {
    this.#position = position
    this.#offset = look.offset
    // What has no place in the grammar is told by the reader.
    if (!placed) return
    const { depth, opened } = this.#placing
    this.#close(opened ? depth : depth + 1)
    const open = this.#open.at(-1)!
    const nodes = matching(open.scopes, look)
    if (this.plan.closed && nodes.length === 0 && !open.unknown) this.#unmentioned(look)
    for (const node of nodes) this.#count(node, look)
    this.rules?.take(look, nodes, position)
    if (!opened) return
    const entered = openedBy(nodes, this.plan)
    for (const { nodes: named } of entered.scopes) for (const { number } of named) this.#counts[number] = 0
    this.#open.push(entered)
  }

  /** The loops that are open, from the whole document to the innermost. */
  get open(): readonly Open[] {
    return this.#open
  }

  /** Goes on from where another way of checking has come to, behind this segment. */
  resume(open: readonly Open[], { position, offset }: { position: number; offset: number }): void {
    this.#open = [...open]
    this.#position = position
    this.#offset = offset
  }

  /** What is missing at the end of the document, and what its rules say. */
  finish(): Problem[] {
    this.#close(0)
    this.rules?.finish()
    return this.problems
  }

  report = (
    { code, severity, ...more }: Found,
    at?: { segment: string; position: number; offset: number } | null,
  ): void => {
    this.problemCount++
    if (severity === 'error') this.errorCount++
    if (this.problems.length >= PROBLEMS_MAX) return
    const { grammar, guide } = this.plan
    const [x12, edifact] =
      at === null ? [DOCUMENT_ACKNOWLEDGEMENTS.x12, DOCUMENT_ACKNOWLEDGEMENTS.edifact.missing] : ACKNOWLEDGEMENTS[code]!
    const { value, ...rest } = more
    this.problems.push({
      code,
      ...(grammar.standard === 'edifact' ? { standard: 'edifact' as const } : {}),
      level: at === null ? 'set' : more.element === undefined ? 'segment' : 'element',
      severity,
      acknowledgement: grammar.standard === 'edifact' ? edifact : x12,
      // Of the whole document, where `at` is null.
      ...(at === null
        ? {}
        : { segment: at?.segment ?? this.#segment, segmentPosition: at?.position ?? this.#position }),
      ...rest,
      ...(value === undefined ? {} : { value: shown(value) }),
      guide: `${guide.name} ${guide.version}`,
      offset: at?.offset ?? this.#offset,
    })
  }

  /** Ends the repeats of loops from `depth` on. */
  #close(depth: number): void {
    while (this.#open.length > depth) {
      const { scopes } = this.#open.pop()!
      for (const scope of scopes)
        for (const node of scope.nodes) {
          const count = this.#counts[node.number]!
          if (count >= node.min) continue
          this.#segment = node.tag
          const severity = node.guide!.severity
          const expected = String(node.min)
          this.report({ code: 'guide-segment-missing', severity, place: node.path, value: String(count), expected })
        }
    }
  }

  #unmentioned(look: Look): void {
    if (this.#placing.use.mandatory) return
    this.#segment = look.tag
    this.report({ code: 'guide-segment-not-used', severity: 'error', place: look.tag })
  }

  #count(node: GuideNode, look: Look): void {
    if (!node.guide) return
    const count = ++this.#counts[node.number]!
    if (count > node.max) {
      this.#segment = node.tag
      const { severity, usage } = node.guide
      if (usage === 'not-used') this.report({ code: 'guide-segment-not-used', severity, place: node.path })
      else this.report({ code: 'guide-segment-too-often', severity, place: node.path, expected: String(node.max) })
      return
    }
    for (const element of node.elements) if (!isFine(element, look)) this.#tellElement(element, node, look)
    for (const n of node.unwanted) {
      if (look.size(n, 0) === 0) continue
      this.#segment = node.tag
      const value = look.text(n, 0)
      this.report({ code: 'guide-element-not-used', severity: 'error', place: node.path, element: n, value })
    }
  }

  #tellElement(plan: ElementPlan, node: GuideNode, look: Look): void {
    const { element, component, guide, table, codes } = plan
    this.#segment = node.tag
    const value = look.text(element, component)
    const of = {
      severity: guide.severity,
      place: node.path,
      element,
      ...(component > 0 ? { component } : {}),
      ...(table?.reference ? { reference: table.reference } : {}),
      value,
    }
    if (look.size(element, component) === 0 || guide.usage === 'not-used') {
      const empty = look.size(element, component) === 0
      this.report({ ...of, code: empty ? 'guide-element-missing' : 'guide-element-not-used' })
      return
    }
    const length = lengthOf(value, plan)
    const { min = 0, max = Number.POSITIVE_INFINITY } = guide
    if (length < min) this.report({ ...of, code: 'guide-element-too-short', expected: String(min) })
    if (length > max) this.report({ ...of, code: 'guide-element-too-long', expected: String(max) })
    if (codes && !codes.has(value))
      this.report({ ...of, code: 'guide-element-code', expected: shown([...codes].join(', ')) })
  }
}

function placingOf(plan: GuidePlan): PlacingPlan {
  let placing = plans.get(plan)
  if (!placing) plans.set(plan, (placing = planPlacing(plan.grammar.content)))
  return placing
}

/** The loop that a segment at these places opens. */
export function openedBy(nodes: GuideNode[], { closed }: GuidePlan): Open {
  const scopes = nodes.length === 1 ? nodes[0]!.within : nodes.flatMap(({ within }) => within)
  return { scopes, unknown: closed && nodes.length === 0 }
}

/** The places of the open loop that the segment stands at. */
function matching(scopes: Scope[], look: Look): GuideNode[] {
  let found = NONE
  for (const scope of scopes)
    for (const node of scope.byTag.get(look.code) ?? NONE) {
      if (!matches(node, look)) continue
      if (found === NONE) found = []
      found.push(node)
    }
  return found
}

const NONE: GuideNode[] = []

/** Nothing is wrong with it; looked at without making text where it can be. */
function isFine({ element, component, guide, codes, packed, table }: ElementPlan, look: Look): boolean {
  const size = look.size(element, component)
  if (guide.usage === 'not-used') return size === 0
  if (size === 0) return guide.usage !== 'required'
  if (packed && !packed.has(look.packed(element, component))) return false
  if (codes && !packed && !codes.has(look.text(element, component))) return false
  const { min, max } = guide
  if (min === undefined && max === undefined) return true
  // Signs and decimal marks do not count as length: text tells.
  const length = isNumeric(table?.type) ? lengthOf(look.text(element, component), { table }) : size
  return length >= (min ?? 0) && length <= (max ?? length)
}

const isNumeric = (type: string | undefined) => type === 'R' || type === 'N' || type === 'n'

function lengthOf(value: string, { table }: Pick<ElementPlan, 'table'>): number {
  return isNumeric(table?.type) ? value.replace(/[^0-9]/g, '').length : charactersOf(value)
}
