import { parseDecimal } from '../../edi/decimal.ts'
import type { Rule } from './rules.ts'

/** What rules look at. */
export interface Facts {
  sender: string
  receiver: string
  type: string
  version: string
  channel: string
  file: string
  key: string
  values: Record<string, string[]>
  amount: string | null
}

/** One rule that was looked at, for people. */
export interface RuleTrace {
  rule: string
  /** Whose list it stands in. */
  of: 'grid' | 'agreement'
  fired: boolean
  /** The first condition that did not hold: what was found, what expected. */
  because: string | null
}

type Patterns = string | string[]
const TEXTS = ['sender', 'receiver', 'type', 'version', 'channel', 'file', 'key'] as const
/** What people write in either case. */
const LOOSE: ReadonlySet<string> = new Set(['file', 'key'])

/** The first rule of the list that fits. Every rule looked at is added to `trace`, where one is asked for. */
export function firstFitting(
  rules: readonly Rule[],
  facts: Facts,
  of: 'grid' | 'agreement',
  trace?: RuleTrace[],
): Rule | undefined {
  for (const rule of rules) {
    const condition = unmet(rule, facts)
    trace?.push({
      rule: rule.name,
      of,
      fired: condition === null,
      because: condition && explain(rule, facts, condition),
    })
    if (condition === null) return rule
  }
  return undefined
}

/** The name of the first condition that does not hold; null: the rule fits. */
function unmet({ when }: Rule, facts: Facts): string | null {
  for (const name of TEXTS) {
    const wanted = when[name]
    if (wanted !== undefined && !fits(wanted, facts[name], LOOSE.has(name))) return name
  }
  for (const [path, wanted] of Object.entries(when.elements ?? {})) {
    if (!facts.values[path]?.some((value) => fits(wanted, value, false))) return path
  }
  return when.amount && !within(when.amount, facts.amount) ? 'amount' : null
}

function explain({ when }: Rule, facts: Facts, condition: string): string {
  if (condition === 'amount') {
    const { atLeast, below } = when.amount!
    const wanted = [...(atLeast ? [`at least ${atLeast}`] : []), ...(below ? [`below ${below}`] : [])].join(' and ')
    return `the amount is ${facts.amount ?? 'not told'}, expected ${wanted}`
  }
  const text = TEXTS.find((name) => name === condition)
  const found = text ? facts[text] : (facts.values[condition] ?? []).slice(0, 5).join(', ')
  const wanted = (text ? when[text] : when.elements?.[condition]) ?? ''
  return `${condition} is ${found === '' ? 'empty' : `"${found}"`}, expected ${[wanted].flat().join(' or ')}`
}

function within(
  { atLeast, below }: { atLeast?: string | undefined; below?: string | undefined },
  found: string | null,
) {
  const amount = found === null ? null : parseDecimal(found)
  if (amount === null) return false
  return (
    (atLeast === undefined || amount >= parseDecimal(atLeast)!) &&
    (below === undefined || amount < parseDecimal(below)!)
  )
}

function fits(wanted: Patterns, found: string, loose: boolean): boolean {
  const text = loose ? found.toLowerCase() : found
  const one = (pattern: string) => matchesPattern(loose ? pattern.toLowerCase() : pattern, text)
  return typeof wanted === 'string' ? one(wanted) : wanted.some(one)
}

/** `*` stands for anything, `?` for one character. Never slower than the product of both lengths, whatever a person writes. */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, p, star, from] = [0, 0, -1, 0]
  while (at < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p++
      from = at
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[at])) {
      p++
      at++
    } else if (star >= 0) {
      p = star + 1
      at = ++from
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
