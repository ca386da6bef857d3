import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { accessError } from './errors.ts'
import { mayManageKeysOf } from './policy.ts'
import { apiKeyAnswer, madeApiKeyAnswer, presentApiKey } from './present.ts'
import { findApiKey, listApiKeys } from './queries.ts'
import { scopes } from './scopes.ts'
import { createApiKey, type MadeApiKey, revokeApiKey, rotateApiKey } from './verbs.ts'

const tags = ['access']
const byId = z.object({ id: z.uuid() })
const newApiKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  organization: z.uuid().nullable().optional().meta({ description: 'Left out: the organization of your own key' }),
  scopes: z.array(z.enum(['*', ...scopes])).min(1),
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
})
const rotation = z.strictObject({
  overlapMinutes: z
    .number()
    .int()
    .min(0)
    .max(43_200)
    .default(1440)
    .meta({ description: 'How long the old key works on' }),
})

/** API keys. Their making takes no Idempotency-Key, since its answer must not be stored: a repeat makes another key. */
export function accessRoutes(http: Http, grid: Grid): void {
  readingRoutes(http, grid)
  makingRoutes(http, grid)
  http.post(
    '/api/v1/api-keys/:id/revocation',
    {
      config: { scope: 'access:write', idempotency: 'within' },
      schema: { tags, summary: 'Revoke an API key', params: byId, response: { 200: apiKeyAnswer } },
    },
    async (request, reply) => {
      const alongside = keepAnswer(request, reply, presentApiKey)
      return presentApiKey(await revokeApiKey(grid, request.actor, request.params.id, alongside))
    },
  )
}

function readingRoutes(http: Http, grid: Grid): void {
  const config = { scope: 'access:read' }
  http.get(
    '/api/v1/api-keys',
    {
      config,
      schema: {
        tags,
        summary: 'List API keys',
        querystring: z.object({ ...pageQuery, organization: z.uuid().optional() }),
        response: { 200: pageAnswer(apiKeyAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor, organization } = request.query
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await rowsOf(grid.database, request.actor.organization, (database) =>
        listApiKeys(database, request.actor, { organization, before, limit: limit + 1 }),
      )
      return pageOf(rows.map(presentApiKey), request, (key) => [key.id])
    },
  )
  http.get(
    '/api/v1/api-keys/:id',
    { config, schema: { tags, summary: 'Show an API key', params: byId, response: { 200: apiKeyAnswer } } },
    async (request) => {
      const { id } = request.params
      const found = await findApiKey(grid.database.kysely, id)
      if (found === undefined || !mayManageKeysOf(request.actor, found.organization))
        throw accessError('api-key-unknown', { id })
      return presentApiKey(found)
    },
  )
}

function makingRoutes(http: Http, grid: Grid): void {
  const config = { scope: 'access:write', idempotency: 'refused' as const }
  http.post(
    '/api/v1/api-keys',
    {
      config,
      schema: { tags, summary: 'Create an API key', body: newApiKey, response: { 201: madeApiKeyAnswer } },
    },
    async (request, reply) => {
      const { name, organization = request.actor.organization, scopes, expiresAt } = request.body
      const asked = { name, organization, scopes, expiresAt: expiresAt ? new Date(expiresAt) : null }
      return reply.code(201).send(presentMade(await createApiKey(grid, request.actor, asked)))
    },
  )
  http.post(
    '/api/v1/api-keys/:id/successor',
    {
      config,
      schema: { tags, summary: 'Rotate an API key', params: byId, body: rotation, response: { 201: madeApiKeyAnswer } },
    },
    async (request, reply) =>
      reply.code(201).send(presentMade(await rotateApiKey(grid, request.actor, request.params.id, request.body))),
  )
}

function presentMade({ apiKey, secret }: MadeApiKey): z.infer<typeof madeApiKeyAnswer> {
  return { ...presentApiKey(apiKey), key: secret }
}
