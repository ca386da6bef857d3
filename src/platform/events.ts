import { type Kysely, sql } from 'kysely'
import type { NewEvent } from './change.ts'
import type { Tables } from './tables.ts'

/**
 * Appends events in the caller's transaction. Call it last: it takes the one-row counter `event_head`, which every writer
 * shares until commit, so that number order is commit order without gaps.
 */
export async function recordEvents(tx: Kysely<Tables>, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((event) => ({
    type: event.type,
    subject_kind: event.subjectKind,
    subject: event.subject,
    organizations: event.organizations,
    actor: event.actor,
    cause: event.cause ?? null,
    depth: event.depth ?? 0,
    data: event.data ?? {},
  }))
  await sql`
    with head as (update event_head set n = n + ${events.length} returning n),
    given as (
      select e.*, row_number() over (order by o) as place
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as a(item, o),
      lateral (select (item->>'type') as type, (item->>'subject_kind') as subject_kind, (item->>'subject')::uuid as subject,
        array(select jsonb_array_elements_text(item->'organizations'))::uuid[] as organizations, item->>'actor' as actor,
        (item->>'cause')::uuid as cause, (item->>'depth')::smallint as depth, item->'data' as data) e
    )
    insert into events (seq, type, subject_kind, subject, organizations, actor, cause, depth, data)
    select head.n - ${events.length} + given.place, type, subject_kind, subject, organizations, actor, cause, depth, data
    from given, head`.execute(tx)
  await sql`select pg_notify('entrepot', 'events')`.execute(tx)
}
