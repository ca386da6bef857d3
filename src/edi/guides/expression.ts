import jsonata from 'jsonata'
import { shown } from '../problems.ts'

/** Milliseconds, calls within calls, and members of a list: an expression of somebody else must end, and soon. */
const LIMITS = { timeout: 1_000, stack: 200, sequence: 100_000 }

/** They give another answer each time, run text as an expression, or make texts of any length. */
const FORBIDDEN = ['now', 'millis', 'random', 'shuffle', 'eval', 'pad']

/** A pattern can take for ever on a short text, and nothing could stop it: there are `$contains` and `$split` for plain texts. */
class NoPatterns {
  constructor() {
    throw Object.assign(new Error('patterns are not available'), { code: 'PATTERN' })
  }
}

const OPTIONS = { ...LIMITS, RegexEngine: NoPatterns as unknown as RegExpConstructor }

/** Null: it can be evaluated. */
export function expressionFlaw(text: string): string | null {
  try {
    const names = namesIn(jsonata(text, OPTIONS).ast())
    const forbidden = FORBIDDEN.find((name) => names.has(`variable ${name}`))
    if (forbidden) return `$${forbidden}, which is not available`
    return names.has('regex') ? 'a pattern between slashes, which is not available' : null
  } catch (error) {
    return shown(`"${text}" (${(error as Error).message})`)
  }
}

export type Verdict = { holds: boolean } | { failed: string }

/** Whether it is true of a document; what is neither true nor an error is as false. */
export async function evaluate(text: string, document: unknown): Promise<Verdict> {
  try {
    return { holds: (await compiled(text).evaluate(document)) === true }
  } catch (error) {
    return { failed: shown((error as Error).message ?? 'no reason given') }
  }
}

/** Each is compiled once: that takes longer than to evaluate it. */
const known = new Map<string, jsonata.Expression>()
const KNOWN_MAX = 1_000

function compiled(text: string): jsonata.Expression {
  let expression = known.get(text)
  if (expression) return expression
  expression = jsonata(text, OPTIONS)
  for (const name of FORBIDDEN) expression.registerFunction(name, forbidden)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(text, expression)
  return expression
}

function forbidden(): never {
  throw Object.assign(new Error('this function is not available'), { code: 'FORBIDDEN' })
}

/** The kinds and names in a tree of an expression, whose parts may know each other. */
function namesIn(node: unknown, found = new Set<string>(), seen = new Set<object>()): Set<string> {
  if (typeof node !== 'object' || node === null || seen.has(node)) return found
  seen.add(node)
  const { type, value } = node as { type?: unknown; value?: unknown }
  if (typeof type === 'string') found.add(type === 'variable' ? `variable ${String(value)}` : type)
  for (const one of Object.values(node)) namesIn(one, found, seen)
  return found
}
