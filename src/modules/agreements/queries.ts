import type { Kysely, Selectable } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
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

/** The agreements this actor is a side of, the newest first. */
export function listAgreements(
  database: Database,
  actor: Actor,
  filter: AgreementFilter,
  page: { before?: string | undefined; limit: number },
): Promise<AgreementRow[]> {
  let query = selectAgreements(database).orderBy('a.id', 'desc').limit(page.limit)
  for (const party of [actor.organization, filter.party]) {
    if (typeof party === 'string')
      query = query.where((is) => is.or([is('a.sender', '=', party), is('a.receiver', '=', party)]))
  }
  if (filter.type !== undefined) query = query.where('a.document_type', '=', filter.type)
  if (filter.mode !== undefined) query = query.where('a.mode', '=', filter.mode)
  if (page.before !== undefined) query = query.where('a.id', '<', page.before)
  return query.execute()
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
