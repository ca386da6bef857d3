import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Credential } from './queries.ts'

const moment = z.iso.datetime()

export const sftpKeyAnswer = z.object({
  id: z.uuid(),
  label: z.string(),
  fingerprint: z.string().meta({ description: 'As `ssh-keygen -lf` prints it' }),
  createdAt: moment,
  expiresAt: moment.nullable().meta({ description: 'Null: without end' }),
  lastUsedAt: moment.nullable().meta({ description: 'To the minute; null: not since this is kept' }),
  refusedAt: moment.nullable().meta({ description: 'When somebody came with it after its end, to the day' }),
  revokedAt: moment.nullable(),
})

export const sftpPasswordAnswer = z.object({ createdAt: moment, lastUsedAt: moment.nullable() })

export function presentKey(row: Credential): z.infer<typeof sftpKeyAnswer> {
  const blob = Buffer.from(row.public_key!.split(' ')[1]!, 'base64')
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
  return {
    ...{ id: row.id, label: row.label, fingerprint, createdAt: row.created_at.toISOString() },
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    refusedAt: row.refused_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}

export function presentPassword(row: Credential): z.infer<typeof sftpPasswordAnswer> {
  return { createdAt: row.created_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null }
}
