import type { Kysely } from 'kysely'
import { isId } from '../../platform/ids.ts'
import type { Tables } from '../../platform/tables.ts'

/** The id of an organization that a request calls by its id or its slug. */
export async function organizationCalled(database: Kysely<Tables>, idOrSlug: string): Promise<string | undefined> {
  const column = isId(idOrSlug) ? 'id' : 'slug'
  const found = await database.selectFrom('organizations').select('id').where(column, '=', idOrSlug).executeTakeFirst()
  return found?.id
}
