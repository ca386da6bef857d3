import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { vacuumQueues } from './vacuum.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('dead jobs are removed without waiting for the vacuum of Postgres', async () => {
  const { signal } = new AbortController()
  const own = await database.connect()
  await own.query('alter table jobs set (autovacuum_enabled = off)')
  await own.query(`insert into jobs (kind, subject, lane)
    select 'none', gen_random_uuid(), 'out:' || i from generate_series(1, 5000) as i`)
  await own.query('delete from jobs')
  await own.query('select pg_stat_force_next_flush()')
  const dead = async () => {
    const { rows } = await own.query(`select n_dead_tup::int as n from pg_stat_user_tables where relname = 'jobs'`)
    return rows[0].n
  }
  expect(await dead()).toBe(5_000)
  expect(await vacuumQueues(database.pool, signal)).toEqual(['jobs'])
  expect(await dead()).toBe(0)
  expect(await vacuumQueues(database.pool, signal)).toEqual([])
  await own.end()
})
