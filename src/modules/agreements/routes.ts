import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { actorsToldTo } from '../access/told.ts'
import { organizationCalled } from '../organizations/called.ts'
import { mode } from '../organizations/form.ts'
import { orProposed, proposedAnswer } from '../proposals/present.ts'
import { type LaidAgreement, laid } from './below.ts'
import { defaultsRoutes } from './defaults-routes.ts'
import { agreementChange, agreementEnding, agreementForm, agreementPromotion, documentType } from './form.ts'
import { maySeeAgreement, maySeeWayOut } from './policy.ts'
import { agreementAnswer, presentAgreement, presentVersions, versionsAnswer } from './present.ts'
import { previewRoute } from './preview-route.ts'
import { promoteAgreement } from './promoting.ts'
import { findVisibleAgreement, listAgreements } from './queries.ts'
import { rulesRoutes } from './rules-routes.ts'
import { changeAgreement, endAgreement, makeAgreement } from './verbs.ts'
import { listVersions } from './versions.ts'

const tags = ['partners']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'partners:read' }
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }
const filter = z.object({
  ...pageQuery,
  party: z.string().max(64).optional().meta({ description: 'One side, by slug or id' }),
  type: documentType.optional(),
  mode: mode.optional(),
})
/** What two organizations agreed. Both sides see it; only the grid changes it. */
export function agreementRoutes(http: Http, grid: Grid): void {
  readingRoutes(http, grid)
  versionsRoute(http, grid)
  makingRoutes(http, grid)
  changingRoute(http, grid)
  promotingRoute(http, grid)
  previewRoute(http, grid)
  defaultsRoutes(http, grid)
  rulesRoutes(http, grid)
}

function readingRoutes(http: Http, grid: Grid): void {
  const { kysely } = grid.database
  http.get(
    '/api/v1/agreements',
    {
      config: reading,
      schema: { tags, summary: 'List agreements', querystring: filter, response: { 200: pageAnswer(agreementAnswer) } },
    },
    async (request) => {
      const { limit, cursor, type, mode, party: named } = request.query
      const party = named === undefined ? undefined : await organizationCalled(kysely, named)
      if (named !== undefined && party === undefined) return { items: [], next: null }
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await listAgreements(
        grid.database,
        request.actor,
        { party, type, mode },
        { before, limit: limit + 1 },
      )
      const shown = await laid(kysely, rows, new Date(grid.now()))
      const items = shown.map((row) => presentAgreement(request.actor, row))
      return pageOf(items, request, (one) => [one.id])
    },
  )
  http.get(
    '/api/v1/agreements/:id',
    {
      config: reading,
      schema: { tags, summary: 'Show an agreement', params: byId, response: { 200: agreementAnswer } },
    },
    async (request, reply) => {
      return answering(request, reply)(await visible(grid, request.actor, request.params.id))
    },
  )
}

function versionsRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/agreements/:id/versions',
    {
      config: reading,
      schema: { tags, summary: 'Show what an agreement said before', params: byId, response: { 200: versionsAnswer } },
    },
    async ({ actor, params }) => {
      const found = await visible(grid, actor, params.id)
      const { pool, kysely } = grid.database
      const rows = await listVersions(kysely, found.id)
      const { organization } = actor
      const actorOf = await actorsToldTo(
        pool,
        organization,
        rows.map((row) => row.actor),
      )
      return presentVersions(rows, { organization, withWay: maySeeWayOut(actor, found), actorOf })
    },
  )
}

async function visible({ database, now }: Grid, actor: Actor, id: string): Promise<LaidAgreement> {
  const found = await findVisibleAgreement(database, actor, id)
  if (!found || !maySeeAgreement(actor, found)) throw httpError('not-found', { kind: 'agreement', id })
  const [row] = await laid(database.kysely, [found], new Date(now()))
  return row!
}

function makingRoutes(http: Http, grid: Grid): void {
  http.post(
    '/api/v1/agreements',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Make an agreement',
        body: agreementForm,
        response: { 201: agreementAnswer, 202: proposedAnswer },
      },
    },
    async (request, reply) => {
      reply.code(201)
      const present = orProposed(reply, answering(request, reply))
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, request.actor, (act) => makeAgreement(act, request.body), alongside))
    },
  )
  http.put(
    '/api/v1/agreements/:id/ending',
    {
      config: writing,
      schema: {
        tags,
        summary: 'End an agreement',
        params: byId,
        body: agreementEnding,
        response: { 200: agreementAnswer, 202: proposedAnswer },
      },
    },
    async (request, reply) => {
      const present = orProposed(reply, answering(request, reply))
      const alongside = keepAnswer(request, reply, present)
      const { until } = request.body
      return present(
        await perform(grid, request.actor, (act) => endAgreement(act, request.params.id, until), alongside),
      )
    },
  )
}

function changingRoute(http: Http, grid: Grid): void {
  http.patch(
    '/api/v1/agreements/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Change an agreement',
        description: '`settings` replaces them all; what is left out of them has its default.',
        params: byId,
        body: agreementChange,
        response: { 200: agreementAnswer, 202: proposedAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const { id } = request.params
      const present = orProposed(reply, answering(request, reply))
      const alongside = keepAnswer(request, reply, present)
      return present(
        await perform(grid, request.actor, (act) => changeAgreement(act, id, request.body, version), alongside),
      )
    },
  )
}

function promotingRoute(http: Http, grid: Grid): void {
  http.post(
    '/api/v1/agreements/:id/promotion',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Let what was agreed in test hold in production',
        description: 'If-Match names the version in test, `over` the one in production: both are what was compared.',
        params: byId,
        body: agreementPromotion,
        response: { 200: agreementAnswer, 202: proposedAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const { id } = request.params
      const present = orProposed(reply, answering(request, reply))
      const alongside = keepAnswer(request, reply, present)
      return present(
        await perform(grid, request.actor, (act) => promoteAgreement(act, id, request.body, version), alongside),
      )
    },
  )
}

/** With its version, so that who changes it says what they saw. */
function answering({ actor }: FastifyRequest, reply: FastifyReply) {
  return (row: LaidAgreement) => {
    sendVersion(reply, row.version)
    return presentAgreement(actor, row)
  }
}
