/** Something that opens no more from a moment on. */
export interface Ending {
  kind: 'sftp-key' | 'api-key' | 'certificate'
  id: string
  /** Null: the grid's own. */
  organization: string | null
  slug: string | null
  /** Its label or name. */
  called: string
  madeAt: Date
  endsAt: Date
  /** Another one came in the time in which one is warned, and stays longer. */
  replaced: boolean
}

const DAY_MS = 86_400_000

/**
 * How many days before its end one is to be warned now; null: not yet, or it is over. What is made for less time than that is not
 * warned of so early: who made it knows.
 */
export function warningDue({ madeAt, endsAt }: Pick<Ending, 'madeAt' | 'endsAt'>, days: readonly number[], now: Date) {
  const left = endsAt.getTime() - now.getTime()
  if (left <= 0) return null
  const lasted = endsAt.getTime() - madeAt.getTime()
  const due = days.filter((one) => left <= one * DAY_MS && lasted >= one * DAY_MS)
  return due.length === 0 ? null : Math.min(...due)
}
