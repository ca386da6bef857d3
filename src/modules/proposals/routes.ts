import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { type Act, perform } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { type ObjectClass, objectClass, type ProposedVerbs } from './classes.ts'
import {
  fourEyesAnswer,
  orProposed,
  presentFourEyes,
  presentProposal,
  proposalAnswer,
  proposedAnswer,
} from './present.ts'
import { type FourEyes, findProposal, fourEyesOf, listProposals, type NamedProposal } from './queries.ts'
import { approveProposal, declineProposal, requireFourEyes, withdrawProposal } from './verbs.ts'

const tags = ['partners']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'partners:read', gridOnly: true as const }
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }
const reason = z.string().trim().min(1).max(1_000)
const filter = z.object({
  ...pageQuery,
  status: z.enum(['open', 'approved', 'declined', 'withdrawn', 'stale']).optional(),
  subject: z.uuid().optional(),
})

/** Changes that take two people of the grid: neither side of an agreement sees who proposes and who approves. */
export function proposalRoutes(http: Http, grid: Grid, verbs: Record<ObjectClass, ProposedVerbs>): void {
  readingRoutes(http, grid)
  answeringRoutes(http, grid, verbs)
  fourEyesRoutes(http, grid)
}

function readingRoutes(http: Http, { database: { kysely } }: Grid): void {
  http.get(
    '/api/v1/proposals',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List what was proposed, the newest first',
        querystring: filter,
        response: { 200: pageAnswer(proposalAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor, status, subject } = request.query
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await listProposals(kysely, { status, subject }, { before, limit: limit + 1 })
      return pageOf(rows.map(presentProposal), request, (one) => [one.id])
    },
  )
  http.get(
    '/api/v1/proposals/:id',
    {
      config: reading,
      schema: { tags, summary: 'Show a proposal', params: byId, response: { 200: proposalAnswer } },
    },
    async ({ params: { id } }) => {
      const found = await findProposal(kysely, id)
      if (!found) throw httpError('not-found', { kind: 'proposal', id })
      return presentProposal(found)
    },
  )
}

function answeringRoutes(http: Http, grid: Grid, verbs: Record<ObjectClass, ProposedVerbs>): void {
  const answers = [
    {
      path: 'approval',
      summary: 'Approve a proposal: it is done',
      body: z.strictObject({ reason: reason.nullable().default(null) }),
      verb: (act: Act, id: string, given: string | null) => approveProposal(act, verbs, { id, reason: given }),
    },
    {
      path: 'refusal',
      summary: 'Decline a proposal',
      body: z.strictObject({ reason }),
      verb: (act: Act, id: string, given: string | null) => declineProposal(act, id, given!),
    },
    {
      path: 'withdrawal',
      summary: 'Withdraw a proposal of your own',
      body: z.strictObject({ reason: z.null().default(null) }),
      verb: (act: Act, id: string) => withdrawProposal(act, id),
    },
  ]
  for (const { path, summary, body, verb } of answers) {
    http.put(
      `/api/v1/proposals/:id/${path}`,
      { config: writing, schema: { tags, summary, params: byId, body, response: { 200: proposalAnswer } } },
      async (request, reply) => {
        const { id } = request.params
        const given = (request.body as { reason: string | null }).reason
        const alongside = keepAnswer<NamedProposal>(request, reply, presentProposal)
        return presentProposal(await perform(grid, request.actor, (act) => verb(act, id, given), alongside))
      },
    )
  }
}

function fourEyesRoutes(http: Http, grid: Grid): void {
  const params = z.object({ class: objectClass })
  http.get(
    '/api/v1/four-eyes/:class',
    {
      config: reading,
      schema: { tags, summary: 'Whether changes take two people', params, response: { 200: fourEyesAnswer } },
    },
    async ({ params }, reply) => fourEyes(reply)(await fourEyesOf(grid.database.kysely, params.class)),
  )
  http.put(
    '/api/v1/four-eyes/:class',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Say whether changes take two people',
        description: 'To say that they no longer do is a proposal itself.',
        params,
        body: z.strictObject({ required: z.boolean() }),
        response: { 200: fourEyesAnswer, 202: proposedAnswer },
      },
    },
    async (request, reply) => {
      const given = { required: request.body.required, version: versionExpected(request) }
      const present = fourEyes(reply)
      const alongside = keepAnswer(request, reply, present)
      const of = request.params.class
      return present(await perform(grid, request.actor, (act) => requireFourEyes(act, of, given), alongside))
    },
  )
}

function fourEyes(reply: FastifyReply) {
  return orProposed(reply, (found: FourEyes) => {
    sendVersion(reply, found.version)
    return presentFourEyes(found)
  })
}
