import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorName } from '../../platform/actor.ts'
import type { Http } from '../../platform/http/http.ts'
import { queriesOf } from '../../platform/rows-of.ts'
import type { Channel } from '../agreements/lookup.ts'
import { approvalRoutes } from './approving/routes.ts'
import { asideRoutes } from './aside-routes.ts'
import { batchRoutes } from './batching/routes.ts'
import { keepBody } from './bodies.ts'
import { browsingRoutes } from './browsing/routes.ts'
import { comparingRoutes } from './comparing/routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { dryRunRoute } from './dry-run-route.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { fileRoutes } from './files/routes.ts'
import { givenName, NAME_HEADER } from './given-name.ts'
import { interchangeAnswer, presentInterchange } from './present.ts'
import { findInterchange } from './queries.ts'
import { receiveInterchange } from './receiving.ts'
import { translatingRoutes } from './translating/routes.ts'

const byId = z.object({ id: z.uuid() })
const tags = ['exchange']

/** The exchange over HTTP. Register in a scope of its own: bodies arrive here as the bytes that were sent. */
export async function exchangeRoutes(http: Http, x: Exchange): Promise<void> {
  takeInterchanges(http, x)
  decisionRoutes(http, x)
  approvalRoutes(http, x)
  dryRunRoute(http, x)
  asideRoutes(http, x)
  batchRoutes(http, x)
  fileRoutes(http, x)
  browsingRoutes(http, x)
  comparingRoutes(http, x)
  translatingRoutes(http, x)
  const read = { scope: 'exchange:read' }
  http.get(
    '/api/v1/interchanges/:id',
    {
      config: { ...read, reading: 'interchange.opened' },
      schema: { tags, params: byId, response: { 200: interchangeAnswer } },
    },
    async (request) => {
      const asker = request.actor.organization
      const found = await queriesOf(x.database, asker, (rows) => findInterchange(rows, asker, request.params.id))
      if (!found) throw exchangeError('interchange-unknown', request.params)
      return presentInterchange(found, asker)
    },
  )
  http.get(
    '/api/v1/interchanges/:id/payload',
    {
      config: { ...read, reading: 'interchange.downloaded', whole: true },
      schema: { tags, params: byId, description: 'The bytes as they came or left.' },
    },
    async (request, reply) => {
      const { organization: asker } = request.actor
      const found = await queriesOf(x.database, asker, (rows) => findInterchange(rows, asker, request.params.id))
      if (!found) throw exchangeError('interchange-unknown', request.params)
      const reader = await x.payloads.open(found.payload)
      const stream = Readable.from(reader.stream())
      stream.once('close', () => void reader.close())
      reply.type('application/octet-stream').header('content-length', reader.sizeBytes)
      reply.header('content-disposition', 'attachment').header('x-content-type-options', 'nosniff')
      return reply.send(stream)
    },
  )
}

/** The hot door: 202 means that the bytes, the row and the job are durable. */
function takeInterchanges(http: Http, x: Exchange): void {
  const { interchangeBytesMax, payloads } = x.config
  void http.register(async (door) => {
    door.removeAllContentTypeParsers()
    // The stream itself: bytes are kept as they come, whatever their type is called.
    door.addContentTypeParser('*', (_request, body, done) => done(null, body))
    door.post(
      '/api/v1/interchanges',
      {
        config: { scope: 'exchange:write', idempotency: 'own' },
        bodyLimit: interchangeBytesMax,
        schema: {
          tags,
          consumes: ['application/octet-stream'],
          description: `Takes one file of interchanges. ${NAME_HEADER} With Idempotency-Key a repeat is answered with the first result.`,
        },
      },
      async (request, reply) => {
        const channel = channelOf(x, request)
        const name = givenName(request)
        const kept = await keepBody(x, request, payloads.inlineBytesMax)
        const key = request.headers['idempotency-key']
        const { interchange } = await receiveInterchange(x, {
          channel,
          name,
          kept,
          actor: actorName(request.actor),
          ...(typeof key === 'string' ? { key: key.slice(0, 200) } : {}),
        })
        reply.code(202).header('location', `/api/v1/interchanges/${interchange}`)
        return { interchange, status: 'received', sha256: kept.hash.toString('hex'), sizeBytes: kept.sizeBytes }
      },
    )
  })
}

function channelOf(x: Exchange, request: FastifyRequest): Channel {
  let { organization } = request.actor
  const named = request.headers['entrepot-organization']
  if (organization === null && typeof named === 'string')
    organization = x.directory.organizationBySlug(named)?.id ?? null
  if (organization === null) throw exchangeError('key-of-organization-needed')
  const channel = x.directory.channelOf(organization, 'in', 'api')
  if (!channel) throw exchangeError('channel-api-missing')
  return channel
}
