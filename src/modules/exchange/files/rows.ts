import { insertRows, updateRows } from '../../../platform/rows.ts'

export const insertAttachment = insertRows('document_attachments', {
  source: 'uuid',
  kind: 'text',
  value: 'text',
  type: 'text',
  deliver: 'boolean',
  status: 'text',
})

export const moveAttachment = updateRows(
  'document_attachments',
  { source: 'uuid', seen: 'text', status: 'text' },
  { key: ['source'], guard: { status: 'seen' }, set: ['status'], also: 'changed_at = now()' },
)

// Before the insert: of one name only one is current.
export const supersedeFile = updateRows(
  'document_files',
  { id: 'uuid', superseded_by: 'uuid' },
  { key: ['id'], set: ['superseded_by'], where: 't.superseded_by is null' },
)

export const insertFile = insertRows('document_files', {
  id: 'uuid',
  document: 'uuid',
  organization: 'uuid',
  name: 'text',
  relation: 'text',
  payload: 'hash',
  size_bytes: 'bigint',
  content_type: 'text',
  source: 'uuid',
  version: 'int',
  actor: 'text',
})

/** A person has said what it belongs to. */
export const closeChoice = updateRows(
  'work_items',
  { subject: 'uuid', closed_by: 'text', close_reason: 'text' },
  {
    key: ['subject'],
    set: ['closed_by', 'close_reason'],
    also: 'closed_at = now(), version = t.version + 1, changed_at = now()',
    where: `t.subject_kind = 'file' and t.closed_at is null`,
    many: true,
  },
)
