import { insertRows } from '../rows.ts'

/** The row of a payload that is durable, or becomes so with it. The same bytes again are the same row. */
export const insertPayload = insertRows(
  'payloads',
  { hash: 'hash', size_bytes: 'bigint', place: 'text', content: 'bytes' },
  { conflict: 'keep', sortBy: 'hash' },
)

const use = { payload: 'hash', organization: 'uuid', subject: 'uuid', purpose: 'text' } as const

/** Who may reach it, and for what. */
export const insertPayloadUse = insertRows('payload_uses', use, { conflict: 'keep', sortBy: 'payload' })

/** The same for a subject that is made by this very change: nobody can have written it before, and that costs less. */
export const insertNewUse = insertRows('payload_uses', use, { sortBy: 'payload' })
