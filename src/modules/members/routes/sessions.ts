import { z } from 'zod'
import type { Grid } from '../../../grid.ts'
import { perform } from '../../../platform/act.ts'
import { hasScope } from '../../../platform/http/access.ts'
import { httpError } from '../../../platform/http/errors.ts'
import type { Http } from '../../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../../platform/http/paging.ts'
import { presentSession, sessionAnswer } from '../present.ts'
import { listSessions } from '../queries.ts'
import { endSession } from '../verbs/sessions.ts'

const tags = ['people']

/** Where somebody is signed in: one's own sessions; whoever sees people sees theirs, too. */
export function sessionRoutes(http: Http, grid: Grid): void {
  const config = { known: true as const }
  const nobody = '00000000-0000-0000-0000-000000000000'
  http.get(
    '/api/v1/sessions',
    {
      config,
      schema: {
        tags,
        summary: 'List sessions',
        querystring: z.object({
          ...pageQuery,
          of: z.enum(['me', 'members']).default('me').meta({ description: 'members: needs the scope `people:read`' }),
          member: z.uuid().optional().meta({ description: 'With `of=members`: of this one only' }),
        }),
        response: { 200: pageAnswer(sessionAnswer) },
      },
    },
    async (request) => {
      const { actor, query } = request
      const own = query.of === 'me'
      if (!own && !hasScope(actor, 'people:read')) throw httpError('scope-missing', { scope: 'people:read' })
      const before = query.cursor === undefined ? undefined : z.uuid().safeParse(query.cursor[0]).data
      // A key has no sessions of its own.
      const member = own ? (actor.kind === 'member' ? actor.id : nobody) : query.member
      const rows = await listSessions(grid.database.kysely, actor, { member, before, limit: query.limit + 1 })
      return pageOf(
        rows.map((row) => presentSession(row, actor)),
        request,
        (session) => [session.id],
      )
    },
  )
  http.delete(
    '/api/v1/sessions/:id',
    {
      config,
      schema: {
        tags,
        summary: 'End a session',
        description: "One's own; with the scope `people:write` those of the people one manages. It ends at once.",
        params: z.object({ id: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await perform(grid, actor, (act) => endSession(act, params.id))
      return reply.code(204).send(null)
    },
  )
}
