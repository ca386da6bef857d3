import { z } from 'zod'
import type { ResendRow } from './originals.ts'

export const resendAnswer = z.object({
  id: z.uuid(),
  as: z.enum(['same', 'new', 'corrected']),
  parent: z.uuid().meta({ description: 'The interchange that was sent, or came in, before' }),
  child: z.uuid().meta({ description: 'The one it goes in now; the same one for `same`' }),
  document: z.uuid().nullable(),
  delivery: z.uuid().nullable(),
  correction: z.uuid().nullable(),
  bulk: z.uuid().nullable(),
  on: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
})

export const previewAnswer = z.object({
  as: z.enum(['same', 'new']),
  on: z.enum(['original', 'current']),
  interchange: z.uuid(),
  name: z.string(),
  status: z.string(),
  differences: z.array(z.object({ what: z.string(), before: z.unknown(), after: z.unknown() })),
})

export function presentResend(row: ResendRow): z.infer<typeof resendAnswer> {
  const { id, parent, child, document, delivery, correction, bulk, reason } = row
  const more = { on: row.basis, by: row.actor, at: row.at.toISOString() }
  return { id, as: row.kind, parent, child, document, delivery, correction, bulk, reason, ...more }
}
