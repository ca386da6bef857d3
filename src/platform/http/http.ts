import type { IncomingMessage, ServerResponse } from 'node:http'
import fastify, { type FastifyInstance, LogController, type RawServerDefault } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '../../config.ts'
import type { Database } from '../database.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { type Authenticate, addAccess } from './access.ts'
import { addHealth, type ReadinessCheck } from './health.ts'
import { addIdempotency } from './idempotency.ts'
import { addMasking, type Mask } from './masking.ts'
import { addOpenApi } from './openapi.ts'
import { addProblems, answerClientError, problemsAt } from './problems.ts'
import { addReadings } from './readings.ts'

/** The server as routes see it: schemas are Zod, what they parse is typed. */
export type Http = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, Log, ZodTypeProvider>

export interface HttpParts {
  config: Pick<Config, 'publicUrl' | 'http'>
  log: Log
  metrics: Metrics
  /** Who sends this key. Called for each request: answer at once where you can, a promise costs a turn. */
  authenticate: Authenticate
  /** Who is signed in, by the cookies of a request. */
  authenticateSession?: Authenticate
  /** Every scope that a route may ask for. */
  scopes: readonly string[]
  /** Leaves out of answers what who asks may not see. */
  mask?: Mask
  /** Keeps the answers of requests with an Idempotency-Key. */
  database: Pick<Database, 'kysely'>
  /** What must hold before a proxy sends requests here. Each has a second. */
  readiness: Record<string, ReadinessCheck>
}

/** JSON bodies. Routes that take documents set their own `bodyLimit`. */
const BODY_BYTES_MAX = 1024 * 1024

/**
 * The server with everything that is the same for all routes; add routes with `http.register(…)`, then `listen` (listening.ts).
 * Each route names in its `config` the `scope` it needs, or `public: true`; one that does neither cannot be registered.
 */
export async function createHttp(parts: HttpParts): Promise<Http> {
  const problems = problemsAt(parts.config.publicUrl)
  const http: Http = fastify({
    loggerInstance: parts.log,
    // Nothing is logged for a request that succeeds, and a logger per request costs 3 µs: lines name the request themselves.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    genReqId: () => newId(),
    bodyLimit: BODY_BYTES_MAX,
    // Whose X-Forwarded-For is believed.
    trustProxy: parts.config.http.proxies,
    // A socket that neither sends nor gets a byte for so long is cut.
    connectionTimeout: 120_000,
    forceCloseConnections: 'idle',
    // While closing, what still arrives on an open connection is answered, with Connection: close.
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => answerClientError(error, socket, parts.log),
    frameworkErrors: problems,
  }).withTypeProvider<ZodTypeProvider>()
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  // Text is bytes too: decoded as UTF-8 it would lose what is not.
  http.removeContentTypeParser('text/plain')
  addProblems(http, problems)
  addAccess(http, parts)
  addDurations(http, parts.metrics)
  addIdempotency(http, parts.database)
  addReadings(http, parts.database)
  if (parts.mask) addMasking(http, parts.mask)
  await addOpenApi(http, parts.config.publicUrl)
  addHealth(http, parts)
  return http
}

function addDurations(http: Http, { httpRequestSeconds }: Metrics): void {
  http.addHook('onResponse', (request, reply, done) => {
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    httpRequestSeconds.observe({ route: request.routeOptions.url ?? 'none', status }, reply.elapsedTime / 1000)
    done()
  })
}
