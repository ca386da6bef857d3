import { readFile } from 'node:fs/promises'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Grid } from '../../grid.ts'
import { Throttle } from '../../platform/throttle.ts'
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './password.ts'
import { ADDRESS_HEADER, COOKIE_PREFIX, discoveryOf, isSecure, SAML_PATH } from './sign-in.ts'
import { recordOwn, recordSignIn, sendPasswordReset } from './verbs/signing-in.ts'

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

/** better-auth as the configuration says, with the provider of OpenID Connect or, while that cannot be reached, without. */
export async function betterAuthOf(grid: Grid, given: { secret: string; oidc: boolean }) {
  const { signIn, publicUrl } = grid.config
  return betterAuth(optionsOf(grid, { ...given, saml: signIn.saml && (await samlPlugin(signIn.saml, publicUrl)) }))
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
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: isSecure(config.publicUrl),
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
