import type { Agreement } from '../agreements/lookup.ts'

/** An agreement with its version, and with the versions of what it lies upon: what held can be told later. */
export interface DecidedBy {
  agreement: string
  agreementVersion: number
  upon?: Record<string, number>
}

export function decidedBy({ id, version, upon }: Agreement): DecidedBy {
  return { agreement: id, agreementVersion: version, ...(Object.keys(upon).length > 0 ? { upon } : {}) }
}
