import { z } from 'zod'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { organizationCalled } from '../organizations/called.ts'
import { slug } from '../organizations/form.ts'
import type { Exchange } from './exchange.ts'
import { introducePartner, waitingFor } from './introducing.ts'
import { reprocess } from './reprocessing.ts'

const tags = ['exchange']
const byId = z.object({ id: z.uuid() })
const introduced = z.object({ id: z.uuid(), slug: z.string(), name: z.string(), status: z.string() })

/** What a person does about interchanges that were set aside. */
export function asideRoutes(http: Http, x: Exchange): void {
  http.post(
    '/api/v1/interchanges/:id/organization',
    {
      config: { scope: 'partners:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Make an organization of the unknown partner that an envelope names',
        description: 'It is inactive until PUT /organizations/…/confirmation. Asked again, it names the same one.',
        params: byId,
        body: z.strictObject({
          party: z.enum(['sender', 'receiver']).optional(),
          slug: slug.optional(),
          name: z.string().trim().min(1).max(200).optional(),
        }),
        response: { 201: introduced },
      },
    },
    async ({ actor, params, body }, reply) => {
      reply.code(201)
      const { id, slug, name, status } = await introducePartner(x, actor, params.id, body)
      return { id, slug, name, status }
    },
  )
  http.get(
    '/api/v1/organizations/:organization/waiting-interchanges',
    {
      config: { scope: 'exchange:read', gridOnly: true },
      schema: {
        tags,
        summary: 'What was set aside and names this organization',
        params: z.object({ organization: z.string().max(64) }),
        response: { 200: z.object({ interchanges: z.array(z.uuid()) }) },
      },
    },
    async ({ params }) => {
      const id = await organizationCalled(x.database.kysely, params.organization)
      if (!id) throw httpError('not-found', { kind: 'organization', id: params.organization })
      return { interchanges: await waitingFor(x, id) }
    },
  )
  http.post(
    '/api/v1/interchanges/:id/reprocess',
    {
      config: { scope: 'exchange:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Decide anew on an interchange that was set aside',
        description: 'The same bytes under a new id, once: asked again, it names the same new interchange.',
        params: byId,
        response: { 202: z.object({ interchange: z.uuid() }) },
      },
    },
    async ({ actor, params }, reply) => {
      reply.code(202)
      return { interchange: await reprocess(x, actor, params.id) }
    },
  )
}
