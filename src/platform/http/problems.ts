import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { isAway, isCrowded } from '../away.ts'
import { errorCatalogue, GridError } from '../errors.ts'
import { isFull } from '../full.ts'
import type { Log } from '../log.ts'
import { payloadError } from '../payloads/errors.ts'
import { knownActor } from './access.ts'
import { httpError } from './errors.ts'
import type { Http } from './http.ts'
import { invalidFields, unfitField } from './invalid-fields.ts'

/** RFC 9457, with the code and its parameters for programs. */
export const problem = z.object({
  type: z.url(),
  title: z.string().meta({ description: 'What kind of problem, always the same sentence for a code' }),
  status: z.number().int(),
  detail: z.string().meta({ description: 'What happened here' }),
  code: z.string().meta({ description: 'For programs; the list is at /api/errors' }),
  parameters: z.record(z.string(), z.unknown()),
  advice: z.string().optional(),
  instance: z.string().meta({ description: 'The id of this request: the log has it too' }),
})

const MEDIA_TYPE = 'application/problem+json'

type AnswerProblem = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void

/** Answers any error as a problem; its type is an address that explains it. */
export function problemsAt(publicUrl: string): AnswerProblem {
  return (thrown, request, reply) => {
    const error = asGridError(thrown, request)
    const { status, code, parameters } = error
    if (status < 500) logRefusal(error, request)
    else if (code !== 'database-away') logFailure(thrown, request)
    if (status === 503 || status === 409) reply.header('retry-after', '1')
    if (status === 507) reply.header('retry-after', '60')
    if (status === 429) reply.header('retry-after', String(parameters['seconds']))
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    const advice = errorCatalogue().get(code)?.advice
    const body = { type: `${publicUrl}/api/errors/${code}`, title: titleOf(code), status, detail: error.message }
    // As text of our own: the schema of a route speaks of its successes.
    reply.code(status).type(MEDIA_TYPE).serializer(String)
    reply.send(JSON.stringify({ ...body, code, parameters, advice, instance: request.id }))
  }
}

/** Makes every answer that is an error a problem, and gives every answer the id of its request. */
export function addProblems(http: Http, answer: AnswerProblem): void {
  http.setErrorHandler(answer)
  http.setNotFoundHandler((request) => {
    throw httpError('route-unknown', { method: request.method, path: request.url.split('?', 1)[0] })
  })
  http.addHook('onRequest', (request, reply, done) => {
    reply.raw.setHeader('x-request-id', request.id)
    reply.raw.setHeader('x-content-type-options', 'nosniff')
    done()
  })
}

/** `scope-missing` → `Scope missing`. */
export function titleOf(code: string): string {
  return (code[0]?.toUpperCase() ?? '') + code.slice(1).replaceAll('-', ' ')
}

/** A request that is no HTTP has no route, no id and no reply: RFC 9112 §9.6 lets us answer and close. */
export function answerClientError(error: Error & { code?: string }, socket: Socket, log: Log): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  log.warn({ status, code: 'request-unreadable', address: socket.remoteAddress }, 'a request was refused')
  const body = JSON.stringify({
    title: status.slice(4),
    status: Number(status.slice(0, 3)),
    code: 'request-unreadable',
  })
  const head = `HTTP/1.1 ${status}\r\ncontent-type: ${MEDIA_TYPE}\r\ncontent-length: ${body.length}\r\nconnection: close`
  socket.end(`${head}\r\n\r\n${body}`)
}

function asGridError(error: FastifyError, request: FastifyRequest): GridError {
  if (error instanceof GridError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    return httpError('request-invalid', { fields: invalidFields(request, error) })
  }
  if (isAway(error) || isCrowded(error)) return httpError('database-away')
  if (isFull(error)) return payloadError('storage-full')
  const unfit = unfitField(error, request)
  if (unfit) return httpError('request-invalid', { fields: [unfit] })
  const known = FRAMEWORK[error.code]
  if (known) return known(error, request)
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return httpError('request-unreadable', { reason: error.message })
  }
  return httpError('internal')
}

/** Who was refused what, at which route: never what they sent. Those that somebody may try on purpose stand out. */
function logRefusal({ status, code }: GridError, request: FastifyRequest): void {
  const { id, method, routeOptions, ip } = request
  const actor = knownActor(request)
  const line = { request: id, method, route: routeOptions.url, status, code, address: ip }
  const level = status === 401 || status === 403 || status === 413 || status === 429 ? 'warn' : 'info'
  request.log[level]({ ...line, ...(actor ? { actor: actorName(actor) } : {}) }, 'a request was refused')
}

/** With the id that the client got, and never the query or the body. */
function logFailure(error: unknown, request: FastifyRequest): void {
  const { id, method, routeOptions } = request
  request.log.error({ err: error, request: id, method, route: routeOptions.url }, 'a request failed')
}

type Translate = (error: FastifyError, request: FastifyRequest) => GridError

/** What the framework throws before a route is reached, in our words. */
const FRAMEWORK: Record<string, Translate | undefined> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => httpError('body-too-large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (_error, request) =>
    httpError('media-type-unsupported', { type: request.headers['content-type'] ?? 'none' }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => httpError('request-unreadable', { reason: 'the body is empty' }),
  FST_ERR_CTP_INVALID_JSON_BODY: () => httpError('request-unreadable', { reason: 'the body is not JSON' }),
  FST_ERR_BAD_URL: () => httpError('request-unreadable', { reason: 'the path has an invalid % sequence' }),
}
