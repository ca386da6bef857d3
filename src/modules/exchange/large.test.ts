import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { exchangeKinds } from './jobs.ts'

// No worker runs here: the test runs each job when it wants it to.
let grid: TestGrid
const sink = createServer((request, response) => void request.resume().on('end', () => response.end()))

beforeAll(async () => {
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve))
  const push = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`
  grid = await startTestGrid({ network: network({ push, expect: 'none' }), env: { ENTREPOT_ROLES: 'web' } })
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

async function send(body: string): Promise<void> {
  const headers = { authorization: `Bearer ${await grid.keyOf('acme')}` }
  const response = await fetch(`${grid.url}/api/v1/interchanges`, { method: 'POST', body, headers })
  expect(response.status).toBe(202)
}

async function runJob(kind: string): Promise<void> {
  const { app } = grid
  const [job] = await grid.query(
    `update jobs set worker = 7 where id = (select min(id) from jobs where kind = $1)
      returning id::text, kind, subject, lane, attempt, cause, depth, worker`,
    [kind],
  )
  const ran = await exchangeKinds(app.exchange)[kind]!.run(job as never, new AbortController().signal)
  const change = typeof ran === 'function' ? await ran() : ran
  expect(await app.grid.commit({ ...change, done: job as never })).toBe(true)
}

test('a large interchange that is delivered before its documents have followed is completed whole', async () => {
  const po = Array.from({ length: 1_100 }, (_, at) => `PO-${at}`)
  await send(order({ control: 1, po, lines: 12 }))
  await runJob('decide-large')
  await runJob('deliver')
  for (let left = 1; left > 0; ) {
    await runJob('follow')
    left = (await grid.query(`select from jobs where kind = 'follow'`)).length
  }
  expect(await grid.query('select status, count(*)::int as n from documents group by 1')).toEqual([
    { status: 'completed', n: 1_100 },
  ])
})

test('what is just being completed does not hold up the documents that follow, and is found later', async () => {
  const po = Array.from({ length: 1_100 }, (_, at) => `SECOND-${at}`)
  await send(order({ control: 2, po, lines: 12 }))
  await runJob('decide-large')
  const other = await grid.app.grid.database.connect()
  await other.query('begin')
  await other.query(`select from documents where business_key like 'SECOND-%' and position % 2 = 0 for update`)
  await runJob('follow')
  const counts = `select status, count(*)::int as n from documents where business_key like 'SECOND-%' group by 1 order by 1`
  expect(await grid.query(counts)).toEqual([
    { status: 'recognised', n: 550 },
    { status: 'released', n: 550 },
  ])
  await other.query('rollback')
  await other.end()
  await runJob('follow')
  expect(await grid.query(counts)).toEqual([{ status: 'released', n: 1_100 }])
  expect(await grid.query(`select from jobs where kind = 'follow'`)).toEqual([])
})

test('each interchange of a large file is known by its own bytes when it comes again alone', async () => {
  const po = Array.from({ length: 1_100 }, (_, at) => `THIRD-${at}`)
  const [first, second] = [order({ control: 31, po, lines: 12 }), order({ control: 32, po: ['FOURTH'] })]
  await send(first + second)
  await runJob('decide-large')
  await runJob('decide-large') // what stands behind the first in the same file
  await send(first)
  await runJob('decide-large')
  await send(second)
  await runJob('decide')
  const found = await grid.query(
    `select control_number, status from interchanges where direction = 'in' and control_number in ('000000031', '000000032') order by id`,
  )
  expect(found.map((one) => `${Number(one.control_number)} ${one.status}`)).toEqual([
    '31 processed',
    '32 processed',
    '31 duplicate',
    '32 duplicate',
  ])
})
