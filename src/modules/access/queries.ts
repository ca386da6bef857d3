import type { Kysely, Selectable } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Tables } from '../../platform/tables.ts'

export type ApiKey = Omit<Selectable<Tables['api_keys']>, 'hash' | 'made_by'>

const COLUMNS = ['id', 'organization', 'name', 'scopes', 'hides', 'created_at', 'expires_at', 'revoked_at'] as const

/** The keys this actor may see, the newest first. */
export function listApiKeys(
  database: Kysely<Tables>,
  actor: Actor,
  page: { organization?: string | undefined; before?: string | undefined; limit: number },
): Promise<ApiKey[]> {
  let query = database.selectFrom('api_keys').select(COLUMNS).orderBy('id', 'desc').limit(page.limit)
  if (actor.organization !== null) query = query.where('organization', '=', actor.organization)
  if (page.organization !== undefined) query = query.where('organization', '=', page.organization)
  if (page.before !== undefined) query = query.where('id', '<', page.before)
  return query.execute()
}

export function findApiKey(database: Kysely<Tables>, id: string): Promise<ApiKey | undefined> {
  return database.selectFrom('api_keys').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

export function lockApiKey(tx: Kysely<Tables>, id: string): Promise<ApiKey | undefined> {
  return tx.selectFrom('api_keys').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The key with this hash, unless revoked or its organization is not active. Expiry is for the caller: its answer is cached. */
export function findUsableKey(database: Kysely<Tables>, hash: Buffer): Promise<ApiKey | undefined> {
  return database
    .selectFrom('api_keys')
    .leftJoin('organizations', 'organizations.id', 'api_keys.organization')
    .select(COLUMNS.map((column) => `api_keys.${column}` as const))
    .where('api_keys.hash', '=', hash)
    .where('api_keys.revoked_at', 'is', null)
    .where((is) => is.or([is('api_keys.organization', 'is', null), is('organizations.status', '=', 'active')]))
    .executeTakeFirst()
}
