import { z } from 'zod'
import type { Channel } from './queries.ts'

export const channelAnswer = z.object({
  id: z.uuid(),
  organization: z.uuid(),
  name: z.string(),
  direction: z.string(),
  kind: z.string(),
  mode: z.string().nullable(),
  connection: z.string().nullable().meta({ description: 'Its name' }),
  settings: z.record(z.string(), z.unknown()).meta({ description: 'Of a secret header only its name' }),
  version: z.int(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})

export function presentChannel(row: Channel): z.infer<typeof channelAnswer> {
  const { id, organization, name, direction, kind, mode, settings, version } = row
  const dates = { createdAt: row.created_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null }
  return { id, organization, name, direction, kind, mode, connection: row.connection_name, settings, version, ...dates }
}
