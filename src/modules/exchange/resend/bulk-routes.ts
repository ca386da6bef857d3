import { z } from 'zod'
import { actorName } from '../../../platform/actor.ts'
import type { Http } from '../../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../../platform/http/paging.ts'
import { isId } from '../../../platform/ids.ts'
import type { Exchange } from '../exchange.ts'
import { type Bulk, cancelBulk, findBulk, previewBulk, startBulk } from './bulk.ts'
import { resendError } from './errors.ts'
import { previewAnswer } from './present.ts'
import { dryRun, idFor, reason, resending, wanted } from './routes.ts'
import type { Selection } from './selecting.ts'

const tags = ['exchange']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'exchange:read', gridOnly: true as const }
const moment = z.iso.datetime({ offset: true })
const called = z.string().min(1).max(64).meta({ description: 'Its slug or id' })

const selection = z
  .strictObject({
    documents: z.array(z.uuid()).min(1).max(1_000),
    partner: called,
    sender: called,
    receiver: called,
    type: z.string().max(40),
    mode: z.enum(['test', 'production']),
    status: z.enum(['released', 'completed', 'declined']),
    delivery: z.enum(['waiting', 'sent', 'collected', 'failed', 'outcome-unknown']),
    key: z.string().max(200),
    sentFrom: moment,
    sentUntil: moment,
  })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'expected at least one condition: never everything by accident')

const bulkAnswer = z.object({
  id: z.uuid(),
  as: z.enum(['same', 'new']),
  on: z.enum(['original', 'current']),
  filter: z.record(z.string(), z.unknown()),
  perMinute: z.int().nullable(),
  reason: z.string(),
  status: z.enum(['running', 'cancelled', 'done', 'failed']),
  total: z.int().meta({ description: 'How many there were when it began' }),
  sent: z.int(),
  refused: z.int(),
  by: z.string(),
  at: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
const bulkPreview = z.object({
  total: z.int(),
  sample: z.array(
    z.object({
      document: z.uuid(),
      name: z.string().nullable(),
      differences: previewAnswer.shape.differences,
      refused: z.string().nullable(),
    }),
  ),
})

/** Sending many again: by filter, by partner, by time window. */
export function bulkRoutes(http: Http, x: Exchange): void {
  startRoute(http, x)
  readingRoutes(http, x)
  http.put(
    '/api/v1/bulk-resends/:id/cancellation',
    {
      config: resending,
      schema: {
        tags,
        summary: 'Stop a bulk resend',
        params: byId,
        body: z.strictObject({ reason }),
        response: { 200: bulkAnswer },
      },
    },
    async ({ params, body, actor }) =>
      presentBulk(await cancelBulk(x, params.id, { reason: body.reason, actor: actorName(actor) })),
  )
}

function startRoute(http: Http, x: Exchange): void {
  http.post(
    '/api/v1/bulk-resends',
    {
      config: resending,
      schema: {
        tags,
        summary: 'Send many documents again, each at most once',
        description: 'With `dryRun=true` nothing is sent: the answer says how many it would be, and shows the first.',
        querystring: dryRun,
        body: z.strictObject({
          ...wanted,
          reason,
          filter: selection,
          perMinute: z
            .int()
            .min(1)
            .max(100_000)
            .nullable()
            .default(null)
            .meta({ description: 'Null: as fast as it goes' }),
        }),
        response: { 200: bulkPreview, 202: bulkAnswer },
      },
    },
    async (request, reply) => {
      const { body, actor, query } = request
      const filter = resolved(x, body.filter)
      if (query.dryRun) return previewBulk(x, { ...body, filter })
      const bulk = await startBulk(x, { ...body, id: idFor(x, request), filter, actor: actorName(actor) })
      return reply.code(202).header('location', `/api/v1/bulk-resends/${bulk.id}`).send(presentBulk(bulk))
    },
  )
}

function readingRoutes(http: Http, x: Exchange): void {
  const { pool } = x.database
  http.get(
    '/api/v1/bulk-resends',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List bulk resends',
        querystring: z.object(pageQuery),
        response: { 200: pageAnswer(bulkAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const before = cursor === undefined ? null : (z.uuid().safeParse(cursor[0]).data ?? null)
      const { rows } = await pool.query(
        'select * from bulk_resends where $1::uuid is null or id < $1 order by id desc limit $2',
        [before, limit + 1],
      )
      return pageOf(rows.map(presentBulk), request, (last) => [last.id])
    },
  )
  http.get(
    '/api/v1/bulk-resends/:id',
    {
      config: reading,
      schema: { tags, summary: 'Show how far a bulk resend is', params: byId, response: { 200: bulkAnswer } },
    },
    async ({ params }) => {
      const found = await findBulk(x, params.id)
      if (!found) throw resendError('bulk-unknown', params)
      return presentBulk(found)
    },
  )
  const refusal = z.object({ document: z.uuid(), code: z.string(), message: z.string() })
  http.get(
    '/api/v1/bulk-resends/:id/refusals',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List what a bulk resend did not send, and why',
        params: byId,
        querystring: z.object(pageQuery),
        response: { 200: pageAnswer(refusal) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = cursor === undefined ? null : (z.uuid().safeParse(cursor[0]).data ?? null)
      const { rows } = await pool.query(
        `select document, problem->>'code' as code, problem->>'message' as message from bulk_resend_refusals
          where bulk = $1 and ($2::uuid is null or document > $2) order by document limit $3`,
        [request.params.id, after, limit + 1],
      )
      return pageOf(rows, request, (last) => [last.document])
    },
  )
}

/** Organizations by their ids; keys as they are kept. */
function resolved(x: Exchange, given: Selection): Selection {
  const id = (name: string | undefined) => {
    if (name === undefined) return undefined
    const found = isId(name) ? name : x.directory.organizationBySlug(name)?.id
    if (found === undefined) throw resendError('bulk-organization-unknown', { organization: name })
    return found
  }
  const [partner, sender, receiver] = [id(given.partner), id(given.sender), id(given.receiver)]
  return { ...given, partner, sender, receiver, key: given.key?.trim().toUpperCase() }
}

function presentBulk(row: Bulk): z.infer<typeof bulkAnswer> {
  const { id, filter, reason: why, status, total, sent, refused } = row
  return {
    id,
    as: row.kind,
    on: row.basis,
    filter: { ...filter },
    perMinute: row.per_minute,
    reason: why,
    status,
    total,
    sent,
    refused,
    by: row.actor,
    at: row.at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
