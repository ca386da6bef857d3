import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../platform/tables.ts'
import type { Ending } from './policy.ts'

/** Added after one is warned of $key, and opens for longer. */
const later = (days: number) => sql`n.revoked_at is null and n.id <> k.id and n.created_at > k.created_at
  and n.created_at > k.expires_at - make_interval(days => ${days}) and (n.expires_at is null or n.expires_at > k.expires_at)`

/**
 * Keys that end within these days, and those that have ended and are still a matter. An SFTP key is replaced by another of its
 * organization, an API key by one of its name, as rotating makes it.
 */
export async function findEndings(database: Kysely<Tables>, at: Date, days: number): Promise<Ending[]> {
  const near = sql`k.revoked_at is null and k.expires_at <= ${at}::timestamptz + make_interval(days => ${days})
    and (k.expires_at > ${at} or exists (select from work_items w where w.subject = k.id and w.kind = 'ending' and w.closed_at is null))`
  const { rows } = await sql<Ending>`
    select 'sftp-key' as kind, k.id, k.organization, o.slug, k.label as called, k.created_at as "madeAt", k.expires_at as "endsAt",
        exists (select from sftp_credentials n where n.organization = k.organization and n.kind = k.kind and ${later(days)}) as replaced
      from sftp_credentials k join organizations o on o.id = k.organization where k.kind = 'key' and ${near}
    union all
    select 'api-key', k.id, k.organization, o.slug, k.name, k.created_at, k.expires_at,
        exists (select from api_keys n where n.organization is not distinct from k.organization and n.name = k.name and ${later(days)})
      from api_keys k left join organizations o on o.id = k.organization where ${near}
    order by "endsAt", id`.execute(database)
  return rows
}

export interface OpenItem {
  id: string
  subject: string
  subject_kind: string
  version: number
}

export function openItems(database: Kysely<Tables>): Promise<OpenItem[]> {
  return database
    .selectFrom('work_items')
    .select(['id', 'subject', 'subject_kind', 'version'])
    .where('kind', '=', 'ending')
    .where('closed_at', 'is', null)
    .execute()
}

/** How many days before this very end one was warned last; null: not yet. */
export async function warnedBefore(database: Kysely<Tables>, { id, endsAt }: Ending): Promise<number | null> {
  const { rows } = await sql<{ days: number | null }>`select min((problem->>'days')::int) as days from work_items
    where subject = ${id} and kind = 'ending' and problem->>'endsAt' = ${endsAt.toISOString()}`.execute(database)
  return rows[0]!.days
}
