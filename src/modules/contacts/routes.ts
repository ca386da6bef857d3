import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { organizationCalled } from '../organizations/called.ts'
import { contactChange, contactForm } from './form.ts'
import { mayKeepContactsOf } from './policy.ts'
import { contactAnswer, presentContact } from './present.ts'
import { type Contact, listContacts } from './queries.ts'
import { addContact, changeContact, endContact } from './verbs.ts'

const tags = ['partners']
const byId = z.object({ id: z.uuid() })
const byOrganization = z.object({ organization: z.string().max(64).meta({ description: 'Its slug or id' }) })
const writing = { scope: 'contacts:write', idempotency: 'within' as const }

/** Whom one reaches at an organization: its own people keep them, and those of the grid. */
export function contactRoutes(http: Http, grid: Grid): void {
  listRoute(http, grid)
  addRoute(http, grid)
  changeRoute(http, grid)
  http.delete(
    '/api/v1/contacts/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'End a contact',
        description: 'What was known of the person is deleted.',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await perform(grid, actor, (act) => endContact(act, params.id))
      return reply.code(204).send(null)
    },
  )
}

function listRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/organizations/:organization/contacts',
    {
      config: { scope: 'contacts:read' },
      schema: {
        tags,
        summary: 'List the contacts of an organization',
        params: byOrganization,
        response: { 200: z.object({ items: z.array(contactAnswer) }) },
      },
    },
    async ({ actor, params }) => {
      const owner = await visible(grid, actor, params.organization)
      const rows = await rowsOf(grid.database, actor.organization, (database) => listContacts(database, owner))
      return { items: rows.map(presentContact) }
    },
  )
}

function addRoute(http: Http, grid: Grid): void {
  http.post(
    '/api/v1/organizations/:organization/contacts',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Add a contact to an organization',
        params: byOrganization,
        body: contactForm,
        response: { 201: contactAnswer },
      },
    },
    async (request, reply) => {
      reply.code(201)
      const owner = await visible(grid, request.actor, request.params.organization)
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, request.actor, (act) => addContact(act, owner, request.body), alongside))
    },
  )
}

function changeRoute(http: Http, grid: Grid): void {
  http.patch(
    '/api/v1/contacts/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Change a contact',
        description: 'What is left out stays.',
        params: byId,
        body: contactChange,
        response: { 200: contactAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const present = answering(reply)
      const alongside = keepAnswer(request, reply, present)
      const { id } = request.params
      return present(
        await perform(grid, request.actor, (act) => changeContact(act, id, request.body, version), alongside),
      )
    },
  )
}

/** One that the actor may not see does not exist for it. */
async function visible({ database }: Grid, actor: Actor, organization: string): Promise<string> {
  const owner = await organizationCalled(database.kysely, organization)
  if (owner === undefined || !mayKeepContactsOf(actor, owner)) {
    throw httpError('not-found', { kind: 'organization', id: organization })
  }
  return owner
}

function answering(reply: FastifyReply) {
  return (row: Contact) => {
    sendVersion(reply, row.version)
    return presentContact(row)
  }
}
