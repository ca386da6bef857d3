import type { GuidePlan } from '../../edi/guides/plan.ts'
import type { Agreement } from '../agreements/lookup.ts'

/** An agreement with its version, and with the versions of what it lies upon: what held can be told later. */
export interface DecidedBy {
  agreement: string
  agreementVersion: number
  upon?: Record<string, number>
  /** What it was held against, such as bolt-850@2. */
  guide?: string
}

export function decidedBy({ id, version, upon }: Agreement, plan?: GuidePlan | null): DecidedBy {
  return {
    agreement: id,
    agreementVersion: version,
    ...(Object.keys(upon).length > 0 ? { upon } : {}),
    ...(plan ? { guide: `${plan.guide.name}@${plan.guide.version}` } : {}),
  }
}
