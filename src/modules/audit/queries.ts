import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/database.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import type { Tables } from '../../platform/tables.ts'

export interface AuditFilter {
  actor?: string | undefined
  type?: string | undefined
  subject?: string | undefined
  organization?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
}

export interface Audited {
  seq: number
  at: Date
  type: string
  subject_kind: string
  subject: string
  actor: string
  data: Record<string, unknown>
  /** Of the person or the key; null: neither. */
  name: string | null
}

/** What was done and looked at, the newest first: by anybody but the grid itself, or by the people of an organization. */
export async function listAudit(
  database: Pick<Database, 'kysely'>,
  asker: Actor,
  filter: AuditFilter & { before?: number | undefined; limit: number },
): Promise<Audited[]> {
  const rows = await rowsOf(database, asker.organization, (own) => findAudited(own, asker, filter))
  // What people are called is theirs as users, whom no organization has.
  return named(database.kysely, rows)
}

async function findAudited(
  database: Kysely<Tables>,
  asker: Actor,
  filter: AuditFilter & { before?: number | undefined; limit: number },
): Promise<Omit<Audited, 'name'>[]> {
  const organization = asker.organization ?? filter.organization
  let query = database
    .selectFrom('events')
    .select(['seq', 'at', 'type', 'subject_kind', 'subject', 'actor', 'data'])
    .orderBy('seq', 'desc')
    .limit(filter.limit)
  if (organization === undefined) query = query.where('actor', '!=', 'system')
  else {
    const people = await database.selectFrom('members').select('id').where('organization', '=', organization).execute()
    // Said as the index of people's events says it.
    query = query
      .where(sql<boolean>`actor like 'member:%'`)
      .where('actor', '=', sql<string>`any(${people.map(({ id }) => `member:${id}`)}::text[])`)
  }
  if (filter.actor?.startsWith('member:')) query = query.where(sql<boolean>`actor like 'member:%'`)
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor)
  if (filter.type !== undefined) query = query.where('type', 'like', patternOf(filter.type))
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject)
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from)
  if (filter.until !== undefined) query = query.where('at', '<', filter.until)
  if (filter.before !== undefined) query = query.where('seq', '<', filter.before)
  return query.execute()
}

async function named(database: Kysely<Tables>, rows: Omit<Audited, 'name'>[]): Promise<Audited[]> {
  const idsOf = (kind: string) => [
    ...new Set(rows.filter(({ actor }) => actor.startsWith(kind)).map(({ actor }) => actor.slice(kind.length))),
  ]
  const { rows: names } = await sql<{ actor: string; name: string }>`
    select 'member:' || m.id as actor, u.name from members m join auth."user" u on u.id = m."user"
      where m.id = any(${idsOf('member:')}::uuid[])
    union all select 'api-key:' || id, name from api_keys where id = any(${idsOf('api-key:')}::uuid[])`.execute(
    database,
  )
  const known = new Map(names.map(({ actor, name }) => [actor, name]))
  return rows.map((row) => ({ ...row, name: known.get(row.actor) ?? null }))
}

/** `document.*` or `document.opened` as a pattern of SQL's LIKE. */
function patternOf(type: string): string {
  return type === '*' ? '%' : type.replaceAll('_', '\\_').replace(/\.\*$/, '.%')
}
