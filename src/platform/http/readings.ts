import type { Kysely } from 'kysely'
import { actorName } from '../actor.ts'
import { recordEvents } from '../events.ts'
import type { Tables } from '../tables.ts'
import type { Http } from './http.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The event that a successful answer is: who saw what. `document.opened`: its subject is the `id` of the path. */
    reading?: `${string}.opened` | `${string}.downloaded`
  }
}

/** Records who opened and downloaded what, before the first byte goes out: what cannot be recorded is not shown. */
export function addReadings(http: Http, { kysely }: { kysely: Kysely<Tables> }): void {
  http.addHook('onSend', (request, reply, payload, done) => {
    const { reading } = request.routeOptions.config
    if (reading === undefined || reply.statusCode !== 200 || request.method !== 'GET') return done(null, payload)
    const { actor } = request
    const event = {
      type: reading,
      subjectKind: reading.slice(0, reading.indexOf('.')),
      subject: (request.params as { id: string }).id,
      organizations: actor.organization === null ? [] : [actor.organization],
      actor: actorName(actor),
    }
    kysely
      .transaction()
      .execute((tx) => recordEvents(tx, [event]))
      .then(() => done(null, payload), done)
  })
}

/** Of the types of events those that say that somebody looked: for the audit, not for timelines, webhooks or flows. */
export function isReading(type: string): boolean {
  return /\.(opened|downloaded)$/.test(type)
}
