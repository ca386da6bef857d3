import type { Account, OrderedLine, Stage } from './accounts.ts'
import type { Line, Linked } from './documents.ts'
import type { Finding } from './findings.ts'
import type { Rule, RuleName } from './rules.ts'

/** What a rule says of what it found: none where it is off or not for this kind of document. */
export type Tell = (name: RuleName, of: (rule: Rule) => Omit<Finding, 'rule' | 'severity' | 'class'> | null) => void

/** A line of the document and the ordered line that it is of. */
export interface MatchedLine {
  line: Line
  name: string
  ordered: OrderedLine | null
}

export interface Compared {
  linked: Linked
  chain: readonly Linked[]
  /** The orders of the chain, with what others have said of their lines. */
  accounts: Map<string, Account>
  lines: MatchedLine[]
  stage: Stage | undefined
}

/** As a finding names another document. */
export function named({ id, document: { kind, number } }: Linked): NonNullable<Finding['other']> {
  return { kind, number, id }
}
