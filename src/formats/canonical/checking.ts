import { expectedBy, valueAt } from '../expected.ts'
import { type Problem, shown } from '../problems.ts'
import { type CanonicalDocument, canonicalDocument } from './documents.ts'

export type Checked = { document: CanonicalDocument; problems: [] } | { document: null; problems: Problem[] }

const PROBLEMS_MAX = 200

/** Whether something is a canonical document; each problem with its path, what was found and what was expected. */
export function checkCanonical(given: unknown): Checked {
  const result = canonicalDocument.safeParse(given)
  if (result.success) return { document: result.data, problems: [] }
  const problems: Problem[] = []
  for (const issue of result.error.issues.slice(0, PROBLEMS_MAX)) {
    const path = issue.path.map(String)
    const value = valueAt(given, path)
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        problems.push(problem('canonical-unknown', [...path, key], valueAt(value, [key]), ''))
    } else
      problems.push(
        problem(value === undefined ? 'canonical-missing' : 'canonical-invalid', path, value, expectedBy(issue)),
      )
  }
  return { document: null, problems }
}

function problem(code: Problem['code'], path: string[], value: unknown, expected: string): Problem {
  const found = value === undefined ? {} : { found: shown(value) }
  return {
    code,
    severity: 'error',
    at: path.join('.'),
    ...found,
    ...(expected === '' ? {} : { expected }),
  }
}
