import { type Kysely, type Selectable, sql } from 'kysely'
import type { Tables } from '../../platform/tables.ts'

type Database = Kysely<Tables>

export type GuideRow = Selectable<Tables['guides']>
export type DictionaryRow = Selectable<Tables['dictionaries']>

/** Without what it says. */
export type GuideHead = Omit<GuideRow, 'content'> & {
  dictionary_name: string | null
  dictionary_number: number | null
}
export type DictionaryHead = Omit<DictionaryRow, 'content'>

interface Page {
  after?: string | undefined
  limit: number
}

/** The newest version of each, by name. */
export function listGuides(
  database: Database,
  {
    standard,
    document,
    name,
  }: { standard?: string | undefined; document?: string | undefined; name?: string | undefined },
  { after, limit }: Page,
): Promise<(GuideHead & { versions: number })[]> {
  let query = guideHeads(database)
    .distinctOn('g.name')
    .select((of) =>
      of
        .selectFrom('guides as v')
        .whereRef('v.name', '=', 'g.name')
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('versions'),
    )
    .orderBy('g.name')
    .orderBy('g.number', 'desc')
    .limit(limit)
  if (standard !== undefined) query = query.where('g.standard', '=', standard)
  if (document !== undefined) query = query.where('g.document', '=', document)
  if (name !== undefined) query = query.where(sql<boolean>`position(${name} in g.name) > 0`)
  if (after !== undefined) query = query.where('g.name', '>', after)
  return query.$narrowType<{ versions: number }>().execute()
}

/** All versions of one, the newest first. */
export function guideVersions(database: Database, name: string): Promise<GuideHead[]> {
  return guideHeads(database).where('g.name', '=', name).orderBy('g.number', 'desc').limit(1_000).execute()
}

function guideHeads(database: Database) {
  return database
    .selectFrom('guides as g')
    .leftJoin('dictionaries as d', 'd.id', 'g.dictionary')
    .select(['g.id', 'g.name', 'g.version', 'g.number', 'g.title', 'g.standard', 'g.release', 'g.document'])
    .select(['g.dictionary', 'g.actor', 'g.created_at', 'd.name as dictionary_name', 'd.number as dictionary_number'])
}

/** One version, or the newest, with what it says and what its dictionary says. */
export function findGuide(database: Database, name: string, version: string | null) {
  let query = guideHeads(database)
    .select(['g.content', 'd.content as own'])
    .where('g.name', '=', name)
    .orderBy('g.number', 'desc')
    .limit(1)
  if (version !== null) query = query.where('g.version', '=', version)
  return query.executeTakeFirst()
}

/** The newest version of each dictionary, by name. */
export function listDictionaries(
  database: Database,
  { after, limit }: Page,
): Promise<(DictionaryHead & { versions: number })[]> {
  let query = dictionaryHeads(database).distinctOn('name').orderBy('name').orderBy('number', 'desc').limit(limit)
  if (after !== undefined) query = query.where('name', '>', after)
  return query
    .select(sql<number>`(select count(*) from dictionaries v where v.name = dictionaries.name)`.as('versions'))
    .execute()
}

export function dictionaryVersions(database: Database, name: string): Promise<DictionaryHead[]> {
  return dictionaryHeads(database).where('name', '=', name).orderBy('number', 'desc').limit(1_000).execute()
}

function dictionaryHeads(database: Database) {
  return database
    .selectFrom('dictionaries')
    .select(['id', 'name', 'number', 'standard', 'release', 'actor', 'created_at'])
}

/** One version, or the newest, with what it says. */
export function findDictionary(
  database: Database,
  name: string,
  number: number | null,
): Promise<DictionaryRow | undefined> {
  let query = database
    .selectFrom('dictionaries')
    .selectAll()
    .where('name', '=', name)
    .orderBy('number', 'desc')
    .limit(1)
  if (number !== null) query = query.where('number', '=', number)
  return query.executeTakeFirst()
}

/** The agreements that name it themselves, in whatever version; the newest first. */
export function agreementsNaming(database: Database, name: string) {
  return database
    .selectFrom('agreements')
    .select(['id', 'document_type as type', 'mode'])
    .select([
      sql<string>`entrepot_slug(sender)`.as('sender'),
      sql<string>`entrepot_slug(receiver)`.as('receiver'),
      sql<string>`settings->>'guide'`.as('guide'),
    ])
    .where(sql<boolean>`split_part(settings->>'guide', '@', 1) = ${name}`)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}
