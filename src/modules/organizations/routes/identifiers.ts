import { z } from 'zod'
import type { Grid } from '../../../grid.ts'
import { perform } from '../../../platform/act.ts'
import type { Http } from '../../../platform/http/http.ts'
import { keepAnswer } from '../../../platform/http/idempotency.ts'
import { moment } from '../form.ts'
import { identifierForm } from '../identifier-form.ts'
import { identifierAnswer, presentIdentifier } from '../present.ts'
import { listIdentifiers } from '../queries.ts'
import { assignIdentifier, endIdentifier } from '../verbs/identifiers.ts'
import { byOrganization, visibleOrganization } from './visible.ts'

const tags = ['partners']
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }
const ending = z.strictObject({
  until: moment.nullable().optional().meta({ description: 'Left out: now. Null: without end after all' }),
})

/** What an organization is called on the wire, past and future included. */
export function identifierRoutes(http: Http, grid: Grid): void {
  const { kysely } = grid.database
  const path = '/api/v1/organizations/:organization/identifiers'
  http.get(
    path,
    {
      config: { scope: 'partners:read' },
      schema: {
        tags,
        summary: 'List the identifiers of an organization',
        params: byOrganization,
        response: { 200: z.object({ items: z.array(identifierAnswer) }) },
      },
    },
    async ({ actor, params }) => {
      const { id } = await visibleOrganization(kysely, actor, params.organization)
      return { items: (await listIdentifiers(kysely, id)).map(presentIdentifier) }
    },
  )
  http.post(
    path,
    {
      config: writing,
      schema: {
        tags,
        summary: 'Assign an identifier to an organization',
        params: byOrganization,
        body: identifierForm,
        response: { 201: identifierAnswer },
      },
    },
    async (request, reply) => {
      reply.code(201)
      const { id } = await visibleOrganization(kysely, request.actor, request.params.organization)
      const alongside = keepAnswer(request, reply, presentIdentifier)
      const work = perform(grid, request.actor, (act) => assignIdentifier(act, id, request.body), alongside)
      return presentIdentifier(await work)
    },
  )
  http.put(
    '/api/v1/identifiers/:id/ending',
    {
      config: writing,
      schema: {
        tags,
        summary: 'End an identifier',
        params: z.object({ id: z.uuid() }),
        body: ending,
        response: { 200: identifierAnswer },
      },
    },
    async (request, reply) => {
      const alongside = keepAnswer(request, reply, presentIdentifier)
      const { until } = request.body
      const work = perform(grid, request.actor, (act) => endIdentifier(act, request.params.id, until), alongside)
      return presentIdentifier(await work)
    },
  )
}
