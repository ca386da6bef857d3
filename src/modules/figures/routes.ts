import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import type { Http } from '../../platform/http/http.ts'
import { timeZone } from '../../platform/http/time-zone.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import type { Directory } from '../agreements/lookup.ts'
import { openBacklog } from './backlog.ts'
import { boundaries, type FigureFilter, failuresOf, periods, volumeOf, waitedOf } from './queries.ts'
import { spreadOf } from './spread.ts'

const tags = ['figures']

const filter = z.object({
  period: z.enum(periods).default('week').meta({ description: 'Up to now; a quarter is 13 weeks' }),
  timeZone: timeZone.default('UTC').meta({ description: 'Whose days these are' }),
  partner: z.string().max(64).optional().meta({ description: 'The slug of the organization on either side' }),
  unit: z.string().max(64).optional().meta({ description: 'The unit of the receiver that the agreement names' }),
  type: z.string().max(60).optional(),
  mode: z.enum(['test', 'production']).optional(),
})

const span = { from: z.iso.datetime(), until: z.iso.datetime() }
const spread = z
  .object({ count: z.int(), medianSeconds: z.number(), p95Seconds: z.number() })
  .nullable()
  .meta({ description: 'From handing over to the acknowledgement of the receiver; true to a tenth' })

const volumeAnswer = z.object({
  documents: z.int(),
  receipts: spread,
  slots: z.array(z.object({ ...span, documents: z.int(), receipts: spread })),
  partners: z.array(z.object({ slug: z.string(), documents: z.int() })),
  units: z.array(z.object({ unit: z.string(), documents: z.int() })),
  types: z.array(z.object({ type: z.string(), documents: z.int() })),
})
const failuresAnswer = z.object({
  classes: z.array(z.object({ class: z.string(), count: z.int() })),
  slots: z.array(z.object({ ...span, classes: z.record(z.string(), z.int()) })),
})
const waits = { processing: z.int(), delivery: z.int(), work: z.int() }
const backlogAnswer = z.object({
  now: z.object(waits),
  slots: z.array(z.object({ ...span, ...waits })).meta({ description: 'What waited at most' }),
})

type Parts = Pick<Grid, 'database' | 'now'> & { directory: Pick<Directory, 'organizationBySlug'> }

/** What happened in a time, and what waits: for dashboards. */
export function figureRoutes(http: Http, parts: Parts): void {
  volumeRoute(http, parts)
  failuresRoute(http, parts)
  backlogRoute(http, parts)
}

/** One that nobody is called finds nothing, as in lists. */
const NOBODY = '00000000-0000-0000-0000-000000000001'

function filterOf({ directory }: Parts, { partner, unit, type, mode }: z.output<typeof filter>): FigureFilter {
  const named = partner === undefined ? undefined : (directory.organizationBySlug(partner)?.id ?? NOBODY)
  return { partner: named, unit, type, mode }
}

function volumeRoute(http: Http, parts: Parts): void {
  http.get(
    '/api/v1/figures/volume',
    {
      config: { scope: 'exchange:read' },
      schema: {
        tags,
        summary: 'Count documents and measure how long receipts took, over a time',
        description: 'A few seconds behind; documents are counted in the hour in which they arrived.',
        querystring: filter,
        response: { 200: volumeAnswer },
      },
    },
    async ({ actor: { organization }, query }) =>
      rowsOf(parts.database, organization, async (database) => {
        const bounds = await boundaries(database, query)
        const found = await volumeOf(database, organization, bounds, filterOf(parts, query))
        const documents = found.slots.reduce((sum, { n }) => sum + n, 0)
        return {
          documents,
          receipts: spreadOf(found.answers),
          slots: spans(bounds).map((one, slot) => ({
            ...one,
            documents: found.slots.find((it) => it.slot === slot)?.n ?? 0,
            receipts: spreadOf(found.answers.filter((it) => it.slot === slot)),
          })),
          partners: found.partners.map(({ slug, n }) => ({ slug, documents: n })),
          units: found.units.map(({ unit, n }) => ({ unit, documents: n })),
          types: found.types.map(({ type, n }) => ({ type, documents: n })),
        }
      }),
  )
}

function failuresRoute(http: Http, parts: Parts): void {
  http.get(
    '/api/v1/figures/failures',
    {
      config: { scope: 'work:read' },
      schema: {
        tags,
        summary: 'Count what needed a person over a time, by class',
        querystring: filter,
        response: { 200: failuresAnswer },
      },
    },
    async ({ actor: { organization }, query }) =>
      rowsOf(parts.database, organization, async (database) => {
        const bounds = await boundaries(database, query)
        const found = await failuresOf(database, organization, bounds, filterOf(parts, query))
        const sums = new Map<string, number>()
        for (const { class: of, n } of found) sums.set(of, (sums.get(of) ?? 0) + n)
        return {
          classes: [...sums].map(([name, count]) => ({ class: name, count })).sort((a, b) => b.count - a.count),
          slots: spans(bounds).map((one, slot) => ({
            ...one,
            classes: Object.fromEntries(found.filter((it) => it.slot === slot).map((it) => [it.class, it.n])),
          })),
        }
      }),
  )
}

function backlogRoute(http: Http, parts: Parts): void {
  const backlog = openBacklog(parts.database.pool, parts.now)
  http.get(
    '/api/v1/figures/backlog',
    {
      config: { scope: 'exchange:read' },
      schema: {
        tags,
        summary: 'What waits to be processed, to be delivered and for a person: now, and at most over a time',
        description: 'Of all, or by the channels of one organization (`partner`).',
        querystring: filter.pick({ period: true, timeZone: true, partner: true }),
        response: { 200: backlogAnswer },
      },
    },
    async ({ actor: { organization }, query }) => {
      const whose = organization ?? filterOf(parts, query).partner ?? null
      const now = await backlog.of(whose)
      const { bounds, found } = await rowsOf(parts.database, organization, async (database) => {
        const bounds = await boundaries(database, query)
        return { bounds, found: await waitedOf(database, whose, bounds) }
      })
      const slots = spans(bounds).map((one, slot) => {
        // What waits now was not kept yet.
        const least = slot === bounds.length - 2 ? now : { processing: 0, delivery: 0, work: 0 }
        const most = (measure: keyof typeof least) =>
          Math.max(least[measure], found.find((it) => it.slot === slot && it.measure === measure)?.n ?? 0)
        return { ...one, processing: most('processing'), delivery: most('delivery'), work: most('work') }
      })
      return { now, slots }
    },
  )
}

function spans(bounds: Date[]): { from: string; until: string }[] {
  return bounds.slice(1).map((until, at) => ({ from: bounds[at]!.toISOString(), until: until.toISOString() }))
}
