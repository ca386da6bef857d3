import { ANY, charsetOf } from '../../edi/edifact/charsets.ts'
import { checkExpressions } from '../../edi/guides/checks.ts'
import type { GuidePlan } from '../../edi/guides/plan.ts'
import { syntaxOf, tokensOf } from '../../edi/guides/tokens.ts'
import type { Problem } from '../../edi/problems.ts'
import { x12Text } from '../../edi/x12/text.ts'
import type { Exchange } from './exchange.ts'
import type { Draft, Intake } from './intake.ts'
import type { Envelope } from './standards/envelope.ts'

/** Expressions need a document whole in memory, and take the longer the larger it is: a larger one is not given to them. */
const EXPRESSION_BYTES_MAX = 262_144

/** What the expressions of guides say of these sets of an interchange, by position; null: none was to be asked. */
export async function askExpressions(
  { expressions }: Exchange,
  intake: Intake,
  drafts: readonly Draft[],
  read: (from: number, to: number) => Uint8Array | Promise<Uint8Array>,
): Promise<Map<number, Problem[]> | null> {
  const asked = drafts.filter(({ guide }) => guide && hasExpressions(guide))
  if (asked.length === 0) return null
  const said = new Map<number, Problem[]>()
  for (const { position, from, to, guide } of asked) {
    if (to - from > EXPRESSION_BYTES_MAX) continue
    const { delimiters, edifact } = intake.isa!
    const syntax = syntaxOf({ ...delimiters, release: edifact?.service.release ?? null })
    const tokens = tokensOf(textOf(await read(from, to), intake.isa!), syntax)
    said.set(position, await checkExpressions(tokens, guide!, expressions.evaluate))
  }
  return said
}

const hasExpressions = ({ rules }: GuidePlan): boolean => rules.some(({ check }) => check === 'expression')

/** Each expression of a guide for a document that is not given to them: it goes on, and says so. */
export function notAsked({ guide, rules }: GuidePlan): Problem[] {
  return rules.flatMap(({ id, check }): Problem[] =>
    check === 'expression'
      ? [
          {
            code: 'guide-rule-failed',
            ...(guide.standard === 'edifact' ? { standard: 'edifact' as const } : {}),
            level: 'set',
            severity: 'warning',
            acknowledgement: '',
            rule: id,
            guide: `${guide.name} ${guide.version}`,
            reason: `it looks only at documents of at most ${EXPRESSION_BYTES_MAX} bytes, in interchanges of at most 1 MiB`,
            offset: 0,
          },
        ]
      : [],
  )
}

function textOf(bytes: Uint8Array, { edifact }: Envelope): string {
  return edifact ? (charsetOf(edifact.syntax.id) ?? ANY).decode(bytes) : x12Text(bytes)
}
