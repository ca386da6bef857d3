import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../../test/messages.ts'
import { startSink } from '../../../../test/sink.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let bolt: string
let control = 0
beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: network({ push: sink.url, attemptsMax: 1 }) })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

/** An order of ACME to BOLT, let go on: its document. */
async function released(po: string | string[] = `R${control + 1}`) {
  const sent = await call(acme, 'POST /api/v1/interchanges', order({ control: ++control, po }))
  return grid.until('release', async () => {
    const { body } = await call(acme, `GET /api/v1/documents?interchange=${sent.body.interchange}`)
    return body.items.length > 0 && body.items[0]
  })
}
const postOf = (text: string, nth = 1) =>
  grid.until(`post ${nth} of ${text}`, async () => sink.posts.filter((post) => post.body.includes(text))[nth - 1])
const deliveryOf = async (outgoing: string) =>
  (await grid.query('select * from deliveries where interchange = $1 order by id desc', [outgoing]))[0]!
const status = (outgoing: string, wanted: string) =>
  grid.until(wanted, async () => (await deliveryOf(outgoing))['status'] === wanted)
const again = (path: string, body: object, headers: Record<string, string> = {}) =>
  call(admin, `POST /api/v1/${path}/resend`, { reason: 'asked for by phone', ...body }, headers)

test('the same again is the same key, name, number and bytes; it settles the item of the failure', async () => {
  sink.answers.next = () => 400
  const document = await released()
  await status(document.outgoing, 'failed')
  sink.answers.next = () => 200
  const [item] = await grid.query(
    `select w.* from work_items w join deliveries d on d.id = w.subject where d.interchange = $1`,
    [document.outgoing],
  )
  expect(item).toMatchObject({ kind: 'failure', class: 'refused', closed_at: null })
  const acts = (await call(admin, `GET /api/v1/work-items/${item!['id']}`)).body.next
  expect(acts[0]).toMatchObject({ act: 'resend', path: `/api/v1/deliveries/${item!['subject']}/resend` })
  const sent = await call(admin, `POST ${acts[0].path}`, { as: 'same', reason: 'their server is mended' })
  expect(sent).toMatchObject({ status: 201, body: { as: 'same', parent: document.outgoing, child: document.outgoing } })
  const first = await postOf(document.key)
  await status(document.outgoing, 'sent')
  const [closed] = await grid.query('select * from work_items where id = $1', [item!['id']])
  expect(closed).toMatchObject({ close_reason: 'Sent again, unchanged.', closed_by: sent.body.by })

  expect((await again(`documents/${document.id}`, { as: 'same' })).status).toBe(201)
  const second = await postOf(document.key, 2)
  expect(second).toEqual(first)
  const { body } = await call(admin, `GET /api/v1/documents/${document.id}/lineage`)
  expect(body.items.map((one: { as: string }) => one.as)).toEqual(['same', 'same'])
})

test('a new one has its own envelope and number, and the sender’s own set; the receipt for it completes', async () => {
  const document = await released()
  const first = await postOf(document.key)
  await status(document.outgoing, 'sent')
  const sent = await again(`documents/${document.id}`, { as: 'new' })
  expect(sent).toMatchObject({ status: 201, body: { as: 'new', parent: document.outgoing, on: 'original' } })
  const second = await postOf(document.key, 2)
  const set = (body: string) => body.slice(body.indexOf('ST*'), body.indexOf('GE*'))
  const number = (body: string) => Number(/~IEA\*1\*(\d+)~/.exec(body)![1])
  expect(set(second.body)).toBe(set(first.body))
  expect(number(second.body)).not.toBe(number(first.body))
  expect(second.key).not.toBe(first.key)
  const group = number(second.body)
  await call(
    bolt,
    'POST /api/v1/interchanges',
    acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 1, group }),
  )
  await grid.until('completion', async () => {
    const { body } = await call(acme, `GET /api/v1/documents?key=${document.key}`)
    return body.items[0].status === 'completed' && body.items[0].outgoing === sent.body.child
  })
  const { body } = await call(acme, `GET /api/v1/documents/${document.id}/timeline`)
  const types = body.events.map((event: { type: string }) => event.type)
  expect(types).toContain('delivery.resent')
  expect(types.filter((type: string) => type === 'delivery.sent')).toHaveLength(2)
})

test('of a batch one document, or all of it, goes into a new envelope', async () => {
  const names = [1, 2, 3].map((n) => `BATCH${control}-${n}`)
  const document = await released(names)
  const first = await postOf(names[0]!)
  await status(document.outgoing, 'sent')
  await again(`documents/${document.id}`, { as: 'new' })
  const one = await postOf(document.key, 2)
  await status(
    (await grid.query('select outgoing from documents where id = $1', [document.id]))[0]!['outgoing'],
    'sent',
  )
  expect(one.body.match(/~ST\*850/g)).toHaveLength(1)
  expect(one.body).toMatch(/~GE\*1\*\d+~IEA/)
  const all = await again(`interchanges/${document.outgoing}`, { as: 'new' })
  expect(all.status).toBe(201)
  const whole = await grid.until('the batch', async () =>
    sink.posts.find((post) => post !== first && post.body.includes('GE*3*')),
  )
  expect(whole.name).not.toBe(first.name)
  expect(whole.body.slice(whole.body.indexOf('~ST*'), whole.body.indexOf('GE*'))).toBe(
    first.body.slice(first.body.indexOf('~ST*'), first.body.indexOf('GE*')),
  )
})

test('a dry run says what would be other under the current agreement, and does nothing', async () => {
  const document = await released()
  await postOf(document.key)
  const [agreement] = await grid.query('select * from agreements')
  const settings = { ...agreement!['settings'], expect: { technical: 'none' } }
  const path = `/api/v1/agreements/${agreement!['id']}`
  const { etag } = await call(admin, `GET ${path}`)
  await call(admin, `PATCH ${path}`, { settings }, { 'if-match': etag! })
  await grid.app.reload()
  const preview = (on: string) =>
    call(admin, `POST /api/v1/documents/${document.id}/resend?dryRun=true`, { as: 'new', on, reason: 'x' })
  const current = await preview('current')
  expect(current.status).toBe(200)
  expect(current.body.differences).toMatchObject([
    { what: 'expect.technical', before: '997', after: 'none' },
    { what: 'controlNumber' },
  ])
  expect((await preview('original')).body.differences).toMatchObject([{ what: 'controlNumber' }])
  expect(await grid.query('select 1 from resends where document = $1', [document.id])).toEqual([])
  const sent = await again(`documents/${document.id}`, { as: 'new', on: 'current' })
  await postOf(document.key, 2)
  expect((await deliveryOf(sent.body.child))['awaits']).toBeNull()
  const older = await again(`documents/${document.id}`, { as: 'new', on: 'original' })
  // The original of the one sent last is the agreement that this one went by.
  expect((await deliveryOf(older.body.child))['awaits']).toBeNull()
  await call(admin, `PATCH ${path}`, { settings: agreement!['settings'] }, { 'if-match': '"v2"' })
  await grid.app.reload()
})

test('the original basis is each layer in the version of then: the agreement, and the defaults below it', async () => {
  const settings = (withinMinutes: number) => ({ expect: { withinMinutes } })
  const say = async (place: string, withinMinutes: number) => {
    const path = `/api/v1/${place}/test`
    const { etag } = await call(admin, `GET ${path}`)
    const said = await call(admin, `PUT ${path}`, settings(withinMinutes), { 'if-match': etag! })
    expect(said.status, JSON.stringify(said.body)).toBe(200)
    await grid.app.reload()
  }
  await say('agreement-defaults', 60)
  await say('organizations/bolt/agreement-defaults/receiving', 70)
  const document = await released()
  await postOf(document.key)
  await say('organizations/bolt/agreement-defaults/receiving', 80)
  await say('agreement-defaults', 90)
  const preview = async (on: string) =>
    (await call(admin, `POST /api/v1/documents/${document.id}/resend?dryRun=true`, { as: 'new', on, reason: 'x' })).body
  expect((await preview('current')).differences).toMatchObject([
    { what: 'expect.withinMinutes', before: 70, after: 80 },
    { what: 'controlNumber' },
  ])
  const sent = await again(`documents/${document.id}`, { as: 'new', on: 'original' })
  const [receipt] = await grid.query(
    'select round(extract(epoch from r.due_at - v.at) / 60)::int as minutes from receipts r join deliveries v on v.id = r.delivery where v.interchange = $1',
    [sent.body.child],
  )
  expect(receipt).toEqual({ minutes: 70 })
})

test('what cannot be sent again says why', async () => {
  const other = order({ control: ++control }).replaceAll('ST*850', 'ST*875')
  const { body } = await call(acme, 'POST /api/v1/interchanges', other)
  const held = await grid.until(
    'quarantine',
    async () => (await call(acme, `GET /api/v1/documents?interchange=${body.interchange}`)).body.items[0],
  )
  expect((await again(`documents/${held.id}`, {})).body.code).toBe('resend-not-released')
  expect((await again(`documents/${body.interchange}`, {})).body.code).toBe('resend-nothing')
  expect((await again(`interchanges/${body.interchange}`, {})).body.code).toBe('resend-nothing')
  const [waiting] = await grid.query(`select * from deliveries where outbox and removed_at is null limit 1`)
  expect((await again(`deliveries/${waiting!['id']}`, {})).body.code).toBe('resend-not-collected')
  expect((await again(`deliveries/${waiting!['id']}`, { as: 'new' })).body.code).toBe('resend-not-documents')
  expect((await call(admin, `POST /api/v1/deliveries/${waiting!['id']}/resend`, { reason: '' })).status).toBe(400)
})

test('a repeat with the same Idempotency-Key sends once; partners send nothing again', async () => {
  const document = await released()
  await status(document.outgoing, 'sent')
  const key = { 'idempotency-key': 'once' }
  const first = await again(`documents/${document.id}`, { as: 'new' }, key)
  const repeat = await again(`documents/${document.id}`, { as: 'new' }, key)
  expect(repeat.body).toEqual(first.body)
  for (const partner of [acme, bolt]) {
    for (const noun of ['documents', 'interchanges', 'deliveries', 'receipts']) {
      const answer = await call(partner, `POST /api/v1/${noun}/${document.id}/resend`, { reason: 'x' })
      expect(answer.body.code).toBe('grid-only')
    }
    for (const noun of ['documents', 'interchanges'])
      expect((await call(partner, `GET /api/v1/${noun}/${document.id}/lineage`)).body.code).toBe('grid-only')
  }
})
