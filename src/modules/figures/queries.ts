import { type Kysely, type RawBuilder, sql } from 'kysely'
import { firstIdAt } from '../../platform/ids.ts'
import type { Tables } from '../../platform/tables.ts'
import { GRID } from './backlog.ts'

/** Whose figures: an organization's own, or those of all (null). */
export type Asker = string | null

export interface FigureFilter {
  partner?: string | undefined
  unit?: string | undefined
  type?: string | undefined
  mode?: string | undefined
}

export const periods = ['day', 'week', 'month', 'quarter'] as const

const STEPS = {
  day: { step: '1 hour', unit: 'hour', count: 24 },
  week: { step: '1 day', unit: 'day', count: 7 },
  month: { step: '1 day', unit: 'day', count: 30 },
  quarter: { step: '7 days', unit: 'day', count: 13 },
} as const

/** Where each part of the period begins, and where the last one ends, by the clocks of a time zone. */
export async function boundaries(
  database: Kysely<Tables>,
  of: { period: (typeof periods)[number]; timeZone: string },
): Promise<Date[]> {
  const { step, unit, count } = STEPS[of.period]
  const end = sql`date_trunc(${unit}, now() at time zone ${of.timeZone}) + ${`1 ${unit}`}::interval`
  const { rows } = await sql<{ at: Date }>`select (${end} - ${step}::interval * g) at time zone ${of.timeZone} as at
    from generate_series(${count}::int, 0, -1) g order by 1`.execute(database)
  return rows.map(({ at }) => at)
}

/** The part in which a moment lies, from 0. */
const slotOf = (moment: RawBuilder<unknown>, bounds: Date[]) =>
  sql<number>`width_bucket(${moment}, ${list(bounds)}) - 1`

const list = (bounds: Date[]) => sql`array[${sql.join(bounds.map((at) => sql`${at}::timestamptz`))}]`

/** Each document once: a partner's are on its side, those of all are on their senders'. */
function counted(asker: Asker, measure: string, bounds: Date[], filter: FigureFilter): RawBuilder<unknown> {
  const { partner, unit, type, mode } = filter
  const wheres = [
    sql`measure = ${measure} and hour >= ${bounds[0]!} and hour < ${bounds.at(-1)!}`,
    asker === null ? sql`side = 'sent'` : sql`organization = ${asker}::uuid`,
  ]
  if (partner !== undefined) wheres.push(sql`${partner}::uuid in (organization, partner)`)
  if (unit !== undefined) wheres.push(sql`unit = ${unit}`)
  if (type !== undefined) wheres.push(sql`type = ${type}`)
  if (mode !== undefined) wheres.push(sql`mode = ${mode}`)
  return sql.join(wheres, sql` and `)
}

export interface Volume {
  slots: { slot: number; n: number }[]
  partners: { slug: string; n: number }[]
  units: { unit: string; n: number }[]
  types: { type: string; n: number }[]
  answers: { slot: number; bucket: number; n: number }[]
}

const SHOWN_MAX = 12

/** Documents and the receipts for them, as they were counted. */
export async function volumeOf(
  database: Kysely<Tables>,
  asker: Asker,
  bounds: Date[],
  filter: FigureFilter,
): Promise<Volume> {
  const documents = counted(asker, 'documents', bounds, filter)
  const slot = slotOf(sql`hour`, bounds)
  const parties = asker === null ? sql`array[organization, partner]` : sql`array[partner]`
  const by = (what: string) =>
    sql<{ name: string; n: number }>`select ${sql.ref(what)} as name, sum(n)::int as n from figures
      where ${documents} and ${sql.ref(what)} <> '' group by 1 order by 2 desc, 1 limit ${SHOWN_MAX}`.execute(database)
  const slots = await sql<{ slot: number; n: number }>`select ${slot} as slot, sum(n)::int as n from figures
    where ${documents} group by 1`.execute(database)
  const partners = await sql<{ slug: string; n: number }>`select entrepot_slug(p.id) as slug, p.n from
    (select party as id, sum(n)::int as n from figures cross join lateral (select distinct party from unnest(${parties}) as party) x
      where ${documents} and party is not null group by 1 order by 2 desc limit ${SHOWN_MAX}) p order by 2 desc, 1`.execute(
    database,
  )
  const units = await by('unit')
  const types = await by('type')
  const answers = await sql<{
    slot: number
    bucket: number
    n: number
  }>`select ${slot} as slot, bucket, sum(n)::int as n
    from figures where ${counted(asker, 'answered', bounds, filter)} group by 1, 2 order by 2`.execute(database)
  return {
    slots: slots.rows,
    partners: partners.rows,
    units: units.rows.map(({ name, n }) => ({ unit: name, n })),
    types: types.rows.map(({ name, n }) => ({ type: name, n })),
    answers: answers.rows,
  }
}

export interface Failure {
  slot: number
  class: string
  n: number
}

/** Work items by when they were opened: they are few, and found by their ids, which begin with their milliseconds. */
export async function failuresOf(
  database: Kysely<Tables>,
  asker: Asker,
  bounds: Date[],
  filter: FigureFilter,
): Promise<Failure[]> {
  const { partner, unit, type, mode } = filter
  const wheres = [
    sql`w.id >= ${firstIdAt(bounds[0]!.getTime())}::uuid and w.id < ${firstIdAt(bounds.at(-1)!.getTime())}::uuid`,
    asker === null ? sql`true` : sql`w.organization = ${asker}::uuid`,
  ]
  if (partner !== undefined) {
    wheres.push(sql`(w.organization = ${partner}::uuid or ${partner}::uuid in (x.sender, x.receiver))`)
  }
  if (type !== undefined) wheres.push(sql`x.type = ${type}`)
  if (mode !== undefined) wheres.push(sql`x.mode = ${mode}`)
  if (unit !== undefined) {
    wheres.push(sql`exists (select from figures f where f.organization in (x.sender, x.receiver) and f.measure = 'documents'
      and f.hour >= ${bounds[0]!} and f.unit = ${unit} and f.type = x.type and f.partner in (x.sender, x.receiver))`)
  }
  const about = partner === undefined && type === undefined && mode === undefined && unit === undefined ? sql`` : ABOUT
  const { rows } = await sql<Failure>`select ${slotOf(sql`w.opened_at`, bounds)} as slot, w.class, count(*)::int as n
    from work_items w ${about} where ${sql.join(wheres, sql` and `)} group by 1, 2 order by 3 desc`.execute(database)
  return rows
}

/** Sides and type of what an item is about. */
const ABOUT = sql`left join lateral (
    select d.sender, d.receiver, d.type, d.mode from documents d where d.id = w.subject
    union all select v.sender, v.receiver, (select type from documents where outgoing = v.interchange limit 1), v.mode from deliveries v where v.id = w.subject
    union all select i.sender, i.receiver, (select type from documents where outgoing = i.id limit 1), i.mode from interchanges i where i.id = w.subject
  ) x on true`

export interface Waited {
  slot: number
  measure: string
  n: number
}

/** What waited at most in each part. */
export async function waitedOf(database: Kysely<Tables>, whose: Asker, bounds: Date[]): Promise<Waited[]> {
  const { rows } = await sql<Waited>`select ${slotOf(sql`hour`, bounds)} as slot, measure, max(n)::int as n from figures
    where organization = ${whose ?? GRID}::uuid and measure in ('processing', 'delivery', 'work')
      and hour >= ${bounds[0]!} and hour < ${bounds.at(-1)!} group by 1, 2`.execute(database)
  return rows
}
