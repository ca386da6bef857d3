import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../../grid.ts'
import { httpError } from '../../../platform/http/errors.ts'
import type { Http } from '../../../platform/http/http.ts'
import { foreignPage } from '../../../platform/http/origin.ts'
import { Throttle } from '../../../platform/throttle.ts'
import type { Auth } from '../auth.ts'
import { acceptance, code } from '../form.ts'
import { presentMe } from '../me.ts'
import { type MemberRole, scopesOf } from '../policy.ts'
import { meAnswer, openInvitationAnswer } from '../present.ts'
import { type Member, organizationOf, userOfSession } from '../queries.ts'
import type { Sessions } from '../sessions.ts'
import { ADDRESS_HEADER } from '../sign-in.ts'
import { acceptInvitation, openInvitation, type SignedIn } from '../verbs/accepting.ts'

const tags = ['people']
const byCode = z.object({ code })
const TRIES = { max: 30, windowMs: 60_000 }

/** What whoever has the code of an invitation may do: nobody is known yet. */
export function joiningRoutes(http: Http, grid: Grid, { auth, sessions }: { auth: Auth; sessions: Sessions }): void {
  const tries = new Throttle(TRIES, grid.now)
  const expectFew = (request: FastifyRequest) => {
    const waitMs = tries.take(request.ip)
    if (waitMs > 0) throw httpError('too-many-requests', { seconds: Math.ceil(waitMs / 1000) })
  }
  waysRoute(http, grid)
  http.get(
    '/api/v1/invitations/by-code/:code',
    {
      config: { public: true },
      schema: { tags, summary: 'Open an invitation', params: byCode, response: { 200: openInvitationAnswer } },
    },
    async (request, reply) => {
      expectFew(request)
      const { invitation, known } = await openInvitation(grid, request.params.code)
      const its = await organizationOf(grid.database.kysely, invitation.organization)
      reply.header('cache-control', 'no-store')
      return {
        kind: invitation.kind as 'personal',
        organization: its ? { name: its.name } : null,
        role: invitation.role as MemberRole,
        email: invitation.email,
        emailDomain: invitation.email_domain,
        locale: invitation.locale,
        expiresAt: invitation.expires_at.toISOString(),
        known,
      }
    },
  )
  http.post(
    '/api/v1/invitations/by-code/:code/acceptance',
    {
      config: { public: true },
      schema: {
        tags,
        summary: 'Accept an invitation',
        description:
          'Makes the user and the member, and signs in. Who is a user already signs in first and accepts with that session.',
        params: byCode,
        body: acceptance,
        response: { 201: meAnswer },
      },
    },
    async (request, reply) => {
      expectFew(request)
      const foreign = foreignPage(request, grid.config.publicUrl)
      if (foreign) throw foreign
      const signedIn = await signedInBy(grid, sessions, request.headers.cookie)
      const accepted = await acceptInvitation(grid, request.params.code, request.body, signedIn)
      const { credentials } = accepted
      const cookies = credentials === null ? [] : await signedInCookies(auth, request, credentials)
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      reply.code(201)
      return presentMe(grid, actorOf(accepted.member))
    },
  )
}

/** The member is made: what fails from here on is only that the person has to sign in. */
function signedInCookies(
  auth: Auth,
  request: FastifyRequest,
  credentials: { email: string; password: string },
): Promise<string[]> {
  const headers = { [ADDRESS_HEADER]: request.ip, 'user-agent': String(request.headers['user-agent'] ?? '') }
  return auth.signIn(credentials, new Headers(headers)).catch((error) => {
    request.log.warn({ err: error, request: request.id }, 'an invitation was accepted, and signing in failed')
    return []
  })
}

/** Before anybody is known: what the page of signing in offers. */
function waysRoute(http: Http, grid: Grid): void {
  const { signIn, mail } = grid.config
  const ways = z.object({
    password: z.literal(true),
    passkey: z.literal(true),
    passwordReset: z.boolean(),
    oidc: z.object({ provider: z.literal('oidc'), name: z.string() }).nullable(),
    saml: z.object({ provider: z.literal('saml') }).nullable(),
  })
  http.get(
    '/api/v1/sign-in-ways',
    { config: { public: true }, schema: { tags, summary: 'The ways to sign in', response: { 200: ways } } },
    () => ({
      password: true as const,
      passkey: true as const,
      passwordReset: mail.smtpUrl !== undefined,
      oidc: signIn.oidc ? { provider: 'oidc' as const, name: signIn.oidc.name } : null,
      saml: signIn.saml ? { provider: 'saml' as const } : null,
    }),
  )
}

async function signedInBy(grid: Grid, sessions: Sessions, cookies: string | undefined): Promise<SignedIn> {
  const token = sessions.tokenOf(cookies)
  return token === null ? null : ((await userOfSession(grid.database.kysely, token)) ?? null)
}

function actorOf({ id, name, organization, role }: Member) {
  return { kind: 'member' as const, id, name, organization, scopes: scopesOf(role as MemberRole) }
}
