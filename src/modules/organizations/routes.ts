import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { organizationChange, organizationForm, slug } from './form.ts'
import { organizationAnswer, presentOrganization } from './present.ts'
import { listOrganizations, type Organization } from './queries.ts'
import { identifierRoutes } from './routes/identifiers.ts'
import { placeRoutes } from './routes/places.ts'
import { speakingRoutes } from './routes/speaking.ts'
import { byOrganization, visibleOrganization } from './routes/visible.ts'
import { confirmOrganization } from './verbs/introducing.ts'
import { changeOrganization, createOrganization } from './verbs/organizations.ts'

const tags = ['partners']

/** Organizations and what belongs to them. An organization's key sees its own. */
export function organizationRoutes(http: Http, grid: Grid): void {
  readingRoutes(http, grid)
  writingRoutes(http, grid)
  placeRoutes(http, grid)
  identifierRoutes(http, grid)
  speakingRoutes(http, grid)
  confirmingRoute(http, grid)
}

function readingRoutes(http: Http, grid: Grid): void {
  const config = { scope: 'partners:read' }
  const { kysely } = grid.database
  http.get(
    '/api/v1/organizations',
    {
      config,
      schema: {
        tags,
        summary: 'List organizations',
        querystring: z.object(pageQuery),
        response: { 200: pageAnswer(organizationAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = typeof cursor?.[0] === 'string' ? cursor[0] : undefined
      const rows = await rowsOf(grid.database, request.actor.organization, (database) =>
        listOrganizations(database, request.actor, { after, limit: limit + 1 }),
      )
      return pageOf(rows.map(presentOrganization), request, (one) => [one.slug])
    },
  )
  http.get(
    '/api/v1/organizations/:organization',
    {
      config,
      schema: { tags, summary: 'Show an organization', params: byOrganization, response: { 200: organizationAnswer } },
    },
    async (request, reply) =>
      answering(reply)(await visibleOrganization(kysely, request.actor, request.params.organization)),
  )
}

function writingRoutes(http: Http, grid: Grid): void {
  const config = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }
  http.post(
    '/api/v1/organizations',
    {
      config,
      schema: {
        tags,
        summary: 'Create an organization',
        body: organizationForm.extend({ slug }),
        response: { 201: organizationAnswer },
      },
    },
    async (request, reply) => {
      reply.code(201)
      const { slug, ...form } = request.body
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, request.actor, (act) => createOrganization(act, slug, form), alongside))
    },
  )
  http.patch(
    '/api/v1/organizations/:organization',
    {
      config,
      schema: {
        tags,
        summary: 'Change an organization',
        description: 'What is left out stays. With status `inactive` every way in and out is closed at once.',
        params: byOrganization,
        body: organizationChange,
        response: { 200: organizationAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const { id } = await visibleOrganization(grid.database.kysely, request.actor, request.params.organization)
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      const given = request.body as Parameters<typeof changeOrganization>[2]
      return present(
        await perform(grid, request.actor, (act) => changeOrganization(act, id, given, version), alongside),
      )
    },
  )
}

function confirmingRoute(http: Http, grid: Grid): void {
  http.put(
    '/api/v1/organizations/:organization/confirmation',
    {
      config: { scope: 'partners:write', gridOnly: true, idempotency: 'within' },
      schema: {
        tags,
        summary: 'Confirm an organization that was made from an envelope',
        params: byOrganization,
        response: { 200: organizationAnswer },
      },
    },
    async (request, reply) => {
      const { id } = await visibleOrganization(grid.database.kysely, request.actor, request.params.organization)
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, request.actor, (act) => confirmOrganization(act, id), alongside))
    },
  )
}

/** With its version, so that who changes it says what they saw. */
function answering(reply: FastifyReply) {
  return (row: Organization) => {
    sendVersion(reply, row.version)
    return presentOrganization(row)
  }
}
