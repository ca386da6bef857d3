import { insertRows, updateRows } from '../../../platform/rows.ts'

export const insertTranslation = insertRows('document_translations', {
  id: 'uuid',
  document: 'uuid',
  source: 'text',
  target: 'text',
  payload: 'hash',
  size_bytes: 'bigint',
  number: 'text',
  losses: 'jsonb',
  loss_count: 'int',
})

/** What its receiver has it as, and by which number. */
export const sendAs = updateRows(
  'documents',
  { id: 'uuid', sent_number: 'text', sent_standard: 'text', sent_type: 'text', sent_version: 'text' },
  { key: ['id'], set: ['sent_number', 'sent_standard', 'sent_type', 'sent_version'] },
)
