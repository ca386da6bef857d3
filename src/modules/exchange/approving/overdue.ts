import type { Change, Job } from '../../../platform/change.ts'
import type { Exchange } from '../exchange.ts'
import { documentEvent } from '../going-on.ts'
import { asked } from './asking.ts'
import { askAnew, markOverdue } from './rows.ts'

/** The time for an approval is over: its work item says so. One that was answered or renewed meanwhile makes this nothing. */
export async function approvalDue(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query({
    name: 'approval due',
    text: `select a.id, a.document, a.due_at, d.type, d.business_key as key, d.sender, d.receiver, d.interchange
      from approvals a join documents d on d.id = a.document where a.id = $1 and a.status = 'asked' and not a.overdue`,
    values: [job.subject],
  })
  const found = rows[0]
  if (!found) return { rows: [] }
  const problem = { ...asked(x, found, found), code: 'approval-overdue' }
  return {
    rows: [
      markOverdue({ id: found.id, seen: 'asked' }),
      askAnew({ subject: found.document, kind: 'approval', problem }),
    ],
    events: [
      documentEvent('approval.overdue', { id: found.document, interchange: found.interchange }, { ...problem }, []),
    ],
  }
}
