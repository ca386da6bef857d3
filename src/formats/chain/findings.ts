import { RULES, type Rule, type RuleName } from './rules.ts'

/** What differs between a document and those before it. */
export interface Finding {
  rule: RuleName
  severity: 'error' | 'warning'
  /** Of the canonical document, such as `quantity`. */
  field: string
  /** What people know the line by. */
  line?: string
  /** What was found and what was expected. */
  value: string
  expected: string
  /** The document that says what was expected. */
  other?: { kind: string; number: string; id: string }
  /** Values that not everybody sees. */
  class?: 'price'
}

/** One sentence: what was found, what was expected, where, and what to do. */
export function findingSentence({
  rule: name,
  line,
  value,
  expected,
  other,
}: Omit<Finding, 'severity' | 'field'>): string {
  const rule: Rule = RULES[name]
  const where = line === undefined ? '' : `Line ${line}: `
  const of = other ? ` (${other.kind} ${other.number})` : ''
  const text = `${where}${rule.found} "${value}", expected ${rule.expected} "${expected}"${of}. ${rule.advice}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}
