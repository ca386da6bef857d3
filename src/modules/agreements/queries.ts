import type { Kysely, Selectable } from 'kysely'
import type { Grid } from '../../grid.ts'
import type { Actor } from '../../platform/actor.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import type { Tables } from '../../platform/tables.ts'

type Database = Kysely<Tables>

/** With the slugs of both sides and the name of the way out. */
export type AgreementRow = Selectable<Tables['agreements']> & {
  sender_slug: string
  receiver_slug: string
  channel_name: string
}

export interface AgreementFilter {
  /** One side, whichever. */
  party?: string | undefined
  type?: string | undefined
  mode?: string | undefined
}

/**
 * The agreements this actor is a side of, the newest first. Which they are is asked as the actor; how the other side and its way out
 * are called is looked up by what was found.
 */
export async function listAgreements(
  database: Pick<Grid['database'], 'kysely'>,
  actor: Actor,
  filter: AgreementFilter,
  page: { before?: string | undefined; limit: number },
): Promise<AgreementRow[]> {
  const seen = await rowsOf(database, actor.organization, (own) => agreementIds(own, actor, filter, page))
  if (seen.length === 0) return []
  const ids = seen.map(({ id }) => id)
  return selectAgreements(database.kysely).where('a.id', 'in', ids).orderBy('a.id', 'desc').execute()
}

function agreementIds(
  database: Database,
  actor: Actor,
  filter: AgreementFilter,
  page: { before?: string | undefined; limit: number },
): Promise<{ id: string }[]> {
  let query = database.selectFrom('agreements as a').select('a.id').orderBy('a.id', 'desc').limit(page.limit)
  for (const party of [actor.organization, filter.party]) {
    if (typeof party === 'string')
      query = query.where((is) => is.or([is('a.sender', '=', party), is('a.receiver', '=', party)]))
  }
  if (filter.type !== undefined) query = query.where('a.document_type', '=', filter.type)
  if (filter.mode !== undefined) query = query.where('a.mode', '=', filter.mode)
  if (page.before !== undefined) query = query.where('a.id', '<', page.before)
  return query.execute()
}

/** One that this actor is a side of. */
export async function findVisibleAgreement(
  database: Pick<Grid['database'], 'kysely'>,
  actor: Actor,
  id: string,
): Promise<AgreementRow | undefined> {
  const seen = await rowsOf(database, actor.organization, (own) =>
    own.selectFrom('agreements').select('id').where('id', '=', id).executeTakeFirst(),
  )
  return seen && findAgreement(database.kysely, id)
}

export function findAgreement(database: Database, id: string): Promise<AgreementRow | undefined> {
  return selectAgreements(database).where('a.id', '=', id).executeTakeFirst()
}

/** Every agreement of these two on this, past and future ones too, in order. */
export function agreementsOn(
  database: Database,
  of: { sender: string; receiver: string; type: string; mode: string },
): Promise<AgreementRow[]> {
  return selectAgreements(database)
    .where('a.sender', '=', of.sender)
    .where('a.receiver', '=', of.receiver)
    .where('a.document_type', '=', of.type)
    .where('a.mode', '=', of.mode)
    .orderBy('a.valid_from')
    .execute()
}

/** What an agreement must know of its way out. */
export function findWay(database: Database, id: string) {
  return database
    .selectFrom('channels')
    .select(['id', 'organization', 'name', 'direction', 'mode', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export function selectAgreements(database: Database) {
  return database
    .selectFrom('agreements as a')
    .innerJoin('organizations as s', 's.id', 'a.sender')
    .innerJoin('organizations as r', 'r.id', 'a.receiver')
    .innerJoin('channels as c', 'c.id', 'a.channel')
    .selectAll('a')
    .select(['s.slug as sender_slug', 'r.slug as receiver_slug', 'c.name as channel_name'])
}
