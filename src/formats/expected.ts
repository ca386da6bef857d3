import type { z } from 'zod'

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'an object',
  array: 'a list',
  number: 'a number',
  boolean: 'true or false',
}

/** What a schema wants where something else is found, in words of ours; a sentence is put around it. */
export function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? issue.expected
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'invalid_union' && 'options' in issue && issue.options)
    return `one of ${issue.options.map(String).join(', ')}`
  return issue.message.replace(/^Invalid (input|string|option): /, '').replace(/^expected /, '')
}

/** What stands at a path; undefined: nothing. */
export function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<PropertyKey, unknown>)[step]
  }
  return value
}
