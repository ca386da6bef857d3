import type { Problem } from '../problems.ts'
import { DOCUMENT_ACKNOWLEDGEMENTS, GuideChecking } from './checking.ts'
import { documentJson } from './document-json.ts'
import { evaluate } from './expression.ts'
import type { GuidePlan } from './plan.ts'
import { TokenLook, type Tokens } from './tokens.ts'

/** A document of more segments than this is not given to expressions: they would need all of it in memory. */
const SEGMENTS_MAX = 50_000

/** Holds the segments of one set or message against all of a guide but its expressions. */
export function checkDocument(tokens: readonly Tokens[], plan: GuidePlan): Problem[] {
  const checking = new GuideChecking(plan)
  const look = new TokenLook()
  for (const [index, segment] of tokens.entries()) checking.take(look.at(segment), index + 1)
  return checking.finish()
}

/**
 * What the expressions of a guide say of a document; they take longer, and none is evaluated that would not end. `holds` may
 * evaluate them in a thread that can be ended.
 */
export async function checkExpressions(
  tokens: readonly Tokens[],
  plan: GuidePlan,
  holds: typeof evaluate = evaluate,
): Promise<Problem[]> {
  const rules = plan.rules.filter((rule) => rule.check === 'expression')
  if (rules.length === 0) return []
  const large = tokens.length > SEGMENTS_MAX
  const json = large ? {} : documentJson(tokens, plan.grammar)
  const problems: Problem[] = []
  for (const { id, severity, sentence, expression } of rules) {
    const verdict = large ? { failed: `more than ${SEGMENTS_MAX} segments` } : await holds(expression, json)
    if ('holds' in verdict && verdict.holds) continue
    const { guide, grammar } = plan
    const { x12, edifact } = DOCUMENT_ACKNOWLEDGEMENTS
    const acknowledgement = grammar.standard === 'edifact' ? edifact.other : x12
    const said = {
      rule: id,
      guide: `${guide.name} ${guide.version}`,
      acknowledgement,
      offset: 0,
      level: 'set' as const,
    }
    const standard = grammar.standard === 'edifact' ? { standard: 'edifact' as const } : {}
    if ('failed' in verdict)
      problems.push({ ...said, ...standard, code: 'guide-rule-failed', severity: 'warning', reason: verdict.failed })
    else problems.push({ ...said, ...standard, code: 'guide-rule', severity, sentence })
  }
  return problems
}
