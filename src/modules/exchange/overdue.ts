import type { Change, Job } from '../../platform/change.ts'
import { dueAfter } from '../../platform/opening-hours.ts'
import type { Agreement } from '../agreements/lookup.ts'
import type { Exchange } from './exchange.ts'
import type { Outgoing } from './outgoing.ts'
import { insertWorkItem, postponeReceipt, settleReceipt } from './rows.ts'

/** What the receiver owes under this agreement, and until when if it is sent now. */
export function receiptDue(x: Exchange, agreement: Pick<Agreement, 'receiver' | 'settings'>): Outgoing['awaits'] {
  const { technical, withinMinutes, calendar } = agreement.settings.expect
  if (technical === 'none') return null
  const withinMs = withinMinutes * 60_000
  // By far the most: no calendar, and the database's own clock says when.
  if (calendar === 'always') return { receipt: technical, withinMs }
  return { receipt: technical, withinMs, dueAt: dueFrom(x, agreement, new Date(x.now())) }
}

function dueFrom(x: Exchange, { receiver, settings }: Pick<Agreement, 'receiver' | 'settings'>, from: Date): Date {
  const { withinMinutes, calendar } = settings.expect
  const [whose, unit] = calendar.split('/')
  const place = whose === 'receiver' ? x.directory.openingHours(receiver, unit) : undefined
  return dueAfter(from, withinMinutes * 60_000, place)
}

interface Waiting {
  id: string
  due_at: Date
  interchange: string
  sender: string
  receiver: string
  status: string
  sent_at: Date | null
  agreement: string | null
}

/**
 * The time for a receipt is over: a person should ask. A receipt that came meanwhile makes this nothing. The time runs from
 * when it was sent, so what is still on its way is waited for anew.
 */
export async function overdue(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query({
    name: 'overdue receipt',
    text: `select r.id, r.due_at, d.interchange, d.sender, d.receiver, d.status, d.sent_at, i.envelope->>'agreement' as agreement
      from receipts r join deliveries d on d.id = r.delivery join interchanges i on i.id = d.interchange
      where r.id = $1 and r.state = 'awaited'
        and not exists (select from resends s where s.parent = d.interchange and s.kind = 'new' and not exists (select from documents m where m.outgoing = s.parent))`,
    values: [job.subject],
  })
  const receipt: Waiting | undefined = rows[0]
  if (!receipt) return { rows: [] }
  const dueAt = laterDue(x, receipt)
  if (!dueAt) return becomeOverdue(x, receipt)
  return {
    rows: [postponeReceipt({ id: receipt.id, seen: 'awaited', due_at: dueAt })],
    jobs: [{ kind: 'overdue', subject: receipt.id, dueAt, cause: job.cause ?? receipt.interchange }],
  }
}

/** Null: it is due. Compared with what was reckoned before and not with a clock: two clocks never agree. */
function laterDue(x: Exchange, { agreement: id, due_at: before, ...delivery }: Waiting): Date | null {
  const agreement = x.directory.agreement(id ?? '')
  if (!agreement || (delivery.sent_at === null && delivery.status !== 'waiting')) return null
  const dueAt = dueFrom(x, agreement, delivery.sent_at ?? new Date(x.now()))
  return dueAt.getTime() > before.getTime() + SENDING_MS ? dueAt : null
}

/** What sending usually takes is not waited for anew. */
const SENDING_MS = 1_000

function becomeOverdue(x: Exchange, receipt: Waiting): Omit<Change, 'done'> {
  const { id: subject, sender: organization, interchange, receiver } = receipt
  const settled = settleReceipt({ id: subject, seen: 'awaited', state: 'overdue' })
  // What never left has a work item already, which says why.
  if (receipt.sent_at === null) return { rows: [settled] }
  const problem = {
    code: 'receipt-overdue',
    dueAt: receipt.due_at.toISOString(),
    sentAt: receipt.sent_at.toISOString(),
    receiver: x.directory.organization(receiver)?.name,
  }
  const item = { id: x.newId(), kind: 'overdue', subject_kind: 'receipt', subject, organization, problem }
  const event = { type: 'receipt.overdue', subjectKind: 'interchange', subject: interchange, actor: 'system' }
  return {
    rows: [settled, insertWorkItem(item)],
    events: [{ ...event, organizations: [organization], data: problem }],
  }
}
