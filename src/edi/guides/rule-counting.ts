import { parseDecimal, showDecimal, timesDecimal } from '../decimal.ts'
import type { Found } from './checking.ts'
import type { GuideRule } from './guide.ts'
import { type Look, matches } from './look.ts'
import type { Place } from './paths.ts'
import type { GuideNode, GuidePlan, ValuePlan } from './plan.ts'

interface Where {
  segment: string
  position: number
  offset: number
}

/** What one rule has seen of a document. */
interface Tally {
  rule: GuideRule
  sum: bigint
  /** The value that the rule compares with, as written, and where. */
  stated: { text: string; decimals: number; element: number; component: number; at: Where } | null
}

type Report = (found: Found, at?: Where | null) => void

/** Counts and adds up what the rules of a guide ask for. Amounts are exact: no floating point. */
export class RuleCounting {
  readonly #plan: GuidePlan
  readonly #report: Report
  readonly #tallies: Tally[]
  /** Behind those of places, by rule: segments at the places that it names. */
  readonly #counts: Int32Array

  constructor(plan: GuidePlan, counts: Int32Array, report: Report) {
    this.#plan = plan
    this.#counts = counts
    this.#report = report
    this.#tallies = plan.rules.map((rule) => ({ rule, sum: 0n, stated: null }))
  }

  take(look: Look, nodes: GuideNode[], position: number): void {
    for (const node of nodes)
      for (const index of node.rules) {
        const tally = this.#tallies[index]!
        this.#counts[this.#plan.nodeCount + index]!++
        if (tally.rule.check === 'one-of-elements') this.#oneOf(tally.rule, this.#plan.oneOf[index]!, { node, look })
      }
    this.add(look, position)
  }

  /** Adds up and keeps what the rules compare, without counting. */
  add(look: Look, position: number): void {
    for (const value of this.#plan.values.get(look.code) ?? NONE)
      if (matches(value, look)) this.#add(value, look, position)
  }

  finish(): void {
    for (const [index, { rule, sum, stated }] of this.#tallies.entries()) {
      const count = this.#counts[this.#plan.nodeCount + index]!
      const { id, severity } = rule
      if (rule.check === 'one-of-segments' && count === 0) {
        const expected = rule.segments.join(', ')
        this.#report({ code: 'guide-one-of', severity, rule: id, expected }, null)
      }
      if (!stated || (rule.check !== 'line-count' && rule.check !== 'line-total')) continue
      const { text, decimals, element, component, at } = stated
      if (rule.check === 'line-count' && decimals === 0 && text === String(count)) continue
      const value = amountOf(text, decimals)
      const place = {
        rule: id,
        place: rule.equals.replace(/\d\d(-\d+)?$/, ''),
        element,
        ...(component > 0 ? { component } : {}),
      }
      if (rule.check === 'line-count') {
        const expected = String(count)
        if (value === null || showDecimal(value) !== expected)
          this.#report({ code: 'guide-count', severity, ...place, value: text, expected }, at)
      } else if (value === null || distance(value, sum) > (parseDecimal(rule.tolerance) ?? 0n))
        this.#report({ code: 'guide-total', severity, ...place, value: text, expected: showDecimal(sum) }, at)
    }
  }

  #oneOf(
    rule: GuideRule & { check: 'one-of-elements' },
    places: Place[],
    { node, look }: { node: GuideNode; look: Look },
  ): void {
    if (places.some(({ element, component }) => look.size(element, component) > 0)) return
    const { id, severity } = rule
    const [{ element }] = places as [Place]
    const of = { rule: id, place: node.path, segment: node.tag, element, expected: rule.elements.join(', ') }
    this.#report({ code: 'guide-one-of', severity, ...of })
  }

  #add(plan: ValuePlan, look: Look, position: number): void {
    const tally = this.#tallies[plan.rule]!
    if (plan.role === 'equals') {
      const { element, component } = plan
      const { decimals } = plan.factors[0]!
      const text = look.text(element, component)
      if (text === '' || tally.stated !== null) return
      tally.stated = { text, decimals, element, component, at: { segment: look.tag, position, offset: look.offset } }
      return
    }
    const values = plan.factors.map(({ element, component, decimals }) =>
      amountOf(look.text(element, component), decimals),
    )
    let product: bigint | null = null
    for (const value of values) {
      if (value === null) return
      product = product === null ? value : timesDecimal(product, value)
    }
    tally.sum += plan.role === 'minus' ? -product! : product!
  }
}

const NONE: ValuePlan[] = []

/** With a comma or a point as its decimal mark, or with so many decimals and no mark. */
function amountOf(text: string, decimals: number): bigint | null {
  const value = parseDecimal(text.replace(',', '.'))
  return value === null || decimals === 0 ? value : value / 10n ** BigInt(decimals)
}

const distance = (one: bigint, other: bigint) => (one > other ? one - other : other - one)
