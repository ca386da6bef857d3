import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { enterableFolder } from '../../../test/grid.ts'
import { openDatabase } from '../database.ts'
import { startPostgres } from './embedded.ts'
import { keepPostgres } from './keeping.ts'

test('an embedded Postgres that was killed is started again by who keeps it, until it is let go', async () => {
  const folder = await enterableFolder()
  const first = await startPostgres({ folder })
  const told: string[] = []
  const keeping = keepPostgres(first, { folder }, (error) => told.push(error.message))
  const database = openDatabase({ connection: first.connection })
  const answers = () =>
    database.pool.query('select 1').then(
      () => true,
      () => false,
    )
  process.kill(first.pid, 'SIGKILL')
  while (await answers());
  for (let tries = 0; tries < 200 && !(await answers()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await answers()).toBe(true)
  expect(told).toEqual(['the embedded Postgres has ended and is started again'])
  await database.close()
  const now = await keeping.letGo()
  expect(now.pid).not.toBe(first.pid)
  await now.stop()
  expect(now.lives()).toBe(false)
  await rm(folder, { recursive: true, force: true })
})

test('one whose recovery stands still is ended and started again', async () => {
  const folder = await enterableFolder()
  // As a standby that lets nobody read, it waits for a log that never comes: refusing, without anything to do.
  const options = { folder, settings: { hot_standby: 'off' }, standstillMs: 3_000 }
  const first = await startPostgres(options)
  const told: string[] = []
  const keeping = keepPostgres(first, options, (error) => told.push(error.message))
  const database = openDatabase({ connection: first.connection, max: 1 })
  const said = () =>
    database.pool.query('select 1').then(
      () => 'ready',
      (error) => String(error.message),
    )
  const until = async (wanted: RegExp) => {
    for (let tries = 0; tries < 600 && !wanted.test(await said()); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await said()).toMatch(wanted)
  }
  await database.pool.query('create table kept as select 1 as n')
  const { rows } = await database.pool.query('select pg_backend_pid() as pid')
  const signal = join(folder, 'cluster/data/standby.signal')
  await writeFile(signal, '')
  process.kill(rows[0].pid, 'SIGKILL') // the server begins its recovery by itself, and stays the same process
  await until(/not accepting connections/)
  await rm(signal)
  expect(first.lives()).toBe(true)
  await until(/^ready$/)
  expect(told).toEqual([
    'the recovery of the embedded Postgres stood still',
    'the embedded Postgres has ended and is started again',
  ])
  expect(first.lives()).toBe(false)
  expect((await database.pool.query('select n from kept')).rows).toEqual([{ n: 1 }])
  await database.close()
  await (await keeping.letGo()).stop()
  await rm(folder, { recursive: true, force: true })
})
