import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { type Actor, actorName } from '../../platform/actor.ts'
import type { Http } from '../../platform/http/http.ts'
import { keepAnswer } from '../../platform/http/idempotency.ts'
import { sendVersion, versionExpected } from '../../platform/http/versions.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import { savedSearchAnswer, savedSearchChange, savedSearchForm } from './form.ts'
import { mayChangeSearch, mayDeleteSearch } from './policy.ts'
import { listSearches, type SavedSearch } from './queries.ts'
import { changeSearch, deleteSearch, keepSearch } from './verbs.ts'

const tags = ['search']
const byId = z.object({ id: z.uuid() })
const config = { known: true as const }
const changing = { ...config, idempotency: 'within' as const }

/** Searches that somebody keeps for themselves, or shares within their organization. */
export function savedSearchRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/saved-searches',
    {
      config,
      schema: {
        tags,
        summary: 'List saved searches: your own, and what is shared in your organization',
        querystring: z.object({ page: z.string().max(41).optional() }),
        response: { 200: z.object({ items: z.array(savedSearchAnswer) }) },
      },
    },
    async ({ actor, query }) => {
      const found = await rowsOf(grid.database, actor.organization, (database) => listSearches(database, actor, query))
      return { items: found.map((row) => present(actor, row)) }
    },
  )
  http.post(
    '/api/v1/saved-searches',
    {
      config: changing,
      schema: { tags, summary: 'Save a search', body: savedSearchForm, response: { 201: savedSearchAnswer } },
    },
    async (request, reply) => {
      const answer = answering(request.actor, reply.code(201))
      const keep = (act: Parameters<typeof keepSearch>[0]) => keepSearch(act, request.body)
      return answer(await perform(grid, request.actor, keep, keepAnswer(request, reply, answer)))
    },
  )
  changingRoutes(http, grid)
}

function changingRoutes(http: Http, grid: Grid): void {
  http.patch(
    '/api/v1/saved-searches/:id',
    {
      config: changing,
      schema: {
        tags,
        summary: 'Rename, change or share a saved search',
        params: byId,
        body: savedSearchChange,
        response: { 200: savedSearchAnswer },
      },
    },
    async (request, reply) => {
      const version = versionExpected(request)
      const answer = answering(request.actor, reply)
      const change = (act: Parameters<typeof changeSearch>[0]) =>
        changeSearch(act, request.params.id, request.body, version)
      return answer(await perform(grid, request.actor, change, keepAnswer(request, reply, answer)))
    },
  )
  http.delete(
    '/api/v1/saved-searches/:id',
    { config, schema: { tags, summary: 'Delete a saved search', params: byId, response: { 204: z.null() } } },
    async ({ actor, params }, reply) => {
      await perform(grid, actor, (act) => deleteSearch(act, params.id))
      return reply.code(204).send(null)
    },
  )
}

function present(actor: Actor, row: SavedSearch): z.infer<typeof savedSearchAnswer> {
  const { id, name, page, filter, shared, version } = row
  const asker = actorName(actor)
  const may = { change: mayChangeSearch(asker, row), delete: mayDeleteSearch(actor, asker, row) }
  return {
    ...{ id, name, page, filter, shared, version, may },
    own: row.owner === asker,
    changedAt: row.changed_at.toISOString(),
  }
}

function answering(actor: Actor, reply: FastifyReply) {
  return (row: SavedSearch) => {
    sendVersion(reply, row.version)
    return present(actor, row)
  }
}
