import { z } from 'zod'
import { compareDictionaries } from '../../edi/dictionaries/compare.ts'
import { readDictionary } from '../../edi/dictionaries/dictionary.ts'
import { dictionaryPage } from '../../edi/dictionaries/page.ts'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { actorsToldTo } from '../access/told.ts'
import { byName, dictionaryForm, dryRun } from './form.ts'
import {
  dictionaryAdded,
  dictionaryAnswer,
  dictionaryChanges,
  dictionaryListed,
  dictionaryPageAnswer,
  dictionaryVersionAnswer,
  presentDictionary,
} from './present.ts'
import { dictionaryVersions, findDictionary, listDictionaries } from './queries.ts'
import { addDictionary, shownProblem } from './verbs.ts'

const tags = ['guides']
const reading = { scope: 'partners:read' }
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }
const BODY_BYTES_MAX = 5_000_000

/** What somebody adds to a standard, version by version. A partner sees those of its guides. */
export function dictionaryRoutes(http: Http, grid: Grid): void {
  listRoute(http, grid)
  readingRoutes(http, grid)
  versionRoutes(http, grid)
  http.post(
    '/api/v1/dictionaries',
    {
      config: writing,
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        tags,
        summary: 'Add a version of a dictionary',
        description: 'Versions are counted; what the newest one says already gets no other. None ever changes.',
        querystring: dryRun,
        body: dictionaryForm,
        response: { 200: dictionaryAdded, 201: dictionaryAdded },
      },
    },
    async (request, reply) => {
      const given = request.body.dictionary
      if (request.query.dryRun) return reply.code(200).send(await look(grid, given))
      const present = (added: Awaited<ReturnType<typeof addDictionary>>) => ({
        ...added,
        problems: added.problems.map(shownProblem),
      })
      reply.code(201)
      const alongside = keepAnswer(request, reply, present)
      return present(await perform(grid, request.actor, (act) => addDictionary(act, given), alongside))
    },
  )
}

function listRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/dictionaries',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List dictionaries, each in its newest version',
        querystring: z.object(pageQuery),
        response: { 200: pageAnswer(dictionaryListed) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = z.string().safeParse(cursor?.[0]).data
      const { organization } = request.actor
      const rows = await rowsOf(grid.database, organization, (database) =>
        listDictionaries(database, { after, limit: limit + 1 }),
      )
      const actors = rows.map(({ actor }) => actor)
      const actorOf = await actorsToldTo(grid.database.pool, organization, actors)
      const items = rows.map((row) => ({ ...presentDictionary(row, actorOf), versions: Number(row.versions) }))
      return pageOf(items, request, (one) => [one.name])
    },
  )
}

function readingRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/dictionaries/:name',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show the newest version of a dictionary, and which others there are',
        params: byName,
        response: { 200: dictionaryAnswer },
      },
    },
    async ({ actor, params: { name } }) => {
      const rows = await rowsOf(grid.database, actor.organization, (database) => dictionaryVersions(database, name))
      const [newest] = rows
      if (!newest) throw httpError('not-found', { kind: 'dictionary', id: name })
      const actors = rows.map((row) => row.actor)
      const actorOf = await actorsToldTo(grid.database.pool, actor.organization, actors)
      return {
        ...presentDictionary(newest, actorOf),
        versions: rows.map((row) => presentDictionary(row, actorOf)),
      }
    },
  )
}

const byNumber = byName.extend({ number: z.coerce.number().int().min(1).max(1_000_000) })

function versionRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/dictionaries/:name/versions/:number',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show a version of a dictionary as it was added',
        params: byNumber,
        response: { 200: dictionaryVersionAnswer },
      },
    },
    async ({ actor, params }) => {
      const row = await expectVersion(grid, actor, params)
      const actorOf = await actorsToldTo(grid.database.pool, actor.organization, [row.actor])
      return { ...presentDictionary(row, actorOf), dictionary: JSON.parse(row.content) }
    },
  )
  http.get(
    '/api/v1/dictionaries/:name/versions/:number/page',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show a version as a page: sets or messages, segments, composites and elements, out of their notation',
        params: byNumber,
        response: { 200: dictionaryPageAnswer },
      },
    },
    async ({ actor, params }) => dictionaryPage((await expectVersion(grid, actor, params)).content),
  )
  http.get(
    '/api/v1/dictionaries/:name/versions/:number/comparison',
    {
      config: reading,
      schema: {
        tags,
        summary: 'Show what a version says otherwise than another, place by place',
        params: byNumber,
        querystring: z.object({ with: byNumber.shape.number.meta({ description: 'The earlier version' }) }),
        response: { 200: dictionaryChanges },
      },
    },
    async ({ actor, params: { name, number }, query }) => {
      const [later, earlier] = [
        await expectVersion(grid, actor, { name, number }),
        await expectVersion(grid, actor, { name, number: query.with }),
      ]
      return { changes: compareDictionaries(dictionaryPage(earlier.content), dictionaryPage(later.content)) }
    },
  )
}

async function expectVersion(grid: Grid, actor: Actor, { name, number }: { name: string; number: number }) {
  const row = await rowsOf(grid.database, actor.organization, (database) => findDictionary(database, name, number))
  if (!row) throw httpError('not-found', { kind: 'dictionary', id: `${name}@${number}` })
  return row
}

/** What is wrong with it, and what it says otherwise than the newest version; nothing is kept. */
async function look({ database: { kysely } }: Grid, given: Record<string, unknown>) {
  const content = JSON.stringify(given)
  const { dictionary, problems } = readDictionary(content)
  const name = String(given['name'] ?? '').slice(0, 80)
  const newest = dictionary && (await findDictionary(kysely, name, null))
  const changes = newest
    ? { changes: compareDictionaries(dictionaryPage(newest.content), dictionaryPage(content)) }
    : {}
  return { name, version: null, problems: problems.map(shownProblem), ...changes }
}
