import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { publicAnd } from '../../platform/outbound.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { webhookError } from './errors.ts'
import { webhookChange, webhookForm } from './form.ts'
import { mayManageWebhooksOf } from './policy.ts'
import { madeWebhookAnswer, messageAnswer, presentMessage, presentWebhook, webhookAnswer } from './present.ts'
import { findWebhook, listMessages, listWebhooks, type Webhook } from './queries.ts'
import { changeSigningSecret, changeWebhook, endWebhook, makeWebhook, redrive } from './verbs.ts'

const tags = ['webhooks']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'webhooks:read' }
const writing = { scope: 'webhooks:write', idempotency: 'within' as const }

/** Webhooks: whoever asked is told of events, signed, until it answers. */
export function webhookRoutes(http: Http, grid: Grid): void {
  readingRoutes(http, grid)
  makingRoutes(http, grid)
  changingRoutes(http, grid)
  redriveRoute(http, grid)
}

function readingRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/webhooks',
    {
      config: reading,
      schema: { tags, summary: 'List webhooks', response: { 200: z.object({ items: z.array(webhookAnswer) }) } },
    },
    async ({ actor }) => {
      const found = await rowsOf(grid.database, actor.organization, (database) => listWebhooks(database, actor))
      return { items: found.map(presentWebhook) }
    },
  )
  http.get(
    '/api/v1/webhooks/:id',
    { config: reading, schema: { tags, summary: 'Show a webhook', params: byId, response: { 200: webhookAnswer } } },
    async ({ actor, params }, reply) => answering(reply)(await visible(grid, actor, params.id)),
  )
  http.get(
    '/api/v1/webhooks/:id/messages',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List what a webhook was told',
        params: byId,
        querystring: z.object({ ...pageQuery, status: z.enum(['waiting', 'sent', 'failed']).optional() }),
        response: { 200: pageAnswer(messageAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor, status } = request.query
      await visible(grid, request.actor, request.params.id)
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await rowsOf(grid.database, request.actor.organization, (database) =>
        listMessages(database, request.params.id, { status, before, limit: limit + 1 }),
      )
      return pageOf(rows.map(presentMessage), request, (message) => [message.id])
    },
  )
}

/** No Idempotency-Key here: the answer has the secret and must not be stored. The name keeps a repeat from making a second one. */
function makingRoutes(http: Http, grid: Grid): void {
  const config = { ...writing, idempotency: 'refused' as const }
  http.post(
    '/api/v1/webhooks',
    { config, schema: { tags, summary: 'Make a webhook', body: webhookForm, response: { 201: madeWebhookAnswer } } },
    async (request, reply) => {
      expectAddress(grid, request.actor, request.body.url)
      const { webhook, secret } = await perform(grid, request.actor, (act) => makeWebhook(act, request.body))
      sendVersion(reply, webhook.version)
      return reply.code(201).send({ ...presentWebhook(webhook), secret })
    },
  )
  http.post(
    '/api/v1/webhooks/:id/secret',
    {
      config,
      schema: {
        tags,
        summary: 'Change the secret of a webhook',
        description: 'The former one signs beside it for 24 hours.',
        params: byId,
        response: { 201: madeWebhookAnswer },
      },
    },
    async (request, reply) => {
      const made = await perform(grid, request.actor, (act) => changeSigningSecret(act, request.params.id))
      return reply.code(201).send({ ...presentWebhook(made.webhook), secret: made.secret })
    },
  )
}

/** What stands there as an address is said at once; a name is judged each time by what it stands for then. */
function expectAddress({ config }: Grid, { organization }: Actor, url: string | undefined): void {
  if (url === undefined || organization === null) return
  const { hostname } = new URL(url)
  try {
    publicAnd(config.partnerNetworks).expect(hostname)
  } catch {
    throw webhookError('webhook-address-inside', { host: hostname })
  }
}

function changingRoutes(http: Http, grid: Grid): void {
  http.patch(
    '/api/v1/webhooks/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Change or pause a webhook',
        params: byId,
        body: webhookChange,
        response: { 200: webhookAnswer },
      },
    },
    async (request, reply) => {
      expectAddress(grid, request.actor, request.body.url)
      const version = versionExpected(request)
      const present = answering(reply)
      const change = (act: Parameters<typeof changeWebhook>[0]) =>
        changeWebhook(act, request.params.id, request.body, version)
      return present(await perform(grid, request.actor, change, keepAnswer(request, reply, present)))
    },
  )
  http.put(
    '/api/v1/webhooks/:id/ending',
    { config: writing, schema: { tags, summary: 'End a webhook', params: byId, response: { 200: webhookAnswer } } },
    async (request, reply) => {
      const present = answering(reply)
      const end = (act: Parameters<typeof endWebhook>[0]) => endWebhook(act, request.params.id)
      return present(await perform(grid, request.actor, end, keepAnswer(request, reply, present)))
    },
  )
}

function redriveRoute(http: Http, grid: Grid): void {
  const moment = z.iso.datetime({ offset: true }).optional()
  http.post(
    '/api/v1/webhooks/:id/redrives',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Send failed messages again',
        params: byId,
        body: z.strictObject({ since: moment, until: moment }).prefault({}),
        response: { 202: z.object({ messages: z.int() }) },
      },
    },
    async (request, reply) => {
      const { since, until } = request.body
      const window = { since: since ? new Date(since) : undefined, until: until ? new Date(until) : undefined }
      const present = (messages: number) => ({ messages })
      reply.code(202)
      const again = (act: Parameters<typeof redrive>[0]) => redrive(act, request.params.id, window)
      return present(await perform(grid, request.actor, again, keepAnswer(request, reply, present)))
    },
  )
}

async function visible(grid: Grid, actor: Actor, id: string): Promise<Webhook> {
  const found = await rowsOf(grid.database, actor.organization, (database) => findWebhook(database, id))
  if (!found || !mayManageWebhooksOf(actor, found.organization)) throw httpError('not-found', { kind: 'webhook', id })
  return found
}

function answering(reply: FastifyReply) {
  return (row: Webhook) => {
    sendVersion(reply, row.version)
    return presentWebhook(row)
  }
}
