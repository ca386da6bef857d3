import type { Kysely, Selectable } from 'kysely'
import { type Actor, actorName } from '../../platform/actor.ts'
import type { Tables } from '../../platform/tables.ts'

export type SavedSearch = Selectable<Tables['saved_searches']>

/** One's own and what is shared, by name. */
export function listSearches(
  database: Kysely<Tables>,
  actor: Actor,
  of: { page?: string | undefined },
): Promise<SavedSearch[]> {
  const owner = actorName(actor)
  let query = database
    .selectFrom('saved_searches')
    .selectAll()
    .where('organization', actor.organization === null ? 'is' : '=', actor.organization)
    .where((is) => is.or([is('owner', '=', owner), is('shared', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .limit(1_000)
  if (of.page !== undefined) query = query.where('page', '=', of.page)
  return query.execute()
}

export function findSearch(database: Kysely<Tables>, id: string): Promise<SavedSearch | undefined> {
  return database.selectFrom('saved_searches').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function countOwn(database: Kysely<Tables>, owner: string): Promise<number> {
  const { count } = await database
    .selectFrom('saved_searches')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('owner', '=', owner)
    .executeTakeFirstOrThrow()
  return Number(count)
}
