import { z } from 'zod'
import type { Approval } from './queries.ts'

const moment = z.iso.datetime()
const hash = z.string().meta({ description: 'SHA-256, in hexadecimal digits' })

export const approvalAnswer = z.object({
  id: z.uuid(),
  status: z.enum(['asked', 'approved', 'declined', 'void']),
  source: hash.meta({ description: 'SHA-256 of the document as it came' }),
  payload: hash.meta({ description: 'SHA-256 of the interchange that it came in' }),
  outgoing: hash.meta({ description: 'SHA-256 of form: what an answer must name' }),
  form: z.string().meta({ description: 'JSON: what would leave, besides what is given when it leaves' }),
  agreement: z.object({ id: z.uuid(), version: z.int() }),
  requestedAt: moment,
  dueAt: moment.nullable(),
  overdue: z.boolean(),
  answered: z.object({ at: moment, by: z.string(), reason: z.string() }).nullable(),
})

export const approvalsAnswer = z.object({ document: z.uuid(), status: z.string(), items: z.array(approvalAnswer) })

export function presentApproval(row: Approval): z.infer<typeof approvalAnswer> {
  return {
    id: row.id,
    status: row.status,
    source: row.source.toString('hex'),
    payload: row.payload.toString('hex'),
    outgoing: row.outgoing.toString('hex'),
    form: row.form,
    agreement: { id: row.agreement, version: row.agreement_version },
    requestedAt: row.requested_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    overdue: row.overdue,
    answered: row.at && { at: row.at.toISOString(), by: row.actor ?? 'system', reason: row.reason ?? '' },
  }
}
