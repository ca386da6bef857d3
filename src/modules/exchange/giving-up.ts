import type { Change, Job } from '../../platform/change.ts'
import type { Exchange } from './exchange.ts'
import { insertWorkItem, setAside } from './rows.ts'

/**
 * Deciding failed again and again: a bug of ours, or bytes that are gone. The interchange is set aside with its work item, so
 * that its lane goes on with the next one.
 */
export async function giveUpDeciding(x: Exchange, job: Job, error: unknown): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query('select organization from interchanges where id = $1', [job.subject])
  const organization: string | undefined = rows[0]?.organization
  const code = (error as { code?: string }).code
  const problem = {
    code: code === 'payload-missing' || code === 'payload-damaged' ? code : 'decision-bug',
    attempts: job.attempt + 1,
  }
  const item = x.newId()
  return {
    rows: [
      setAside({ id: job.subject, seen: 'received', status: 'quarantined', problems: [problem] }),
      insertWorkItem({
        id: item,
        kind: 'failure',
        subject_kind: 'interchange',
        subject: job.subject,
        organization,
        problem,
      }),
    ],
    // Whether the grid decides anew by itself is for the policy of the error's class to say.
    jobs: [{ kind: 'retry-failed', subject: item, cause: job.cause ?? job.subject }],
    events: [
      {
        type: 'interchange.quarantined',
        subjectKind: 'interchange',
        subject: job.subject,
        organizations: organization ? [organization] : [],
        actor: 'system',
        cause: job.cause ?? job.subject,
        data: { problems: [problem] },
      },
    ],
  }
}
