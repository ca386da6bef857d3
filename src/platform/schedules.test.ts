import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { Committer } from './commit.ts'
import { registerSchedules, scheduleKinds } from './schedules.ts'
import { startWork } from './work.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let committer: Committer
beforeAll(async () => {
  database = await testDatabase()
  committer = new Committer({ carrier: database.carrier })
})
afterAll(async () => {
  await committer.close()
  await database.drop()
})

test('registered by many nodes at once it runs once a turn, also after a failure, and goes on after a restart', async () => {
  let running = 0
  let most = 0
  let runs = 0
  const schedule = {
    name: 'tidy',
    everyMs: 20,
    async run() {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 10))
      running--
      if (++runs === 2) throw new Error('not now')
    },
  }
  await Promise.all(Array.from({ length: 5 }, () => registerSchedules(database, [schedule])))
  const { rows } = await database.pool.query(`select count(*)::int as n from jobs where kind = 'schedule:tidy'`)
  expect(rows).toEqual([{ n: 1 }])
  const start = () =>
    startWork({
      pool: database.keyed,
      connect: database.connect,
      committer,
      kinds: scheduleKinds([schedule]),
      idleMs: 10,
    })
  const first = start()
  await vi.waitFor(() => expect(runs).toBeGreaterThan(3), 8_000)
  await first.stop()
  const before = runs
  await registerSchedules(database, [schedule])
  const second = start()
  await vi.waitFor(() => expect(runs).toBeGreaterThan(before + 1), 8_000)
  await second.stop()
  expect(most).toBe(1)
  expect((await database.pool.query(`select count(*)::int as n from jobs`)).rows).toEqual([{ n: 1 }])
})
