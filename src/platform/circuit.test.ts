import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { Committer } from './commit.ts'
import { newId } from './ids.ts'
import { startWork, type Work } from './work.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let committer: Committer
const works: Work[] = []
beforeAll(async () => {
  database = await testDatabase()
  committer = new Committer({ carrier: database.carrier, written: (work) => works.map((one) => one.wake(work)) })
})
afterEach(async () => {
  await Promise.all(works.splice(0).map((work) => work.stop()))
  await database.pool.query('delete from jobs')
  await database.pool.query('delete from lanes')
})
afterAll(async () => {
  await committer.close()
  await database.drop()
})

/** The other side of the lanes, and what it saw: the lane and subject of each try. */
class Other {
  answers: (lane: string) => 'there' | 'away' | 'bad' = () => 'there'
  tries: string[] = []
  taken: { lane: string; subject: string }[] = []
  at = 0
  most = 0
}
class Away extends Error {}

function work(other: Other, retryMs = 20): void {
  works.push(
    startWork({
      pool: database.keyed,
      connect: database.connect,
      committer,
      kinds: {
        call: {
          pure: false,
          async run({ lane, subject }) {
            other.tries.push(lane!)
            other.most = Math.max(other.most, ++other.at)
            await new Promise((resolve) => setTimeout(resolve, 20))
            other.at--
            const answer = other.answers(lane!)
            if (answer === 'away') throw new Away()
            if (answer === 'bad') throw new Error('bad')
            other.taken.push({ lane: lane!, subject })
            return { rows: [] }
          },
          retry: () => retryMs,
          away: (error) => (error instanceof Away ? 0 : null),
          gaveUp: async () => ({ rows: [] }),
        },
      },
    }),
  )
}
const add = (lanes: string[], times = 1) =>
  committer.commit({
    rows: [],
    jobs: Array.from({ length: times }, () => lanes.map((lane) => ({ kind: 'call', subject: newId(), lane }))).flat(),
  })
const keys = (count: number) => Array.from({ length: count }, (_, i) => `out:bolt:K${i}`)
async function until(what: string, done: () => boolean | Promise<boolean>) {
  for (let i = 0; i < 3_000; i++) {
    if (await done()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`${what}: not within 30 s`)
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('while the other side is away its lanes rest together, one is the probe, and then all go on in their order', async () => {
  const other = new Other()
  other.answers = (lane) => (lane.startsWith('out:bolt') ? 'away' : 'there')
  work(other)
  await add(keys(300), 2)
  await until('the first wave', () => other.tries.length >= 3)
  await pause(500)
  // Those that were tried before the third failure was known: no more than run side by side.
  const wave = other.tries.length
  expect(wave).toBeLessThanOrEqual(70)
  other.most = 0
  await pause(4_000)
  // Rests of about 1, 2 and 4 s: a probe after each.
  expect(other.tries.length - wave).toBeGreaterThanOrEqual(1)
  expect(other.tries.length - wave).toBeLessThanOrEqual(4)
  expect(other.most).toBe(1)
  await add(['out:other:K1'])
  await until('the lane of another', () => other.taken.length === 1)
  other.taken = []
  other.answers = () => 'there'
  await until('all', () => other.taken.length === 600)
  for (const [lane, of] of Map.groupBy(other.taken, ({ lane }) => lane)) {
    const subjects = of.map(({ subject }) => subject)
    expect(subjects, lane).toEqual([...subjects].sort())
  }
  await until('lanes of keys to go', async () => {
    const { rows } = await database.pool.query(`select name, failures from lanes where name like 'out:bolt%'`)
    return rows.length === 1 && rows[0].failures === 0
  })
})

test('one lane whose job is bad lets the others alone, also when it says that the other side is away', async () => {
  const other = new Other()
  other.answers = (lane) => (lane === 'out:bolt:K0' ? 'away' : 'there')
  work(other)
  await add(['out:bolt:K0'])
  await until('tries', () => other.tries.length >= 6)
  await add(keys(20).slice(1))
  const from = performance.now()
  await until('the others', () => other.taken.length === 19)
  expect(performance.now() - from).toBeLessThan(2_000)
  expect((await database.pool.query(`select 1 from lanes where failures > 0`)).rows).toEqual([])
})

test('a probe that fails for a reason of its own leaves it to another lane to find out', async () => {
  const other = new Other()
  let back = false
  other.answers = (lane) => (!back ? 'away' : lane === 'out:bolt:K0' ? 'bad' : 'there')
  work(other, 500)
  await add(keys(5))
  await until('the rest', async () => {
    const { rows } = await database.pool.query(`select 1 from lanes where name = 'out:bolt' and failures > 0`)
    return rows.length > 0
  })
  back = true
  await until('the others', () => other.taken.length === 4)
})

test('a node that is gone with the probe in hand holds the others up only until they try themselves', async () => {
  // As it leaves them: the circuit waits for its outcome, the lanes for theirs a little longer.
  await add(keys(3))
  await database.pool.query(`insert into lanes (name, due_at, failures) values ('out:bolt', 'infinity', 4)`)
  await database.pool.query(
    `update lanes set rests_until = now() + interval '1 second', due_at = greatest(due_at, now() + interval '1 second') where name like 'out:bolt%'`,
  )
  const other = new Other()
  work(other)
  await add(['out:bolt:NEW'])
  await pause(500)
  expect(other.tries).toEqual([])
  await until('all', () => other.taken.length === 4)
})
