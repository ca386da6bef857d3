import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { lookAnswer, pickupAnswer, presentLook, presentPickup } from './present.ts'
import { findLooks, listPickups } from './queries.ts'
import { lookNow } from './verbs.ts'

const tags = ['exchange']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'exchange:read' }

/** What a channel found at its source, and what became of it. */
export function pickupRoutes(http: Http, grid: Grid): void {
  const { pool } = grid.database
  const visible = async (actor: Actor, id: string) => {
    const found = await findLooks(pool, id)
    if (!found || (actor.organization !== null && actor.organization !== found.organization)) {
      throw httpError('not-found', { kind: 'channel that picks up', id })
    }
    return found
  }
  const state = z.enum(['waiting', 'taken', 'refused'])
  http.get(
    '/api/v1/channels/:id/pickups',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List what a channel found, the newest first',
        params: byId,
        querystring: z.object({ ...pageQuery, state: state.optional() }),
        response: { 200: pageAnswer(pickupAnswer) },
      },
    },
    async (request) => {
      const { id } = await visible(request.actor, request.params.id)
      const { cursor, limit, state } = request.query
      const rows = await listPickups(pool, id, { after: cursor, state, limit: limit + 1 })
      return pageOf(rows.map(presentPickup), request, (last) => [last.seenAt, last.identity])
    },
  )
  http.get(
    '/api/v1/channels/:id/looks',
    {
      config: reading,
      schema: { tags, summary: 'How the looks of a channel go', params: byId, response: { 200: lookAnswer } },
    },
    async ({ actor, params }) => presentLook(await visible(actor, params.id)),
  )
  http.post(
    '/api/v1/channels/:id/looks',
    {
      config: { scope: 'exchange:write' },
      schema: { tags, summary: 'Look now', params: byId, response: { 202: lookAnswer } },
    },
    async ({ actor, params }, reply) => {
      const { id } = await visible(actor, params.id)
      await perform(grid, actor, (act) => lookNow(act, [id]))
      return reply.code(202).send(presentLook((await findLooks(pool, id))!))
    },
  )
}
