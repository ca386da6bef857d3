import { type Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** What asks for rows in SQL of its own: the pool, or one connection as a partner. */
export interface Rows {
  // biome-ignore lint/suspicious/noExplicitAny: rows of the database, as with `pool.query`
  query(text: string, values?: unknown[]): Promise<{ rows: any[] }>
}

const AS_PARTNER = `select set_config('entrepot.organization', $1, true), set_config('role', 'entrepot_partner', true)`

/** As `rowsOf`, for queries that are written as text. */
export async function queriesOf<T>(
  { pool }: Pick<Database, 'pool'>,
  organization: string | null,
  read: (rows: Rows) => Promise<T>,
): Promise<T> {
  if (organization === null) return read(pool)
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin read only')
    await client.query(AS_PARTNER, [organization])
    const found = await read(client)
    await client.query('commit')
    broken = false
    return found
  } catch (error) {
    broken = await client.query('rollback').then(
      () => false,
      () => true,
    )
    throw error
  } finally {
    // What may still be a partner's is used no more.
    client.release(broken)
  }
}

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
