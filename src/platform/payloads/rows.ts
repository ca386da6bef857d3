import { insertRows } from '../rows.ts'

const payload = { hash: 'hash', size_bytes: 'bigint', place: 'text', content: 'bytes' } as const

/** The row of a payload that is durable, or becomes so with it. The same bytes again are the same row. */
export const insertPayload = insertRows('payloads', payload, { conflict: 'keep', sortBy: 'hash' })

/**
 * The same for bytes that nobody can have sent before, since they carry a number that was just taken; that costs less. Should they be there
 * all the same, the change fails as one that came second, and deciding again takes the next number.
 */
export const insertNewPayload = insertRows('payloads', payload, { sortBy: 'hash' })

const use = { payload: 'hash', organization: 'uuid', subject: 'uuid', purpose: 'text' } as const

/** Who may reach it, and for what. */
export const insertPayloadUse = insertRows('payload_uses', use, { conflict: 'keep', sortBy: 'subject' })

/** The same for a subject that is made by this very change: nobody can have written it before, and that costs less. */
export const insertNewUse = insertRows('payload_uses', use)
