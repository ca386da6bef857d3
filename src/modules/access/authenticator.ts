import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/database.ts'
import { RememberedActors } from '../../platform/remembered.ts'
import { keyHash, looksLikeKey } from './key.ts'
import { type ApiKey, findUsableKey } from './queries.ts'

export interface Authenticator {
  /** Null: no such key, or no longer. An actor known from before is answered at once, without a promise. */
  authenticate(key: string): Actor | null | Promise<Actor | null>
  close(): Promise<void>
}

/** Finds the actor of an API key. */
export async function openAuthenticator(
  database: Pick<Database, 'kysely' | 'listen'>,
  now = Date.now,
): Promise<Authenticator> {
  const remembered = await new RememberedActors(now).listen(database)
  return {
    authenticate(key) {
      if (!looksLikeKey(key)) return null
      // Kept by hash, so that no working key stays in memory.
      const hash = keyHash(key)
      return remembered.of(hash.toString('latin1'), async () => {
        const row = await findUsableKey(database.kysely, hash)
        const until = row?.expires_at?.getTime() ?? Number.POSITIVE_INFINITY
        return { actor: row === undefined ? null : actorOf(row), until }
      })
    },
    close: () => remembered.close(),
  }
}

function actorOf({ id, name, organization, scopes, hides }: ApiKey): Actor {
  return { kind: 'api-key', id, name, organization, scopes, hides }
}
