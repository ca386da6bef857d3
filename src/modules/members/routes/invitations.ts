import { z } from 'zod'
import type { Grid } from '../../../grid.ts'
import { perform } from '../../../platform/act.ts'
import { httpError } from '../../../platform/http/errors.ts'
import type { Http } from '../../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../../platform/http/paging.ts'
import { email, invitationForm } from '../form.ts'
import { invitationAnswer, madeInvitationAnswer, presentInvitation } from '../present.ts'
import { listInvitations } from '../queries.ts'
import { invite, revokeInvitation } from '../verbs/invitations.ts'
import { makeSignInLink } from '../verbs/links.ts'

const tags = ['people']

/** Inviting people. Making takes no Idempotency-Key, since its answer has the link and must not be stored. */
export function invitationRoutes(http: Http, grid: Grid): void {
  const writing = { scope: 'people:write' }
  http.get(
    '/api/v1/invitations',
    {
      config: { scope: 'people:read' },
      schema: {
        tags,
        summary: 'List invitations',
        querystring: z.object(pageQuery),
        response: { 200: pageAnswer(invitationAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await listInvitations(grid.database.kysely, request.actor, { before, limit: limit + 1 })
      return pageOf(rows.map(presentInvitation), request, (invitation) => [invitation.id])
    },
  )
  http.post(
    '/api/v1/invitations',
    {
      config: { ...writing, idempotency: 'refused' },
      schema: {
        tags,
        summary: 'Invite somebody, or make a code for several',
        description: 'Without a mail server, and for codes, nobody is told: the answer has the link to hand over.',
        body: invitationForm,
        response: { 201: madeInvitationAnswer },
      },
    },
    async ({ actor, body }, reply) => {
      const { publicUrl, mail } = grid.config
      const place = { publicUrl, mails: mail.smtpUrl !== undefined }
      const { invitation, ...made } = await perform(grid, actor, (act) => invite(act, body, place))
      return reply.code(201).send({ ...presentInvitation(invitation), ...made })
    },
  )
  http.delete(
    '/api/v1/invitations/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Revoke an invitation',
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await perform(grid, actor, (act) => revokeInvitation(act, params.id))
      return reply.code(204).send(null)
    },
  )
  linkRoute(http, grid)
}

function linkRoute(http: Http, grid: Grid): void {
  http.post(
    '/api/v1/sign-in-links',
    {
      config: { scope: 'people:write', gridOnly: true, idempotency: 'refused' },
      schema: {
        tags,
        summary: 'Make a one-time sign-in link for an admin',
        description: 'For the key of the command line only: whoever has that key runs the machine.',
        body: z.strictObject({ email: email.optional() }).prefault({}),
        response: { 201: z.object({ link: z.string(), expiresAt: z.iso.datetime() }) },
      },
    },
    async ({ actor, body }, reply) => {
      // It gets round passwords and second factors, so no role and no lesser key is enough.
      if (actor.kind !== 'api-key' || !actor.scopes.includes('*')) throw httpError('scope-missing', { scope: '*' })
      const { link, expiresAt } = await perform(grid, actor, (act) =>
        makeSignInLink(act, body.email ?? null, grid.config.publicUrl),
      )
      return reply.code(201).send({ link, expiresAt: expiresAt.toISOString() })
    },
  )
}
