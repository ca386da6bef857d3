import { z } from 'zod'
import { compareGuides } from '../../edi/guides/compare.ts'
import type { Guide } from '../../edi/guides/guide.ts'
import { pageOf as guidePage } from '../../edi/guides/page.ts'
import { brokenSamplesOf, sampleOf } from '../../edi/guides/samples.ts'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { actorsToldTo } from '../access/told.ts'
import { dictionaryRoutes } from './dictionary-routes.ts'
import { byName, byVersion, dryRun, guideForm, sampleQuery } from './form.ts'
import { mayAddGuides } from './policy.ts'
import {
  addedAnswer,
  changeAnswer,
  guideAnswer,
  guideListed,
  guideVersionAnswer,
  pageOfGuide,
  presentGuide,
  samplesAnswer,
} from './present.ts'
import { agreementsNaming, findGuide, guideVersions, listGuides } from './queries.ts'
import { readKept } from './reading.ts'
import { addGuide, checkGiven, shownProblem } from './verbs.ts'

const tags = ['guides']
const reading = { scope: 'partners:read' }
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }
const BODY_BYTES_MAX = 5_000_000

const filter = z.object({
  ...pageQuery,
  standard: z.enum(['x12', 'edifact']).optional(),
  document: z.string().max(6).optional(),
  name: z.string().max(80).optional().meta({ description: 'A part of the name' }),
})

/** Guides, version by version. The grid's people see all of them, a partner those that its agreements name. */
export function guideRoutes(http: Http, grid: Grid): void {
  listRoute(http, grid)
  guideRoute(http, grid)
  versionRoutes(http, grid)
  samplesRoute(http, grid)
  comparingRoute(http, grid)
  addingRoute(http, grid)
  dictionaryRoutes(http, grid)
}

function listRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/guides',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List guides, each in its newest version',
        querystring: filter,
        response: { 200: pageAnswer(guideListed) },
      },
    },
    async (request) => {
      const { limit, cursor, ...wanted } = request.query
      const { actor } = request
      const after = z.string().safeParse(cursor?.[0]).data
      const rows = await rowsOf(grid.database, actor.organization, (database) =>
        listGuides(database, wanted, { after, limit: limit + 1 }),
      )
      const actorOf = await toldTo(grid, actor, rows)
      const may = { add: mayAddGuides(actor) }
      const items = rows.map((row) => ({ ...presentGuide(row, actorOf), versions: Number(row.versions), may }))
      return pageOf(items, request, (one) => [one.name])
    },
  )
}

function guideRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/guides/:name',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show the newest version of a guide, and which others there are',
        params: byName,
        response: { 200: guideAnswer },
      },
    },
    async ({ actor, params: { name } }) => {
      const { rows, agreements } = await rowsOf(grid.database, actor.organization, async (database) => ({
        rows: await guideVersions(database, name),
        agreements: await agreementsNaming(database, name),
      }))
      const [newest] = rows
      if (!newest) throw httpError('not-found', { kind: 'guide', id: name })
      const actorOf = await toldTo(grid, actor, rows)
      const versions = rows.map((row) => presentGuide(row, actorOf))
      return { ...presentGuide(newest, actorOf), versions, agreements, may: { add: mayAddGuides(actor) } }
    },
  )
}

function versionRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/guides/:name/versions/:version',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show a version of a guide as it was added',
        params: byVersion,
        response: { 200: guideVersionAnswer },
      },
    },
    async ({ actor, params }) => {
      const row = await expectVersion(grid, actor, params)
      return { ...presentGuide(row, await toldTo(grid, actor, [row])), guide: JSON.parse(row.content) }
    },
  )
  http.get(
    '/api/v1/guides/:name/versions/:version/page',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show a version of a guide for people to read: segments, elements, codes, lengths and rules',
        params: byVersion,
        response: { 200: pageOfGuide },
      },
    },
    async ({ actor, params }) => {
      const { guide, own } = readKept(await expectVersion(grid, actor, params))
      return guidePage(guide, own) as z.infer<typeof pageOfGuide>
    },
  )
}

function samplesRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/guides/:name/versions/:version/samples',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Make a document that a guide takes, and one for each thing that can be wrong',
        params: byVersion,
        querystring: sampleQuery,
        response: { 200: samplesAnswer },
      },
    },
    async ({ actor, params, query }) => {
      const { guide, own } = readKept(await expectVersion(grid, actor, params))
      const options = { ...query, ...(own ? { own } : {}) }
      return { good: sampleOf(guide, options), broken: brokenSamplesOf(guide, options) }
    },
  )
}

function comparingRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/guides/:name/versions/:version/comparison',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show what a version says otherwise than another, place by place',
        params: byVersion,
        querystring: z.object({ with: z.string().max(40).meta({ description: 'The earlier version' }) }),
        response: { 200: z.object({ changes: z.array(changeAnswer) }) },
      },
    },
    async ({ actor, params, query }) => {
      const later = readKept(await expectVersion(grid, actor, params))
      const earlier = readKept(await expectVersion(grid, actor, { name: params.name, version: query.with }))
      return { changes: compareGuides(earlier.guide, later.guide) }
    },
  )
}

function addingRoute(http: Http, grid: Grid): void {
  http.post(
    '/api/v1/guides',
    {
      config: writing,
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        tags,
        summary: 'Add a version of a guide',
        description: 'A version never changes; the same once more is taken and changes nothing.',
        querystring: dryRun,
        body: guideForm,
        response: { 200: addedAnswer, 201: addedAnswer },
      },
    },
    async (request, reply) => {
      if (request.query.dryRun) return reply.code(200).send(await look(grid, request.body))
      const present = (added: Awaited<ReturnType<typeof addGuide>>) => ({
        ...added,
        problems: added.problems.map(shownProblem),
      })
      reply.code(201)
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, request.actor, (act) => addGuide(act, request.body), alongside))
    },
  )
}

/** What is wrong with it, and what it says otherwise than the newest version; nothing is kept. */
async function look({ database: { kysely } }: Grid, given: z.output<typeof guideForm>) {
  const { guide, problems } = await checkGiven(kysely, given)
  const name = String(given.guide['name'] ?? '').slice(0, 80)
  const newest = guide && (await findGuide(kysely, name, null))
  const changes = guide && newest ? { changes: changesOf(readKept(newest).guide, guide) } : {}
  return { name, version: null, problems: problems.map(shownProblem), ...changes }
}

const changesOf = (from: Guide, to: Guide) => compareGuides(from, to)

async function expectVersion(grid: Grid, actor: Actor, { name, version }: { name: string; version: string }) {
  const found = await rowsOf(grid.database, actor.organization, (database) => findGuide(database, name, version))
  if (!found) throw httpError('not-found', { kind: 'guide', id: `${name}@${version}` })
  return found
}

function toldTo({ database }: Grid, actor: Actor, rows: readonly { actor: string }[]) {
  return actorsToldTo(
    database.pool,
    actor.organization,
    rows.map((row) => row.actor),
  )
}
