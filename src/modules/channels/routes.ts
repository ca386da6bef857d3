import type { FastifyReply } from 'fastify'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import type { Tables } from '../../platform/tables.ts'
import { organizationCalled } from '../organizations/called.ts'
import { channelChange, channelForm, channelName } from './form.ts'
import { maySeeChannelsOf } from './policy.ts'
import { channelAnswer, presentChannel } from './present.ts'
import { type Channel, findChannel, listChannels, usesOf } from './queries.ts'
import { changeChannel, closeChannel, openChannel } from './verbs.ts'

const tags = ['partners']
const byId = z.object({ id: z.uuid() })
const byOwner = z.object({ organization: z.string().max(64).meta({ description: 'Its slug or id' }) })
const reading = { scope: 'partners:read' }
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }

/** The ways in and out of an organization. */
export function channelRoutes(http: Http, grid: Grid): void {
  readingRoutes(http, grid)
  openingRoutes(http, grid)
  usesRoute(http, grid)
  changingRoute(http, grid)
}

function readingRoutes(http: Http, grid: Grid): void {
  const { kysely } = grid.database
  const items = z.object({ items: z.array(channelAnswer) })
  http.get(
    '/api/v1/organizations/:organization/channels',
    {
      config: reading,
      schema: { tags, summary: 'List the channels of an organization', params: byOwner, response: { 200: items } },
    },
    async ({ actor, params }) => {
      const owner = await visibleOwner(kysely, actor, params.organization)
      return { items: (await listChannels(kysely, owner)).map(presentChannel) }
    },
  )
  http.get(
    '/api/v1/channels/:id',
    { config: reading, schema: { tags, summary: 'Show a channel', params: byId, response: { 200: channelAnswer } } },
    async ({ actor, params }, reply) => {
      const found = await findChannel(kysely, params.id)
      if (!found || !maySeeChannelsOf(actor, found.organization)) {
        throw httpError('not-found', { kind: 'channel', id: params.id })
      }
      return answering(reply)(found)
    },
  )
}

function usesRoute(http: Http, grid: Grid): void {
  const use = z.object({ id: z.uuid(), sender: z.string(), receiver: z.string(), type: z.string(), mode: z.string() })
  http.get(
    '/api/v1/channels/:id/uses',
    {
      config: { scope: 'partners:read', gridOnly: true },
      schema: {
        tags,
        summary: 'The agreements whose way out a channel is, so that it cannot be closed before they end',
        params: byId,
        response: { 200: z.object({ items: z.array(use) }) },
      },
    },
    async ({ params: { id } }) => {
      const { kysely } = grid.database
      if (!(await findChannel(kysely, id))) throw httpError('not-found', { kind: 'channel', id })
      return { items: await usesOf(kysely, id, new Date(grid.now())) }
    },
  )
}

function openingRoutes(http: Http, grid: Grid): void {
  http.put(
    '/api/v1/organizations/:organization/channels/:name',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Open a channel',
        description: 'A closed one of this name opens again.',
        params: byOwner.extend({ name: channelName }),
        body: channelForm,
        response: { 201: channelAnswer },
      },
    },
    async (request, reply) => {
      reply.code(201)
      const { organization, name } = request.params
      const owner = await visibleOwner(grid.database.kysely, request.actor, organization)
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      return present(
        await perform(grid, request.actor, (act) => openChannel(act, owner, name, request.body), alongside),
      )
    },
  )
  http.put(
    '/api/v1/channels/:id/closure',
    { config: writing, schema: { tags, summary: 'Close a channel', params: byId, response: { 200: channelAnswer } } },
    async (request, reply) => {
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, request.actor, (act) => closeChannel(act, request.params.id), alongside))
    },
  )
}

function changingRoute(http: Http, grid: Grid): void {
  http.patch(
    '/api/v1/channels/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Change a channel',
        description: '`settings` replaces them all; a secret header without a value keeps the one there is.',
        params: byId,
        body: channelChange,
        response: { 200: channelAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const { id } = request.params
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      return present(
        await perform(grid, request.actor, (act) => changeChannel(act, id, request.body, version), alongside),
      )
    },
  )
}

async function visibleOwner(database: Kysely<Tables>, actor: Actor, idOrSlug: string): Promise<string> {
  const id = await organizationCalled(database, idOrSlug)
  if (id === undefined || !maySeeChannelsOf(actor, id)) {
    throw httpError('not-found', { kind: 'organization', id: idOrSlug })
  }
  return id
}

/** With its version, so that who changes it says what they saw. */
function answering(reply: FastifyReply) {
  return (row: Channel) => {
    sendVersion(reply, row.version)
    return presentChannel(row)
  }
}
