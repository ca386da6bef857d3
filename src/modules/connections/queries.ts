import type { Kysely, Selectable } from 'kysely'
import type { Tables } from '../../platform/tables.ts'

export type Connection = Selectable<Tables['connections']>
export type ConnectionCheck = Selectable<Tables['connection_checks']>

export function listConnections(database: Kysely<Tables>, organization: string): Promise<Connection[]> {
  return database
    .selectFrom('connections')
    .selectAll()
    .where('organization', '=', organization)
    .orderBy('name')
    .execute()
}

/** Of all organizations, or of one alone; the newest first. */
export function pageOfConnections(
  database: Kysely<Tables>,
  organization: string | null,
  page: { before: string | undefined; limit: number },
): Promise<(Connection & { slug: string })[]> {
  let query = database
    .selectFrom('connections as c')
    .innerJoin('organizations as o', 'o.id', 'c.organization')
    .selectAll('c')
    .select('o.slug')
    .orderBy('c.id', 'desc')
    .limit(page.limit)
  if (organization !== null) query = query.where('c.organization', '=', organization)
  if (page.before !== undefined) query = query.where('c.id', '<', page.before)
  return query.execute()
}

export function findConnection(database: Kysely<Tables>, id: string): Promise<Connection | undefined> {
  return database.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The last tests, newest first. */
export function listChecks(database: Kysely<Tables>, connection: string, limit: number): Promise<ConnectionCheck[]> {
  return database
    .selectFrom('connection_checks')
    .selectAll()
    .where('connection', '=', connection)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export interface ConnectionUse {
  kind: 'channel' | 'archive-rule'
  id: string
  name: string
}

/** Channels and rules of the archive that would lose their other side. */
export async function usesOf(database: Kysely<Tables>, connection: string): Promise<ConnectionUse[]> {
  const tables = [
    ['channel', 'channels'],
    ['archive-rule', 'archive_rules'],
  ] as const
  const found = await Promise.all(
    tables.map(async ([kind, table]) => {
      const rows = await database
        .selectFrom(table)
        .select(['id', 'name'])
        .where('connection', '=', connection)
        .where('ended_at', 'is', null)
        .orderBy('name')
        .execute()
      return rows.map((row): ConnectionUse => ({ kind, ...row }))
    }),
  )
  return found.flat()
}
