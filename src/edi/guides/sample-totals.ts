import { parseDecimal, showDecimal } from '../decimal.ts'
import { checkDocument } from './checks.ts'
import { elementAt } from './document-grammar.ts'
import { type GuidePlan, IMPLIED } from './plan.ts'
import type { Drafted } from './samples.ts'

/** What opens the lines of a document, and numbers them. */
const NUMBERED = new Set(['PO1', 'POC', 'IT1', 'LIN', 'RCD', 'HL', 'ENT', 'CPS'])

/** Numbers the lines, and makes the counts and totals of a sample what its rules say. */
export function settle(drafted: Drafted[], plan: GuidePlan): void {
  const numbers = new Map<string, number>()
  for (const { tag, elements } of drafted) {
    if (!NUMBERED.has(tag)) continue
    const number = (numbers.get(tag) ?? 0) + 1
    numbers.set(tag, number)
    if (elements[0] && elements[0][0] !== '') elements[0] = [String(number)]
  }
  for (const problem of checkDocument(tokensFor(drafted), plan)) {
    if (problem.code !== 'guide-count' && problem.code !== 'guide-total') continue
    const segment = drafted[problem.segmentPosition! - 1]!
    const { element, component = 0 } = problem as { element?: number; component?: number }
    const table = elementAt(plan.grammar.elements(segment.tag) ?? [], { element: element!, component })
    const decimals = IMPLIED[table?.reference ?? ''] ?? 0
    const amount = parseDecimal(problem.expected!)! * 10n ** BigInt(decimals)
    segment.elements[element! - 1]![Math.max(0, component - 1)] = showDecimal(amount)
  }
  const last = drafted.at(-1)!
  last.elements[0] = [String(drafted.length)]
}

/** A draft as what guides are held against. */
export const tokensFor = (drafted: Drafted[]) => drafted.map(({ tag, elements }) => ({ tag, elements, offset: 0 }))
