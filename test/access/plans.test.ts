import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DocumentFilter, listDocuments, volumeByDay } from '../../src/modules/exchange/browsing/listing.ts'
import { relatives } from '../../src/modules/exchange/browsing/related.ts'
import { documentTimeline, findDocument } from '../../src/modules/exchange/queries.ts'
import { findDocuments, findFiles, findItems } from '../../src/modules/search/queries.ts'
import { queriesOf, rowsOf } from '../../src/platform/rows-of.ts'
import type { Tables } from '../../src/platform/tables.ts'
import { testDatabase } from '../database.ts'
import { fillDocuments, HALF, wordsOfVocabulary } from '../many-documents.ts'

/** Enough that a plan without an index would cost more than one with; read by an index, a page is some hundred rows. */
const DOCUMENTS = 40_000
const READ_MAX = 15_000

let database: Awaited<ReturnType<typeof testDatabase>>
const partners: Record<string, string> = {}
/** Others that lists are filtered by. */
const others: Record<string, string> = {}
let words: string[]

beforeAll(async () => {
  database = await testDatabase()
  await fillDocuments(database, DOCUMENTS)
  const { rows } = await database.pool.query(
    `select slug, id from organizations where slug in ('${HALF}', 'partner-7')`,
  )
  for (const { slug, id } of rows) partners[slug] = id
  const named = await database.pool.query(
    `insert into organizations (id, slug, name) values (gen_random_uuid(), 'lonely', 'Lonely');
     select slug, id from organizations where slug in ('partner-9', 'partner-11', 'lonely')`,
  )
  for (const { slug, id } of (named as unknown as { rows: { slug: string; id: string }[] }[])[1]!.rows)
    others[slug] = id
  words = await wordsOfVocabulary(database)
  await fewOfAKind()
  // What is held, its receiver has not seen.
  await database.pool.query(
    `delete from document_sides v using documents d where d.status = 'held' and v.document = d.id and v.organization = d.receiver`,
  )
}, 120_000)
afterAll(() => database.drop())

/** A type of which there are four, and a status, the oldest; and an agreement, kept to by every second document that one partner sent to half. */
async function fewOfAKind(): Promise<void> {
  await database.pool.query(
    `update documents set type = '832', status = 'recognised' where id in (select id from documents order by id limit 4)`,
  )
  others['agreement'] = '01900000-0000-7000-8000-000000000001'
  const between = [others['agreement'], partners['partner-7'], partners[HALF]]
  await database.pool.query(
    `with way as (insert into channels (id, organization, name, direction, kind) values (gen_random_uuid(), $3, 'way', 'out', 'api') returning id)
      insert into agreements (id, sender, receiver, document_type, mode, channel) select $1, $2, $3, '*', 'production', id from way`,
    between,
  )
  await database.pool.query(
    `update documents set agreement = $1 where sender = $2 and receiver = $3 and hashtext(id::text) % 2 = 0`,
    between,
  )
}

const READ = sql<{ name: string; scans: number; read: number }>`select relname as name, seq_scan::int as scans,
  (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
  where relname in ('documents', 'document_keys', 'document_sides', 'document_texts', 'document_files')`

/** Counts go on from what this connection did before, so what counts is what is added. */
async function counted<T>(tx: Kysely<Tables>, named: string, read: () => Promise<T>): Promise<T> {
  const before = new Map((await READ.execute(tx)).rows.map((row) => [row.name, row]))
  const found = await read()
  for (const { name, ...after } of (await READ.execute(tx)).rows) {
    const { scans = 0, read: seen = 0 } = before.get(name) ?? {}
    expect(after.scans - scans, `${named}: sequential scans of ${name}`).toBe(0)
    expect(after.read - seen, `${named}: rows read of ${name}`).toBeLessThan(READ_MAX)
  }
  return found
}

function asPartner<T>(slug: string, named: string, read: (tx: Kysely<Tables>) => Promise<T>): Promise<T> {
  return rowsOf(database, partners[slug]!, (tx) => counted(tx, `${named}, as ${slug}`, () => read(tx)))
}

const page = { order: 'newest' as const, limit: 51 }
const LISTS: Record<string, () => DocumentFilter> = {
  'all documents': () => ({}),
  'by key': () => ({ key: 'PO4500000160' }),
  'by a prefix of few': () => ({ keyPrefix: 'PO45000001' }),
  'by a prefix of most': () => ({ keyPrefix: 'PO' }),
  'by a prefix of none': () => ({ keyPrefix: 'NONE' }),
  'by a frequent word': () => ({ text: words[0] }),
  'by a rare word': () => ({ text: words.at(-1) }),
  'by words of none': () => ({ text: 'nothing says this' }),
  'by a frequent word, type and status': () => ({ text: words[0], type: '810', status: 'completed' }),
  'by a status that is rare': () => ({ status: 'declined' }),
  'by a status of none': () => ({ status: 'suspended' }),
  'by a plain status of most': () => ({ status: 'completed' }),
  'by a plain status of some': () => ({ status: 'released' }),
  'by a plain status of few': () => ({ status: 'recognised' }),
  'by a plain status of none': () => ({ status: 'received' }),
  'by type and mode': () => ({ type: '856', mode: 'production' }),
  'by a type of few': () => ({ type: '832' }),
  'by a type of none': () => ({ type: '997' }),
  'by a mode of none': () => ({ mode: 'test' }),
  'by the unit of a pair': () => ({ agreed: [others['agreement']!] }),
  'by a unit and a type of none': () => ({ agreed: [others['agreement']!], type: '997' }),
  'by a unit of none': () => ({ agreed: [] }),
  'by a partner': () => ({ partner: others['partner-11'] }),
  'by a partner, type and status of none': () => ({ partner: others['partner-11'], type: '850', status: 'suspended' }),
  'by a partner that has none': () => ({ partner: others['lonely'] }),
  'by a partner that has many, with oneself none': () => ({ partner: others['partner-9'] }),
  'by HALF': () => ({ partner: partners[HALF] }),
  'by days': () => ({ arrivedFrom: new Date(Date.now() - 3 * 86_400_000).toISOString() }),
}

test('lists of documents go by indexes, newest or oldest first', async () => {
  for (const slug of Object.keys(partners)) {
    for (const [named, filter] of Object.entries(LISTS)) {
      for (const order of ['newest', 'oldest'] as const) {
        const rows = await asPartner(slug, `${named}, ${order}`, (tx) =>
          listDocuments(tx, partners[slug]!, filter(), { ...page, order }),
        )
        const mine = (row: { sender: string; receiver: string }) => [row.sender, row.receiver].includes(partners[slug]!)
        expect(rows.every(mine)).toBe(true)
        if (slug === HALF && !named.includes('none')) expect(rows.length, named).toBeGreaterThan(0)
      }
    }
  }
})

test('so do those of the grid itself by a partner, whatever the partner has seen of them, and by a plain status', async () => {
  const names = Object.keys(LISTS).filter((named) => /^by (a partner|HALF|a plain status)/.test(named))
  for (const named of names) {
    for (const order of ['newest', 'oldest'] as const) {
      const rows = await database.kysely
        .transaction()
        .execute((tx) => counted(tx, named, () => listDocuments(tx, null, LISTS[named]!(), { ...page, order })))
      const { partner } = LISTS[named]!()
      const { rows: all } = await database.pool.query(
        `select id from documents where ($1::uuid is null or sender = $1 or receiver = $1) and ($2::text is null or status = $2)
          order by id ${order === 'newest' ? 'desc' : ''} limit 51`,
        [partner ?? null, LISTS[named]!().status ?? null],
      )
      expect(rows.map(({ id }: { id: string }) => id)).toEqual(all.map(({ id }) => id))
    }
  }
})

test('so does the search over everything', async () => {
  const texts = [
    'PO4500000160',
    'po450000016',
    'P',
    words[0]!,
    words.at(-1)!,
    `${words[0]} ${words[5]}`,
    'sku12',
    'none',
  ]
  for (const slug of Object.keys(partners)) {
    const organization = partners[slug]!
    for (const text of texts) {
      const of = { text, hidden: new Set<never>(), limit: 6 }
      const found = await asPartner(slug, text, (tx) => findDocuments(tx, organization, of))
      if (slug === HALF && text !== 'none') expect(found.length, text).toBeGreaterThan(0)
      await asPartner(slug, text, (tx) => findFiles(tx, text, 6))
      await asPartner(slug, text, (tx) => findItems(tx, organization, { ...of, documents: found.map(({ id }) => id) }))
    }
  }
})

test('so do the page of a document and the volume of days', async () => {
  for (const slug of Object.keys(partners)) {
    const organization = partners[slug]!
    const [row] = await asPartner(slug, 'one', (tx) => listDocuments(tx, organization, {}, { ...page, limit: 1 }))
    const scanned = () => READ.compile(database.kysely).sql
    await queriesOf(database, organization, async (rows) => {
      const before = (await rows.query(scanned())).rows
      const document = await findDocument(rows, organization, row.id)
      expect(document.id).toBe(row.id)
      await documentTimeline(rows, organization, document)
      await relatives(rows, organization, row.id)
      const after = (await rows.query(scanned())).rows
      for (const { name, scans } of after) expect(scans, name).toBe(before.find((one) => one.name === name).scans)
    })
    const volume = { days: 2, timeZone: 'UTC' }
    await asPartner(slug, 'volume', (tx) => volumeByDay(tx, organization, volume))
  }
})

test('what is looked for by the plan of a list uses no index but those that are there for it', async () => {
  const { rows } = await rowsOf(database, partners[HALF]!, (tx) =>
    sql<{ 'QUERY PLAN': string }>`explain select d.* from document_sides v join documents d on d.id = v.document
      where v.organization = ${partners[HALF]!}::uuid order by v.document desc limit 51`.execute(tx),
  )
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('Index Only Scan Backward using document_sides_pkey')
  expect(plan).toContain('documents_pkey')
  expect(plan).not.toMatch(/Seq Scan|Sort/)
})
