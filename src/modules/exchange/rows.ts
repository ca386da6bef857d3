import type { Problem, RowWrite } from '../../platform/change.ts'
import { insertRows, updateRows } from '../../platform/rows.ts'
import { classOf } from './classes.ts'

// The rows that the exchange writes in grouped commits. The order in which they are declared is the order in which every
// group takes its locks: identities first (two groups may want the same one), then what only one job can touch.

export const claimIdentity = insertRows(
  'source_identities',
  { kind: 'text', scope: 'text', value: 'text', subject: 'uuid', payload: 'hash' },
  { sortBy: 'value' },
)

/** The identity is older than the agreement's window: the number has come round, and now names another interchange. */
export const renewIdentity = updateRows(
  'source_identities',
  { kind: 'text', scope: 'text', value: 'text', former: 'uuid', subject: 'uuid', payload: 'hash' },
  { key: ['kind', 'scope', 'value'], guard: { subject: 'former' }, set: ['subject', 'payload'], also: 'at = now()' },
)

export const insertInterchange = insertRows('interchanges', {
  id: 'uuid',
  direction: 'text',
  organization: 'uuid',
  channel: 'uuid',
  name: 'text',
  payload: 'hash',
  from_offset: 'bigint',
  size_bytes: 'bigint',
  status: 'text',
  standard: 'text',
  mode: 'text',
  sender: 'uuid',
  receiver: 'uuid',
  envelope: 'json',
  control_number: 'text',
  progress: 'int',
  document_count: 'int',
  cause: 'uuid',
})

/** received → processed, duplicate or quarantined. */
export const decideInterchange = updateRows(
  'interchanges',
  {
    id: 'uuid',
    seen: 'text',
    status: 'text',
    to_offset: 'bigint',
    standard: 'text',
    mode: 'text',
    sender: 'uuid',
    receiver: 'uuid',
    envelope: 'json',
    control_number: 'text',
    answer: 'uuid',
    duplicate_of: 'uuid',
    problems: 'jsonb',
    document_count: 'int',
  },
  {
    key: ['id'],
    guard: { status: 'seen' },
    set: [
      'status',
      'to_offset',
      'standard',
      'mode',
      'sender',
      'receiver',
      'envelope',
      'control_number',
      'answer',
      'duplicate_of',
      'problems',
      'document_count',
    ],
  },
)

/** How many documents of a large interchange are kept: a restart goes on from there. */
export const advanceInterchange = updateRows(
  'interchanges',
  { id: 'uuid', seen: 'int', progress: 'int' },
  { key: ['id'], guard: { progress: 'seen' }, set: ['progress'] },
)

export const insertDocument = insertRows('documents', {
  id: 'uuid',
  interchange: 'uuid',
  position: 'int',
  sender: 'uuid',
  receiver: 'uuid',
  agreement: 'uuid',
  agreement_version: 'int',
  mode: 'text',
  standard: 'text',
  type: 'text',
  version: 'text',
  control_number: 'text',
  group_number: 'text',
  business_key: 'text',
  from_offset: 'bigint',
  to_offset: 'bigint',
  status: 'text',
  problems: 'jsonb',
  outgoing: 'uuid',
  channel: 'uuid',
})

/** What would go on waits for an approval, in no outgoing interchange. Declared before the others, which move what leaves together. */
export const awaitApproval = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text', receiver: 'uuid', agreement: 'uuid', agreement_version: 'int' },
  {
    key: ['id'],
    guard: { status: 'seen' },
    set: ['status', 'receiver', 'agreement', 'agreement_version'],
    also: 'outgoing = null, changed_at = now()',
  },
)

/** A document that waited for a person. */
export const moveDocument = updateRows(
  'documents',
  {
    id: 'uuid',
    seen: 'text',
    status: 'text',
    receiver: 'uuid',
    agreement: 'uuid',
    agreement_version: 'int',
    outgoing: 'uuid',
  },
  {
    key: ['id'],
    guard: { status: 'seen' },
    set: ['status', 'receiver', 'agreement', 'agreement_version', 'outgoing'],
    also: 'changed_at = now()',
  },
)

/** Those of a large interchange may leave before each of them is marked as released. */
export const ON_THE_WAY = `t.status in ('released', 'recognised')`

/** All documents that left in one interchange, as long as they are on their way. */
export const moveOutgoing = updateRows(
  'documents',
  { outgoing: 'uuid', status: 'text' },
  { key: ['outgoing'], set: ['status'], also: 'changed_at = now()', where: ON_THE_WAY, many: true },
)

/** Those that are held: suspended, or declined. */
export const moveHeld = updateRows(
  'documents',
  { outgoing: 'uuid', seen: 'text', status: 'text' },
  { key: ['outgoing'], guard: { status: 'seen' }, set: ['status'], also: 'changed_at = now()', many: true },
)

export const insertKey = insertRows('document_keys', {
  kind: 'text',
  value: 'text',
  issuer: 'uuid',
  counterpart: 'uuid',
  document: 'uuid',
})

const side = { organization: 'uuid', document: 'uuid' } as const

export const insertSide = insertRows('document_sides', side, { conflict: 'keep' })

/** The same of a document that is made by this very change: nobody can see it yet, and that costs less. */
export const insertNewSide = insertRows('document_sides', side)

export const insertDelivery = insertRows('deliveries', {
  id: 'uuid',
  interchange: 'uuid',
  sender: 'uuid',
  receiver: 'uuid',
  channel: 'uuid',
  mode: 'text',
  purpose: 'text',
  name: 'text',
  control_number: 'bigint',
  outbox: 'boolean',
  status: 'text',
  awaits: 'text',
  attempt: 'int',
  sent_at: 'timestamptz',
})

export const markSent = updateRows(
  'deliveries',
  { id: 'uuid', seen: 'text', status: 'text', attempt: 'int' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'attempt'], also: 'sent_at = now(), last_problem = null' },
)

export const markFailed = updateRows(
  'deliveries',
  { id: 'uuid', seen: 'text', status: 'text', attempt: 'int', last_problem: 'jsonb' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'attempt', 'last_problem'] },
)

export const insertReceipt = insertRows('receipts', {
  id: 'uuid',
  delivery: 'uuid',
  document: 'uuid',
  level: 'text',
  state: 'text',
  evidence: 'uuid',
  problems: 'jsonb',
  due_at: 'timestamptz',
})

/** What came and settles nothing. */
export const recordReceipt = insertRows('receipts', {
  id: 'uuid',
  delivery: 'uuid',
  level: 'text',
  state: 'text',
  evidence: 'uuid',
  problems: 'jsonb',
  settles: 'boolean',
})

export const settleReceipt = updateRows(
  'receipts',
  { id: 'uuid', seen: 'text', state: 'text', evidence: 'uuid', problems: 'jsonb' },
  { key: ['id'], guard: { state: 'seen' }, set: ['state', 'evidence', 'problems'], also: 'at = now()' },
)

export const postponeReceipt = updateRows(
  'receipts',
  { id: 'uuid', seen: 'text', due_at: 'timestamptz' },
  { key: ['id'], guard: { state: 'seen' }, set: ['due_at'] },
)

const insertClassed = insertRows('work_items', {
  id: 'uuid',
  kind: 'text',
  class: 'text',
  subject_kind: 'text',
  subject: 'uuid',
  organization: 'uuid',
  problem: 'jsonb',
})

export interface NewWorkItem {
  id: string
  kind: string
  subject_kind: string
  subject: string
  organization: string | null | undefined
  problem: Problem | undefined
}

export function insertWorkItem(item: NewWorkItem): RowWrite {
  return insertClassed({ ...item, class: classOf(item.kind, item.problem?.code) })
}

/** What had become overdue has come after all. */
export const closeOverdue = updateRows(
  'work_items',
  { subject: 'uuid', kind: 'text' },
  {
    key: ['subject', 'kind'],
    set: [],
    also: `closed_at = coalesce(t.closed_at, now()), closed_by = coalesce(t.closed_by, 'system'),
      close_reason = coalesce(t.close_reason, 'The receipt came, late.'), version = t.version + (t.closed_at is null)::int,
      changed_at = now()`,
    many: true,
  },
)

/** An interchange that could not be decided. */
export const setAside = updateRows(
  'interchanges',
  { id: 'uuid', seen: 'text', status: 'text', problems: 'jsonb' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'problems'] },
)

/** Out of the outbox. */
export const markCollected = updateRows(
  'deliveries',
  { id: 'uuid', seen: 'text', status: 'text' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status'], also: 'collected_at = now(), removed_at = now()' },
)
