import { z } from 'zod'
import type { Grid } from '../../../grid.ts'
import { perform } from '../../../platform/act.ts'
import { httpError } from '../../../platform/http/errors.ts'
import type { Http } from '../../../platform/http/http.ts'
import { keepAnswer } from '../../../platform/http/idempotency.ts'
import { isoOf } from '../../../platform/span.ts'
import { organizationCalled } from '../called.ts'
import { mode, moment } from '../form.ts'
import { endSpeaking, listSpeaking, type SpeaksFor, speakFor } from '../verbs/speaking.ts'
import { byOrganization, visibleOrganization } from './visible.ts'

const tags = ['partners']
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }
const path = '/api/v1/organizations/:organization/speaks-for'
const answer = z.object({
  id: z.uuid(),
  organization: z.uuid().meta({ description: 'Whose envelopes it may send' }),
  mode: z.string(),
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
})
const stated = z.strictObject({
  organization: z.string().max(64).meta({ description: 'Whose envelopes it may send, by slug or id' }),
  mode,
  from: moment.nullable().default(null),
  until: moment.nullable().default(null),
})
const ending = z.strictObject({
  until: moment.nullable().optional().meta({ description: 'Left out: now. Null: without end after all' }),
})

/** Whose envelopes an organization's channels may carry besides its own. */
export function speakingRoutes(http: Http, grid: Grid): void {
  const { kysely } = grid.database
  const items = z.object({ items: z.array(answer) })
  http.get(
    path,
    {
      config: { scope: 'partners:read' },
      schema: { tags, summary: 'List for whom it may send', params: byOrganization, response: { 200: items } },
    },
    async ({ actor, params }) => {
      const { id } = await visibleOrganization(kysely, actor, params.organization)
      return { items: (await listSpeaking(kysely, id)).map(present) }
    },
  )
  http.post(
    path,
    {
      config: writing,
      schema: {
        tags,
        summary: 'Let it send for another',
        params: byOrganization,
        body: stated,
        response: { 201: answer },
      },
    },
    async (request, reply) => {
      reply.code(201)
      const { id } = await visibleOrganization(kysely, request.actor, request.params.organization)
      const organization = await organizationCalled(kysely, request.body.organization)
      if (!organization) throw httpError('not-found', { kind: 'organization', id: request.body.organization })
      const given = { ...request.body, organization }
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, request.actor, (act) => speakFor(act, id, given), alongside))
    },
  )
  http.put(
    '/api/v1/speaks-for/:id/ending',
    {
      config: writing,
      schema: {
        tags,
        summary: 'End it',
        params: z.object({ id: z.uuid() }),
        body: ending,
        response: { 200: answer },
      },
    },
    async (request, reply) => {
      const alongside = keepAnswer(request, reply, present)
      const { until } = request.body
      return present(await perform(grid, request.actor, (act) => endSpeaking(act, request.params.id, until), alongside))
    },
  )
}

function present({ id, organization, mode, valid_from, valid_until }: SpeaksFor): z.infer<typeof answer> {
  return { id, organization, mode, from: isoOf(valid_from), until: isoOf(valid_until) }
}
