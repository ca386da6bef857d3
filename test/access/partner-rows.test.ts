import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { rowsOf } from '../../src/platform/rows-of.ts'
import { testDatabase } from '../database.ts'
import { NEVER, seedOf } from './partner-tables.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
const ours = newId()
const theirs = newId()
const seeds = { [ours]: seedOf(ours), [theirs]: seedOf(theirs) }

interface Table {
  name: string
  /** Guarded, forced, and with a rule for partners. */
  ruled: boolean
  /** The role may select from it. */
  granted: boolean
  /** It may do more than select. */
  written: boolean
}

let tables: Table[]

beforeAll(async () => {
  database = await testDatabase()
  const { rows } = await database.pool.query(`
    select case when n.nspname = current_schema() then c.relname else n.nspname || '.' || c.relname end as name,
      c.relrowsecurity and c.relforcerowsecurity and exists (
        select from pg_policy p where p.polrelid = c.oid and 'entrepot_partner'::regrole = any(p.polroles)) as ruled,
      has_table_privilege('entrepot_partner', c.oid, 'select') as granted,
      has_table_privilege('entrepot_partner', c.oid, 'insert, update, delete, truncate') as written
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`)
  tables = rows
  await database.transaction(async (tx) => {
    // What belongs together is written in no order.
    await sql`set local session_replication_role = replica`.execute(tx)
    for (const seed of Object.values(seeds)) {
      for (const [table, rows] of Object.entries(seed)) {
        for (const row of rows)
          await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((column) => sql.ref(column)))}) values (${sql.join(Object.values(row))})`.execute(
            tx,
          )
      }
    }
  })
})
afterAll(() => database.drop())

const read = (organization: string, table: string) =>
  rowsOf(database, organization, async (tx) => {
    return (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(tx)).rows
  })

test('each table says which of its rows partners see, or why they never read it', () => {
  const silent = tables.filter(({ name, ruled }) => !ruled && !(name in NEVER)).map(({ name }) => name)
  expect(silent, 'call entrepot_rows_of_partners in its migration, or give the reason in partner-tables.ts').toEqual([])
  const both = tables.filter(({ name, ruled, granted }) => (ruled || granted) && name in NEVER)
  expect(both.map(({ name }) => name)).toEqual([])
  const known = tables.map(({ name }) => name)
  expect(Object.keys(NEVER).filter((name) => !known.includes(name))).toEqual([])
  expect(tables.filter(({ written }) => written)).toEqual([])
})

test('each table with a rule has rows of two partners here', () => {
  const ruled = tables.filter((table) => table.ruled).map(({ name }) => name)
  for (const seed of Object.values(seeds)) expect(Object.keys(seed).sort()).toEqual(ruled)
})

test('of all rows of a table a partner gets its own, and only those', async () => {
  for (const { name, ruled } of tables) {
    if (!ruled) {
      await expect(read(ours, name), name).rejects.toThrow(/permission denied/)
      continue
    }
    for (const [organization, seed] of Object.entries(seeds)) {
      const columns = Object.keys(seed[name]![0]!).filter((column) => /^(id|seq)$/.test(column))
      const named = (rows: Record<string, unknown>[]) =>
        rows.map((row) => JSON.stringify(columns.map((column) => row[column]))).sort()
      const rows = await read(organization, name)
      expect(named(rows), name).toEqual(named(seed[name]!))
      expect(rows, name).toHaveLength(seed[name]!.length)
    }
  }
})

test('who names no organization gets no row, and what was set ends with the transaction', async () => {
  const client = await database.connect()
  try {
    await client.query('begin')
    await client.query('set local role entrepot_partner')
    for (const { name, ruled } of tables) {
      if (ruled) expect((await client.query(`select * from ${name}`)).rows, name).toEqual([])
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
  await read(ours, 'documents')
  const { rows } = await database.pool.query(
    `select current_user = session_user as owner, nullif(current_setting('entrepot.organization', true), '') as organization`,
  )
  expect(rows).toEqual([{ owner: true, organization: null }])
  expect((await database.pool.query('select id from documents')).rows.length).toBeGreaterThan(2)
})

test('the owner of the tables reads all rows by a policy, not because it is above them', async () => {
  const { rows } = await database.pool.query(`
    select c.relname from pg_class c where c.relrowsecurity and not exists (
      select from pg_policy p where p.polrelid = c.oid and p.polname = 'grid' and p.polroles = array[c.relowner])`)
  expect(rows).toEqual([])
})

test('a business key finds the documents of who asks', async () => {
  const found = (organization: string, wanted: string, prefix: boolean) =>
    rowsOf(database, organization, async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`select entrepot_documents_called(${wanted}, ${prefix}) as id`.execute(tx)
      return rows.map(({ id }) => id)
    })
  for (const [organization, seed] of Object.entries(seeds)) {
    const own = [seed['documents']![0]!['id']]
    expect(await found(organization, 'PO_1', false)).toEqual(own)
    expect(await found(organization, 'PO_', true)).toEqual(own)
    expect(await found(organization, 'P_', true)).toEqual([])
  }
})

test('a grid whose user is no administrator works on all rows, once it was given the role', async () => {
  const name = `owner_${newId().replaceAll('-', '')}`
  await database.pool.query(`create role ${name} login password 'secret'`)
  await database.pool.query(`create database ${name} owner ${name}`)
  const own = openDatabase({ connection: { ...database.connection, user: name, password: 'secret', database: name } })
  try {
    await expect(migrate(own)).rejects.toThrow(`grant entrepot_partner to ${name}`)
    await database.pool.query(`grant entrepot_partner to ${name}`)
    expect(await migrate(own)).toContain('0017_partner_rows.sql')
    for (const organization of [ours, theirs]) {
      const row = [organization, `o${organization}`]
      await own.pool.query(`insert into organizations (id, slug, name) values ($1, $2, 'One')`, row)
    }
    expect((await own.pool.query('select id from organizations')).rows).toHaveLength(2)
    const seen = await rowsOf(own, ours, (tx) => tx.selectFrom('organizations').select('id').execute())
    expect(seen).toEqual([{ id: ours }])
  } finally {
    await own.close()
    await database.pool.query(`drop database ${name} with (force)`)
    await database.pool.query(`drop role ${name}`)
  }
})
