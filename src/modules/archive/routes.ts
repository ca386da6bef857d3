import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { type Act, perform } from '../../platform/act.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { archiveRuleChange, archiveRuleForm } from './form.ts'
import { archivedAnswer, presentArchived, presentRule, ruleAnswer } from './present.ts'
import { type ArchiveRule, listArchived, listRules } from './queries.ts'
import { backfill, changeRule, endRule, makeRule } from './verbs.ts'

const tags = ['archive']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'archive:read', gridOnly: true as const }
const writing = { scope: 'archive:write', gridOnly: true as const, idempotency: 'within' as const }

/** The archive is the host's: what both sides sent, with the acknowledgements. */
export function archiveRoutes(http: Http, grid: Grid): void {
  readingRoutes(http, grid)
  ruleRoutes(http, grid)
  http.post(
    '/api/v1/archive-rules/:id/backfills',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Archive what was completed earlier',
        params: byId,
        body: z.strictObject({ since: z.iso.datetime({ offset: true }), until: z.iso.datetime({ offset: true }) }),
        response: { 202: z.object({ interchanges: z.int() }) },
      },
    },
    async (request, reply) => {
      const window = { since: new Date(request.body.since), until: new Date(request.body.until) }
      const present = (interchanges: number) => ({ interchanges })
      const alongside = keepAnswer(request, reply.code(202), present)
      return present(await perform(grid, request.actor, (act) => backfill(act, request.params.id, window), alongside))
    },
  )
}

function readingRoutes(http: Http, grid: Grid): void {
  const { kysely, pool } = grid.database
  http.get(
    '/api/v1/archive-rules',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List the rules of the archive',
        response: { 200: z.object({ items: z.array(ruleAnswer) }) },
      },
    },
    async () => ({ items: (await listRules(kysely)).map(presentRule) }),
  )
  http.get(
    '/api/v1/documents/:id/archived',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show where a document is archived',
        params: byId,
        response: { 200: z.object({ items: z.array(archivedAnswer) }) },
      },
    },
    async ({ params }) => ({ items: (await listArchived(pool, params.id)).map(presentArchived) }),
  )
}

function ruleRoutes(http: Http, grid: Grid): void {
  http.post(
    '/api/v1/archive-rules',
    {
      config: writing,
      schema: { tags, summary: 'Make a rule of the archive', body: archiveRuleForm, response: { 201: ruleAnswer } },
    },
    async (request, reply) => {
      const alongside = keepAnswer(request, reply.code(201), presentRule)
      return presentRule(await perform(grid, request.actor, (act) => makeRule(act, request.body), alongside))
    },
  )
  http.patch(
    '/api/v1/archive-rules/:id',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Change or pause a rule of the archive',
        description: 'What comes while it is paused is archived when it goes on.',
        params: byId,
        body: archiveRuleChange,
        response: { 200: ruleAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const present = (row: ArchiveRule) => {
        sendVersion(reply, row.version)
        return presentRule(row)
      }
      const change = (act: Act) => changeRule(act, request.params.id, request.body, version)
      return present(await perform(grid, request.actor, change, keepAnswer(request, reply, present)))
    },
  )
  http.put(
    '/api/v1/archive-rules/:id/ending',
    {
      config: writing,
      schema: { tags, summary: 'End a rule of the archive', params: byId, response: { 200: ruleAnswer } },
    },
    async (request, reply) => {
      const alongside = keepAnswer(request, reply, presentRule)
      return presentRule(await perform(grid, request.actor, (act) => endRule(act, request.params.id), alongside))
    },
  )
}
