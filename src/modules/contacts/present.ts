import { z } from 'zod'
import type { Contact } from './queries.ts'

const moment = z.iso.datetime()

export const contactAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  purposes: z.array(z.string()),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  note: z.string(),
  language: z.string().nullable(),
  version: z.int(),
  createdAt: moment,
  changedAt: moment,
})

export function presentContact(row: Contact): z.infer<typeof contactAnswer> {
  const { id, name, purposes, email, phone, note, language, version } = row
  const dates = { createdAt: row.created_at.toISOString(), changedAt: row.changed_at.toISOString() }
  return { id, name, purposes, email, phone, note, language, version, ...dates }
}
