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

/** Channels and rules of the archive that would lose their other side. */
export async function countUses(database: Kysely<Tables>, connection: string): Promise<number> {
  const counts = await Promise.all(
    (['channels', 'archive_rules'] as const).map((table) =>
      database
        .selectFrom(table)
        .select((of) => of.fn.countAll<number>().as('count'))
        .where('connection', '=', connection)
        .where('ended_at', 'is', null)
        .executeTakeFirstOrThrow(),
    ),
  )
  return counts.reduce((sum, { count }) => sum + Number(count), 0)
}
