import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { connectors } from '../../connectors/connectors.ts'
import { secretFields } from '../../connectors/define.ts'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { actorsToldTo } from '../access/told.ts'
import { organizationCalled } from '../organizations/called.ts'
import { checkConnection } from './checking.ts'
import { connectionChange, connectionForm, connectionName } from './form.ts'
import { maySeeConnectionsOf } from './policy.ts'
import { checkAnswer, connectionAnswer, presentCheck, presentConnection } from './present.ts'
import { type Connection, findConnection, listChecks, listConnections, pageOfConnections, usesOf } from './queries.ts'
import { changeConnection, endConnection, makeConnection, resumeConnection } from './verbs.ts'

const CHECKS_SHOWN = 50
const tags = ['partners']
const byId = z.object({ id: z.uuid() })
const byOwner = z.object({ organization: z.string().max(64).meta({ description: 'Its slug or id' }) })
const reading = { scope: 'partners:read' }
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }

/** How the grid reaches the outside systems of an organization. */
export function connectionRoutes(http: Http, grid: Grid): void {
  connectorRoute(http)
  listRoute(http, grid)
  readingRoutes(http, grid)
  makingRoute(http, grid)
  changingRoutes(http, grid)
  checkingRoutes(http, grid)
  usesRoute(http, grid)
}

function connectorRoute(http: Http): void {
  const form = z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema' })
  const connector = z.object({
    name: z.string(),
    title: z.string(),
    connection: form,
    credentials: z.array(z.string()),
    in: form.nullable(),
    out: form.nullable(),
  })
  http.get(
    '/api/v1/connectors',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List the connectors, with the forms of their connections and channels',
        response: { 200: z.object({ items: z.array(connector) }) },
      },
    },
    () => ({
      items: Object.values(connectors).map(({ name, title, connection, pickUp, drop }) => ({
        ...{ name, title, connection: schemaOf(connection), credentials: secretFields(connection) },
        in: pickUp && schemaOf(pickUp.settings),
        out: drop && schemaOf(drop.settings),
      })),
    }),
  )
}

function schemaOf(form: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(form, { io: 'input' }) as Record<string, unknown>
}

function listRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/connections',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List connections',
        querystring: z.object(pageQuery),
        response: { 200: pageAnswer(connectionAnswer.extend({ owner: z.string().meta({ description: 'Its slug' }) })) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const page = { before, limit: limit + 1 }
      const { organization } = request.actor
      const rows = await rowsOf(grid.database, organization, (database) =>
        pageOfConnections(database, organization, page),
      )
      const items = rows.map((row) => ({ ...presentConnection(row), owner: row.slug }))
      return pageOf(items, request, (one) => [one.id])
    },
  )
}

function readingRoutes(http: Http, grid: Grid): void {
  const items = z.object({ items: z.array(connectionAnswer) })
  http.get(
    '/api/v1/organizations/:organization/connections',
    {
      config: reading,
      schema: { tags, summary: 'List the connections of an organization', params: byOwner, response: { 200: items } },
    },
    async ({ actor, params }) => {
      const owner = await visibleOwner(grid, actor, params.organization)
      const rows = await rowsOf(grid.database, actor.organization, (database) => listConnections(database, owner))
      return { items: rows.map(presentConnection) }
    },
  )
  http.get(
    '/api/v1/connections/:id',
    {
      config: reading,
      schema: { tags, summary: 'Show a connection', params: byId, response: { 200: connectionAnswer } },
    },
    async ({ actor, params }, reply) => answering(reply)(await visible(grid, actor, params.id)),
  )
}

function makingRoute(http: Http, grid: Grid): void {
  http.put(
    '/api/v1/organizations/:organization/connections/:name',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Make a connection',
        description: 'Credentials are sealed and never shown again. An ended one of this name begins again.',
        params: byOwner.extend({ name: connectionName }),
        body: connectionForm,
        response: { 201: connectionAnswer },
      },
    },
    async (request, reply) => {
      reply.code(201)
      const { organization, name } = request.params
      const owner = await visibleOwner(grid, request.actor, organization)
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      const work = perform(grid, request.actor, (act) => makeConnection(act, owner, name, request.body), alongside)
      return present(await work)
    },
  )
}

function changingRoutes(http: Http, grid: Grid): void {
  const response = { 200: connectionAnswer }
  http.patch(
    '/api/v1/connections/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Change a connection',
        description:
          '`settings` replaces them all. Credentials that are left out are kept, as long as host and user stay; null removes one.',
        params: byId,
        body: connectionChange,
        response,
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const { id } = request.params
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      const change = (act: Parameters<typeof changeConnection>[0]) =>
        changeConnection(act, id, request.body.settings, version)
      return present(await perform(grid, request.actor, change, alongside))
    },
  )
  const acts = [
    ['closure', 'End a connection', endConnection],
    ['resumption', 'Let a halted connection go on', resumeConnection],
  ] as const
  for (const [act, summary, verb] of acts) {
    http.put(
      `/api/v1/connections/:id/${act}`,
      { config: writing, schema: { tags, summary, params: byId, response } },
      async (request, reply) => {
        const present = answering(reply)
        const alongside = keepAnswer(request, reply, present)
        return present(await perform(grid, request.actor, (acting) => verb(acting, request.params.id), alongside))
      },
    )
  }
}

function usesRoute(http: Http, grid: Grid): void {
  const use = z.object({ kind: z.enum(['channel', 'archive-rule']), id: z.uuid(), name: z.string() })
  http.get(
    '/api/v1/connections/:id/uses',
    {
      config: { scope: 'partners:read', gridOnly: true },
      schema: {
        tags,
        summary: 'What a connection is used by, and so cannot end before',
        params: byId,
        response: { 200: z.object({ items: z.array(use) }) },
      },
    },
    async ({ actor, params }) => {
      const { id } = await visible(grid, actor, params.id)
      return { items: await usesOf(grid.database.kysely, id) }
    },
  )
}

function checkingRoutes(http: Http, grid: Grid): void {
  http.post(
    '/api/v1/connections/:id/checks',
    {
      config: { scope: 'partners:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Test a connection',
        description: 'Layer by layer, up to the first that does not hold.',
        params: byId,
        response: { 200: checkAnswer },
      },
    },
    async ({ actor, params }) =>
      presentCheck(await checkConnection(grid, await visible(grid, actor, params.id), actor)),
  )
  http.get(
    '/api/v1/connections/:id/checks',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List the last tests of a connection',
        params: byId,
        response: { 200: z.object({ items: z.array(checkAnswer) }) },
      },
    },
    async ({ actor, params }) => {
      const { id } = await visible(grid, actor, params.id)
      const checks = await rowsOf(grid.database, actor.organization, (database) =>
        listChecks(database, id, CHECKS_SHOWN),
      )
      const actorOf = await actorsToldTo(
        grid.database.pool,
        actor.organization,
        checks.map((check) => check.actor),
      )
      return { items: checks.map((check) => presentCheck({ ...check, actor: actorOf(check.actor) })) }
    },
  )
}

async function visibleOwner(grid: Grid, actor: Actor, idOrSlug: string): Promise<string> {
  const id = await organizationCalled(grid.database.kysely, idOrSlug)
  if (id === undefined || !maySeeConnectionsOf(actor, id)) {
    throw httpError('not-found', { kind: 'organization', id: idOrSlug })
  }
  return id
}

async function visible(grid: Grid, actor: Actor, id: string): Promise<Connection> {
  const found = await rowsOf(grid.database, actor.organization, (database) => findConnection(database, id))
  if (!found || !maySeeConnectionsOf(actor, found.organization)) {
    throw httpError('not-found', { kind: 'connection', id })
  }
  return found
}

/** With its version, so that who changes it says what they saw. */
function answering(reply: FastifyReply) {
  return (row: Connection) => {
    sendVersion(reply, row.version)
    return presentConnection(row)
  }
}
