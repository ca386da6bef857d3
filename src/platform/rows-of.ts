import { type Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/**
 * Reads for an organization: as a role that sees its rows only, whatever the query forgets to ask (migrations/0017). Null is the
 * grid itself, which sees all. Setting and role end with the transaction.
 */
export function rowsOf<T>(
  database: Pick<Database, 'kysely'>,
  organization: string | null,
  read: (database: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  if (organization === null) return read(database.kysely)
  return database.kysely
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('entrepot.organization', ${organization}, true), set_config('role', 'entrepot_partner', true)`.execute(
        tx,
      )
      return read(tx)
    })
}
