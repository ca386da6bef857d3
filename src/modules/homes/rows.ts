import { insertRows } from '../../platform/rows.ts'

export const insertStaged = insertRows('inbox_files', {
  id: 'uuid',
  organization: 'uuid',
  name: 'text',
  payload: 'hash',
  size_bytes: 'bigint',
})
