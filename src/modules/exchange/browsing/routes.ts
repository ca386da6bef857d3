import { z } from 'zod'
import type { SensitiveClass } from '../../../edi/sensitive/classes.ts'
import { maskAnswer } from '../../../edi/sensitive/masking.ts'
import type { Http } from '../../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../../platform/http/paging.ts'
import { timeZone } from '../../../platform/http/time-zone.ts'
import { queriesOf, rowsOf } from '../../../platform/rows-of.ts'
import { actorsToldTo } from '../../access/told.ts'
import { exchangeError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { documentAnswer, presentDocument, presentEvent, presentProblems, timelineAnswer } from '../present.ts'
import { documentTimeline, findDocument } from '../queries.ts'
import { contentOf, formsFor, maskContent, sourceOf } from './content.ts'
import { countWaiting, listDocuments, volumeByDay } from './listing.ts'
import { contentAnswer, presentContent, presentDelivery, presentFile, relatedAnswer } from './present.ts'
import { deliveriesOf, filesOf, relatives } from './related.ts'

const byId = z.object({ id: z.uuid() })
const tags = ['exchange']
const read = { scope: 'exchange:read' }
const moment = z.iso.datetime({ offset: true })
const normalised = z.string().trim().min(1).max(200).toUpperCase()

const filter = {
  key: normalised.optional(),
  keyPrefix: normalised.optional().meta({ description: 'What its business key begins with' }),
  text: z.string().trim().min(1).max(200).optional().meta({ description: 'Words that it says, all of them' }),
  status: z.string().max(20).optional(),
  type: z.string().max(60).optional(),
  mode: z.enum(['test', 'production']).optional(),
  partner: z.string().max(64).optional().meta({ description: 'The slug of the organization on either side' }),
  unit: z.string().max(64).optional().meta({ description: 'The unit of the receiver that the agreement names' }),
  interchange: z.uuid().optional(),
  arrivedFrom: moment.optional(),
  arrivedBefore: moment.optional(),
}

const volumeAnswer = z.object({
  days: z.array(
    z.object({
      day: z.iso.date(),
      documents: z.int(),
      troubled: z
        .int()
        .meta({ description: 'Those that are invalid, suspended, held, unapproved, set aside or declined now' }),
    }),
  ),
})

const WAITING_MAX = 1_000

const waitingAnswer = z.object({
  unapproved: z.int(),
  held: z.int(),
  suspended: z.int(),
  most: z.int().meta({ description: 'As far as is counted: so many or more' }),
})

/** Documents, for those who look at them. */
export function browsingRoutes(http: Http, x: Exchange): void {
  listRoutes(http, x)
  countRoutes(http, x)
  timelineRoute(http, x)
  insideRoutes(http, x)
}

function timelineRoute(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents/:id/timeline',
    {
      config: { ...read, reading: 'document.opened' },
      schema: { tags, params: byId, response: { 200: timelineAnswer } },
    },
    async (request) => {
      const asker = request.actor.organization
      const { document, events } = await queriesOf(x.database, asker, async (rows) => {
        const document = await findDocument(rows, asker, request.params.id)
        if (!document) throw exchangeError('document-unknown', request.params)
        return { document, events: await documentTimeline(rows, asker, document) }
      })
      const actors = events.map(({ actor }) => actor)
      const actorOf = await actorsToldTo(x.database.pool, asker, actors)
      return {
        document: presentDocument(document, asker),
        events: events.map((event) => presentEvent(event, { asker, actorOf })),
      }
    },
  )
}

/** What a document says, and what belongs to it. */
function insideRoutes(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents/:id/content',
    {
      config: { ...read, reading: 'document.opened' },
      schema: {
        tags,
        summary: 'Show what a document says: its segments with names, levels and problems',
        params: byId,
        querystring: z.object({ form: z.enum(['received', 'sent']).optional() }),
        response: { 200: contentAnswer },
      },
    },
    async ({ actor, params, query }) => {
      const { document, forms, form, source } = await queriesOf(x.database, actor.organization, async (rows) => {
        const document = await findDocument(rows, actor.organization, params.id)
        const forms = document ? formsFor(actor.organization, document) : []
        const form = query.form ?? forms[0]
        if (form === undefined || !forms.includes(form)) throw exchangeError('document-unknown', params)
        return { document, forms, form, source: await sourceOf(rows, document, form) }
      })
      const content = source && (await contentOf(x, document, { form, ...source }))
      if (content === null) throw exchangeError('document-unknown', params)
      // They speak of the form that came in.
      const said = form === 'received' ? presentProblems(document.problems) : []
      const problems = maskAnswer(said, actor.hides ?? []) as typeof said
      const hidden = new Set(actor.hides) as ReadonlySet<SensitiveClass>
      return presentContent(maskContent(content, hidden), { form, forms, problems })
    },
  )
  http.get(
    '/api/v1/documents/:id/related',
    {
      config: read,
      schema: {
        tags,
        summary: 'Show the files, deliveries and receipts of a document, and other documents with its business keys',
        params: byId,
        response: { 200: relatedAnswer },
      },
    },
    async ({ actor, params }) => {
      const asker = actor.organization
      const { files, deliveries, others } = await queriesOf(x.database, asker, async (rows) => {
        const document = await findDocument(rows, asker, params.id)
        if (!document) throw exchangeError('document-unknown', params)
        return {
          files: await filesOf(rows, asker, document),
          deliveries: await deliveriesOf(rows, document),
          others: await relatives(rows, asker, document.id),
        }
      })
      return {
        files: files.map(presentFile),
        deliveries: deliveries.map(presentDelivery),
        documents: others.map((one) => presentDocument(one, asker)),
      }
    },
  )
}

function listRoutes(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents',
    {
      config: read,
      schema: {
        tags,
        summary: 'List documents',
        querystring: z.object({ ...pageQuery, ...filter, order: z.enum(['newest', 'oldest']).default('newest') }),
        response: { 200: pageAnswer(documentAnswer) },
      },
    },
    async (request) => {
      const asker = request.actor.organization
      const { cursor, limit, partner: slug, unit, order, ...rest } = request.query
      const partner = slug === undefined ? undefined : x.directory.organizationBySlug(slug)?.id
      if (slug !== undefined && partner === undefined) return { items: [], next: null }
      const agreed = unit === undefined ? undefined : x.directory.agreementsOf(unit).map(({ id }) => id)
      const hidden = new Set(request.actor.hides) as ReadonlySet<SensitiveClass>
      const from = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await rowsOf(x.database, asker, (database) =>
        listDocuments(database, asker, { ...rest, partner, agreed, hidden }, { from, order, limit: limit + 1 }),
      )
      return pageOf(
        rows.map((row) => presentDocument(row, asker)),
        request,
        (last) => [last.id],
      )
    },
  )
}

function countRoutes(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents/waiting',
    {
      config: read,
      schema: { tags, summary: 'Count the documents that wait for a person', response: { 200: waitingAnswer } },
    },
    async ({ actor: { organization } }) => ({
      ...(await rowsOf(x.database, organization, (database) => countWaiting(database, WAITING_MAX))),
      most: WAITING_MAX,
    }),
  )
  http.get(
    '/api/v1/documents/volume',
    {
      config: read,
      schema: {
        tags,
        summary: 'Count the documents of the last days',
        querystring: z.object({
          days: z.coerce.number().int().min(1).max(92).default(14),
          timeZone: timeZone.default('UTC'),
        }),
        response: { 200: volumeAnswer },
      },
    },
    async ({ actor: { organization }, query }) => ({
      days: await rowsOf(x.database, organization, (database) => volumeByDay(database, organization, query)),
    }),
  )
}
