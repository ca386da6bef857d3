import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/database.ts'
import { RememberedActors } from '../../platform/remembered.ts'
import type { Auth } from './auth.ts'
import { type MemberRole, scopesOf } from './policy.ts'
import { findSession } from './queries.ts'
import { hidesOf } from './sensitive.ts'

export interface Sessions {
  /** Who is signed in, by the Cookie header of a request. */
  authenticate(cookies: string): Actor | null | Promise<Actor | null>
  /** The token of a session that we gave, whatever became of it since. */
  tokenOf(cookies: string | undefined): string | null
  close(): Promise<void>
}

/** People by the cookie of their session: each session is asked for once in 30 s, and forgotten as soon as it ends. */
export async function openSessions(
  database: Pick<Database, 'kysely' | 'listen'>,
  auth: Pick<Auth, 'cookieName' | 'secret'>,
  now = Date.now,
): Promise<Sessions> {
  const remembered = await new RememberedActors(now).listen(database)
  const tokenOf = (cookies: string | undefined) => signedToken(cookies ?? '', auth)
  return {
    tokenOf,
    authenticate(cookies) {
      const token = tokenOf(cookies)
      if (token === null) return null
      return remembered.of(hash('sha256', token, 'base64'), async () => {
        const found = await findSession(database.kysely, token)
        if (!found) return { actor: null, until: Number.POSITIVE_INFINITY }
        const { id, name, organization, role, session, expiresAt, ends_at } = found
        const scopes = scopesOf(role as MemberRole)
        const hides = await hidesOf(database.kysely, role as MemberRole)
        const until = Math.min(expiresAt.getTime(), ends_at?.getTime() ?? Number.POSITIVE_INFINITY)
        return { actor: { kind: 'member', id, name, organization, scopes, hides, session }, until }
      })
    },
    close: () => remembered.close(),
  }
}

/** `token.signature`: a cookie that we did not sign is not looked up. */
function signedToken(cookies: string, { cookieName, secret }: Pick<Auth, 'cookieName' | 'secret'>): string | null {
  const part = cookies.split(/; */).find((one) => one.startsWith(`${cookieName}=`))
  if (part === undefined || part.length > 500) return null
  const value = decoded(part.slice(cookieName.length + 1))
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const ours = createHmac('sha256', secret).update(token).digest()
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
