import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** A request with an Idempotency-Key, as its row names it. */
export interface KeyedRequest {
  actor: string
  key: string
  /** SHA-256 of method, path and body. */
  fingerprint: Buffer
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/** We may do it now. `since` is the fence: another who took it over after us has a later one. */
export interface Reservation extends KeyedRequest {
  since: string
}

export type Reserved =
  | { state: 'ours'; reservation: Reservation }
  | { state: 'answered'; answer: Answer }
  | { state: 'in-progress' }
  | { state: 'unknown' }
  | { state: 'other-request' }

/** After so long without an answer whoever did it is taken for dead. */
const STALE_SECONDS = 60

/**
 * Reserves the key for this request in a transaction of its own, or says what became of the earlier one. `again`: without an
 * answer nothing was done, so a repeat may; else it is not known.
 */
export async function reserve(
  database: Kysely<Tables>,
  { actor, key, fingerprint }: KeyedRequest,
  { again }: { again: boolean },
): Promise<Reserved> {
  const taken = await sql<{ since: string }>`
    insert into idempotent_requests as r (actor, key, fingerprint) values (${actor}, ${key}, ${fingerprint})
    on conflict (actor, key) do update set created_at = clock_timestamp()
      where ${again} and r.status is null and r.fingerprint = excluded.fingerprint
        and r.created_at < now() - make_interval(secs => ${STALE_SECONDS})
    returning created_at::text as since`.execute(database)
  const since = taken.rows[0]?.since
  if (since !== undefined) return { state: 'ours', reservation: { actor, key, fingerprint, since } }
  const found = await sql<Answer & { fingerprint: Buffer; status: number | null; stale: boolean }>`
    select status, headers, body, fingerprint, created_at < now() - make_interval(secs => ${STALE_SECONDS}) as stale from idempotent_requests where actor = ${actor} and key = ${key}`.execute(
    database,
  )
  const row = found.rows[0]
  // Gone in between: the earlier request failed and released it. The client's next repeat finds it free.
  if (row === undefined) return { state: 'in-progress' }
  if (!row.fingerprint.equals(fingerprint)) return { state: 'other-request' }
  if (row.status !== null) return { state: 'answered', answer: row }
  return { state: row.stale && !again ? 'unknown' : 'in-progress' }
}

/** Stores the answer; false when another took the request over. Pass the verb's transaction: then act and answer are one. */
export async function storeAnswer(
  tx: Kysely<Tables>,
  { actor, key, since }: Reservation,
  answer: Answer,
): Promise<boolean> {
  const stored = await sql`
    update idempotent_requests
    set status = ${answer.status}, headers = ${JSON.stringify(answer.headers)}::jsonb, body = ${answer.body}
    where actor = ${actor} and key = ${key} and created_at = ${since}::timestamptz and status is null`.execute(tx)
  return stored.numAffectedRows === 1n
}

/** Nothing was done: a repeat may try again at once. */
export async function release(database: Kysely<Tables>, { actor, key, since }: Reservation): Promise<void> {
  await sql`
    delete from idempotent_requests
    where actor = ${actor} and key = ${key} and created_at = ${since}::timestamptz and status is null`.execute(database)
}

/** Forgets answers that nobody asks for any more; returns how many. */
export async function forgetAnswers(database: Kysely<Tables>, olderThanHours = 24): Promise<number> {
  const gone = await sql`
    delete from idempotent_requests where created_at < now() - make_interval(hours => ${olderThanHours})`.execute(
    database,
  )
  return Number(gone.numAffectedRows ?? 0n)
}
