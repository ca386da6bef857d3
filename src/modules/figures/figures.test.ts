import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../test/messages.ts'
import { keepBacklog } from './backlog.ts'
import { spreadOf } from './spread.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
const keys: Record<string, string> = {}

beforeAll(async () => {
  grid = await startTestGrid({
    network: network()
      .replace('organizations:', 'organizations:\n  cedar: { name: Cedar Freight }')
      .replace('name: Bolt Supply', 'name: Bolt Supply\n    units: { north: { name: North } }')
      .replace('technical: "997"', 'technical: "997", calendar: receiver/north'),
  })
  call = clientOf(grid.url)
  const scopes = ['exchange:read', 'exchange:write', 'exchange:decide', 'work:read']
  for (const slug of ['acme', 'bolt', 'cedar']) keys[slug] = await grid.keyOf(slug, scopes)
  keys['grid'] = await grid.keyOf(null, scopes)
  for (const [control, po] of [
    [1, 'PO-1'],
    [2, 'PO-2'],
    // A second original of its key: held, so its receiver does not hear of it.
    [3, 'PO-1'],
  ] as const) {
    await call(keys['acme']!, 'POST /api/v1/interchanges', order({ control, po }))
  }
})
afterAll(() => grid.close())

async function ask(who: string, what: string, query = '') {
  const { status, body } = await call(keys[who]!, `GET /api/v1/figures/${what}?${query}`)
  expect(status).toBe(200)
  return body
}

const counts = async (query = '') =>
  Promise.all(['grid', 'acme', 'bolt', 'cedar'].map(async (who) => (await ask(who, 'volume', query)).documents))

const counted = (expected: number[]) =>
  expect.poll(() => counts(), { timeout: 30_000, interval: 200 }).toEqual(expected)

test('documents are counted within seconds, for each side once it may see them', async () => {
  await counted([3, 3, 2, 0])
  const [held] = await grid.query("select id from documents where status = 'held'")
  const decision = { decision: 'release', reason: 'wanted twice' }
  await call(keys['grid']!, `PUT /api/v1/documents/${held!['id']}/decision`, decision)
  await counted([3, 3, 3, 0])
  // What was counted from its event alone, and what was looked at, together are what each of them may see.
  const kept = "select organization, sum(n)::int as n from figures where measure = 'documents' group by 1 order by 1"
  const seen = 'select organization, count(*)::int as n from document_sides group by 1 order by 1'
  expect(await grid.query(kept)).toEqual(await grid.query(seen))
  const first =
    "select data->'first' is not null as first, count(*)::int as n from events where type in ('document.released', 'document.held') group by 1 order by 1"
  expect(await grid.query(first)).toEqual([
    { first: false, n: 2 },
    { first: true, n: 2 },
  ])
})

test('they are narrowed by partner, type and mode, and lie in the part of the time in which they arrived', async () => {
  expect(await counts('partner=bolt&type=850&mode=test')).toEqual([3, 3, 3, 0])
  expect(await counts('partner=acme')).toEqual([3, 3, 3, 0])
  expect(await counts('unit=north')).toEqual([3, 3, 3, 0])
  for (const query of ['partner=cedar', 'partner=nobody', 'type=810', 'mode=production', 'unit=south']) {
    expect(await counts(query)).toEqual([0, 0, 0, 0])
  }
  for (const [period, parts] of Object.entries({ day: 24, week: 7, month: 30, quarter: 13 })) {
    const { slots } = await ask('grid', 'volume', `period=${period}&timeZone=Pacific/Kiritimati`)
    const found = slots.filter((one: { documents: number }) => one.documents > 0)
    expect([slots.length, found.length, found[0].documents]).toEqual([parts, 1, 3])
    const now = new Date().toISOString()
    expect(found[0].from <= now && slots.at(-1).until > now).toBe(true)
    expect(slots.slice(1).map((one: { from: string }) => one.from)).toEqual(
      slots.slice(0, -1).map((one: { until: string }) => one.until),
    )
  }
  const { partners, types, units } = await ask('grid', 'volume')
  expect(partners).toEqual([
    { slug: 'acme', documents: 3 },
    { slug: 'bolt', documents: 3 },
  ])
  expect(types).toEqual([{ type: '850', documents: 3 }])
  expect(units).toEqual([{ unit: 'north', documents: 3 }])
  expect((await ask('bolt', 'volume')).partners).toEqual([{ slug: 'acme', documents: 3 }])
})

test('how long its receiver took to acknowledge is measured for both sides', async () => {
  const [sent] = await grid.query(
    "select control_number from deliveries where purpose = 'documents' order by control_number limit 1",
  )
  const group = Number(sent!['control_number'])
  await grid.query("update deliveries set sent_at = now() - interval '1 hour' where control_number = $1", [group])
  const answer = { sender: 'BOLT', receiver: 'ACME', control: 1, group }
  await call(keys['bolt']!, 'POST /api/v1/interchanges', acknowledgement(answer))
  // Said again it settles nothing.
  await call(keys['bolt']!, 'POST /api/v1/interchanges', acknowledgement({ ...answer, control: 2 }))
  const receipts =
    (who: string, query = '') =>
    async () =>
      (await ask(who, 'volume', query)).receipts?.count ?? 0
  await expect.poll(receipts('grid'), { timeout: 30_000 }).toBe(1)
  const { receipts: found, slots } = await ask('acme', 'volume', 'type=850')
  expect(found.count).toBe(1)
  expect(Math.abs(found.medianSeconds / 3_600 - 1)).toBeLessThan(0.1)
  expect(slots.at(-1).receipts).toEqual(found)
  expect([await receipts('bolt')(), await receipts('bolt', 'type=810')(), await receipts('cedar')()]).toEqual([1, 0, 0])
})

test('what needed a person is counted by class, for whose it is', async () => {
  expect((await ask('grid', 'failures')).classes).toEqual([{ class: 'duplicate', count: 1 }])
  expect((await ask('acme', 'failures', 'partner=bolt&type=850&mode=test&unit=north')).classes).toEqual([
    { class: 'duplicate', count: 1 },
  ])
  expect((await ask('grid', 'failures', 'type=810')).classes).toEqual([])
  expect((await ask('bolt', 'failures')).classes).toEqual([])
})

test('what waits is counted now, and the most of each hour is kept', async () => {
  const [channel] = await grid.query(
    "select c.id from channels c join organizations o on o.id = c.organization where o.slug = 'bolt' and c.direction = 'out'",
  )
  await grid.query(
    "insert into jobs (kind, subject, lane, due_at) select 'none', gen_random_uuid(), $1, 'infinity' from generate_series(1, 4)",
    [`out:${channel!['id']}:kept`],
  )
  const now = (who: string) => ask(who, 'backlog', 'period=day')
  await expect.poll(async () => (await now('bolt')).now.delivery, { timeout: 10_000 }).toBe(4)
  expect((await now('grid')).now).toMatchObject({ delivery: 4, processing: 0 })
  expect((await now('acme')).now.delivery).toBe(0)
  await keepBacklog(grid.app.grid.database.pool)
  await grid.query("delete from jobs where kind = 'none'")
  await keepBacklog(grid.app.grid.database.pool)
  const most = async (who: string) =>
    Math.max(...(await now(who)).slots.map((one: { delivery: number }) => one.delivery))
  expect([await most('grid'), await most('bolt'), await most('acme')]).toEqual([4, 4, 0])
  expect((await ask('grid', 'backlog', 'partner=bolt')).slots.at(-1).delivery).toBe(4)
})

test('how long receipts took is told from buckets: half, and 95 of 100', () => {
  const bucket = (seconds: number) => Math.round(4 * Math.log2(seconds))
  expect(spreadOf([])).toBeNull()
  const found = spreadOf([
    { bucket: bucket(60), n: 90 },
    { bucket: bucket(3_600), n: 10 },
  ])!
  expect(found.count).toBe(100)
  expect(Math.abs(found.medianSeconds / 60 - 1)).toBeLessThan(0.1)
  expect(Math.abs(found.p95Seconds / 3_600 - 1)).toBeLessThan(0.1)
})
