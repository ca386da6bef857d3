import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Http } from '../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { auditAnswer, CSV_HEAD, csvLine, presentAudit } from './present.ts'
import { type AuditFilter, listAudit } from './queries.ts'

const tags = ['audit']
const config = { scope: 'audit:read' }
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const filter = {
  actor: z.string().max(100).optional().meta({ description: '`member:<id>` or `api-key:<id>`' }),
  type: z
    .string()
    .regex(/^(\*|[a-z-]+(\.[a-z-]+)*(\.\*)?)$/, 'expected a type such as document.opened or document.*')
    .optional(),
  subject: z.uuid().optional().meta({ description: 'What it was done to' }),
  organization: z.uuid().optional().meta({ description: "For people of the grid itself: this organization's people" }),
  from: moment.optional(),
  until: moment.optional(),
}
const CSV_ROWS = 1_000

/** Who did and saw what. People of a partner are shown what their own people did. */
export function auditRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/audit',
    {
      config,
      schema: {
        tags,
        summary: 'List who did and saw what',
        querystring: z.object({ ...pageQuery, ...filter }),
        response: { 200: pageAnswer(auditAnswer) },
      },
    },
    async (request) => {
      const { cursor, limit, ...given } = request.query
      const before = cursor === undefined ? undefined : z.int().safeParse(cursor[0]).data
      const rows = await listAudit(grid.database, request.actor, { ...given, before, limit: limit + 1 })
      return pageOf(rows.map(presentAudit), request, (row) => [row.seq])
    },
  )
  http.get(
    '/api/v1/audit.csv',
    { config, schema: { tags, summary: 'The same as CSV, all of it', querystring: z.object(filter) } },
    async ({ actor, query }, reply) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"')
      const all = lines(grid, actor, query)
      // The first rows are there before anything is said, so that a database that is away is told as such.
      const first = await all.next()
      return reply.send(Readable.from(continued(String(first.value), all)))
    },
  )
}

/** As much as is read: a slow reader holds one page in memory, not the whole audit. */
async function* lines(grid: Grid, actor: Actor, filter: AuditFilter): AsyncGenerator<string> {
  for (let before: number | undefined; ; ) {
    const rows = await listAudit(grid.database, actor, { ...filter, before, limit: CSV_ROWS })
    yield (before === undefined ? CSV_HEAD : '') + rows.map((row) => csvLine(row, actor.hides ?? [])).join('')
    if (rows.length < CSV_ROWS) return
    before = rows.at(-1)!.seq
  }
}

async function* continued(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}
