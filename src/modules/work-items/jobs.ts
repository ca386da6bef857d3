import type { Grid } from '../../grid.ts'
import type { Change, Job } from '../../platform/change.ts'
import { updateRows } from '../../platform/rows.ts'
import type { JobKind } from '../../platform/work.ts'

/** The job kinds of the work list. */
export function workKinds(grid: Grid): Record<string, JobKind> {
  return {
    'work-return': {
      pure: true,
      run: (job) => returnWork(grid, job),
      retry: (_error, attempt) => Math.min(100 * 2 ** attempt, 60_000),
      gaveUp: () => Promise.reject(new Error('this job is tried for ever')),
    },
  }
}

const comeBack = updateRows(
  'work_items',
  { id: 'uuid', seen: 'int' },
  {
    key: ['id'],
    guard: { version: 'seen' },
    set: [],
    also: 'ignored_until = null, ignored_by = null, ignore_reason = null, version = t.version + 1, changed_at = now()',
  },
)

/** The time is over for which an item was to be ignored. One that was ignored anew meanwhile has another job. */
async function returnWork({ database }: Grid, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await database.pool.query({
    name: 'ignored work',
    text: `select version, ignore_reason from work_items where id = $1 and ignored_until <= now() and closed_at is null`,
    values: [job.subject],
  })
  const item = rows[0]
  if (!item) return { rows: [] }
  return {
    rows: [comeBack({ id: job.subject, seen: item.version })],
    events: [
      {
        type: 'work.returned',
        subjectKind: 'work-item',
        subject: job.subject,
        organizations: [],
        actor: 'system',
        data: { reason: item.ignore_reason },
      },
    ],
  }
}
