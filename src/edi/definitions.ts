import type { z } from 'zod'
import { shown } from './problems.ts'

/** What is wrong in a dictionary or guide that somebody wrote: where in its JSON, what was found, what was expected. */
export interface DefinitionProblem {
  /** A warning is shown, and the definition can be used. */
  severity: 'error' | 'warning'
  /** A JSON pointer (RFC 6901), such as `/sets/850/content/3`; empty: the whole. */
  path: string
  found: string
  expected: string
}

export const renderDefinitionProblem = ({ path, found, expected }: DefinitionProblem): string =>
  `${path === '' ? 'The whole' : path}: found ${found}, expected ${expected}.`

/** A definition as text of more bytes than this is not looked at. */
const TEXT_MAX = 4_000_000
const PROBLEMS_MAX = 100

/** Reads JSON of a form; what does not have it is told with its place, never thrown. */
export function readDefinition<T>(
  text: string,
  form: z.ZodType<T>,
): { value: T; problems: [] } | { value: null; problems: DefinitionProblem[] } {
  const whole = (found: string, expected: string) => ({ value: null, problems: [flaw('', found, expected)] })
  if (text.length > TEXT_MAX) return whole(`${text.length} characters long`, `at most ${TEXT_MAX}`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return whole(`no JSON (${shown((error as Error).message)})`, 'one JSON object')
  }
  const parsed = form.safeParse(json)
  if (parsed.success) return { value: parsed.data, problems: [] }
  return { value: null, problems: parsed.error.issues.slice(0, PROBLEMS_MAX).map((issue) => ofIssue(issue, json)) }
}

export function flaw(
  path: string,
  found: string,
  expected: string,
  severity: DefinitionProblem['severity'] = 'error',
): DefinitionProblem {
  return { severity, path, found, expected }
}

/** `/sets/850/content/3` */
export const pointer = (...steps: (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** A value of JSON as it may be shown. */
export const quoted = (value: unknown): string => (value === undefined ? 'nothing' : shown(JSON.stringify(value)))

function ofIssue(issue: z.core.$ZodIssue, json: unknown): DefinitionProblem {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return flaw(pointer(...path, key), 'no name that is known here', 'it to be left out or written otherwise')
  }
  let found: unknown = json
  for (const step of path) {
    const inside = typeof found === 'object' && found !== null && Object.hasOwn(found, step)
    found = inside ? (found as Record<string | number, unknown>)[step] : undefined
  }
  return flaw(pointer(...path), quoted(found), expectedBy(issue))
}

function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `a value of type ${issue.expected}`
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'invalid_union' && 'options' in issue && issue.options)
    return `one of ${issue.options.map(String).join(', ')}`
  if (issue.code === 'too_big') return `at most ${issue.maximum}`
  if (issue.code === 'too_small') return `at least ${issue.minimum}`
  return issue.message
}
