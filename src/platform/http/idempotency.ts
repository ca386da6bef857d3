import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { actorName } from '../actor.ts'
import type { Tables } from '../tables.ts'
import { httpError } from './errors.ts'
import type { Http } from './http.ts'
import { maskedFor } from './masking.ts'
import { type Answer, type Reservation, release, reserve, storeAnswer } from './stored-answers.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What the route does with an Idempotency-Key. Not said: the answer is stored after the act, and repeated. `within`: it is stored
     * in the transaction of the act, by `keepAnswer`. `own`: the route sees to it. `refused`: its answer must not be stored (it holds
     * a secret).
     */
    idempotency?: 'within' | 'own' | 'refused'
  }
}

/** What a verb calls last in its transaction, with what it is about to return. */
export type Alongside<T> = (tx: Kysely<Tables>, result: T) => Promise<void>

interface Keyed {
  reservation: Reservation
  kept: boolean
}

const KEYED = Symbol('keyed')
const METHODS = new Set(['POST', 'PUT', 'PATCH'])

/**
 * A POST, PUT or PATCH with an Idempotency-Key is done once: the key is reserved, the answer stored, repeats get that answer.
 * A route that passes `keepAnswer` to its verb has act and answer in one transaction: what died has done nothing, and after 60 s a
 * repeat does it. Others store the answer after the act: of one that died in between nobody knows, and a repeat is told so.
 */
export function addIdempotency(http: Http, { kysely }: { kysely: Kysely<Tables> }): void {
  http.addHook('preHandler', (request, reply, done) => {
    const key = request.headers['idempotency-key']
    if (key === undefined || !METHODS.has(request.method)) return done()
    const { idempotency, public: open } = request.routeOptions.config
    if (idempotency === 'own' || open) return done()
    if (idempotency === 'refused') return done(httpError('idempotency-key-refused'))
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) return done(httpError('idempotency-key-invalid'))
    const asked = { actor: actorName(request.actor), key, fingerprint: fingerprintOf(request) }
    reserve(kysely, asked, { again: idempotency === 'within' }).then((reserved) => {
      if (reserved.state === 'answered') return repeat(reply, reserved.answer)
      if (reserved.state === 'other-request') return done(httpError('idempotency-key-reused', { key }))
      if (reserved.state === 'unknown') return done(httpError('request-outcome-unknown', { key }))
      if (reserved.state === 'in-progress') return done(httpError('request-in-progress', { key }))
      keyedOf(request, { reservation: reserved.reservation, kept: false })
      done()
    }, done)
  })
  http.addHook('onSend', (request, reply, payload, done) => {
    const keyed = keyedOf(request)
    if (keyed === undefined) return done(null, payload)
    settle(kysely, reply, { keyed, payload }).then(
      () => done(null, payload),
      (error) => {
        request.log.error(
          { err: error, request: request.id },
          'the answer of a request with an Idempotency-Key was not stored',
        )
        done(null, payload)
      },
    )
  })
}

/**
 * For a verb's `alongside`: stores the answer in the verb's own transaction, so that a kill at any moment leaves both or none.
 * Does nothing for a request without an Idempotency-Key.
 */
export function keepAnswer<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  present: (result: T) => unknown,
): Alongside<T> {
  const { method, url, config } = request.routeOptions
  if (config.idempotency !== 'within') throw new Error(`${method} ${url} keeps its answer, and does not say so`)
  return async (tx, result) => {
    const keyed = keyedOf(request)
    if (keyed === undefined) return
    const body = reply.serialize(maskedFor(request, present(result)) as Record<string, unknown>)
    const stored = await storeAnswer(tx, keyed.reservation, {
      status: reply.statusCode,
      headers: { ...headersOf(reply), 'content-type': 'application/json; charset=utf-8' },
      body: String(body),
    })
    // Another took the request over while we were slow: it does it, we must not.
    if (!stored) throw httpError('request-in-progress', { key: keyed.reservation.key })
    keyed.kept = true
  }
}

function keyedOf(request: FastifyRequest, keyed?: Keyed): Keyed | undefined {
  const holder = request as unknown as { [KEYED]?: Keyed }
  if (keyed !== undefined) holder[KEYED] = keyed
  return holder[KEYED]
}

function fingerprintOf({ method, url, body }: FastifyRequest): Buffer {
  const sent = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? null))
  return hash('sha256', Buffer.concat([Buffer.from(`${method} ${url}\n`), sent]), 'buffer')
}

function repeat(reply: FastifyReply, answer: Answer): void {
  reply.code(answer.status).headers(answer.headers).header('idempotency-replayed', 'true').serializer(String)
  reply.send(answer.body)
}

async function settle(
  kysely: Kysely<Tables>,
  reply: FastifyReply,
  { keyed, payload }: { keyed: Keyed; payload: unknown },
): Promise<void> {
  const { statusCode: status } = reply
  if (status < 400) {
    if (keyed.kept) return
    const body = typeof payload === 'string' ? payload : ''
    const stored = await storeAnswer(kysely, keyed.reservation, { status, headers: headersOf(reply), body })
    if (reply.request.routeOptions.config.idempotency === 'within') throw new Error('the route kept no answer')
    if (!stored) throw new Error('another request took the key over')
  } else if (status < 500) {
    await release(kysely, keyed.reservation)
  }
  // 5xx: not known how far it came. The reservation stays, and is like one of a process that died.
}

const HEADERS_KEPT = ['content-type', 'etag', 'location']

function headersOf(reply: FastifyReply): Record<string, string> {
  const given = HEADERS_KEPT.map((name): [string, unknown] => [name, reply.getHeader(name)])
  return Object.fromEntries(
    given.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
  )
}
