import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { type Act, perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { classes } from '../exchange/classes.ts'
import { organizationCalled } from '../organizations/called.ts'
import { listPolicies, setPolicy } from './policies.ts'
import { maySeeHandling, maySeeItem } from './policy.ts'
import {
  countsAnswer,
  policyAnswer,
  presentPolicy,
  presentShown,
  presentWorkItem,
  workItemAnswer,
  workItemShown,
} from './present.ts'
import { countWork, findWork, historyOf, listWork, subjectOf, type WorkItem } from './queries.ts'
import { assignWork, closeWork, ignoreWork, reopenWork } from './verbs.ts'

const tags = ['work']
const byId = z.object({ id: z.uuid() })
const reading = { scope: 'work:read' }
const writing = { scope: 'work:write', gridOnly: true as const, idempotency: 'within' as const }
const reason = z.string().trim().min(1).max(1_000)
const owner = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .nullable()
  .meta({ description: 'A person or a group, as you call them' })
const moment = z.iso.datetime({ offset: true })

const filter = {
  kind: z.string().max(40).optional(),
  class: z.enum(classes).optional(),
  organization: z.string().max(64).optional().meta({ description: 'Its slug or id' }),
  owner: z.string().max(200).optional().meta({ description: '`nobody`: without an owner' }),
  state: z.enum(['open', 'ignored', 'closed', 'all']).default('open'),
  openedAfter: moment.optional(),
  openedBefore: moment.optional().meta({ description: 'For what has waited longer than that' }),
  text: z.string().trim().min(1).max(200).optional().meta({ description: 'In problem, reason, file name or key' }),
}

/** What needs a person. */
export function workRoutes(http: Http, grid: Grid): void {
  listRoutes(http, grid)
  showRoute(http, grid)
  handlingRoutes(http, grid)
  policyRoutes(http, grid)
}

function listRoutes(http: Http, grid: Grid): void {
  const { kysely } = grid.database
  http.get(
    '/api/v1/work-items',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List work items',
        querystring: z.object({ ...pageQuery, ...filter }),
        response: { 200: pageAnswer(workItemAnswer) },
      },
    },
    async (request) => {
      const { actor } = request
      const { limit, cursor, organization: called, ...rest } = request.query
      const organization = called === undefined ? undefined : await organizationCalled(kysely, called)
      if (called !== undefined && organization === undefined) return { items: [], next: null }
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await rowsOf(grid.database, actor.organization, (database) =>
        listWork(database, actor, { ...rest, organization }, { before, limit: limit + 1 }),
      )
      return pageOf(
        rows.map((row) => presentWorkItem(actor, row)),
        request,
        (last) => [last.id],
      )
    },
  )
  http.get(
    '/api/v1/work-items/counts',
    {
      config: reading,
      schema: { tags, summary: 'Count what is open, by kind and class', response: { 200: countsAnswer } },
    },
    async ({ actor }) => {
      const rows = await rowsOf(grid.database, actor.organization, (database) => countWork(database, actor))
      const kinds = rows.map((row) => ({ ...row, oldest: row.oldest?.toISOString() ?? null }))
      const oldest = kinds.map((row) => row.oldest).filter((at) => at !== null)
      return {
        open: rows.reduce((sum, row) => sum + row.open, 0),
        ignored: rows.reduce((sum, row) => sum + row.ignored, 0),
        oldest: oldest.sort()[0] ?? null,
        kinds,
      }
    },
  )
}

function showRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/work-items/:id',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show a work item: what it is about, and what can be done',
        params: byId,
        response: { 200: workItemShown },
      },
    },
    async ({ actor, params }, reply) => {
      const inside = maySeeHandling(actor)
      const shown = await rowsOf(grid.database, actor.organization, async (database) => {
        const found = await findWork(database, params.id, inside)
        if (!found || !maySeeItem(actor, found)) throw httpError('not-found', { kind: 'work item', id: params.id })
        const about = await subjectOf(database, found)
        return { found, about, history: inside ? await historyOf(database, found.id) : [] }
      })
      sendVersion(reply, shown.found.version)
      return presentShown(actor, shown.found, shown)
    },
  )
}

function handlingRoutes(http: Http, grid: Grid): void {
  const act = <B extends z.ZodType>(
    name: string,
    of: { summary: string; body: B; verb(act: Act, id: string, body: z.output<B>, version: number): Promise<WorkItem> },
  ) =>
    http.put(
      `/api/v1/work-items/:id/${name}`,
      {
        config: writing,
        schema: { tags, summary: of.summary, params: byId, body: of.body, response: { 200: workItemAnswer } },
      },
      async (request, reply) => {
        const version = versionExpected(request)
        const { actor, params } = request
        const present = answering(actor, reply)
        const body = request.body as z.output<B>
        const alongside = keepAnswer(request, reply, present)
        return present(await perform(grid, actor, (one) => of.verb(one, params.id, body, version), alongside))
      },
    )
  act('assignment', {
    summary: 'Assign a work item',
    body: z.strictObject({ owner }),
    verb: (one, id, body, version) => assignWork(one, id, body.owner, version),
  })
  act('ignoring', {
    summary: 'Ignore a work item until a moment',
    body: z.strictObject({ reason, until: moment }),
    verb: (one, id, body, version) => ignoreWork(one, id, { ...body, until: new Date(body.until) }, version),
  })
  act('closure', {
    summary: 'Close a work item',
    body: z.strictObject({ reason }),
    verb: (one, id, body, version) => closeWork(one, id, body.reason, version),
  })
  act('reopening', {
    summary: 'Reopen a work item that is closed or ignored',
    body: z.strictObject({ reason }),
    verb: (one, id, body, version) => reopenWork(one, id, body.reason, version),
  })
}

function policyRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/work-policies',
    {
      config: { scope: 'work:read', gridOnly: true as const },
      schema: {
        tags,
        summary: 'List what is usual for each class of errors',
        response: { 200: z.object({ items: z.array(policyAnswer) }) },
      },
    },
    async () => ({ items: (await listPolicies(grid.database.kysely)).map(presentPolicy) }),
  )
  const retry = z.strictObject({ afterMinutes: z.int().min(1).max(10_080), timesMax: z.int().min(1).max(20) })
  http.put(
    '/api/v1/work-policies/:class',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Say who usually sees to a class of errors, and whether the grid tries again by itself',
        params: z.object({ class: z.enum(classes) }),
        body: z.strictObject({ owner: owner.default(null), retry: retry.nullable().default(null) }),
        response: { 200: policyAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const { actor, params, body } = request
      const present = (set: Awaited<ReturnType<typeof setPolicy>>) => {
        sendVersion(reply, set.version)
        return presentPolicy(set)
      }
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, actor, (one) => setPolicy(one, params.class, body, version), alongside))
    },
  )
}

/** With its version, so that who changes it says what they saw. */
function answering(actor: Actor, reply: FastifyReply) {
  return (row: WorkItem) => {
    sendVersion(reply, row.version)
    return presentWorkItem(actor, row)
  }
}
