import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { SensitiveClass } from '../../../edi/sensitive/classes.ts'
import { firstIdAt } from '../../../platform/ids.ts'
import type { Tables } from '../../../platform/tables.ts'
import { queryOf } from '../../search/words.ts'
import type { Asker } from '../queries.ts'

export interface DocumentFilter {
  key?: string | undefined
  keyPrefix?: string | undefined
  /** Words that it says, where they are not of hidden classes. */
  text?: string | undefined
  hidden?: ReadonlySet<SensitiveClass>
  status?: string | undefined
  type?: string | undefined
  mode?: string | undefined
  /** The organization on either side. */
  partner?: string | undefined
  /** The agreements of a unit: of its documents one of them was kept to. */
  agreed?: readonly string[] | undefined
  interchange?: string | undefined
  arrivedFrom?: string | undefined
  arrivedBefore?: string | undefined
}

/** The documents that fit and that this asker may see, the newest first unless told otherwise. */
export async function listDocuments(database: Kysely<Tables>, asker: Asker, filter: DocumentFilter, page: Page) {
  // Asked of `d` the planner would hash all that a partner may see.
  const id = sql.ref(asker === null ? 'd.id' : 'v.document')
  const ids = await pageOfIds(database, asker, filter, page)
  const wheres =
    ids === null
      ? [...conditions(asker, filter, id), ...(await searched(database, filter, page, id))]
      : [sql`${id} = any(${ids}::uuid[])`]
  // A receiver sees a document once it was let go on to them.
  if (asker !== null) wheres.push(sql`v.organization = ${asker}::uuid`)
  const [behind, direction] = page.order === 'newest' ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
  if (page.from !== undefined) wheres.push(sql`${id} ${behind} ${page.from}::uuid`)
  const slugs =
    asker === null
      ? sql`(select slug from organizations where id = d.sender) as sender_slug, (select slug from organizations where id = d.receiver) as receiver_slug`
      : sql`entrepot_slug(d.sender) as sender_slug, entrepot_slug(d.receiver) as receiver_slug`
  // biome-ignore lint/suspicious/noExplicitAny: rows of the database, written out field by field when presented
  const { rows } = await sql<any>`select d.*, ${slugs}
    from ${asker === null ? sql`documents d` : sql`document_sides v join documents d on d.id = v.document`}
    where ${wheres.length === 0 ? sql`true` : sql.join(wheres, sql` and `)} order by ${id} ${direction} limit ${page.limit}`.execute(
    database,
  )
  return rows
}

/**
 * Where a list is narrowed and nothing is searched for: the documents of the page, found without walking over those that do not fit
 * (migrations/0026, 0027, 0032). Null: it is not.
 */
async function pageOfIds(
  database: Kysely<Tables>,
  asker: Asker,
  filter: DocumentFilter,
  page: Page,
): Promise<string[] | null> {
  const { key, keyPrefix, text, interchange, type, mode, status, agreed } = filter
  if ([key, keyPrefix, text, interchange].some((one) => one !== undefined)) return null
  const partner = filter.partner === asker ? undefined : filter.partner
  if ([partner, agreed, type, mode, status].every((one) => one === undefined)) return null
  const [first, last] = boundsOf(filter, page)
  const within = sql`${JSON.stringify({ type, mode, status })}::jsonb, ${first}::uuid, ${last}::uuid, ${page.order === 'newest'}, ${page.limit + 1}`
  const way =
    agreed !== undefined
      ? sql`entrepot_documents_agreed(${agreed}::uuid[], ${partner ?? null}::uuid, ${within})`
      : partner !== undefined
        ? sql`entrepot_documents_between(${partner}::uuid, ${within})`
        : TROUBLED.has(status ?? '')
          ? sql`entrepot_documents_needing(${within})`
          : type === undefined && mode === undefined
            ? sql`entrepot_documents_of_status(${within})`
            : sql`entrepot_documents_of_kind(${within})`
  const { rows } = await sql<{ id: string }>`select ${way} as id`.execute(database)
  return rows.map((row) => row.id)
}

/** From the first id that may be, up to the first that may not. */
function boundsOf(
  { arrivedFrom, arrivedBefore }: DocumentFilter,
  { from, order }: Page,
): [string | null, string | null] {
  const at = (moment: string | undefined) => (moment === undefined ? [] : [firstIdAt(Date.parse(moment))])
  const [firsts, lasts] = [at(arrivedFrom), at(arrivedBefore)]
  if (from !== undefined) (order === 'newest' ? lasts : firsts).push(from)
  return [firsts.sort().at(-1) ?? null, lasts.sort()[0] ?? null]
}

/** Documents that a person lets go on or not, up to so many of each. */
export async function countWaiting(database: Kysely<Tables>, most: number): Promise<Record<Waiting, number>> {
  const count = (status: Waiting) =>
    sql`(select count(*)::int from entrepot_documents_needing(${JSON.stringify({ status })}::jsonb, null, null, true, ${most}))`
  const { rows } = await sql<
    Record<Waiting, number>
  >`select ${count('unapproved')} as unapproved, ${count('held')} as held, ${count('suspended')} as suspended`.execute(
    database,
  )
  return rows[0]!
}

type Waiting = 'unapproved' | 'held' | 'suspended'

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

/** Rare: kept beside (migrations/0018). */
const TROUBLED = new Set(['invalid', 'suspended', 'held', 'unapproved', 'quarantined', 'declined'])

function conditions(asker: Asker, filter: DocumentFilter, id: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const { key, status, type, mode, partner, agreed, interchange, arrivedFrom, arrivedBefore } = filter
  const found = []
  if (key !== undefined) found.push(sql`${id} in (select entrepot_documents_called(${key}, false))`)
  if (status !== undefined) found.push(sql`d.status = ${status}`)
  if (status !== undefined && TROUBLED.has(status)) {
    found.push(sql`${id} in (select entrepot_documents_troubled(${status}))`)
  }
  if (type !== undefined) found.push(sql`d.type = ${type}`)
  if (mode !== undefined) found.push(sql`d.mode = ${mode}`)
  if (partner !== undefined && partner !== asker)
    found.push(sql`(d.sender = ${partner}::uuid or d.receiver = ${partner}::uuid)`)
  if (agreed !== undefined) found.push(sql`d.agreement = any(${agreed}::uuid[])`)
  if (interchange !== undefined) found.push(sql`d.interchange = ${interchange}::uuid`)
  if (arrivedFrom !== undefined) found.push(sql`${id} >= ${firstIdAt(Date.parse(arrivedFrom))}::uuid`)
  if (arrivedBefore !== undefined) found.push(sql`${id} < ${firstIdAt(Date.parse(arrivedBefore))}::uuid`)
  return found
}

/** What so many have is no way to find a page of them: then each document of the list is asked whether it fits. */
const CALLED_MAX = 10_000
const SAYING_MAX = 500

interface Page {
  from?: string | undefined
  order: 'newest' | 'oldest'
  limit: number
}

/** By the begin of a key and by words: few of all are looked up first, many are met on the way. */
async function searched(
  database: Kysely<Tables>,
  filter: DocumentFilter,
  page: Page,
  id: RawBuilder<unknown>,
): Promise<RawBuilder<unknown>[]> {
  const { keyPrefix, text } = filter
  const { hidden: _, ...asked } = filter
  // Alone, a search gives the page itself.
  const alone = Object.values(asked).filter((one) => one !== undefined).length === 1 && page.order === 'newest'
  const found = []
  if (keyPrefix !== undefined) found.push(await beginning(database, keyPrefix, alone ? page : null, id))
  if (text !== undefined) found.push(await saying(database, filter, alone ? page : null, id))
  return found
}

async function beginning(
  database: Kysely<Tables>,
  prefix: string,
  page: Page | null,
  id: RawBuilder<unknown>,
): Promise<RawBuilder<unknown>> {
  if (page !== null) {
    const { rows } = await sql<{
      id: string
    }>`select entrepot_newest_called(${prefix}, ${page.from ?? null}::uuid, ${page.limit}) as id`.execute(database)
    return sql`${id} = any(${rows.map((row) => row.id)}::uuid[])`
  }
  const { rows } = await sql<{
    n: number
  }>`select entrepot_keys_beginning(${prefix}, ${CALLED_MAX + 1}) as n`.execute(database)
  if (rows[0]!.n <= CALLED_MAX) return sql`${id} in (select entrepot_documents_called(${prefix}, true))`
  const pattern = `${prefix.replace(/[\\%_]/g, '\\$&')}%`
  return sql`exists (select from document_keys k where k.document = d.id and k.value like ${pattern})`
}

async function saying(
  database: Kysely<Tables>,
  { text = '', hidden = new Set() }: DocumentFilter,
  page: Page | null,
  id: RawBuilder<unknown>,
): Promise<RawBuilder<unknown>> {
  const wanted = queryOf(text, hidden)
  if (wanted === null) return sql`false`
  const opaque = hidden.size === 0
  const { rows } = await sql<{
    id: string
  }>`select entrepot_documents_saying(${wanted}::tsquery, ${opaque}, ${page?.from ?? null}::uuid, ${page?.limit ?? SAYING_MAX + 1}) as id`.execute(
    database,
  )
  if (page !== null || rows.length <= SAYING_MAX) return sql`${id} = any(${rows.map((row) => row.id)}::uuid[])`
  return sql`exists (select from document_texts t where t.document = d.id and t.words @@ ${wanted}::tsquery and (${opaque} or not t.opaque))`
}
