import { insertRows, updateRows } from '../../../platform/rows.ts'

export const insertEntry = insertRows('batch_entries', {
  id: 'uuid',
  agreement: 'uuid',
  interchange: 'uuid',
  payload: 'hash',
  envelope: 'text',
  document_count: 'int',
  size_bytes: 'bigint',
  status: 'text',
  due_at: 'timestamptz',
})

/** Its guard makes sure that it leaves once. */
export const closeEntry = updateRows(
  'batch_entries',
  { id: 'uuid', seen: 'text', status: 'text', outgoing: 'uuid' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'outgoing'] },
)

/** From waiting in a batch into the interchange that it leaves in. */
export const leaveWith = updateRows(
  'documents',
  { id: 'uuid', seen: 'uuid', outgoing: 'uuid', sent_number: 'text' },
  { key: ['id'], guard: { outgoing: 'seen' }, set: ['outgoing', 'sent_number'] },
)
