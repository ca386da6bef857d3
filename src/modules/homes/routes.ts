import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { type Act, perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { organizationCalled } from '../organizations/called.ts'
import { mayKeepCredentialsOf } from './policy.ts'
import { presentKey, presentPassword, sftpKeyAnswer, sftpPasswordAnswer } from './present.ts'
import { findCredential, listCredentials } from './queries.ts'
import { giveSftpKey, revokeSftpKey, setSftpKeyEnd } from './verbs.ts'

const tags = ['partners']
const byId = z.object({ id: z.uuid() })
const byOrganization = z.object({ organization: z.string().max(64).meta({ description: 'Its slug or id' }) })
const writing = { scope: 'access:write', idempotency: 'within' as const }
const end = z.iso.datetime({ offset: true }).nullable().meta({ description: 'Null: without end' })
const newKey = z.strictObject({
  publicKey: z.string().trim().min(1).max(8_000).meta({ description: 'The line of the .pub file' }),
  label: z.string().trim().min(1).max(100).optional().meta({ description: 'Left out: what stands behind the key' }),
  expiresAt: end.optional(),
})

/** Who may sign in to an organization's home. */
export function homeRoutes(http: Http, grid: Grid): void {
  listRoute(http, grid)
  addRoute(http, grid)
  changingRoutes(http, grid)
}

function listRoute(http: Http, grid: Grid): void {
  const { kysely } = grid.database
  http.get(
    '/api/v1/organizations/:organization/sftp-keys',
    {
      config: { scope: 'partners:read' },
      schema: {
        tags,
        summary: 'List the SFTP keys of an organization',
        params: byOrganization,
        response: { 200: z.object({ items: z.array(sftpKeyAnswer), password: sftpPasswordAnswer.nullable() }) },
      },
    },
    async ({ actor, params }) => {
      const rows = await listCredentials(kysely, await visible(grid, actor, params.organization))
      const password = rows.findLast((one) => one.kind === 'password' && one.revoked_at === null)
      const keys = rows.filter(({ kind }) => kind === 'key')
      return { items: keys.map(presentKey), password: password ? presentPassword(password) : null }
    },
  )
}

function addRoute(http: Http, grid: Grid): void {
  http.post(
    '/api/v1/organizations/:organization/sftp-keys',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Add an SFTP key to an organization',
        description: 'One that it has already is left as it is.',
        params: byOrganization,
        body: newKey,
        response: { 201: sftpKeyAnswer },
      },
    },
    async (request, reply) => {
      reply.code(201)
      const { publicKey: line, label, expiresAt } = request.body
      const owner = await visible(grid, request.actor, request.params.organization)
      const given = { line, label, expiresAt: expiresAt ? new Date(expiresAt) : null }
      const add = async (act: Act) => (await findCredential(act.tx, await giveSftpKey(act, owner, given)))!
      return presentKey(await perform(grid, request.actor, add, keepAnswer(request, reply, presentKey)))
    },
  )
}

function changingRoutes(http: Http, grid: Grid): void {
  http.put(
    '/api/v1/sftp-keys/:id/expiry',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Say until when an SFTP key opens',
        params: byId,
        body: z.strictObject({ expiresAt: end }),
        response: { 200: sftpKeyAnswer },
      },
    },
    async (request, reply) => {
      const { expiresAt } = request.body
      const change = (act: Act) =>
        onOwn(act, request.params.id, (id) => setSftpKeyEnd(act, id, expiresAt === null ? null : new Date(expiresAt)))
      return presentKey(await perform(grid, request.actor, change, keepAnswer(request, reply, presentKey)))
    },
  )
  http.put(
    '/api/v1/sftp-keys/:id/revocation',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Revoke an SFTP key',
        description: 'No new session begins with it. Revoking a revoked one changes nothing.',
        params: byId,
        response: { 200: sftpKeyAnswer },
      },
    },
    async (request, reply) => {
      const revoke = (act: Act) => onOwn(act, request.params.id, (id) => revokeSftpKey(act, id))
      return presentKey(await perform(grid, request.actor, revoke, keepAnswer(request, reply, presentKey)))
    },
  )
}

/** Does it, and answers the key as it is then. One that the actor may not see does not exist for it. */
async function onOwn(act: Act, id: string, work: (id: string) => Promise<void>) {
  const found = await findCredential(act.tx, id)
  if (found?.kind !== 'key' || !mayKeepCredentialsOf(act.actor, found.organization)) {
    throw httpError('not-found', { kind: 'SFTP key', id })
  }
  await work(id)
  return (await findCredential(act.tx, id))!
}

async function visible({ database }: Grid, actor: Actor, organization: string): Promise<string> {
  const owner = await organizationCalled(database.kysely, organization)
  if (owner === undefined || !mayKeepCredentialsOf(actor, owner)) {
    throw httpError('not-found', { kind: 'organization', id: organization })
  }
  return owner
}
