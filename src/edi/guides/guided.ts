import type { Problem } from '../problems.ts'
import type { GuideChecking } from './checking.ts'
import type { GuidePlan } from './plan.ts'

/** What one guide says of a document, apart from what the standard says of it. */
export interface Guided {
  plan: GuidePlan
  problems: Problem[]
  /** Those beyond the kept ones included. */
  problemCount: number
  errorCount: number
}

export function guidedBy(checking: GuideChecking): Guided {
  const problems = checking.finish()
  const { plan, problemCount, errorCount } = checking
  return { plan, problems, problemCount, errorCount }
}

/** Whether a document of this type and version is what the guide is for; of X12 an industry suffix of GS08 does not count. */
export function isFor({ guide }: GuidePlan, of: { standard: string; type: string; version: string }): boolean {
  if (guide.standard !== of.standard || guide.document !== of.type) return false
  return of.standard === 'x12' ? of.version.startsWith(guide.release) : of.version === guide.release
}
