import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import type { Change, NewJob } from './change.ts'
import { Committer } from './commit.ts'
import { newId } from './ids.ts'
import { readerKinds, registerReaders } from './readers.ts'
import { insertRows } from './rows.ts'
import { type JobKind, startWork, type Work, type WorkOptions } from './work.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let committer: Committer
const works: Work[] = []
const insertRegion = insertRows('regions', { id: 'uuid', name: 'text' })

beforeAll(async () => {
  database = await testDatabase()
  committer = new Committer({
    carrier: database.carrier,
    written: () => {
      for (const work of works) work.wake()
    },
  })
})
afterEach(async () => {
  await Promise.all(works.splice(0).map((work) => work.stop()))
  await database.pool.query('delete from jobs')
  await database.pool.query('delete from lanes')
  await database.pool.query('delete from regions')
})
afterAll(async () => {
  await committer.close()
  await database.drop()
})

function work(kinds: Record<string, Partial<JobKind>>, options: Partial<WorkOptions> = {}): Work {
  const whole = Object.fromEntries(
    Object.entries(kinds).map(([kind, given]) => [
      kind,
      {
        pure: true,
        retry: () => 10,
        gaveUp: async () => ({ rows: [] }),
        run: async () => ({ rows: [] }),
        ...given,
      } as JobKind,
    ]),
  )
  const started = startWork({ pool: database.keyed, connect: database.connect, committer, kinds: whole, ...options })
  works.push(started)
  return started
}

const add = (jobs: NewJob[]) => committer.commit({ rows: [], jobs })
const counted = async (table: string) =>
  (await database.pool.query(`select count(*)::int as n from ${table}`)).rows[0].n
async function until(done: () => boolean | Promise<boolean>) {
  for (let i = 0; i < 500; i++) {
    if (await done()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not happen within 5 s')
}

test('a thousand jobs without a lane are each run once, and their rows and events are there', async () => {
  const ran = new Map<string, number>()
  const before = (await database.pool.query('select n from event_head')).rows[0].n
  work({
    name: {
      run: async (job) => {
        ran.set(job.subject, (ran.get(job.subject) ?? 0) + 1)
        const event = { type: 'named', subjectKind: 'region', subject: job.subject, organizations: [], actor: 'system' }
        return { rows: [insertRegion({ id: job.subject, name: job.subject })], events: [event] }
      },
    },
  })
  const jobs = Array.from({ length: 1000 }, () => ({ kind: 'name', subject: newId() }))
  await Promise.all(jobs.map((job) => add([job])))
  await until(async () => (await counted('jobs')) === 0)
  expect([...ran.values()].every((times) => times === 1)).toBe(true)
  expect(await counted('regions')).toBe(1000)
  const { rows } = await database.pool.query(
    'select min(seq) as first, max(seq) as last, count(distinct seq)::int as n from events where seq > $1',
    [before],
  )
  expect(rows[0]).toEqual({ first: before + 1, last: before + 1000, n: 1000 })
})

test('a lane keeps order over pure and outside work, also when one fails twice', async () => {
  const order: string[] = []
  let failures = 2
  const run = async (job: { subject: string }): Promise<Change> => {
    if (job.subject === subjects[150] && failures-- > 0) throw new Error('not now')
    order.push(job.subject)
    return { rows: [] }
  }
  const subjects = Array.from({ length: 300 }, () => newId())
  work({ pure: { run: async (job) => async () => run(job) }, outside: { pure: false, run } })
  await add(subjects.map((subject, i) => ({ kind: i % 7 === 0 ? 'outside' : 'pure', subject, lane: 'one' })))
  await until(async () => (await counted('jobs')) === 0)
  expect(order.filter((subject, i) => order.indexOf(subject) === i).join()).toBe(subjects.join())
})

test('a job of a lane gets its number when the lane is its own: none that is written later has a lower one', async () => {
  const [first, second] = [newId(), newId()]
  await add([{ kind: 'any', subject: newId(), lane: 'shared' }])
  const other = await database.connect()
  await other.query('begin')
  await other.query("select from lanes where name = 'shared' for update")
  const waiting = add([{ kind: 'any', subject: second, lane: 'shared' }])
  await until(
    async () => (await counted("pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")) > 0,
  )
  await other.query("insert into jobs (kind, subject, lane) values ('any', $1, 'shared')", [first])
  await other.query('commit')
  await waiting
  const { rows } = await database.pool.query('select subject from jobs where subject in ($1, $2) order by id', [
    first,
    second,
  ])
  expect(rows.map(({ subject }) => subject)).toEqual([first, second])
  await other.end()
})

test('a bad change fails alone, whatever else is in its group', async () => {
  const id = newId()
  const good = Array.from({ length: 50 }, () => newId())
  const results = await Promise.allSettled([
    ...good.map((g) => committer.commit({ rows: [insertRegion({ id: g, name: g })] })),
    committer.commit({ rows: [insertRegion({ id, name: good[0] })] }),
  ])
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1)
  expect(await counted('regions')).toBe(50)
})

test('what somebody waits for is written before work that nobody waits for, in its order', async () => {
  const region = (name: string): Change => ({ rows: [insertRegion({ id: newId(), name })] })
  const written: string[] = []
  const note = (name: string) => () => written.push(name)
  // Far more than two groups, which are on their way at once.
  const work = Array.from({ length: 20 }, (_, i) =>
    committer.inOrder(Array.from({ length: 300 }, (_, j) => region(`${i}-${j}`))).then(note('work')),
  )
  const urgent = ['first', 'second'].map((name) =>
    committer.inOrder([{ urgent: true, ...region(name) }]).then(note(name)),
  )
  await Promise.all([...work, ...urgent])
  // Groups on the other connection may be written sooner than theirs, however slow the machine is; without a hurry all twenty were before.
  expect(written.slice(0, 15)).toEqual(expect.arrayContaining(['first', 'second']))
  expect(await counted('regions')).toBe(6002)
  // However many ask, work goes on.
  written.length = 0
  const asked = Array.from({ length: 4000 }, (_, i) =>
    committer.inOrder([{ urgent: true, ...region(`more-${i}`) }]).then(note('asked')),
  )
  await Promise.all([...asked, committer.inOrder([region('meanwhile')]).then(note('work'))])
  // It is in the first of twenty groups; on the other connection some may be written while that one is.
  expect(written.indexOf('work')).toBeLessThan(4000)
})

test('a lane takes few jobs at a time, and more only while more waits than it takes', async () => {
  let begun = 0
  const seen = new Set<number>()
  work({
    decide: {
      run: async () => {
        begun++
        await new Promise((resolve) => setTimeout(resolve, 50))
        seen.add(begun)
        return { rows: [] }
      },
    },
  })
  await add(Array.from({ length: 240 }, () => ({ kind: 'decide', subject: newId(), lane: 'steps' })))
  await until(() => begun === 240)
  expect([...seen].slice(0, 2)).toEqual([50, 50 + 75])
})

test('many jobs of a lane that are decided at once let others in between', async () => {
  let ran = 0
  const turns: number[] = []
  work({
    decide: {
      run: async () => {
        if (ran++ % 10 === 0) setImmediate(() => turns.push(ran))
        return { rows: [] }
      },
    },
  })
  await add(Array.from({ length: 200 }, () => ({ kind: 'decide', subject: newId(), lane: 'full' })))
  await until(() => ran === 200)
  expect(turns[0]).toBeLessThan(100)
})

test('a job that is no longer ours writes nothing', async () => {
  await add([{ kind: 'elsewhere', subject: newId() }])
  const { rows } = await database.pool.query(
    `update jobs set worker = 7 returning id::text, kind, subject, lane, attempt, cause, depth`,
  )
  const id = newId()
  expect(await committer.commit({ done: { ...rows[0], worker: 8 }, rows: [insertRegion({ id, name: id })] })).toBe(
    false,
  )
  expect(await counted('regions')).toBe(0)
  expect(await committer.commit({ done: { ...rows[0], worker: 7 }, rows: [insertRegion({ id, name: id })] })).toBe(true)
  expect(await counted('regions')).toBe(1)
})

test('after the last retry the kind gives up with its own change, and the lane goes on', async () => {
  const failed = newId()
  const after = newId()
  const ran: string[] = []
  work({
    hard: {
      run: async (job) => {
        if (job.subject === failed) throw new Error('never')
        ran.push(job.subject)
        return { rows: [] }
      },
      retry: (_error, attempt) => (attempt < 3 ? 5 : null),
      gaveUp: async (job) => ({ rows: [insertRegion({ id: job.subject, name: `gave up after ${job.attempt + 1}` })] }),
    },
  })
  await add([
    { kind: 'hard', subject: failed, lane: 'two' },
    { kind: 'hard', subject: after, lane: 'two' },
  ])
  await until(async () => (await counted('jobs')) === 0)
  expect((await database.pool.query('select name from regions')).rows).toEqual([{ name: 'gave up after 3' }])
  expect(new Set(ran)).toEqual(new Set([after])) // a pure kind may have run ahead, and again
})

test('a full disk is no failure of the job: it waits, with all its attempts', async () => {
  let runs = 0
  const run = async () => {
    runs++
    throw Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' })
  }
  work({ full: { run, retry: () => null, gaveUp: async ({ subject }) => ({ rows: [insertRegion({ id: subject })] }) } })
  await add([{ kind: 'full', subject: newId() }])
  await until(() => runs === 1)
  const waits = 'select from jobs where attempt = 0 and worker is null and due_at > now()'
  await until(async () => (await database.pool.query(waits)).rowCount === 1)
})

test('a job with a delay runs not before it', async () => {
  let ranAt = 0
  work({ later: { run: async () => ((ranAt = Date.now()), { rows: [] }) } }, { idleMs: 20 })
  const from = Date.now()
  await add([{ kind: 'later', subject: newId(), afterMs: 300 }])
  await until(() => ranAt > 0)
  expect(ranAt - from).toBeGreaterThanOrEqual(295)
  expect(ranAt - from).toBeLessThan(1500)
})

test('what a dead worker held is free again within two seconds', async () => {
  const subject = newId()
  await add([
    { kind: 'orphan', subject },
    { kind: 'orphan', subject: newId(), lane: 'three' },
  ])
  await database.pool.query('update jobs set worker = 4711 where lane is null')
  await database.pool.query(`update lanes set worker = 4711 where name = 'three'`)
  const from = Date.now()
  work({ orphan: {} })
  await until(async () => (await counted('jobs')) === 0)
  expect(Date.now() - from).toBeLessThan(2000)
})

test('a worker that loses its connection starts anew and finishes its jobs', async () => {
  let runs = 0
  const run = async () => {
    runs++
    await until(() => runs === 2)
    return { rows: [] }
  }
  work({ slow: { run } })
  await add([{ kind: 'slow', subject: newId() }])
  await until(() => runs === 1)
  await database.pool.query(`select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.classid = 1
    and l.database = (select oid from pg_database where datname = current_database())`)
  await until(async () => (await counted('jobs')) === 0)
  expect(runs).toBe(2)
})

test('an event reader sees every event once and in order', async () => {
  const seen: number[] = []
  const reader = {
    name: 'test',
    everyMs: 20,
    read: async (events: { seq: number }[]) => (seen.push(...events.map((e) => e.seq)), { rows: [] }),
  }
  await registerReaders(database, [reader])
  await registerReaders(database, [reader])
  const from = (await database.pool.query('select n from event_head')).rows[0].n
  work(readerKinds(database, [reader]), { idleMs: 20 })
  const event = () => ({ type: 't', subjectKind: 'x', subject: newId(), organizations: [], actor: 'system' })
  await Promise.all(Array.from({ length: 700 }, () => committer.commit({ rows: [], events: [event()] })))
  await until(() => seen.at(-1) === from + 700)
  expect(seen.filter((seq) => seq > from).join()).toBe(Array.from({ length: 700 }, (_, i) => from + 1 + i).join())
})

test('a wide lane runs as many side by side as it may, each finished by itself', async () => {
  let now = 0
  let most = 0
  const run = async () => {
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, 20))
    now--
    return { rows: [] }
  }
  work({ send: { run, pure: false } }, { limits: () => ({ concurrent: 5 }) })
  await add(Array.from({ length: 40 }, () => ({ kind: 'send', subject: newId(), lane: 'any:one' })))
  await until(async () => (await counted('jobs')) === 0)
  expect(most).toBe(5)
  // Empty it sleeps until there is work: it is not looked at again and again.
  await until(async () => {
    const { rows } = await database.pool.query(`select due_at, worker from lanes where name = 'any:one'`)
    return rows[0].worker === null && rows[0].due_at === Number.POSITIVE_INFINITY
  })
})

test('a partner that hangs takes no slots from another, and bad ones among good ones wait alone', async () => {
  const sent: string[] = []
  let failures = 0
  const hangs = newId()
  const bad = newId()
  const run = async (job: { subject: string; lane: string | null }) => {
    if (job.lane === 'any:slow') await new Promise((resolve) => setTimeout(resolve, 300))
    if (job.subject === bad && failures++ < 2) throw new Error('refused')
    sent.push(`${job.lane}`)
    return { rows: [] }
  }
  work({ send: { run, pure: false } }, { outsideMax: 16 })
  await add(Array.from({ length: 30 }, () => ({ kind: 'send', subject: newId(), lane: 'any:slow' })))
  await add([{ kind: 'send', subject: hangs, lane: 'any:slow' }])
  await add(
    [bad, ...Array.from({ length: 20 }, () => newId())].map((subject) => ({
      kind: 'send',
      subject,
      lane: 'any:quick',
    })),
  )
  await until(async () => (await counted('jobs')) === 0)
  expect(failures).toBe(3)
  expect(sent.lastIndexOf('any:quick')).toBeLessThan(sent.lastIndexOf('any:slow'))
})

test('a lane rests while the other side is away: one probe at a time, new work ends no rest, and then all of it goes', async () => {
  let away = true
  let tries = 0
  const rests: number[] = []
  const run = async () => {
    tries++
    if (away) throw new Error('away')
    return { rows: [] }
  }
  work(
    { send: { run, pure: false, away: () => 0, retry: () => 10 } },
    { limits: () => ({ concurrent: 3 }), rested: (_lane, { restMs }) => rests.push(restMs) },
  )
  await add(Array.from({ length: 30 }, () => ({ kind: 'send', subject: newId(), lane: 'any:away' })))
  await until(() => rests.length === 1)
  const before = tries
  expect(before).toBeLessThan(6)
  await add([{ kind: 'send', subject: newId(), lane: 'any:away' }])
  await until(() => rests.length === 2)
  expect(tries).toBe(before + 1)
  away = false
  await until(async () => (await counted('jobs')) === 0)
  await until(async () => {
    const { rows } = await database.pool.query(`select failures, rests_until from lanes where name = 'any:away'`)
    return rows[0].failures === 0 && rows[0].rests_until === null
  })
})

test('no more go out in a minute than the limit says', async () => {
  const at: number[] = []
  work(
    { send: { run: async () => (at.push(performance.now()), { rows: [] }), pure: false } },
    { limits: () => ({ perMinute: 600 }) },
  )
  await add(Array.from({ length: 5 }, () => ({ kind: 'send', subject: newId(), lane: 'any:paced' })))
  await until(async () => (await counted('jobs')) === 0)
  const gaps = at.slice(1).map((moment, i) => moment - at[i]!)
  expect(Math.min(...gaps)).toBeGreaterThan(95)
})

test('order by key: a failure holds back only its key, and lanes of keys go when they are empty', async () => {
  const sent: string[] = []
  let failures = 3
  const keys = Array.from({ length: 60 }, (_, i) => `out:channel:${i % 20}`)
  const jobs = keys.map((lane) => ({ kind: 'send', subject: newId(), lane }))
  const run = async (job: { subject: string; lane: string | null }) => {
    if (job.lane === 'out:channel:7' && failures-- > 0) throw new Error('not now')
    sent.push(`${job.lane} ${job.subject}`)
    return { rows: [] }
  }
  work({ send: { run, pure: false, retry: () => 100 } })
  for (const job of jobs) await add([job])
  await until(async () => (await counted('jobs')) === 0 && (await counted('lanes')) === 0)
  for (const lane of new Set(keys)) {
    const expected = jobs.filter((job) => job.lane === lane).map((job) => `${lane} ${job.subject}`)
    expect(sent.filter((one) => one.startsWith(`${lane} `))).toEqual(expected)
  }
  expect(sent.slice(0, 20).some((one) => one.startsWith('out:channel:7 '))).toBe(false)
})

test('stopped while it connects, it ends, and so does its connection', async () => {
  const ended: Promise<unknown>[] = []
  const connect = async () => {
    const own = await database.connect()
    ended.push(new Promise((resolve) => own.once('end', () => resolve('ended'))))
    return own
  }
  await work({}, { connect }).stop()
  expect(await Promise.all(ended)).toEqual(['ended'])
})
