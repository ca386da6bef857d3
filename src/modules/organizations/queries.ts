import type { Kysely, Selectable } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { isId } from '../../platform/ids.ts'
import type { Tables } from '../../platform/tables.ts'

type Database = Kysely<Tables>

/** With the names of region and calendar, as people know them. */
export type Organization = Omit<Selectable<Tables['organizations']>, 'region' | 'calendar'> & {
  region: string | null
  calendar: string | null
}
export type Unit = Omit<Selectable<Tables['units']>, 'region' | 'calendar'> & {
  region: string | null
  calendar: string | null
}
export type Identifier = Selectable<Tables['identifiers']>
export type Calendar = Selectable<Tables['calendars']>

/** Those this actor may see, in order of their slugs. */
export function listOrganizations(
  database: Database,
  actor: Actor,
  page: { after?: string | undefined; limit: number },
): Promise<Organization[]> {
  let query = selectOrganizations(database).orderBy('o.slug').limit(page.limit)
  if (actor.organization !== null) query = query.where('o.id', '=', actor.organization)
  if (page.after !== undefined) query = query.where('o.slug', '>', page.after)
  return query.execute()
}

/** By id or slug. What looks like an id is taken as one. */
export function findOrganization(database: Database, idOrSlug: string): Promise<Organization | undefined> {
  return selectOrganizations(database)
    .where(isId(idOrSlug) ? 'o.id' : 'o.slug', '=', idOrSlug)
    .executeTakeFirst()
}

export function lockOrganization(tx: Database, id: string): Promise<Organization | undefined> {
  return selectOrganizations(tx).where('o.id', '=', id).forUpdate('o').executeTakeFirst()
}

export function findHost(database: Database): Promise<{ id: string; slug: string } | undefined> {
  return database.selectFrom('organizations').select(['id', 'slug']).where('role', '=', 'host').executeTakeFirst()
}

export function listUnits(database: Database, organization: string): Promise<Unit[]> {
  return database
    .selectFrom('units as u')
    .leftJoin('regions as r', 'r.id', 'u.region')
    .leftJoin('calendars as c', 'c.id', 'u.calendar')
    .select(['u.id', 'u.organization', 'u.slug', 'u.name', 'u.time_zone', 'r.name as region', 'c.name as calendar'])
    .where('u.organization', '=', organization)
    .orderBy('u.slug')
    .execute()
}

export function listIdentifiers(database: Database, organization: string): Promise<Identifier[]> {
  return database
    .selectFrom('identifiers')
    .selectAll()
    .where('organization', '=', organization)
    .orderBy('scheme')
    .orderBy('qualifier')
    .orderBy('value')
    .orderBy('mode')
    .orderBy('valid_from')
    .execute()
}

export function findIdentifier(database: Database, id: string): Promise<Identifier | undefined> {
  return database.selectFrom('identifiers').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Everyone who was, is or will be called so, in order. */
export function ownersOf(
  database: Database,
  called: Pick<Identifier, 'scheme' | 'qualifier' | 'value' | 'mode'>,
): Promise<(Identifier & { slug: string })[]> {
  return database
    .selectFrom('identifiers as i')
    .innerJoin('organizations as o', 'o.id', 'i.organization')
    .selectAll('i')
    .select('o.slug')
    .where('i.scheme', '=', called.scheme)
    .where('i.qualifier', '=', called.qualifier)
    .where('i.value', '=', called.value)
    .where('i.mode', '=', called.mode)
    .orderBy('i.valid_from')
    .execute()
}

export function listRegions(database: Database): Promise<{ id: string; name: string }[]> {
  return database.selectFrom('regions').selectAll().orderBy('name').execute()
}

export function listCalendars(database: Database): Promise<Calendar[]> {
  return database.selectFrom('calendars').selectAll().orderBy('name').execute()
}

function selectOrganizations(database: Database) {
  return database
    .selectFrom('organizations as o')
    .leftJoin('regions as r', 'r.id', 'o.region')
    .leftJoin('calendars as c', 'c.id', 'o.calendar')
    .select(['o.id', 'o.slug', 'o.name', 'o.role', 'o.status', 'o.locale', 'o.time_zone', 'o.version'])
    .select(['o.created_at', 'o.changed_at', 'r.name as region', 'c.name as calendar'])
}
