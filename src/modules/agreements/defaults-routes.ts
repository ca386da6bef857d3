import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { organizationCalled } from '../organizations/called.ts'
import { mode } from '../organizations/form.ts'
import { orProposed, proposedAnswer } from '../proposals/present.ts'
import { type DefaultsPlace, findDefaults, putDefaults } from './defaults.ts'
import { settingsSaid } from './layers.ts'
import { maySeeDefaults } from './policy.ts'

const tags = ['partners']
const settings = z.record(z.string(), z.unknown())
const answer = z.object({ settings, version: z.int().meta({ description: '0: nothing was ever said' }) })
const description = 'What holds where agreements say nothing. Only what is said is kept; the rest comes from below.'
const ofGrid = z.object({ mode })
const side = z.enum(['sending', 'receiving'])
const ofOrganization = z.object({ organization: z.string().max(64), side, mode })

/** The defaults of the grid and of an organization as sender or receiver; test and production apart. */
export function defaultsRoutes(http: Http, grid: Grid): void {
  gridRoutes(http, grid)
  organizationRoutes(http, grid)
}

function gridRoutes(http: Http, grid: Grid): void {
  const path = '/api/v1/agreement-defaults/:mode'
  const place = (mode: DefaultsPlace['mode']): DefaultsPlace => ({ scope: 'grid', organization: null, mode })
  http.get(
    path,
    {
      config: { scope: 'partners:read', gridOnly: true },
      schema: { tags, summary: "Show the grid's defaults", params: ofGrid, response: { 200: answer } },
    },
    async ({ params }, reply) => answering(reply)(await findDefaults(grid.database.kysely, place(params.mode))),
  )
  http.put(
    path,
    {
      config: { scope: 'partners:write', gridOnly: true, idempotency: 'within' },
      schema: {
        tags,
        summary: "Set the grid's defaults",
        description,
        params: ofGrid,
        body: settingsSaid,
        response: { 200: answer, 202: proposedAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const present = orProposed(reply, answering(reply))
      const at = place(request.params.mode)
      const alongside = keepAnswer(request, reply, present)
      return present(
        await perform(grid, request.actor, (act) => putDefaults(act, at, request.body, version), alongside),
      )
    },
  )
}

function organizationRoutes(http: Http, grid: Grid): void {
  const path = '/api/v1/organizations/:organization/agreement-defaults/:side/:mode'
  const placeOf = async (params: z.infer<typeof ofOrganization>): Promise<DefaultsPlace & { organization: string }> => {
    const organization = await organizationCalled(grid.database.kysely, params.organization)
    if (organization === undefined) throw httpError('not-found', { kind: 'organization', id: params.organization })
    return { scope: params.side, organization, mode: params.mode }
  }
  http.get(
    path,
    {
      config: { scope: 'partners:read' },
      schema: { tags, summary: "Show an organization's defaults", params: ofOrganization, response: { 200: answer } },
    },
    async ({ actor, params }, reply) => {
      const place = await placeOf(params)
      if (!maySeeDefaults(actor, place.organization)) {
        throw httpError('not-found', { kind: 'organization', id: params.organization })
      }
      return answering(reply)(await findDefaults(grid.database.kysely, place))
    },
  )
  http.put(
    path,
    {
      config: { scope: 'partners:write', gridOnly: true, idempotency: 'within' },
      schema: {
        tags,
        summary: "Set an organization's defaults",
        description,
        params: ofOrganization,
        body: settingsSaid,
        response: { 200: answer, 202: proposedAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const place = await placeOf(request.params)
      const present = orProposed(reply, answering(reply))
      const alongside = keepAnswer(request, reply, present)
      return present(
        await perform(grid, request.actor, (act) => putDefaults(act, place, request.body, version), alongside),
      )
    },
  )
}

function answering(reply: FastifyReply) {
  return (row: { content: unknown; version: number } | undefined) => {
    const { content, version } = row ?? { content: {}, version: 0 }
    sendVersion(reply, version)
    return { settings: content as z.infer<typeof settings>, version }
  }
}
