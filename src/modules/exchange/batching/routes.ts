import { z } from 'zod'
import { type Actor, actorName } from '../../../platform/actor.ts'
import { httpError } from '../../../platform/http/errors.ts'
import type { Http } from '../../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../../platform/http/paging.ts'
import type { Exchange } from '../exchange.ts'
import { batchJob } from './entering.ts'
import { type WaitingBatch, waitingBatches, waitingEntries } from './queries.ts'

const byId = z.object({ id: z.uuid() })
const waiting = z.object({
  files: z.int().meta({ description: 'How many entries wait' }),
  documents: z.int().meta({ description: 'How many documents leave now' }),
})

const tags = ['exchange']
const reading = { scope: 'exchange:read' }

const batchAnswer = z.object({
  agreement: z.object({ id: z.uuid(), type: z.string(), sender: z.string(), receiver: z.string(), mode: z.string() }),
  files: z.int(),
  documents: z.int(),
  sizeBytes: z.number(),
  since: z.iso.datetime().meta({ description: 'Of the entry that waits longest' }),
  leavesAt: z.iso.datetime().meta({ description: 'At the latest; earlier when it is full' }),
  fullAt: z
    .object({ documents: z.int(), sizeBytes: z.int() })
    .nullable()
    .meta({ description: 'Null: the agreement batches no more' }),
  why: z.string(),
})

const entryAnswer = z.object({
  id: z.uuid(),
  interchange: z.uuid().meta({ description: 'The one that it came in' }),
  name: z.string(),
  documents: z.array(z.object({ id: z.uuid(), type: z.string(), key: z.string().nullable() })),
  sizeBytes: z.number(),
  since: z.iso.datetime(),
  leavesAt: z.iso.datetime(),
})

/** What waits, and why. */
function waitingRoutes(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/batches',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List what waits in batches, an agreement each',
        description: 'Of an organization: what it sends. Its receiver sees documents when they leave.',
        response: { 200: z.object({ items: z.array(batchAnswer) }) },
      },
    },
    async ({ actor }) => {
      const rows = await waitingBatches(x.database.pool, actor.organization)
      return { items: rows.map((row) => presentBatch(x, row)) }
    },
  )
  http.get(
    '/api/v1/agreements/:id/batch',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List what waits under an agreement, the first to leave first',
        params: byId,
        querystring: z.object(pageQuery),
        response: { 200: pageAnswer(entryAnswer) },
      },
    },
    async (request) => {
      const { id } = request.params
      const { organization } = request.actor
      const agreement = x.directory.agreement(id)
      if (!agreement || (organization !== null && agreement.sender !== organization)) {
        throw httpError('not-found', { kind: 'agreement', id })
      }
      const { cursor, limit } = request.query
      const rows = await waitingEntries(x.database.pool, id, { after: cursor, limit: limit + 1 })
      return pageOf(rows, request, (last) => [last.leavesAt, last.id])
    },
  )
}

function presentBatch(x: Exchange, row: WaitingBatch): z.output<typeof batchAnswer> {
  const { agreement: id, type, sender, receiver, mode, files, documents, sizeBytes, since, leavesAt } = row
  const batch = x.directory.agreement(id)?.settings.batch
  const fullAt = batch ? { documents: batch.documentsMax, sizeBytes: batch.bytesMax } : null
  const why = fullAt
    ? `It waits for others: ${documents} of ${fullAt.documents} documents and ${sizeBytes} of ${fullAt.sizeBytes} bytes are there.`
    : 'Its agreement batches no more: it leaves with the next document, or when it is due.'
  return { agreement: { id, type, sender, receiver, mode }, files, documents, sizeBytes, since, leavesAt, fullAt, why }
}

/** What waits in a batch leaves when a person says so. */
export function batchRoutes(http: Http, x: Exchange): void {
  waitingRoutes(http, x)
  http.post(
    '/api/v1/agreements/:id/batch/closing',
    {
      config: { scope: 'exchange:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Let what waits in a batch leave now',
        description: 'It leaves soon after the answer. Asked again, it lets leave what waits by then.',
        params: byId,
        response: { 202: waiting },
      },
    },
    async ({ actor, params }, reply) => {
      reply.code(202)
      return closeNow(x, actor, params.id)
    },
  )
}

async function closeNow(x: Exchange, actor: Actor, agreement: string): Promise<z.output<typeof waiting>> {
  if (!x.directory.agreement(agreement)) throw httpError('not-found', { kind: 'agreement', id: agreement })
  const { rows } = await x.database.pool.query(
    `select count(*)::int as files, coalesce(sum(document_count), 0)::int as documents
      from batch_entries where agreement = $1 and status = 'open'`,
    [agreement],
  )
  const found = rows[0] as z.output<typeof waiting>
  if (found.files === 0) return found
  const event = { type: 'batch.asked', subjectKind: 'agreement', subject: agreement, organizations: [] }
  await x.commit({
    rows: [],
    jobs: [batchJob('batch-now', agreement, agreement)],
    events: [{ ...event, actor: actorName(actor), data: found }],
  })
  return found
}
