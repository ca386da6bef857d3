import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { mode } from '../organizations/form.ts'
import { orProposed, proposedAnswer } from '../proposals/present.ts'
import { findDefaults } from './defaults.ts'
import { rules } from './rules.ts'
import { putRules } from './ruling.ts'

const tags = ['partners']
const ofMode = z.object({ mode })
const path = '/api/v1/routing-rules/:mode'
const answer = z.object({ rules: z.array(z.unknown()), version: z.int() })

/** The grid's rules of routing; test and production apart. Those of an agreement are among its settings. */
export function rulesRoutes(http: Http, grid: Grid): void {
  http.get(
    path,
    {
      config: { scope: 'partners:read', gridOnly: true },
      schema: { tags, summary: "Show the grid's rules of routing", params: ofMode, response: { 200: answer } },
    },
    async ({ params }, reply) => {
      const place = { scope: 'routing', organization: null, mode: params.mode } as const
      return answering(reply)((await findDefaults(grid.database.kysely, place)) ?? { content: [], version: 0 })
    },
  )
  http.put(
    path,
    {
      config: { scope: 'partners:write', gridOnly: true, idempotency: 'within' },
      schema: {
        tags,
        summary: "Set the grid's rules of routing",
        description: 'All of them, in order: the first that fits counts.',
        params: ofMode,
        body: z.strictObject({ rules }),
        response: { 200: answer, 202: proposedAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const { params, body, actor } = request
      const present = orProposed(reply, answering(reply))
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, actor, (act) => putRules(act, params.mode, body.rules, version), alongside))
    },
  )
}

function answering(reply: FastifyReply) {
  return ({ content, version }: { content: unknown; version: number }) => {
    sendVersion(reply, version)
    return { rules: content as unknown[], version }
  }
}
