import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChild } from '../../../../test/child.ts'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { network, order } from '../../../../test/messages.ts'

let grid: TestGrid

beforeAll(async () => {
  const batch = 'batch: { afterMinutes: 600, documentsMax: 4 }, order:'
  // It only takes in: whoever decides and batches is a process that ends.
  grid = await startTestGrid({ network: network().replace('order:', batch), env: { ENTREPOT_ROLES: 'web' } })
})
afterAll(() => grid.close())

const WORKER = `const { startApp } = await import('${process.cwd()}/src/app.ts')
  const { readConfig } = await import('${process.cwd()}/src/config.ts')
  const app = await startApp(readConfig(process.env))
  const open = "select from documents d left join interchanges i on i.id = d.outgoing where i.id is null union all select from interchanges where status = 'received'"
  while ((await app.grid.database.pool.query(open)).rows.length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await app.stop({ postgres: false })
  process.exit(0)`

test('killed wherever a batch is made and written, every document leaves once', async () => {
  const call = clientOf(grid.url)
  const acme = await grid.keyOf('acme')
  const keys = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8']
  for (const [at, po] of keys.entries()) {
    await call(acme, 'POST /api/v1/interchanges', order({ control: at + 1, po }))
  }
  const env = { ...grid.env, ENTREPOT_LOG_LEVEL: 'fatal', ENTREPOT_ROLES: 'worker' }
  for (const point of ['batch:made', 'lane:ran', 'commit:before', 'batch:made', 'commit:after']) {
    const ended = await inChild(WORKER, { ...env, ENTREPOT_KILL_AT: point })
    expect(ended.signal, point).toBe('SIGKILL')
  }
  expect(await inChild(WORKER, env)).toMatchObject({ code: 0 })
  const left = await grid.query(
    `select i.payload, i.document_count as n, (select count(*)::int from documents d where d.outgoing = i.id and d.status = 'released') as documents,
        (select count(*)::int from deliveries v where v.interchange = i.id) as deliveries
      from interchanges i where i.id in (select outgoing from documents) order by i.id`,
  )
  expect(left.map(({ payload: _, ...counts }) => counts)).toEqual([
    { n: 4, documents: 4, deliveries: 1 },
    { n: 4, documents: 4, deliveries: 1 },
  ])
  const bytes = await Promise.all(left.map(({ payload }) => grid.app.grid.payloads.bytes(payload, 100_000)))
  const found = [
    ...Buffer.concat(bytes)
      .toString('latin1')
      .matchAll(/BEG\*00\*SA\*(\w+)/g),
  ].map(([, po]) => po)
  expect(found.sort()).toEqual(keys)
  const [entries] = await grid.query(
    `select count(*)::int as n, count(*) filter (where status = 'closed')::int as closed from batch_entries`,
  )
  expect(entries).toEqual({ n: 8, closed: 8 })
}, 90_000)
