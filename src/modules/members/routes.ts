import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { meChange, roleChange } from './form.ts'
import { presentMe } from './me.ts'
import { type MemberRole, mayManagePeopleOf } from './policy.ts'
import { meAnswer, memberAnswer, presentMember } from './present.ts'
import { findVisibleMember, listMembers } from './queries.ts'
import { sensitiveRoutes } from './routes/sensitive.ts'
import { changeMe, changeRole, endMember } from './verbs/members.ts'

const tags = ['people']
const byId = z.object({ id: z.uuid() })

/** Who asks, and the people of an organization. */
export function memberRoutes(http: Http, grid: Grid): void {
  meRoutes(http, grid)
  readingRoutes(http, grid)
  changingRoutes(http, grid)
  sensitiveRoutes(http, grid)
}

function meRoutes(http: Http, grid: Grid): void {
  const config = { known: true as const }
  http.get(
    '/api/v1/me',
    { config, schema: { tags, summary: 'Who asks, and what they may do', response: { 200: meAnswer } } },
    ({ actor }) => presentMe(grid, actor),
  )
  http.patch(
    '/api/v1/me',
    {
      config,
      schema: { tags, summary: 'Change your own name, language or zone', body: meChange, response: { 200: meAnswer } },
    },
    async ({ actor, body }) => {
      if (actor.kind !== 'member') throw httpError('not-found', { kind: 'member', id: 'me' })
      await perform(grid, actor, (act) => changeMe(act, body))
      return presentMe(grid, actor)
    },
  )
}

function readingRoutes(http: Http, grid: Grid): void {
  const config = { scope: 'people:read' }
  http.get(
    '/api/v1/members',
    {
      config,
      schema: {
        tags,
        summary: 'List people',
        querystring: z.object({
          ...pageQuery,
          organization: z
            .union([z.uuid(), z.literal('host')])
            .optional()
            .meta({ description: 'For people of the grid itself: whose people; `host`: their own' }),
          ended: z.stringbool().default(false).meta({ description: 'With those whose membership has ended' }),
        }),
        response: { 200: pageAnswer(memberAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor, organization, ended } = request.query
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const of = organization === 'host' ? null : organization
      const page = { organization: of, ended, before, limit: limit + 1 }
      const rows = await listMembers(grid.database, request.actor, page)
      return pageOf(
        rows.map((row) => presentMember(row, request.actor)),
        request,
        (member) => [member.id],
      )
    },
  )
  http.get(
    '/api/v1/members/:id',
    { config, schema: { tags, summary: 'Show a person', params: byId, response: { 200: memberAnswer } } },
    async ({ actor, params: { id } }) => {
      const found = await findVisibleMember(grid.database, actor, id)
      if (!found || !mayManagePeopleOf(actor, found.organization)) throw httpError('not-found', { kind: 'member', id })
      return presentMember(found, actor)
    },
  )
}

function changingRoutes(http: Http, grid: Grid): void {
  const config = { scope: 'people:write', idempotency: 'within' as const }
  http.put(
    '/api/v1/members/:id/role',
    {
      config,
      schema: {
        tags,
        summary: 'Give a person another role',
        description: 'What the person may do changes at once.',
        params: byId,
        body: roleChange,
        response: { 200: memberAnswer },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request
      const given = { role: body.role as MemberRole, endsAt: body.endsAt ? new Date(body.endsAt) : null }
      const present = (member: Parameters<typeof presentMember>[0]) => presentMember(member, actor)
      return present(
        await perform(grid, actor, (act) => changeRole(act, params.id, given), keepAnswer(request, reply, present)),
      )
    },
  )
  http.put(
    '/api/v1/members/:id/ending',
    {
      config,
      schema: {
        tags,
        summary: "End a person's membership, and their sessions",
        params: byId,
        response: { 200: memberAnswer },
      },
    },
    async (request, reply) => {
      const { actor, params } = request
      const present = (member: Parameters<typeof presentMember>[0]) => presentMember(member, actor)
      return present(
        await perform(grid, actor, (act) => endMember(act, params.id), keepAnswer(request, reply, present)),
      )
    },
  )
}
