import { z } from 'zod'
import type { Grid } from '../../../grid.ts'
import { perform } from '../../../platform/act.ts'
import type { Http } from '../../../platform/http/http.ts'
import { keepAnswer } from '../../../platform/http/idempotency.ts'
import { calendarForm, calendarName, regionName, slug, unitForm } from '../form.ts'
import { presentUnit, unitAnswer } from '../present.ts'
import { type Calendar, listCalendars, listRegions, listUnits } from '../queries.ts'
import { putCalendar, putRegion, putUnit } from '../verbs/places.ts'
import { byOrganization, visibleOrganization } from './visible.ts'

const tags = ['partners']
const reading = { scope: 'partners:read' }
const readingAll = { ...reading, gridOnly: true as const }
const writing = { scope: 'partners:write', gridOnly: true as const, idempotency: 'within' as const }
const region = z.object({ name: z.string() })
const calendar = z.object({ name: z.string(), hours: z.unknown(), holidays: z.array(z.string()) })

/** Regions, calendars and units: each is put under its name. There are few, so lists have no pages. */
export function placeRoutes(http: Http, grid: Grid): void {
  const { kysely } = grid.database
  http.get(
    '/api/v1/regions',
    {
      config: readingAll,
      schema: { tags, summary: 'List regions', response: { 200: z.object({ items: z.array(region) }) } },
    },
    async () => ({ items: (await listRegions(kysely)).map(({ name }) => ({ name })) }),
  )
  http.put(
    '/api/v1/regions/:name',
    {
      config: writing,
      schema: { tags, summary: 'Put a region', params: z.object({ name: regionName }), response: { 200: region } },
    },
    async (request, reply) => {
      const alongside = keepAnswer(request, reply, ({ name }: { name: string }) => ({ name }))
      return perform(grid, request.actor, (act) => putRegion(act, request.params.name), alongside)
    },
  )
  http.get(
    '/api/v1/calendars',
    {
      config: readingAll,
      schema: { tags, summary: 'List calendars', response: { 200: z.object({ items: z.array(calendar) }) } },
    },
    async () => ({ items: (await listCalendars(kysely)).map(presentCalendar) }),
  )
  http.put(
    '/api/v1/calendars/:name',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Put a calendar',
        params: z.object({ name: calendarName }),
        body: calendarForm,
        response: { 200: calendar },
      },
    },
    async (request, reply) => {
      const alongside = keepAnswer(request, reply, presentCalendar)
      const work = perform(grid, request.actor, (act) => putCalendar(act, request.params.name, request.body), alongside)
      return presentCalendar(await work)
    },
  )
  unitRoutes(http, grid)
}

function unitRoutes(http: Http, grid: Grid): void {
  const { kysely } = grid.database
  http.get(
    '/api/v1/organizations/:organization/units',
    {
      config: reading,
      schema: {
        tags,
        summary: 'List the units of an organization',
        params: byOrganization,
        response: { 200: z.object({ items: z.array(unitAnswer) }) },
      },
    },
    async ({ actor, params }) => {
      const { id } = await visibleOrganization(kysely, actor, params.organization)
      return { items: (await listUnits(kysely, id)).map(presentUnit) }
    },
  )
  http.put(
    '/api/v1/organizations/:organization/units/:unit',
    {
      config: writing,
      schema: {
        tags,
        summary: 'Put a unit of an organization',
        params: byOrganization.extend({ unit: slug }),
        body: unitForm,
        response: { 200: unitAnswer },
      },
    },
    async (request, reply) => {
      const { organization, unit } = request.params
      const { id } = await visibleOrganization(kysely, request.actor, organization)
      const alongside = keepAnswer(request, reply, presentUnit)
      return presentUnit(await perform(grid, request.actor, (act) => putUnit(act, id, unit, request.body), alongside))
    },
  )
}

function presentCalendar({ name, hours, holidays }: Calendar) {
  return { name, hours, holidays }
}
