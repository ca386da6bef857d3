import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { Http } from '../../platform/http/http.ts'
import { pageAnswer, pageOf, pageQuery } from '../../platform/http/paging.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import type { MemberRole } from '../members/policy.ts'
import { rulesForm } from './form.ts'
import { kinds } from './policy.ts'
import {
  notificationAnswer,
  presentNotification,
  presentRules,
  presentTold,
  readAnswer,
  rulesAnswer,
  toldAnswer,
  unreadAnswer,
} from './present.ts'
import { countUnread, listNotifications, listRules, listTold } from './queries.ts'
import { changeRules, readNotification, readNotifications } from './verbs.ts'

const tags = ['notifications']
const byId = z.object({ id: z.uuid() })
/** Everybody has their own, and sees no others. */
const config = { known: true as const }

/** What people are told of, what they want to be told, and the log of it all. */
export function notificationRoutes(http: Http, grid: Grid): void {
  listingRoutes(http, grid)
  readingRoutes(http, grid)
  ruleRoutes(http, grid)
  logRoute(http, grid)
}

function listingRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/notifications',
    {
      config,
      schema: {
        tags,
        summary: 'List what you were told, what is unread first',
        querystring: z.object({ ...pageQuery, unread: z.stringbool().default(false) }),
        response: { 200: pageAnswer(notificationAnswer) },
      },
    },
    async (request) => {
      const { actor, query } = request
      const page = { unread: query.unread, after: placeIn(query.cursor), limit: query.limit + 1 }
      const rows = isPerson(actor)
        ? await rowsOf(grid.database, actor.organization, (database) => listNotifications(database, actor.id, page))
        : []
      return pageOf(rows.map(presentNotification), request, ({ readAt, at, id }) => [readAt === null ? 1 : 0, at, id])
    },
  )
  http.get(
    '/api/v1/notifications/unread',
    { config, schema: { tags, summary: 'Count what you have not read', response: { 200: unreadAnswer } } },
    async ({ actor }) => {
      if (!isPerson(actor)) return { unread: 0 }
      return {
        unread: await rowsOf(grid.database, actor.organization, (database) => countUnread(database, actor.id)),
      }
    },
  )
}

function readingRoutes(http: Http, grid: Grid): void {
  http.put(
    '/api/v1/notifications/:id/reading',
    { config, schema: { tags, summary: 'Mark one as read', params: byId, response: { 200: notificationAnswer } } },
    async ({ actor, params: { id } }) => {
      if (!isPerson(actor)) throw httpError('not-found', { kind: 'notification', id })
      return presentNotification(await perform(grid, actor, (act) => readNotification(act, id)))
    },
  )
  http.put(
    '/api/v1/notifications/reading',
    {
      config,
      schema: {
        tags,
        summary: 'Mark all as read',
        body: z.strictObject({
          upTo: z.iso
            .datetime({ offset: true })
            .optional()
            .meta({ description: 'What happened later stays unread; left out: all' }),
        }),
        response: { 200: readAnswer },
      },
    },
    async ({ actor, body }) => {
      if (!isPerson(actor)) return { read: 0 }
      const upTo = body.upTo === undefined ? undefined : new Date(body.upTo)
      return { read: await perform(grid, actor, (act) => readNotifications(act, upTo)) }
    },
  )
}

function ruleRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/me/notification-rules',
    { config, schema: { tags, summary: 'What you want to be told', response: { 200: rulesAnswer } } },
    async ({ actor }) => shownRules(grid, actor, await expectRole(grid, actor)),
  )
  http.put(
    '/api/v1/me/notification-rules',
    {
      config,
      schema: {
        tags,
        summary: 'Say what you want to be told',
        description: 'These rules and no others; where none fits, your role says it.',
        body: rulesForm,
        response: { 200: rulesAnswer },
      },
    },
    async ({ actor, body }) => {
      const role = await expectRole(grid, actor)
      await perform(grid, actor, (act) => changeRules(act, role, body.rules))
      return shownRules(grid, actor, role)
    },
  )
}

function logRoute(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/notification-log',
    {
      config: { scope: 'audit:read', gridOnly: true },
      schema: {
        tags,
        summary: 'Who was told what and when',
        querystring: z.object({ ...pageQuery, member: z.uuid().optional(), kind: z.enum(kinds).optional() }),
        response: { 200: pageAnswer(toldAnswer) },
      },
    },
    async (request) => {
      const { member, kind, cursor, limit } = request.query
      const before = cursor === undefined ? undefined : z.uuid().safeParse(cursor[0]).data
      const rows = await listTold(grid.database.kysely, { member, kind }, { before, limit: limit + 1 })
      return pageOf(rows.map(presentTold), request, ({ id }) => [id])
    },
  )
}

/** Programs are told by webhooks. */
function isPerson(actor: Actor): boolean {
  return actor.kind === 'member'
}

const place = z.tuple([z.literal([0, 1]), z.iso.datetime(), z.uuid()])

/** One that was made by hand begins at the begin. */
function placeIn(cursor: unknown) {
  return place.safeParse(cursor).data
}

async function expectRole(grid: Grid, actor: Actor): Promise<MemberRole> {
  const found = isPerson(actor)
    ? await grid.database.kysely.selectFrom('members').select('role').where('id', '=', actor.id).executeTakeFirst()
    : undefined
  if (!found) throw httpError('not-found', { kind: 'member', id: 'me' })
  return found.role as MemberRole
}

async function shownRules(grid: Grid, actor: Actor, role: MemberRole) {
  const { organization } = actor
  const rules = await rowsOf(grid.database, organization, (database) => listRules(database, actor.id))
  return presentRules({ role, organization }, rules)
}
