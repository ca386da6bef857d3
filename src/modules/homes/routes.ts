import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { organizationCalled } from '../organizations/called.ts'
import { listSftpKeys, type SftpKey } from './queries.ts'
import { revokeSftpKey } from './verbs.ts'

const sftpKeyAnswer = z.object({
  id: z.uuid(),
  label: z.string(),
  fingerprint: z.string().meta({ description: 'As `ssh-keygen -lf` prints it' }),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
})

/** Who may sign in to an organization's home. */
export function homeRoutes(http: Http, grid: Grid): void {
  listingRoute(http, grid)
  revokingRoute(http, grid)
}

function listingRoute(http: Http, { database }: Grid): void {
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
      return { items: (await listSftpKeys(database.kysely, owner)).map(presentKey) }
    },
  )
}

function revokingRoute(http: Http, grid: Grid): void {
  http.put(
    '/api/v1/sftp-keys/:id/revocation',
    {
      config: { scope: 'partners:write', gridOnly: true, idempotency: 'within' },
      schema: {
        tags: ['partners'],
        summary: 'Revoke an SFTP key',
        description: 'No new session begins with it. Revoking a revoked one changes nothing.',
        params: z.object({ id: z.uuid() }),
        response: { 200: sftpKeyAnswer },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const alongside = keepAnswer(request, reply, presentKey)
      return presentKey(await perform(grid, request.actor, (act) => revokeSftpKey(act, id), alongside))
    },
  )
}

function presentKey(row: SftpKey): z.infer<typeof sftpKeyAnswer> {
  const blob = Buffer.from(row.public_key.split(' ')[1]!, 'base64')
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
  const dates = { createdAt: row.created_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null }
  return { id: row.id, label: row.label, fingerprint, ...dates }
}
