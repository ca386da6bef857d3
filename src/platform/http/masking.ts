import type { FastifyRequest } from 'fastify'
import type { Http } from './http.ts'

/** Leaves out of an answer what who asks may not see; `hides` are the classes of the actor. */
export type Mask = (answer: unknown, hides: readonly string[]) => unknown

const MASK = Symbol('mask')

/** Every answer in JSON to somebody from whom a class is hidden passes `mask`: no route can forget to. */
export function addMasking(http: Http, mask: Mask): void {
  http.addHook('onRequest', (request, _reply, done) => {
    ;(request as unknown as { [MASK]?: Mask })[MASK] = mask
    done()
  })
  http.addHook('preSerialization', (request, _reply, payload, done) => done(null, maskedFor(request, payload)))
}

/** Also for answers that are kept for a repeat. */
export function maskedFor<T>(request: FastifyRequest, answer: T): T {
  const { scope, known } = request.routeOptions.config
  if (scope === undefined && !known) return answer
  const { hides = [] } = request.actor
  const mask = (request as unknown as { [MASK]?: Mask })[MASK]
  return hides.length === 0 || mask === undefined ? answer : (mask(answer, hides) as T)
}
