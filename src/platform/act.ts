import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Grid } from '../grid.ts'
import { type Actor, actorName } from './actor.ts'
import type { NewEvent } from './change.ts'
import { recordEvents } from './events.ts'
import type { Alongside } from './http/idempotency.ts'
import type { Secrets } from './secrets.ts'
import type { Tables } from './tables.ts'

/** What someone does in one transaction, by one verb or several: all of it or nothing. */
export interface Act {
  tx: Kysely<Tables>
  actor: Actor
  /** The moment of the act, the same for everything in it: what ends and what begins then touch without a gap. */
  at: Date
  newId(): string
  secrets: Secrets
  /** Recorded last, in this order. */
  events: NewEvent[]
  /** Names of notifications that other nodes get at commit. */
  notices: Set<string>
}

export type ActParts = Pick<Grid, 'database' | 'newId' | 'now' | 'secrets'>

/** Runs verbs in one transaction and records their events last, since that takes the lock all writers share. */
export function perform<T>(
  { database, secrets, newId, now }: ActParts,
  actor: Actor,
  work: (act: Act) => Promise<T>,
  alongside?: Alongside<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    const act: Act = { tx, actor, at: new Date(now()), newId, secrets, events: [], notices: new Set() }
    const result = await work(act)
    await alongside?.(tx, result)
    for (const notice of act.notices) await sql`select pg_notify(${notice}, '')`.execute(tx)
    await recordEvents(tx, act.events)
    return result
  })
}

/** Notes a fact; it becomes an event when the act commits. */
export function note(act: Act, event: Omit<NewEvent, 'actor'>): void {
  act.events.push({ ...event, actor: actorName(act.actor) })
}
