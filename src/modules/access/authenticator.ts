import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/database.ts'
import { keyHash, looksLikeKey } from './key.ts'
import { type ApiKey, findUsableKey } from './queries.ts'

export interface Authenticator {
  /** Null: no such key, or no longer. An actor known from before is answered at once, without a promise. */
  authenticate(key: string): Actor | null | Promise<Actor | null>
  close(): Promise<void>
}

interface Known {
  actor: Actor | null
  /** Until when this answer holds: 30 s, or the key's own end if that is sooner. */
  until: number
}

const KNOWN_MS = 30_000
const KNOWN_MAX = 10_000

/**
 * Finds the actor of an API key. Answers are kept for 30 s, refusals too, and dropped on all nodes as soon as a key changes
 * (the notification `access`); a node that misses one is at most 30 s behind.
 */
export async function openAuthenticator(
  database: Pick<Database, 'kysely' | 'listen'>,
  now = Date.now,
): Promise<Authenticator> {
  const known = new Map<string, Known>()
  const asked = new Map<string, Promise<Actor | null>>()
  let changes = 0
  const listening = await database.listen('access', () => {
    changes++
    known.clear()
    asked.clear()
  })
  return {
    authenticate(key) {
      if (!looksLikeKey(key)) return null
      // Kept by hash, so that no working key stays in memory.
      const hash = keyHash(key)
      const name = hash.toString('latin1')
      const found = known.get(name)
      if (found !== undefined && found.until > now()) return found.actor
      const running = asked.get(name)
      if (running !== undefined) return running
      const answer = ask(name, hash)
      asked.set(name, answer)
      return answer
    },
    close: () => listening.stop(),
  }

  async function ask(name: string, hash: Buffer): Promise<Actor | null> {
    const seen = changes
    try {
      const row = await findUsableKey(database.kysely, hash)
      const end = row?.expires_at?.getTime() ?? Number.POSITIVE_INFINITY
      const actor = row !== undefined && end > now() ? actorOf(row) : null
      // A key changed while we asked: the answer may be its past, so it is not kept.
      if (seen === changes)
        keep(name, { actor, until: actor === null ? now() + KNOWN_MS : Math.min(now() + KNOWN_MS, end) })
      return actor
    } finally {
      if (seen === changes) asked.delete(name)
    }
  }

  /** Bounded: a flood of made-up keys pushes out the oldest answers, no more. */
  function keep(name: string, answer: Known): void {
    known.delete(name)
    if (known.size >= KNOWN_MAX) known.delete(known.keys().next().value!)
    known.set(name, answer)
  }
}

function actorOf({ id, name, organization, scopes }: ApiKey): Actor {
  return { kind: 'api-key', id, name, organization, scopes }
}
