import { insertRows } from '../rows.ts'

/** The row of a payload that is durable, or becomes so with it. The same bytes again are the same row. */
export const insertPayload = insertRows(
  'payloads',
  { hash: 'hash', size_bytes: 'bigint', place: 'text', content: 'bytes' },
  { conflict: 'keep', sortBy: 'hash' },
)

/** Who may reach it, and for what. */
export const insertPayloadUse = insertRows(
  'payload_uses',
  { payload: 'hash', organization: 'uuid', subject: 'uuid', purpose: 'text' },
  { conflict: 'keep', sortBy: 'payload' },
)
