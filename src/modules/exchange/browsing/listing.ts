import { type Kysely, type RawBuilder, sql } from 'kysely'
import { firstIdAt } from '../../../platform/ids.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { Asker } from '../queries.ts'

export interface DocumentFilter {
  key?: string | undefined
  keyPrefix?: string | undefined
  status?: string | undefined
  type?: string | undefined
  mode?: string | undefined
  /** The organization on either side. */
  partner?: string | undefined
  interchange?: string | undefined
  arrivedFrom?: string | undefined
  arrivedBefore?: string | undefined
}

/** The documents that fit and that this asker may see, the newest first. */
export async function listDocuments(
  database: Kysely<Tables>,
  asker: Asker,
  filter: DocumentFilter,
  page: { before?: string | undefined; limit: number },
) {
  const wheres = conditions(asker, filter)
  if (page.before !== undefined) wheres.push(sql`d.id < ${page.before}::uuid`)
  const slugs =
    asker === null
      ? sql`(select slug from organizations where id = d.sender) as sender_slug, (select slug from organizations where id = d.receiver) as receiver_slug`
      : sql`entrepot_slug(d.sender) as sender_slug, entrepot_slug(d.receiver) as receiver_slug`
  // biome-ignore lint/suspicious/noExplicitAny: rows of the database, written out field by field when presented
  const { rows } = await sql<any>`select d.*, ${slugs} from documents d
    where ${sql.join(wheres, sql` and `)} order by d.id desc limit ${page.limit}`.execute(database)
  return rows
}

/** A day as people count them, with how many arrived and how many of those need somebody. */
export interface DayVolume {
  day: string
  documents: number
  troubled: number
}

/** What arrived on each of the last days, today included, in this time zone. */
export async function volumeByDay(
  database: Kysely<Tables>,
  asker: Asker,
  of: { days: number; timeZone: string },
): Promise<DayVolume[]> {
  const { days, timeZone } = of
  const first = sql`date_trunc('day', now() at time zone ${timeZone}) - make_interval(days => ${days - 1})`
  const since = sql`(${first}) at time zone ${timeZone}`
  // Ids begin with their milliseconds.
  const seconds = sql`('x' || translate(left(d.id::text, 13), '-', ''))::bit(48)::bigint / 1000.0`
  const firstId = sql`(lpad(to_hex((extract(epoch from ${since}) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid`
  const arrived =
    asker === null
      ? sql`select ${seconds} as seconds, d.status from documents d where d.id >= ${firstId}`
      : sql`select ${seconds} as seconds, d.status from document_sides v join documents d on d.id = v.document
            where v.organization = ${asker}::uuid and v.document >= ${firstId}`
  const { rows } = await sql<DayVolume>`
    with arrived as (${arrived}),
    counted as (select date_trunc('day', to_timestamp(seconds) at time zone ${timeZone}) as day, count(*)::int as documents,
        count(*) filter (where status in ('invalid', 'suspended', 'held', 'unapproved', 'quarantined', 'declined'))::int as troubled
      from arrived group by 1)
    select to_char(g.day, 'YYYY-MM-DD') as day, coalesce(c.documents, 0) as documents, coalesce(c.troubled, 0) as troubled
      from generate_series(${first}, date_trunc('day', now() at time zone ${timeZone}), interval '1 day') g(day) left join counted c on c.day = g.day
      order by g.day`.execute(database)
  return rows
}

function conditions(asker: Asker, filter: DocumentFilter): RawBuilder<unknown>[] {
  const { key, keyPrefix, status, type, mode, partner, interchange, arrivedFrom, arrivedBefore } = filter
  // A receiver sees a document once it was let go on to them.
  const found =
    asker === null
      ? [sql`true`]
      : [sql`exists (select from document_sides v where v.document = d.id and v.organization = ${asker}::uuid)`]
  if (key !== undefined) found.push(sql`d.id in (${called(asker, key, false)})`)
  if (keyPrefix !== undefined) found.push(sql`d.id in (${called(asker, keyPrefix, true)})`)
  if (status !== undefined) found.push(sql`d.status = ${status}`)
  if (type !== undefined) found.push(sql`d.type = ${type}`)
  if (mode !== undefined) found.push(sql`d.mode = ${mode}`)
  if (partner !== undefined) found.push(sql`(d.sender = ${partner}::uuid or d.receiver = ${partner}::uuid)`)
  if (interchange !== undefined) found.push(sql`d.interchange = ${interchange}::uuid`)
  if (arrivedFrom !== undefined) found.push(sql`d.id >= ${firstIdAt(Date.parse(arrivedFrom))}::uuid`)
  if (arrivedBefore !== undefined) found.push(sql`d.id < ${firstIdAt(Date.parse(arrivedBefore))}::uuid`)
  return found
}

function called(asker: Asker, wanted: string, prefix: boolean): RawBuilder<unknown> {
  if (asker !== null) return sql`select entrepot_documents_called(${wanted}, ${prefix})`
  const fits = prefix ? sql`value like ${`${escaped(wanted)}%`}` : sql`value = ${wanted}`
  return sql`select document from document_keys where ${fits}`
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
