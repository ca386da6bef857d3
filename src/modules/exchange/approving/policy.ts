import { parseDecimal } from '../../../edi/decimal.ts'
import type { AgreementSettings } from '../../agreements/settings.ts'

/** Whether a person has to say yes. What tells no amount could be of any. */
export function needsApproval({ approval }: Pick<AgreementSettings, 'approval'>, amount: string | null): boolean {
  if (approval.release === 'none') return false
  if (approval.from === null) return true
  const told = amount === null ? null : parseDecimal(amount)
  return told === null || told >= parseDecimal(approval.from)!
}

/** Four eyes: who sent or corrected it is not who approves it. */
export function isOwn(actor: string, senders: readonly string[]): boolean {
  return senders.includes(actor)
}

/** What would be other than it was, by its names in the form. */
export function changedIn(before: string, after: string): string[] {
  const [one, other] = [JSON.parse(before), JSON.parse(after)] as [Record<string, unknown>, Record<string, unknown>]
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
}
