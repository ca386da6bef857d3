import { ConnectorError, Disconnected, Misconfigured, Rejected, TryLater } from '../../connectors/errors.ts'
import type { Change, Job, Problem } from '../../platform/change.ts'
import { openItem } from './rows.ts'
import type { ArchiveParts } from './targets.ts'

const FIRST_WAIT_MS = 500
const WAIT_MAX_MS = 60_000
/** Until then it may be a cable or a restart. */
const ATTEMPTS_MAX = 6
/** Once a person was told. */
const TOLD_WAIT_MS = 60_000
const MISCONFIGURED_WAIT_MS = 300_000

/** Whether the target is not there, so that trying other interchanges would help nobody. */
export function targetAway(error: unknown): number | null {
  if (error instanceof Disconnected) return 0
  return error instanceof TryLater && isTarget(error) ? error.afterMs : null
}

/** Later and later; null: a person is told. What is refused or set wrongly does not heal by waiting. */
export function retryArchive(error: unknown, attempt: number): number | null {
  if (attempt >= ATTEMPTS_MAX || error instanceof Rejected || error instanceof Misconfigured) return null
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** attempt, WAIT_MAX_MS)
  return error instanceof TryLater ? Math.max(waitMs, error.afterMs) : waitMs
}

/** A person is told once, and the job goes on: when it comes through, the item closes itself. */
export async function archiveFailed(grid: ArchiveParts, job: Job, error: unknown): Promise<Omit<Change, 'done'>> {
  const { kind, subject, lane } = job
  const rule = lane?.split(':')[2]
  const afterMs = error instanceof Misconfigured ? MISCONFIGURED_WAIT_MS : TOLD_WAIT_MS
  const item = {
    id: grid.newId(),
    kind: 'failure',
    class: 'storage',
    subject_kind: 'archive-rule',
    subject: rule,
    problem: problemOf(error, job),
  }
  return { rows: rule ? [openItem(item)] : [], jobs: [{ kind, subject, ...(lane && { lane }), afterMs }] }
}

function problemOf(error: unknown, { subject, attempt }: Job): Problem {
  const about = isTarget(error) ? {} : { interchange: subject }
  if (error instanceof ConnectorError) return { ...error.parameters, ...about, code: error.code }
  const { code } = error as { code?: string }
  const known = code === 'payload-missing' || code === 'payload-damaged'
  return { code: known ? code : 'archive-bug', attempts: attempt + 1, ...about }
}

/** The matter is the target, not this one interchange. */
function isTarget(error: unknown): boolean {
  if (error instanceof TryLater) return !/-(size-differs|damaged)$/.test(error.code)
  return error instanceof Disconnected || error instanceof Misconfigured
}
