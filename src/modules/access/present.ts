import { z } from 'zod'
import type { ApiKey } from './queries.ts'

const moment = z.iso.datetime()

export const apiKeyAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  organization: z.uuid().nullable().meta({ description: 'Null: a key of the grid itself' }),
  scopes: z.array(z.string()),
  createdAt: moment,
  expiresAt: moment.nullable(),
  revokedAt: moment.nullable(),
})

/** Only the answer to its making has the key itself. */
export const madeApiKeyAnswer = apiKeyAnswer.extend({
  key: z.string().meta({ description: 'Shown this once: keep it now' }),
})

export function presentApiKey(key: ApiKey): z.infer<typeof apiKeyAnswer> {
  return {
    id: key.id,
    name: key.name,
    organization: key.organization,
    scopes: key.scopes,
    createdAt: key.created_at.toISOString(),
    expiresAt: key.expires_at?.toISOString() ?? null,
    revokedAt: key.revoked_at?.toISOString() ?? null,
  }
}
