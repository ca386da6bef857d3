import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { organizationCalled } from '../organizations/called.ts'

const sftpKeyAnswer = z.object({
  id: z.uuid(),
  label: z.string(),
  fingerprint: z.string().meta({ description: 'As `ssh-keygen -lf` prints it' }),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
})

/** Who may sign in to an organization's home. */
export function homeRoutes(http: Http, { database }: Grid): void {
  http.get(
    '/api/v1/organizations/:organization/sftp-keys',
    {
      config: { scope: 'partners:read' },
      schema: {
        tags: ['partners'],
        summary: 'List the SFTP keys of an organization',
        params: z.object({ organization: z.string().max(64).meta({ description: 'Its slug or id' }) }),
        response: { 200: z.object({ items: z.array(sftpKeyAnswer) }) },
      },
    },
    async ({ actor, params }) => {
      const owner = await organizationCalled(database.kysely, params.organization)
      if (owner === undefined || (actor.organization !== null && actor.organization !== owner)) {
        throw httpError('not-found', { kind: 'organization', id: params.organization })
      }
      const rows = await database.kysely
        .selectFrom('sftp_credentials')
        .select(['id', 'label', 'public_key', 'created_at', 'revoked_at'])
        .where('organization', '=', owner)
        .where('public_key', 'is not', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return { items: rows.map((row) => presentKey({ ...row, public_key: row.public_key! })) }
    },
  )
}

function presentKey(row: { id: string; label: string; public_key: string; created_at: Date; revoked_at: Date | null }) {
  const blob = Buffer.from(row.public_key.split(' ')[1]!, 'base64')
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
  const dates = { createdAt: row.created_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null }
  return { id: row.id, label: row.label, fingerprint, ...dates }
}
