import { readFile } from 'node:fs/promises'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Grid } from '../../grid.ts'
import { Throttle } from '../../platform/throttle.ts'
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './password.ts'
import { recordOwn, recordSignIn, sendPasswordReset } from './verbs/signing-in.ts'

/** What signs people in: better-auth, over tables of our own migration. It knows users and sessions, and nothing of rights. */
export interface Auth {
  cookieName: string
  /** Signs the cookies. */
  secret: string
  handle(request: Request): Promise<Response>
  /** Signs in with a password that was just set; the cookies of the session. */
  signIn(given: { email: string; password: string }, headers: Headers): Promise<string[]>
}

/** The header in which the mount says where a request comes from: what a client sends under this name is overwritten. */
export const ADDRESS_HEADER = 'x-entrepot-address'
/** Where an identity provider posts its answer: from its own pages, by design. */
export const SAML_PATH = '/api/auth/sso/saml2/'

const COOKIES = 'entrepot'
const DISCOVERY_MS = 5_000
const AGAIN_MS = 5_000

/** What we do ourselves, or not at all. No user is made but by an invitation. */
const DISABLED = [
  ...['/sign-up/email', '/update-user', '/change-email', '/delete-user', '/delete-user/callback', '/update-session'],
  ...['/list-sessions', '/revoke-session', '/revoke-sessions', '/revoke-other-sessions', '/two-factor/send-otp'],
  ...['/send-verification-email', '/verify-email', '/link-social', '/unlink-account', '/get-access-token'],
  ...[
    '/refresh-token',
    '/account-info',
    '/sso/register',
    '/sso/update-provider',
    '/sso/delete-provider',
    '/ok',
    '/error',
  ],
]

export async function openAuth(grid: Grid): Promise<Auth> {
  const { config, database, secrets } = grid
  const secret = await secrets.keepOnce(database.pool, 'sign-in', () =>
    crypto.getRandomValues(Buffer.alloc(32)).toString('base64'),
  )
  const saml = config.signIn.saml && (await samlPlugin(config.signIn.saml, config.publicUrl))
  const build = (oidc: boolean) => betterAuth(optionsOf(grid, { secret, oidc, saml }))
  let auth = build(false)
  let tried = 0
  let complete = config.signIn.oidc === undefined
  /** A provider that was away at the start is found when somebody wants to sign in there. */
  async function findProvider(): Promise<void> {
    if (complete || tried + AGAIN_MS > grid.now()) return
    tried = grid.now()
    if (!(await answers(discoveryOf(config.signIn.oidc!.issuer)))) return
    auth = build(true)
    complete = true
  }
  return {
    cookieName: `${secure(config.publicUrl) ? '__Secure-' : ''}${COOKIES}.session_token`,
    secret,
    async handle(request) {
      if (/\/(sign-in\/social|callback\/)/.test(request.url)) await findProvider()
      return auth.handler(request)
    },
    async signIn(body, headers) {
      const answer = (await auth.api.signInEmail({ body, headers, asResponse: true })) as Response
      return answer.headers.getSetCookie()
    },
  }
}

interface Built {
  secret: string
  oidc: boolean
  saml: NonNullable<BetterAuthOptions['plugins']>[number] | undefined
}

function optionsOf(grid: Grid, { secret, oidc, saml }: Built): BetterAuthOptions {
  const { config, database, log } = grid
  return {
    appName: 'Entrepot',
    baseURL: `${config.publicUrl}/api/auth`,
    secret,
    database: { db: database.kysely, type: 'postgres', schemaName: 'auth', transaction: true },
    advanced: {
      cookiePrefix: COOKIES,
      useSecureCookies: secure(config.publicUrl),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: 'uuid' },
      // The mount refuses foreign pages before, for all routes alike; addresses to go back to are still checked.
      disableCSRFCheck: true,
      disableOriginCheck: false,
    },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log.warn({ door: 'sign-in' }, message) },
    // So that a database that is away is told as such.
    onAPIError: { throw: true },
    disabledPaths: DISABLED,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => recordOwn(grid, 'member.password-changed', user.id),
      ...(config.mail.smtpUrl === undefined
        ? {}
        : { sendResetPassword: ({ user, token }) => sendPasswordReset(grid, user, token) }),
    },
    // Both sides must have proven the address: whoever may choose one at the provider is not somebody else here.
    account: { accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: true } },
    rateLimit: { ...LIMITS, customStorage: attempts(grid.now) },
    databaseHooks: { session: { create: { after: (session) => recordSignIn(grid, session) } } },
    plugins: [
      twoFactor({ issuer: 'Entrepot' }),
      passkey({
        rpName: 'Entrepot',
        rpID: new URL(config.publicUrl).hostname,
        origin: new URL(config.publicUrl).origin,
      }),
      ...(oidc && config.signIn.oidc ? [oidcPlugin(config.signIn.oidc)] : []),
      ...(saml ? [saml] : []),
    ],
  }
}

/** By address of who asks; in memory, so each node counts for itself, and a flood writes nothing. */
const LIMITS: NonNullable<BetterAuthOptions['rateLimit']> = {
  enabled: true,
  window: 60,
  max: 300,
  customRules: {
    '/sign-in/*': { window: 60, max: 20 },
    '/two-factor/*': { window: 60, max: 20 },
    '/change-password': { window: 60, max: 10 },
    '/request-password-reset': { window: 60, max: 5 },
  },
}

/** Of this grid: better-auth's own memory is one for all grids of a process. */
function attempts(now: () => number): NonNullable<NonNullable<BetterAuthOptions['rateLimit']>['customStorage']> {
  const throttles = new Map<string, Throttle>()
  return {
    async consume(key, { window, max }) {
      const rule = `${max} in ${window} s`
      const throttle = throttles.get(rule) ?? new Throttle({ max, windowMs: window * 1_000 }, now)
      throttles.set(rule, throttle)
      const waitMs = throttle.take(key)
      return { allowed: waitMs === 0, retryAfter: waitMs === 0 ? null : Math.ceil(waitMs / 1_000) }
    },
  }
}

function oidcPlugin({ name, issuer, clientId, clientSecret }: NonNullable<Grid['config']['signIn']['oidc']>) {
  const scopes = ['openid', 'email', 'profile']
  const provider = { providerId: 'oidc', name, discoveryUrl: discoveryOf(issuer), clientId, clientSecret, scopes }
  return genericOAuth({ config: [{ ...provider, disableSignUp: true }] })
}

/** Loaded only when it is wanted: its XML and its parsers are much code that few need. */
async function samlPlugin(
  { entryPoint, issuer, certificateFile }: NonNullable<Grid['config']['signIn']['saml']>,
  publicUrl: string,
): Promise<NonNullable<Built['saml']>> {
  const { sso } = await import('@better-auth/sso')
  const cert = await readFile(certificateFile, 'utf8')
  return sso({
    disableImplicitSignUp: true,
    // Of an address that it has not proven it says so, or nothing.
    trustEmailVerified: true,
    defaultSSO: [
      {
        providerId: 'saml',
        domain: new URL(publicUrl).hostname,
        samlConfig: {
          issuer: `${publicUrl}${SAML_PATH}sp/metadata`,
          entryPoint,
          cert,
          wantAssertionsSigned: true,
          mapping: { id: 'nameID', email: 'email', name: 'displayName', emailVerified: 'email_verified' },
          callbackUrl: publicUrl,
          idpMetadata: { entityID: issuer, cert },
        },
      },
    ],
  }) as NonNullable<Built['saml']>
}

function secure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}

function discoveryOf(issuer: string): string {
  return `${issuer}/.well-known/openid-configuration`
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(DISCOVERY_MS) })).ok
  } catch {
    return false
  }
}
