import { z } from 'zod'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { organizationCalled } from '../organizations/called.ts'
import { slug } from '../organizations/form.ts'
import { classes } from './classes.ts'
import type { Exchange } from './exchange.ts'
import { introducePartner, waitingFor } from './introducing.ts'
import { reprocess } from './reprocessing.ts'
import { countAside, reprocessMany } from './reprocessing-many.ts'

const tags = ['exchange']
const byId = z.object({ id: z.uuid() })
const introduced = z.object({ id: z.uuid(), slug: z.string(), name: z.string(), status: z.string() })

/** What a person does about interchanges that were set aside. */
export function asideRoutes(http: Http, x: Exchange): void {
  manyRoute(http, x)
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

const filter = z
  .strictObject({
    problem: z.string().max(60).meta({ description: 'The code of the problem, such as `agreement-missing`' }),
    class: z.enum(classes),
    organization: z.string().max(64).meta({ description: 'Whose it is, by slug or id' }),
    type: z.string().max(40),
    openedAfter: z.iso.datetime({ offset: true }),
    openedBefore: z.iso.datetime({ offset: true }),
  })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'expected at least one condition: never everything by accident')
const anew = z.object({
  item: z.uuid(),
  subject: z.object({ kind: z.string(), id: z.uuid() }),
  interchange: z.uuid().nullable().meta({ description: 'The new one; null for a document' }),
  refused: z.string().nullable().meta({ description: 'Why it stays set aside' }),
})

/** After the world was mended: all that waited for it. */
function manyRoute(http: Http, x: Exchange): void {
  http.post(
    '/api/v1/reprocessings',
    {
      config: { scope: 'exchange:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Decide anew on what was set aside and fits',
        description:
          'Interchanges and documents, the oldest first, up to `limit`; `next` is the `after` of the next request. With `dryRun=true` they are only counted.',
        querystring: z.object({ dryRun: z.stringbool().default(false) }),
        body: z.strictObject({
          filter,
          reason: z.string().trim().min(1).max(1_000),
          after: z.uuid().nullable().default(null),
          limit: z.int().min(1).max(500).default(100),
        }),
        response: { 200: z.object({ total: z.int(), items: z.array(anew), next: z.uuid().nullable() }) },
      },
    },
    async ({ actor, body, query }) => {
      const called = body.filter.organization
      const organization = called === undefined ? undefined : await organizationCalled(x.database.kysely, called)
      if (called !== undefined && !organization) throw httpError('not-found', { kind: 'organization', id: called })
      const wanted = { ...body.filter, organization }
      const total = await countAside(x, wanted)
      if (query.dryRun) return { total, items: [], next: null }
      return { total, ...(await reprocessMany(x, actor, wanted, body)) }
    },
  )
}
