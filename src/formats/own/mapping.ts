import jsonata from 'jsonata'
import { z } from 'zod'
import { exactJson } from '../flat/json.ts'
import { leavesOf } from '../mapping/taking.ts'
import { type Problem, shown } from '../problems.ts'
import { DECIMAL_FUNCTIONS } from './decimals.ts'

const ownMapping = z.strictObject({
  expression: z.string().min(1).max(100_000),
  samples: z.array(z.strictObject({ name: z.string(), source: z.unknown(), target: z.unknown() })).max(1_000),
})

/** A mapping of the user's own: JSON to JSON by an expression of JSONata, with samples that it is tested by. */
export type OwnMapping = z.infer<typeof ownMapping>

/** A mapping from its file. Numbers of sources become text, as they do in any source; in targets they stay numbers. */
export function readMapping(text: string): { mapping: OwnMapping | null; problems: Problem[] } {
  const exact = exactJson(text)
  if ('problem' in exact) return { mapping: null, problems: [exact.problem] }
  const given = ownMapping.safeParse(JSON.parse(text))
  if (!given.success) {
    const problems = given.error.issues.map((issue): Problem => {
      const expected = issue.message.replace(/^Invalid \w+: /, '')
      return { code: 'canonical-invalid', severity: 'error', at: issue.path.join('.'), expected }
    })
    return { mapping: null, problems }
  }
  const { samples } = exact.value as OwnMapping
  const { expression } = given.data
  return {
    mapping: { expression, samples: given.data.samples.map((each, n) => ({ ...each, source: samples[n]!.source })) },
    problems: [],
  }
}

export interface MappingLimits {
  timeout_ms: number
  /** Expressions inside each other. */
  depth: number
  /** Items of one list. */
  items: number
  /** Characters of the result as JSON. */
  result: number
}

const MAPPING_LIMITS: MappingLimits = { timeout_ms: 250, depth: 500, items: 1_000_000, result: 64 * 1024 * 1024 }

/** What would make a result depend on when it is made. */
const FORBIDDEN = ['now', 'millis', 'random']

/** What came of a mapping: `target` is null where there is a problem. */
export interface Mapped {
  target: unknown
  problem?: Problem
}

/**
 * The target of a source. Numbers should come as text (../flat/json.ts): for them there are `$decimalSum`, `$decimalTimes` and
 * `$decimalRound`. The limits are looked at between two steps of an expression: one step that takes long, such as a bad
 * regular expression, is not stopped by them. Whoever runs expressions of others does it in a thread that can be ended, as
 * src/modules/expressions does.
 */
export async function runMapping(
  expression: string,
  source: unknown,
  limits: MappingLimits = MAPPING_LIMITS,
): Promise<Mapped> {
  try {
    const compiled = jsonata(expression, { timeout: limits.timeout_ms, stack: limits.depth, sequence: limits.items })
    const result: unknown = await compiled.evaluate(source, { ...DECIMAL_FUNCTIONS, ...forbidden() })
    const text = JSON.stringify(result)
    if (text === undefined) return { target: null, problem: failed('it gave nothing', 'a result') }
    if (text.length > limits.result) {
      return { target: null, problem: failed(`${text.length} characters`, `at most ${limits.result} characters`) }
    }
    return { target: JSON.parse(text) }
  } catch (error) {
    return { target: null, problem: failed(wordsOf(error), 'an expression that ends with a result') }
  }
}

/** What is said of a mapping that somebody else has ended. */
export function mappingEnded(reason: string): Problem {
  return failed(reason, 'an expression that ends with a result')
}

/** Runs the samples of a mapping: each that does not give what it should is a problem. `run` may do so in a thread. */
export async function testMapping(
  { expression, samples }: OwnMapping,
  run: (expression: string, source: unknown) => Promise<Mapped> = runMapping,
): Promise<Problem[]> {
  const problems: Problem[] = []
  if (samples.length === 0) problems.push({ ...failed('no samples', 'one sample or more'), at: 'samples' })
  for (const { name, source, target } of samples) {
    const { target: given, problem } = await run(expression, source)
    if (problem) problems.push({ ...problem, at: `sample ${name}` })
    else problems.push(...differences(given, target).map((each) => ({ ...each, at: `sample ${name}: ${each.at}` })))
  }
  return problems
}

const DIFFERENCES_MAX = 20

function differences(given: unknown, wanted: unknown): Problem[] {
  const [found, expected] = [new Map(leavesOf(exactly(given))), new Map(leavesOf(exactly(wanted)))]
  const paths = [...new Set([...expected.keys(), ...found.keys()])]
  return paths
    .filter((path) => found.get(path) !== expected.get(path))
    .slice(0, DIFFERENCES_MAX)
    .map((path) => ({ ...failed(found.get(path) ?? 'nothing', expected.get(path) ?? 'nothing'), at: path }))
}

/** Everything that is no object or list as its JSON, so that 1 and "1" differ, and an empty list is something. */
function exactly(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nothing'
  const entries = Object.entries(value)
  if (entries.length === 0) return JSON.stringify(value)
  return Object.fromEntries(entries.map(([key, inner]) => [key, exactly(inner)]))
}

function forbidden(): Record<string, () => never> {
  const refuse = (name: string) => () => {
    throw new Error(`$${name} is not there: a mapping gives the same for the same source`)
  }
  return Object.fromEntries(FORBIDDEN.map((name) => [name, refuse(name)]))
}

function failed(found: string, expected: string): Problem {
  return {
    code: 'mapping-failed',
    severity: 'error',
    at: 'the mapping',
    found: shown(found),
    expected: shown(expected),
  }
}

/** JSONata throws plain objects with a message, a code and a position. */
function wordsOf(error: unknown): string {
  const { message, code, position } = error as { message?: string; code?: string; position?: number }
  const place = typeof position === 'number' && position > 0 ? ` (at character ${position})` : ''
  return `${message ?? code ?? 'it failed'}${place}`
}
