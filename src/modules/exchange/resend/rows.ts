import { insertRows, updateRows } from '../../../platform/rows.ts'

/** The same delivery once more: key, name and bytes stay what they were. */
export const reviveDelivery = updateRows(
  'deliveries',
  { id: 'uuid', seen: 'text', status: 'text', sent_at: 'timestamptz' },
  {
    key: ['id'],
    guard: { status: 'seen' },
    set: ['status', 'sent_at'],
    also: 'attempt = 0, last_problem = null, collected_at = null, removed_at = null, begun_at = null',
  },
)

/** A person says that it arrived. */
export const confirmDelivery = updateRows(
  'deliveries',
  { id: 'uuid', seen: 'text', status: 'text' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status'], also: 'sent_at = coalesce(t.sent_at, t.begun_at, now())' },
)

/** What was overdue or refused is awaited again. */
export const awaitAgain = updateRows(
  'receipts',
  { id: 'uuid', seen: 'text', state: 'text', due_at: 'timestamptz' },
  {
    key: ['id'],
    guard: { state: 'seen' },
    set: ['state', 'due_at'],
    also: 'problems = null, evidence = null, at = now()',
  },
)

/** What the receiver had refused waits for its word anew. */
const LET_GO = "status = case when t.status = 'declined' then 'released' else t.status end, changed_at = now()"

/** From now on it left in another interchange. */
export const leaveIn = updateRows(
  'documents',
  { id: 'uuid', seen: 'uuid', outgoing: 'uuid', sent_number: 'text' },
  // As it came, under its own number, or as it was translated.
  { key: ['id'], guard: { outgoing: 'seen' }, set: ['outgoing', 'sent_number'], also: LET_GO },
)
export const leaveAllIn = updateRows(
  'documents',
  { seen: 'uuid', outgoing: 'uuid' },
  { key: [], guard: { outgoing: 'seen' }, set: ['outgoing'], also: LET_GO, many: true },
)

export const insertResend = insertRows('resends', {
  id: 'uuid',
  kind: 'text',
  parent: 'uuid',
  child: 'uuid',
  document: 'uuid',
  delivery: 'uuid',
  correction: 'uuid',
  bulk: 'uuid',
  basis: 'text',
  reason: 'text',
  before: 'jsonb',
  actor: 'text',
})

/** A work item that what was done now settles. */
export const settleItem = updateRows(
  'work_items',
  { id: 'uuid', seen: 'int', closed_by: 'text', close_reason: 'text' },
  {
    key: ['id'],
    guard: { version: 'seen' },
    set: ['closed_by', 'close_reason'],
    also: 'closed_at = now(), ignored_until = null, version = t.version + 1, changed_at = now()',
  },
)

/** An interchange that comes in as the correction of another. */
export const insertCorrected = insertRows('interchanges', {
  id: 'uuid',
  direction: 'text',
  organization: 'uuid',
  channel: 'uuid',
  name: 'text',
  payload: 'hash',
  from_offset: 'bigint',
  size_bytes: 'bigint',
  status: 'text',
  progress: 'int',
  cause: 'uuid',
  corrects: 'uuid',
})

export const insertCorrection = insertRows('corrections', {
  id: 'uuid',
  interchange: 'uuid',
  document: 'uuid',
  payload: 'hash',
  size_bytes: 'bigint',
  reason: 'text',
  diff: 'jsonb',
  verdict: 'jsonb',
  actor: 'text',
})

export const insertBulk = insertRows('bulk_resends', {
  id: 'uuid',
  kind: 'text',
  basis: 'text',
  filter: 'jsonb',
  per_minute: 'int',
  reason: 'text',
  status: 'text',
  total: 'int',
  sent: 'int',
  refused: 'int',
  cursor: 'uuid',
  actor: 'text',
})

/** How far it came, unless somebody stopped it meanwhile. */
export const advanceBulk = updateRows(
  'bulk_resends',
  { id: 'uuid', seen: 'uuid', running: 'text', cursor: 'uuid', sent: 'int', refused: 'int' },
  { key: ['id'], guard: { cursor: 'seen', status: 'running' }, set: ['cursor', 'sent', 'refused'] },
)

export const endBulk = updateRows(
  'bulk_resends',
  { id: 'uuid', seen: 'text', status: 'text', problem: 'jsonb' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'problem'], also: 'ended_at = now()' },
)

export const insertRefusal = insertRows('bulk_resend_refusals', { bulk: 'uuid', document: 'uuid', problem: 'jsonb' })
