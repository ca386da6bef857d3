import type { Change, Job } from '../../platform/change.ts'
import type { Exchange } from './exchange.ts'
import { insertWorkItem, settleReceipt } from './rows.ts'

/** The time for a receipt is over: a person should ask. A receipt that came meanwhile makes this nothing. */
export async function overdue(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query({
    name: 'overdue receipt',
    text: `select r.id, r.due_at, d.interchange, d.sender, d.receiver from receipts r join deliveries d on d.id = r.delivery where r.id = $1 and r.state = 'awaited'`,
    values: [job.subject],
  })
  const receipt = rows[0]
  if (!receipt) return { rows: [] }
  const problem = { code: 'receipt-overdue', dueAt: receipt.due_at }
  return {
    rows: [
      settleReceipt({ id: receipt.id, seen: 'awaited', state: 'overdue' }),
      insertWorkItem({
        id: x.newId(),
        kind: 'overdue',
        subject_kind: 'receipt',
        subject: receipt.id,
        organization: receipt.sender,
        problem,
      }),
    ],
    events: [
      {
        type: 'receipt.overdue',
        subjectKind: 'interchange',
        subject: receipt.interchange,
        organizations: [receipt.sender],
        actor: 'system',
        data: problem,
      },
    ],
  }
}
