import { insertRows, updateRows } from '../../../platform/rows.ts'

/** It goes nowhere. Declared before the requests, as the change that lets a document go has it: two that meet take their locks in one order. */
export const endUnapproved = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text', problems: 'jsonb' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'problems'], also: 'changed_at = now()' },
)

/** A request is answered once: its guard says so. Declared before the next request: a document has one at a time. */
export const answerRequest = updateRows(
  'approvals',
  { id: 'uuid', seen: 'text', status: 'text', actor: 'text', reason: 'text' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'actor', 'reason'], also: 'at = now()' },
)

/**
 * What people were told of this request, and of others of its type and sender with it, is read by all once none of them waits. Declared
 * behind the answers: those of the same commit count.
 */
export const readAnswered = updateRows(
  'notifications',
  { document: 'uuid' },
  {
    key: [],
    set: [],
    also: 'read_at = now()',
    where: (value) => `t.read_at is null and t.kind in ('approval-waiting', 'approval-overdue')
      and (t.subject = ${value('document')} or t.count > 1 and exists (select from documents d
        where d.id = ${value('document')} and d.type = t.document_type and d.sender = t.partner))
      and not exists (select from approvals a join documents d on d.id = a.document where a.status = 'asked'
        and case when t.count = 1 then d.id = t.subject else d.type = t.document_type and d.sender = t.partner end)`,
    many: true,
  },
)

export const insertRequest = insertRows('approvals', {
  id: 'uuid',
  document: 'uuid',
  source: 'hash',
  payload: 'hash',
  outgoing: 'hash',
  form: 'text',
  agreement: 'uuid',
  agreement_version: 'int',
  status: 'text',
  due_at: 'timestamptz',
})

export const markOverdue = updateRows(
  'approvals',
  { id: 'uuid', seen: 'text' },
  { key: ['id'], guard: { status: 'seen' }, set: [], also: 'overdue = true' },
)

/** What a person is asked has changed. */
export const askAnew = updateRows(
  'work_items',
  { subject: 'uuid', kind: 'text', problem: 'jsonb' },
  {
    key: ['subject', 'kind'],
    set: ['problem'],
    also: 'version = t.version + 1, changed_at = now()',
    where: 't.closed_at is null',
    many: true,
  },
)

export const closeAsked = updateRows(
  'work_items',
  { subject: 'uuid', kind: 'text', closed_by: 'text', close_reason: 'text' },
  {
    key: ['subject', 'kind'],
    set: ['closed_by', 'close_reason'],
    also: 'closed_at = now(), changed_at = now()',
    where: 't.closed_at is null',
    many: true,
  },
)
