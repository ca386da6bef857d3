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
  const response = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body: order({ control: 1, po, lines: 12 }),
    headers: { authorization: `Bearer ${await grid.keyOf('acme')}` },
  })
  expect(response.status).toBe(202)
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
