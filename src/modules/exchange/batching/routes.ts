import { z } from 'zod'
import { type Actor, actorName } from '../../../platform/actor.ts'
import { httpError } from '../../../platform/http/errors.ts'
import type { Http } from '../../../platform/http/http.ts'
import type { Exchange } from '../exchange.ts'
import { batchJob } from './entering.ts'

const byId = z.object({ id: z.uuid() })
const waiting = z.object({
  files: z.int().meta({ description: 'How many entries wait' }),
  documents: z.int().meta({ description: 'How many documents leave now' }),
})

/** What waits in a batch leaves when a person says so. */
export function batchRoutes(http: Http, x: Exchange): void {
  http.post(
    '/api/v1/agreements/:id/batch/closing',
    {
      config: { scope: 'exchange:write', gridOnly: true },
      schema: {
        tags: ['exchange'],
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
