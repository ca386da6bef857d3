import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { pickupError } from './errors.ts'
import { lookAnswer, notificationAnswer, pickupAnswer, presentLook, presentPickup } from './present.ts'
import { findLooks, type Looks, listPickups } from './queries.ts'
import { toldOfNew } from './source.ts'
import { lookNow, lookSoon } from './verbs.ts'

const tags = ['exchange']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'exchange:read' }

/** What a channel found at its source, and what became of it. */
export function pickupRoutes(http: Http, grid: Grid): void {
  const { pool } = grid.database
  const visible: Visible = async (actor, id) => {
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
  notificationRoute(http, grid, visible)
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

type Visible = (actor: Actor, id: string) => Promise<Looks>

/** As large as the largest that Amazon's topics and queues send, and more. */
const MESSAGE_BYTES_MAX = 1_048_576

/** What the source pushes: late, twice or not at all, so it only makes a look earlier. */
function notificationRoute(http: Http, grid: Grid, visible: Visible): void {
  void http.register(async (scope) => {
    const door = scope as unknown as Http
    // Topics send JSON as text/plain.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    door.post(
      '/api/v1/channels/:id/notifications',
      {
        config: { scope: 'pickups:notify', idempotency: 'own', basic: true },
        bodyLimit: MESSAGE_BYTES_MAX,
        schema: {
          tags,
          summary: 'Tell that something came at the source of a channel',
          description:
            'Takes what stores push: records of S3 and its kin, also wrapped by a topic or a queue, and events of EventBridge. ' +
            'The channel is looked at once if one of them is of its bucket and prefix. The key may come as the password of Basic.',
          params: byId,
          response: { 202: notificationAnswer },
        },
      },
      async ({ actor, params, body }, reply) => {
        const { id } = await visible(actor, params.id)
        const told = await toldOfNew(grid.database.pool, id, typeof body === 'string' ? body : '')
        if (told === null) throw pickupError('notification-unreadable')
        if (told.confirm !== undefined) {
          grid.log.warn(
            { channel: id, url: told.confirm },
            'a topic wants to tell of objects: open the address to let it',
          )
        }
        if (told.looks) await perform(grid, actor, (act) => lookSoon(act, id))
        return reply.code(202).send({ looks: told.looks })
      },
    )
  })
}
