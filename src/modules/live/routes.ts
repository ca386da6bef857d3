import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { actorName } from '../../platform/actor.ts'
import { Bell } from '../../platform/bell.ts'
import type { Http } from '../../platform/http/http.ts'
import { liveError } from './errors.ts'
import { follow, type Told } from './following.ts'

const OF_ACTOR_MAX = 8
const OF_GRID_MAX = 1_000
const ACCESS_CHECK_MS = 30_000
const config = { scope: 'exchange:read' }

/** One who follows. */
interface Connection {
  actor: string
  bell: Bell
  closing: AbortController
  checkAccess(): void
}

/**
 * Events as they happen, as Server-Sent Events: each with its number as id, so that a browser that lost the connection goes on
 * behind the last that it saw. They say that something is so now, not what; `reset` says that everything may be otherwise.
 */
export async function liveRoutes(http: Http, grid: Grid): Promise<void> {
  const open = new Set<Connection>()
  const { database } = grid
  const committed = await database.listen('entrepot', () => {
    for (const { bell } of open) bell.ring()
  })
  const access = await database.listen('access', () => {
    for (const one of open) one.checkAccess()
  })
  http.addHook('preClose', async () => {
    for (const { closing } of open) closing.abort()
    await Promise.all([committed.stop(), access.stop()])
  })
  // Asked by the grid itself, with the headers of a connection: whether they would still be let in.
  http.get('/api/v1/live/access', { config, schema: { hide: true } }, (_request, reply) => reply.code(204).send())
  http.get(
    '/api/v1/live',
    {
      config,
      schema: {
        tags: ['live'],
        summary: 'Follow events as they happen (Server-Sent Events)',
        description: 'Tells of every event that concerns your organization. Last-Event-ID goes on behind that event.',
        headers: z.object({ 'last-event-id': z.string().max(20).optional() }),
      },
    },
    (request, reply) => {
      const connection = connect(http, request, open)
      void serve(grid, request, reply, connection).finally(() => open.delete(connection))
    },
  )
}

function connect(http: Http, request: FastifyRequest, open: Set<Connection>): Connection {
  const actor = actorName(request.actor)
  const own = [...open].filter((one) => one.actor === actor).length
  if (own >= OF_ACTOR_MAX) throw liveError('live-too-many', { count: own, whose: 'of yours' })
  if (open.size >= OF_GRID_MAX) throw liveError('live-too-many', { count: open.size, whose: 'of this grid' })
  const bell = new Bell()
  const closing = new AbortController()
  closing.signal.addEventListener('abort', () => bell.ring())
  const { authorization, cookie, host } = request.headers
  const headers = Object.entries({ authorization, cookie, host }).filter(([, value]) => value !== undefined)
  const checkAccess = () => {
    const asked = http.inject({
      url: '/api/v1/live/access',
      headers: Object.fromEntries(headers) as Record<string, string>,
    })
    // The database may be away for a moment: only a refusal ends a connection.
    asked.then(({ statusCode }) => [401, 403].includes(statusCode) && closing.abort()).catch(() => {})
  }
  const connection = { actor, bell, closing, checkAccess }
  open.add(connection)
  return connection
}

async function serve(grid: Grid, request: FastifyRequest, reply: FastifyReply, connection: Connection): Promise<void> {
  const { bell, closing, checkAccess } = connection
  const { raw } = reply.hijack()
  raw.on('close', () => closing.abort())
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies that collect an answer before they pass it on would hold these back for ever.
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 2000\n\n')
  const checking = setInterval(checkAccess, ACCESS_CHECK_MS)
  try {
    await follow({
      database: grid.database,
      organization: request.actor.organization,
      bell,
      after: lastSeen(request.headers['last-event-id']),
      member: request.actor.kind === 'member' ? request.actor.id : null,
      notified: () => raw.write('event: notifications\ndata: {}\n\n'),
      tell: (events) => raw.write(events.map(lineOf).join('')),
      reset: (upTo) => raw.write(`id: ${upTo}\nevent: reset\ndata: {}\n\n`),
      still: () => raw.write(': still here\n\n'),
      signal: closing.signal,
    })
  } catch (error) {
    grid.log.warn({ err: error, request: request.id }, 'a live connection was lost')
  } finally {
    clearInterval(checking)
    raw.end()
  }
}

function lastSeen(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null
}

function lineOf({ seq, type, subject_kind: kind, subject: id }: Told): string {
  return `id: ${seq}\nevent: change\ndata: ${JSON.stringify({ type, subject: { kind, id } })}\n\n`
}
