import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorName } from '../../../platform/actor.ts'
import type { Http } from '../../../platform/http/http.ts'
import { versionExpected } from '../../../platform/http/versions.ts'
import { derivedId } from '../../../platform/ids.ts'
import type { Exchange } from '../exchange.ts'
import { collectAgain } from './collecting-again.ts'
import { resendError } from './errors.ts'
import { findSent, lineageOf, type Target } from './originals.ts'
import { presentResend, previewAnswer, resendAnswer } from './present.ts'
import { settleOutcome } from './settling.ts'
import { previewResend, resend } from './verbs.ts'

const tags = ['exchange']
const byId = z.object({ id: z.uuid() })
export const resending = { scope: 'exchange:write', gridOnly: true as const }
export const reason = z.string().trim().min(1).max(1_000)
export const wanted = {
  as: z
    .enum(['same', 'new'])
    .default('same')
    .meta({ description: '`same`: identical bytes, number, key and name. `new`: a new envelope and number' }),
  on: z.enum(['original', 'current']).default('original').meta({ description: 'Which agreement a new one goes by' }),
}
export const dryRun = z.object({ dryRun: z.stringbool().default(false) })

const TARGETS: Record<string, Target> = {
  documents: 'document',
  interchanges: 'interchange',
  deliveries: 'delivery',
  receipts: 'receipt',
}

/** Sending again, one by one. */
export function resendRoutes(http: Http, x: Exchange): void {
  for (const [noun, kind] of Object.entries(TARGETS)) resendRoute(http, x, noun, kind)
  collectionRoute(http, x)
  outcomeRoute(http, x)
  lineageRoute(http, x, 'documents')
  lineageRoute(http, x, 'interchanges')
}

function resendRoute(http: Http, x: Exchange, noun: string, kind: Target): void {
  http.post(
    `/api/v1/${noun}/:id/resend`,
    {
      config: resending,
      schema: {
        tags,
        summary: `Send again: by ${kind}`,
        description: 'With `dryRun=true` nothing is sent: the answer says what would be other than it was.',
        params: byId,
        querystring: dryRun,
        body: z.strictObject({ ...wanted, reason }),
        response: { 200: previewAnswer, 201: resendAnswer },
      },
    },
    async (request, reply) => {
      const { params, body, actor, query } = request
      const target = { kind, id: params.id }
      if (query.dryRun) return previewResend(x, target, body)
      const asked = { id: idFor(x, request), reason: body.reason, actor: actorName(actor) }
      return reply.code(201).send(presentResend(await resend(x, target, body, asked)))
    },
  )
}

/** The one act of these that partners have: it concerns nobody else. */
function collectionRoute(http: Http, x: Exchange): void {
  http.post(
    '/api/v1/deliveries/:id/collection',
    {
      config: { scope: 'exchange:write' },
      schema: {
        tags,
        summary: 'Put what was collected back into the outbox, to be collected again',
        description: 'Also for its receiver: the same name and bytes.',
        params: byId,
        body: z.strictObject({ reason }),
        response: { 201: resendAnswer },
      },
    },
    async (request, reply) => {
      const { params, body, actor } = request
      const asked = { id: idFor(x, request), reason: body.reason }
      return reply.code(201).send(presentResend(await collectAgain(x, actor, params.id, asked)))
    },
  )
}

function outcomeRoute(http: Http, x: Exchange): void {
  http.post(
    '/api/v1/work-items/:id/outcome',
    {
      config: { scope: 'work:write', gridOnly: true as const },
      schema: {
        tags: ['work'],
        summary: 'Say what became of a delivery whose outcome is unknown',
        params: byId,
        body: z.strictObject({ outcome: z.enum(['delivered', 'resend']), reason }),
        response: { 200: z.object({ item: z.uuid(), outcome: z.enum(['delivered', 'resend']), delivery: z.uuid() }) },
      },
    },
    async (request) => {
      const version = versionExpected(request)
      const { params, body, actor } = request
      const asked = { id: idFor(x, request), reason: body.reason, actor: actorName(actor) }
      const delivery = await settleOutcome(x, { ...params, version }, body.outcome, asked)
      return { item: params.id, outcome: body.outcome, delivery }
    },
  )
}

/** The same for a repeat with the same Idempotency-Key: what a killed process did is found, not done again. */
export function idFor(x: Exchange, request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' ? derivedId(`${actorName(request.actor)} ${request.url} ${key}`, 0) : x.newId()
}

function lineageRoute(http: Http, x: Exchange, noun: 'documents' | 'interchanges'): void {
  http.get(
    `/api/v1/${noun}/:id/lineage`,
    {
      config: { scope: 'exchange:read', gridOnly: true as const },
      schema: {
        tags,
        summary: 'What was sent again, as what: each item leads from a parent to its child',
        params: byId,
        response: { 200: z.object({ items: z.array(resendAnswer) }) },
      },
    },
    async ({ params: { id } }) => {
      const { pool } = x.database
      if (noun === 'interchanges') {
        return { items: (await lineageOf(pool, { interchanges: [id], document: null })).map(presentResend) }
      }
      const [document] = await findSent(pool, [id])
      if (!document) throw resendError('resend-nothing', { kind: 'document', id })
      const interchanges = [document.interchange, document.outgoing].filter((one) => one !== null)
      return { items: (await lineageOf(pool, { interchanges, document: id })).map(presentResend) }
    },
  )
}
