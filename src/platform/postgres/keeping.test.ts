import { rm } from 'node:fs/promises'
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
