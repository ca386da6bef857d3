import { accountsOf, add, matched, type OrderedLine, STAGES } from './accounts.ts'
import type { Compared, MatchedLine, Tell } from './compared.ts'
import { headFindings } from './comparing-heads.ts'
import { lineFindings } from './comparing-lines.ts'
import type { Linked } from './documents.ts'
import type { Finding } from './findings.ts'
import { lineName } from './lines.ts'
import { type RulesSaid, ruleOf } from './rules.ts'

const FINDINGS_MAX = 200

/**
 * Holds a document against those of its chain that came before it: an order, its answers and changes, ship notices, receiving
 * advices, invoices and credit notes between the same two. Quantities of several documents add up. The chain is without the
 * document itself; its documents stand in the order in which they came.
 */
export function compare(linked: Linked, chain: readonly Linked[], said: RulesSaid = {}): Finding[] {
  const findings: Finding[] = []
  const { kind } = linked.document
  const tell: Tell = (name, of) => {
    const rule = ruleOf(name, said)
    const { severity } = rule
    if (severity === 'off' || !rule.kinds.includes(kind) || findings.length >= FINDINGS_MAX) return
    const found = of(rule)
    if (found) findings.push({ rule: name, severity, ...found, ...(rule.class ? { class: rule.class } : {}) })
  }
  const accounts = accountsOf(chain)
  const lines = (linked.document.lines ?? []).map((line, at): MatchedLine => {
    return { line, name: lineName(line, at), ordered: matched(linked.document, line, accounts) }
  })
  const compared: Compared = { linked, chain, accounts, lines, stage: STAGES[kind] }
  headFindings(compared, tell)
  post(compared)
  lineFindings(compared, tell)
  return findings
}

/** Adds the document to what the others have said; a second answer takes the place of the first. */
function post({ linked, lines, stage }: Compared): void {
  if (!stage) return
  const answered = new Set<OrderedLine>()
  for (const { line, ordered } of lines) {
    if (!ordered) continue
    if (stage === 'answered' && !answered.has(ordered)) delete ordered.sums.answered
    answered.add(ordered)
    add(ordered, stage, { line, from: linked })
  }
}
