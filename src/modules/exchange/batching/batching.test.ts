import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../../test/messages.ts'
import { startSink } from '../../../../test/sink.ts'
import { concludeSuspended } from '../suspended.ts'
import { closeBatches } from './closing.ts'
import { pruneEntries } from './pruning.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let acme: string
let bolt: string
let admin: string
let agreement: string
let control = 0

beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: network({ push: sink.url }) })
  call = clientOf(grid.url)
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
  admin = await grid.keyOf(null, ['*'])
  agreement = (await grid.query('select id from agreements'))[0]!['id']
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

/** From now on; what waited before has left. */
async function agree(batch: object | null, more: object = {}): Promise<void> {
  const { etag } = await call(admin, `GET /api/v1/agreements/${agreement}`)
  const settings = { retry: { firstDelayMs: 50 }, batch, ...more }
  const changed = await call(admin, `PATCH /api/v1/agreements/${agreement}`, { settings }, { 'if-match': etag! })
  expect(changed.status).toBe(200)
  await grid.app.reload()
}
const send = (po: string | string[], lines = 2) =>
  call(acme, 'POST /api/v1/interchanges', order({ control: ++control, po, lines }))
const documents = (like: string) =>
  grid.query(
    'select d.*, i.control_number as number from documents d left join interchanges i on i.id = d.outgoing where d.business_key like $1 order by d.id',
    [like],
  )
const released = (like: string, count: number) =>
  grid.until('release', async () => {
    const found = await documents(like)
    return found.length === count && found.every(({ status }) => status === 'released') && found
  })
const postWith = (part: string) =>
  grid.until('the post', async () => sink.posts.find((post) => post.body.includes(part)))
const sentBy = (part: string) => sink.posts.filter((post) => post.body.includes(part)).length
const open = async () => (await grid.query(`select * from batch_entries where status = 'open'`)).length
const why = async (outgoing: string) =>
  (await grid.query(`select data from events where type = 'batch.closed' and subject = $1`, [outgoing]))[0]!['data']
const wide = { afterMinutes: 60 }

test('two files leave in one interchange with one number; its 997 completes the documents of both', async () => {
  await agree({ ...wide, documentsMax: 4 })
  await send(['A1', 'A2'])
  const waiting = await released('A_', 2)
  expect(waiting.every(({ number, outgoing }) => number === null && outgoing !== null)).toBe(true)
  await send(['A3', 'A4'])
  const { body } = await postWith('*SA*A1*')
  const group = Number(/GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(body)![1])
  const numbers = [...body.matchAll(/ST\*850\*(\d+)~BEG\*00\*SA\*(\w+)/g)].map(([, number, po]) => [number, po])
  expect(numbers).toEqual([
    ['0001', 'A1'],
    ['0002', 'A2'],
    ['0003', 'A3'],
    ['0004', 'A4'],
  ])
  expect([...body.matchAll(/SE\*8\*(\d+)~/g)].map(([, number]) => number)).toEqual(['0001', '0002', '0003', '0004'])
  expect(body).toMatch(new RegExp(`GE\\*4\\*${group}~IEA\\*1\\*${String(group).padStart(9, '0')}~$`))
  expect(body.match(/ISA\*/g)).toHaveLength(1)
  const all = await documents('A_')
  expect(new Set(all.map(({ outgoing }) => outgoing)).size).toBe(1)
  expect(new Set(all.map(({ interchange }) => interchange)).size).toBe(2)
  expect(await why(all[0]!['outgoing'])).toMatchObject({ why: 'count', files: 2, documents: 4 })
  await call(
    bolt,
    'POST /api/v1/interchanges',
    acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 501, group }),
  )
  await grid.until('completion', async () => (await documents('A_')).every(({ status }) => status === 'completed'))
  const timeline = await call(acme, `GET /api/v1/documents/${all[0]!['id']}/timeline`)
  expect(timeline.body.events.map(({ type }: { type: string }) => type)).toContain('batch.closed')
})

test('a receipt speaks of sets by the numbers that they left with', async () => {
  await agree({ ...wide, documentsMax: 2 })
  await send('B1')
  await send('B2')
  const { body } = await postWith('*SA*B1*')
  const group = Number(/GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(body)![1])
  const partly = {
    group,
    code: 'P' as const,
    sets: [
      ['0001', 'A'],
      ['0002', 'R'],
    ] as [string, string][],
  }
  await call(
    bolt,
    'POST /api/v1/interchanges',
    acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 502, ...partly }),
  )
  await grid.until('both', async () => {
    const states = (await documents('B_')).map(({ status, business_key: key }) => `${key} ${status}`)
    return states.join() === 'B1 completed,B2 declined'
  })
})

test('by size', async () => {
  await agree({ ...wide, bytesMax: 3_000 })
  await send('S1', 20)
  await released('S_', 1)
  expect(await open()).toBe(1)
  await send('S2', 20)
  await postWith('*SA*S1*')
  const [first, second] = await documents('S_')
  expect(await why(first!['outgoing'])).toMatchObject({ why: 'size' })
  // Both would have been too much.
  expect(first!['outgoing']).not.toBe(second!['outgoing'])
})

test('by time', async () => {
  await agree({ afterMinutes: 0.03 })
  await send('T1')
  await send('T2')
  const { body } = await postWith('*SA*T1*')
  expect(body).toContain('*SA*T2*')
  const [document] = await documents('T1')
  // With what was too much for the one before.
  expect(await why(document!['outgoing'])).toMatchObject({ why: 'due', documents: 3 })
})

test('when a person says so, and when nothing is batched any more', async () => {
  await agree({ cutOffs: ['16:00'], timeZone: 'America/Chicago' })
  const path = `POST /api/v1/agreements/${agreement}/batch/closing`
  const before = await call(admin, path)
  await grid.until('nothing to wait', async () => (await open()) === 0)
  expect(before.status).toBe(202)
  await send('N1')
  await released('N1', 1)
  expect((await call(acme, path)).body.code).toBe('grid-only')
  expect((await call(admin, path)).body).toEqual({ files: 1, documents: 1 })
  await postWith('*SA*N1*')
  expect(await call(admin, path)).toMatchObject({ status: 202, body: { files: 0, documents: 0 } })
  await send('N2')
  await released('N2', 1)
  await agree(null)
  await call(admin, path)
  await postWith('*SA*N2*')
  await send('N3')
  await postWith('*SA*N3*')
  expect(
    (await grid.query('select 1 from batch_entries where id = $1', [(await documents('N3'))[0]!['outgoing']])).length,
  ).toBe(0)
})

test('what waits is listed with why and until when, for its sender and the grid; the dry run foresees it', async () => {
  await agree({ ...wide, documentsMax: 3 })
  const foreseen = async (po: string[]) => {
    const text = order({ control: 900 + po.length, po })
    const { body } = await call(acme, 'POST /api/v1/routes/dry-run', text)
    return body.interchanges[0].documents.map((one: { batch: unknown }) => one.batch)
  }
  const alone = await foreseen(['W1'])
  expect(alone).toEqual([{ leavesAt: expect.any(String), why: 'due', documents: 1 }])
  expect(Date.parse(alone[0].leavesAt) - Date.now()).toBeGreaterThan(59 * 60_000)
  await send(['W1', 'W2'])
  await released('W_', 2)
  expect(await foreseen(['W3'])).toEqual([{ leavesAt: expect.any(String), why: 'count', documents: 3 }])
  const { items } = (await call(acme, 'GET /api/v1/batches')).body
  expect(items).toMatchObject([
    {
      agreement: { id: agreement, type: '850', sender: 'acme', receiver: 'bolt', mode: 'test' },
      ...{ files: 1, documents: 2, fullAt: { documents: 3 } },
      why: expect.stringContaining('2 of 3 documents'),
    },
  ])
  expect((await call(admin, 'GET /api/v1/batches')).body.items).toEqual(items)
  expect((await call(bolt, 'GET /api/v1/batches')).body.items).toEqual([])
  const path = `GET /api/v1/agreements/${agreement}/batch`
  const entries = (await call(acme, path)).body.items
  expect(entries).toMatchObject([{ documents: [{ key: 'W1' }, { key: 'W2' }], leavesAt: items[0].leavesAt }])
  expect((await call(bolt, path)).status).toBe(404)
  await call(admin, `POST /api/v1/agreements/${agreement}/batch/closing`)
  await postWith('*SA*W1*')
  expect((await call(admin, 'GET /api/v1/batches')).body.items).toEqual([])
  await agree(null)
  expect(await foreseen(['W4'])).toEqual([null])
})

test('a batch that says no time is refused', async () => {
  const { etag } = await call(admin, `GET /api/v1/agreements/${agreement}`)
  const line = `PATCH /api/v1/agreements/${agreement}`
  for (const batch of [{}, { cutOffs: ['25:00'] }, { afterMinutes: 5, timeZone: 'Moon/Base' }]) {
    expect((await call(admin, line, { settings: { batch } }, { 'if-match': etag! })).status).toBe(400)
  }
})

test('closed twice at once, as by a process that died after it had made the batch: it leaves once', async () => {
  await agree(wide)
  await send('K1')
  await send('K2')
  await released('K_', 2)
  const { exchange } = grid.app
  const job = {
    kind: 'batch-now',
    subject: agreement,
    id: '0',
    lane: null,
    attempt: 0,
    worker: 0,
    cause: null,
    depth: 0,
  }
  // The first is never written: whoever died took a number, and that is all.
  await closeBatches(exchange, job)
  const [one, two] = await Promise.all([closeBatches(exchange, job), closeBatches(exchange, job)])
  const outcomes = await Promise.allSettled([one, two].map((change) => exchange.commit(change)))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { body } = await postWith('*SA*K1*')
  expect(body).toContain('*SA*K2*')
  expect(sentBy('*SA*K1*')).toBe(1)
  expect(await closeBatches(exchange, job)).toMatchObject({ rows: [], events: [] })
  expect(new Set((await documents('K_')).map(({ outgoing }) => outgoing)).size).toBe(1)
  expect(await open()).toBe(0)
})

test('what a person lets go waits for others too', async () => {
  await agree({ ...wide, documentsMax: 2 }, { invalid: { action: 'suspend' } })
  const bad = order({ control: ++control, po: 'P1' }).replace('*SA*P1**20261120', '*SA*P1**20261399')
  await call(acme, 'POST /api/v1/interchanges', bad)
  const suspended = await grid.until('suspension', async () => {
    const [found] = await documents('P1')
    return found?.['status'] === 'suspended' && found
  })
  await send('P2')
  await released('P2', 1)
  const { exchange } = grid.app
  const by = { actor: 'ann', reason: 'Looked at it.' }
  await exchange.commit(await concludeSuspended(exchange, suspended['id'], { verdict: 'accepted' }, by))
  const { body } = await postWith('*SA*P1*')
  expect(body).toContain('*SA*P2*')
  expect((await documents('P_')).map(({ status }) => status)).toEqual(['released', 'released'])
})

test('what is too large for memory leaves alone', async () => {
  await agree(wide)
  await send(Array.from({ length: 6_000 }, (_, i) => `BIG${i}`))
  await postWith('BIG5999')
  expect(await open()).toBe(0)
})

test('entries that left long ago are removed in steps, those that wait never', async () => {
  await agree(wide)
  const entry = (status: string, days: number) =>
    grid.query(
      `insert into batch_entries (id, agreement, interchange, payload, envelope, document_count, size_bytes, status, due_at, at)
        select gen_random_uuid(), $1, gen_random_uuid(), '', '{}', 0, 0, $2, now() - $3 * interval '1 day', now() - $3 * interval '1 day'
        from generate_series(1, 7)`,
      ['01a00000-0000-7000-8000-000000000001', status, days],
    )
  for (const [status, days] of [
    ['closed', 31],
    ['closed', 29],
    ['open', 400],
  ] as const)
    await entry(status, days)
  expect(await pruneEntries(grid.app.grid.database.pool, AbortSignal.timeout(10_000))).toBe(7)
  const left = await grid.query(
    `select status, count(*)::int as n from batch_entries where interchange <> id and payload = '' group by 1 order by 1`,
  )
  expect(left).toEqual([
    { status: 'closed', n: 7 },
    { status: 'open', n: 7 },
  ])
  await grid.query(`delete from batch_entries where payload = ''`)
})
