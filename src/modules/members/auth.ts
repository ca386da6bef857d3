import type { Grid } from '../../grid.ts'
import { COOKIE_PREFIX, discoveryOf, isSecure } from './sign-in.ts'

/** What signs people in: better-auth, over tables of our own migration. It knows users and sessions, and nothing of rights. */
export interface Auth {
  cookieName: string
  /** Signs the cookies. */
  secret: string
  handle(request: Request): Promise<Response>
  /** Signs in with a password that was just set; the cookies of the session. */
  signIn(given: { email: string; password: string }, headers: Headers): Promise<string[]>
}

const DISCOVERY_MS = 5_000
const AGAIN_MS = 5_000

export async function openAuth(grid: Grid): Promise<Auth> {
  const { config, database, secrets } = grid
  const secret = await secrets.keepOnce(database.pool, 'sign-in', () =>
    crypto.getRandomValues(Buffer.alloc(32)).toString('base64'),
  )
  let complete = config.signIn.oidc === undefined
  let tried = 0
  let auth: Promise<SignIn> | undefined
  /** A third of a second of loading that a start does without: most processes of a grid sign nobody in. */
  const opened = () =>
    (auth ??= load(grid, { secret, oidc: complete }).catch((error) => {
      auth = undefined
      throw error
    }))
  /** A provider that was away is found when somebody wants to sign in there. */
  async function findProvider(): Promise<void> {
    if (complete || tried + AGAIN_MS > grid.now()) return
    tried = grid.now()
    if (!(await answers(discoveryOf(config.signIn.oidc!.issuer)))) return
    complete = true
    auth = undefined
  }
  // What a setting names must be there from the start.
  if (config.signIn.saml) await opened()
  return {
    cookieName: `${isSecure(config.publicUrl) ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`,
    secret,
    async handle(request) {
      if (/\/(sign-in\/social|callback\/)/.test(request.url)) await findProvider()
      return (await opened()).handler(request)
    },
    async signIn(body, headers) {
      const answer = (await (await opened()).api.signInEmail({ body, headers, asResponse: true })) as Response
      return answer.headers.getSetCookie()
    },
  }
}

type SignIn = Awaited<ReturnType<typeof load>>

async function load(grid: Grid, given: { secret: string; oidc: boolean }) {
  const { betterAuthOf } = await import('./better-auth.ts')
  return betterAuthOf(grid, given)
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(DISCOVERY_MS) })).ok
  } catch {
    return false
  }
}
