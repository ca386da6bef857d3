import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { SensitiveClass } from '../../../edi/sensitive/classes.ts'
import { maskPiece } from '../../../edi/sensitive/masking.ts'
import { type Actor, actorName } from '../../../platform/actor.ts'
import type { Http } from '../../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../../platform/http/paging.ts'
import type { Exchange } from '../exchange.ts'
import { presentProblems, problem } from '../present.ts'
import { CORRECTION_BYTES_MAX, editableOf, findCorrectable, type Target } from './correctable.ts'
import { keepCorrection, sendCorrection, tryCorrection } from './correcting.ts'
import { type Correction, findCorrection, listCorrections } from './corrections.ts'
import { resendError } from './errors.ts'
import type { Verdict } from './examining.ts'
import { presentResend, resendAnswer } from './present.ts'
import { idFor, reason, resending } from './routes.ts'

const tags = ['exchange']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'exchange:read', gridOnly: true as const }

const editing = z
  .object({ dryRun: z.stringbool().default(false), reason: reason.optional() })
  .refine((query) => query.dryRun || query.reason !== undefined, {
    path: ['reason'],
    message: 'expected why it is corrected',
  })
const diffAnswer = z.object({
  unit: z.enum(['segment', 'line']),
  hunks: z.array(z.object({ at: z.int(), removed: z.array(z.string()), added: z.array(z.string()) })),
  removed: z.int(),
  added: z.int(),
  cut: z.boolean().meta({ description: 'True: there is more than is shown here' }),
})
const verdictAnswer = z.object({
  valid: z.boolean(),
  problems: z.array(problem),
  documents: z.array(
    z.object({
      type: z.string(),
      key: z.string().nullable(),
      status: z.string(),
      agreement: z.uuid().nullable(),
      problems: z.array(problem),
    }),
  ),
})
const triedAnswer = z.object({ diff: diffAnswer, verdict: verdictAnswer })
const correctionAnswer = triedAnswer.extend({
  id: z.uuid(),
  interchange: z.uuid().meta({ description: 'The original' }),
  document: z.uuid().nullable().meta({ description: 'The one that was edited; null: the whole interchange' }),
  sizeBytes: z.int(),
  sha256: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  sentAs: z.uuid().nullable().meta({ description: 'The interchange that it went in as' }),
})

/** Editing a copy, seeing what differs and whether it is valid, keeping it, sending it. */
export async function correctionRoutes(http: Http, x: Exchange): Promise<void> {
  editableRoute(http, x)
  readingRoutes(http, x)
  sendingRoute(http, x)
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    editingRoute(scope as unknown as Http, x, 'document')
    editingRoute(scope as unknown as Http, x, 'interchange')
  })
}

function editableRoute(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents/:id/payload',
    {
      config: { scope: 'exchange:read', reading: 'document.downloaded', whole: true },
      schema: { tags, summary: 'The bytes of one document as its sender sent it', params: byId },
    },
    async ({ actor, params }, reply) => {
      const target: Target = { kind: 'document', id: params.id, ownedBy: actor.organization ?? undefined }
      const bytes = await editableOf(x, await findCorrectable(x.database.pool, target))
      return download(reply).send(bytes)
    },
  )
}

function editingRoute(http: Http, x: Exchange, kind: 'document' | 'interchange'): void {
  http.post(
    `/api/v1/${kind}s/:id/corrections`,
    {
      // Who sent a document corrects it; a whole interchange may hold what another has to decide.
      config: { ...(kind === 'document' ? { scope: resending.scope } : resending), whole: true },
      // One byte more than the limit, so that our own problem says what the limit is.
      bodyLimit: CORRECTION_BYTES_MAX + 1,
      onRequest: expectSize,
      schema: {
        tags,
        summary: `Correct: an edited copy of one ${kind}`,
        description:
          'The body is the edited bytes. Answers with what differs and what would become of it; with `dryRun=true` nothing is kept.',
        consumes: ['application/octet-stream'],
        params: byId,
        querystring: editing,
        response: { 200: triedAnswer, 201: correctionAnswer },
      },
    },
    async (request, reply) => {
      const { params, query, actor } = request
      const edited = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const target: Target = { kind, id: params.id, ownedBy: actor.organization ?? undefined }
      if (query.dryRun) {
        const { diff, verdict } = await tryCorrection(x, target, edited)
        return { diff, verdict: presentVerdict(verdict) }
      }
      const asked = { id: idFor(x, request), reason: query.reason!, actor: actorName(actor) }
      const { id } = await keepCorrection(x, target, edited, asked)
      return reply.code(201).send(presentCorrection((await findCorrection(x.database.pool, id))!))
    },
  )
}

async function expectSize(request: FastifyRequest): Promise<void> {
  const sizeBytes = Number(request.headers['content-length'] ?? 0)
  if (sizeBytes > CORRECTION_BYTES_MAX) throw resendError('correction-too-large', { sizeBytes })
}

function readingRoutes(http: Http, x: Exchange): void {
  const { pool } = x.database
  http.get(
    '/api/v1/corrections',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List corrections',
        querystring: z.object({ ...pageQuery, interchange: z.uuid().optional(), document: z.uuid().optional() }),
        response: { 200: pageAnswer(correctionAnswer) },
      },
    },
    async (request) => {
      const { cursor, limit, interchange, document } = request.query
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await listCorrections(pool, { interchange, document, before, limit: limit + 1 })
      return pageOf(
        rows.map((row) => shownCorrection(row, request.actor)),
        request,
        (last) => [last.id],
      )
    },
  )
  http.get(
    '/api/v1/corrections/:id',
    {
      config: { ...reading, reading: 'correction.opened' },
      schema: { tags, summary: 'Show a correction', params: byId, response: { 200: correctionAnswer } },
    },
    async ({ actor, params }) => shownCorrection(await expectCorrection(x, params.id), actor),
  )
  http.get(
    '/api/v1/corrections/:id/payload',
    {
      config: { ...reading, reading: 'correction.downloaded', whole: true },
      schema: { tags, summary: 'The corrected bytes, whole', params: byId },
    },
    async ({ params }, reply) => {
      const reader = await x.payloads.open((await expectCorrection(x, params.id)).payload)
      const stream = Readable.from(reader.stream())
      stream.once('close', () => void reader.close())
      return download(reply).send(stream)
    },
  )
}

function sendingRoute(http: Http, x: Exchange): void {
  http.post(
    '/api/v1/corrections/:id/resend',
    {
      config: { scope: resending.scope, whole: true },
      schema: {
        tags,
        summary: 'Send a correction: it goes the way of everything that comes in',
        params: byId,
        body: z.strictObject({ reason }),
        response: { 201: resendAnswer },
      },
    },
    async (request, reply) => {
      const asked = { id: idFor(x, request), reason: request.body.reason, actor: actorName(request.actor) }
      await expectOwn(x, request.actor, request.params.id)
      return reply.code(201).send(presentResend(await sendCorrection(x, request.params.id, asked)))
    },
  )
}

/** People of a partner send what they have edited themselves; of others' edits they are told nothing. */
async function expectOwn(x: Exchange, actor: Actor, id: string): Promise<void> {
  if (actor.organization === null) return
  const { actor: editor, document } = await expectCorrection(x, id)
  if (editor !== actorName(actor) || document === null) throw resendError('correction-unknown', { id })
  await findCorrectable(x.database.pool, { kind: 'document', id: document, ownedBy: actor.organization })
}

async function expectCorrection(x: Exchange, id: string): Promise<Correction> {
  const found = await findCorrection(x.database.pool, id)
  if (!found) throw resendError('correction-unknown', { id })
  return found
}

/** What differs, without values that are hidden from who asks. */
function shownCorrection(row: Correction, { hides = [] }: Actor): z.infer<typeof correctionAnswer> {
  const hidden = new Set(hides) as ReadonlySet<SensitiveClass>
  const masked = (pieces: string[]) => pieces.map((piece) => maskPiece(row.diff.unit, piece, hidden))
  const hunks = row.diff.hunks.map(({ at, removed, added }) => ({
    ...{ at, removed: masked(removed), added: masked(added) },
  }))
  return presentCorrection({ ...row, diff: { ...row.diff, hunks } })
}

function presentCorrection(row: Correction): z.infer<typeof correctionAnswer> {
  const { id, interchange, document, reason: why, diff, size_bytes: sizeBytes } = row
  return {
    id,
    interchange,
    document,
    sizeBytes,
    sha256: row.payload.toString('hex'),
    reason: why,
    diff,
    verdict: presentVerdict(row.verdict),
    by: row.actor,
    at: row.at.toISOString(),
    sentAs: row.sent_as,
  }
}

function presentVerdict({ valid, problems, documents }: Verdict): z.infer<typeof verdictAnswer> {
  const shown = documents.map((document) => ({ ...document, problems: presentProblems(document.problems) }))
  return { valid, problems: presentProblems(problems), documents: shown }
}

function download(reply: FastifyReply): FastifyReply {
  reply.type('application/octet-stream')
  return reply.header('content-disposition', 'attachment').header('x-content-type-options', 'nosniff')
}
