import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Grid } from '../../../grid.ts'
import type { GridError } from '../../../platform/errors.ts'
import { httpError } from '../../../platform/http/errors.ts'
import type { Http } from '../../../platform/http/http.ts'
import { foreignPage } from '../../../platform/http/origin.ts'
import { Throttle } from '../../../platform/throttle.ts'
import type { Auth } from '../auth.ts'
import { memberError } from '../errors.ts'
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '../password.ts'
import { userOfSession } from '../queries.ts'
import type { Sessions } from '../sessions.ts'
import { ADDRESS_HEADER, SAML_PATH } from '../sign-in.ts'
import { recordOwn, signOut } from '../verbs/signing-in.ts'

/** So many wrong passwords for one address in five minutes, from wherever they come. */
const WRONG = { max: 10, windowMs: 300_000 }
/** What is an event of the person's when it has been done. */
const NOTED: Record<string, string | undefined> = {
  '/api/auth/change-password': 'member.password-changed',
  '/api/auth/two-factor/enable': 'member.two-factor-asked',
  '/api/auth/two-factor/disable': 'member.two-factor-ended',
  '/api/auth/two-factor/generate-backup-codes': 'member.backup-codes-made',
  '/api/auth/passkey/verify-registration': 'member.passkey-added',
  '/api/auth/passkey/delete-passkey': 'member.passkey-removed',
}
const BODY_BYTES_MAX = 256 * 1024

/** Signing in and out, two-factor, passkeys: better-auth behind our own doors, its refusals as problems. */
export function authRoutes(http: Http, grid: Grid, { auth, sessions }: { auth: Auth; sessions: Sessions }): void {
  const wrong = new Throttle(WRONG, grid.now)
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  http.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { public: true },
    bodyLimit: BODY_BYTES_MAX,
    schema: { hide: true },
    async handler(request, reply) {
      const { pathname } = new URL(request.url, grid.config.publicUrl)
      const foreign = pathname.startsWith(SAML_PATH) ? undefined : foreignPage(request, grid.config.publicUrl)
      if (foreign) throw foreign
      const body = bodyOf(request, pathname)
      const address = pathname === '/api/auth/sign-in/email' ? addressIn(body) : null
      const waitMs = address === null ? 0 : wrong.take(address)
      if (waitMs > 0) throw tooMany(waitMs / 1000)
      const token = sessions.tokenOf(request.headers.cookie)
      if (pathname === '/api/auth/sign-out') await signOut(grid, token)
      const noted = NOTED[pathname]
      // Before: changing a password ends the session that asked for it.
      const user = noted !== undefined && token !== null ? await userOfSession(grid.database.kysely, token) : undefined
      const answer = await auth.handle(asWebRequest(request, body, grid.config.publicUrl))
      if (answer.ok && address !== null) wrong.forget(address)
      if (answer.status >= 400) throw await refusalOf(grid, request, answer)
      if (noted !== undefined && user) await recordOwn(grid, noted, user.id)
      return send(reply, answer)
    },
  })
}

/** Whoever changes a password ends all other sessions, whatever the page asked for. */
function bodyOf(request: FastifyRequest, pathname: string): Buffer | undefined {
  const given = Buffer.isBuffer(request.body) ? request.body : undefined
  if (pathname !== '/api/auth/change-password' || given === undefined) return given
  const asked = parsed(given)
  return Buffer.from(JSON.stringify({ ...asked, revokeOtherSessions: true }))
}

function addressIn(body: Buffer | undefined): string | null {
  const { email } = parsed(body)
  return typeof email === 'string' ? email.toLowerCase().slice(0, 200) : null
}

function parsed(body: Buffer | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(String(body ?? ''))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function asWebRequest(request: FastifyRequest, body: Buffer | undefined, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value))
  }
  headers.set(ADDRESS_HEADER, request.ip)
  // Vouched for by the check before: the same page under another name of this machine is ours, too.
  if (request.headers.origin !== undefined) headers.set('origin', new URL(publicUrl).origin)
  const { method } = request
  const sent = body === undefined || method === 'GET' ? {} : { body: new Uint8Array(body) }
  return new Request(new URL(request.url, publicUrl), { method, headers, ...sent })
}

async function send(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.code(answer.status).header('cache-control', 'no-store')
  for (const name of ['content-type', 'location']) {
    const value = answer.headers.get(name)
    if (value !== null) reply.header(name, value)
  }
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.serializer(String).send(await answer.text())
}

const LIMITS = { min: PASSWORD_LENGTH_MIN, max: PASSWORD_LENGTH_MAX }

const REFUSALS: Record<string, () => GridError> = {
  INVALID_EMAIL_OR_PASSWORD: () => memberError('sign-in-refused'),
  INVALID_EMAIL: () => memberError('sign-in-refused'),
  PASSKEY_NOT_FOUND: () => memberError('passkey-refused'),
  AUTHENTICATION_FAILED: () => memberError('passkey-refused'),
  INVALID_CODE: () => memberError('second-factor-refused'),
  INVALID_BACKUP_CODE: () => memberError('second-factor-refused'),
  INVALID_PASSWORD: () => memberError('password-wrong'),
  PASSWORD_TOO_SHORT: () => memberError('password-unfit', LIMITS),
  PASSWORD_TOO_LONG: () => memberError('password-unfit', LIMITS),
}

async function refusalOf(grid: Grid, request: FastifyRequest, answer: Response): Promise<GridError> {
  const { status } = answer
  const { code, message } = parsed(Buffer.from(await answer.text())) as { code?: string; message?: string }
  const reason = code ?? message ?? answer.statusText
  if (status === 401 || status === 403 || status === 429) {
    request.log.warn({ door: 'sign-in', address: request.ip, status, reason }, 'signing in was refused')
  }
  // Its own answer tells a database that is away neither from a fault nor from a session that is none: asking does.
  if (status >= 500 || status === 401) await grid.database.pool.query('select 1')
  if (status >= 500) {
    request.log.error({ request: request.id, reason }, 'signing in failed')
    return httpError('internal')
  }
  if (status === 429) return tooMany(Number(answer.headers.get('x-retry-after')) || 60)
  if (status === 404) return httpError('route-unknown', { method: request.method, path: request.url.split('?', 1)[0] })
  const known = code === undefined ? undefined : REFUSALS[code]
  if (known) return known()
  return status === 401 ? httpError('unauthenticated') : memberError('auth-refused', { reason })
}

function tooMany(seconds: number): GridError {
  return httpError('too-many-requests', { seconds: Math.ceil(seconds) })
}
