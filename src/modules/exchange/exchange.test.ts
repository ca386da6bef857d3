import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../test/messages.ts'

interface Post {
  key: string
  body: Buffer
  digest: string
}

let grid: TestGrid
let sink: Server
let answer: () => number = () => 200
const posts: Post[] = []
let acme: string
let bolt: string
let control = 0

beforeAll(async () => {
  sink = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const status = answer()
    if (status < 300)
      posts.push({
        key: String(request.headers['idempotency-key']),
        body: Buffer.concat(pieces),
        digest: String(request.headers['content-digest']),
      })
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => sink.once('listening', resolve))
  grid = await startTestGrid({
    network: network({ push: `http://127.0.0.1:${(sink.address() as AddressInfo).port}/` }),
  })
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

async function send(key: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/edi-x12', ...headers },
  })
  return { ...((await response.json()) as { interchange: string; code?: string }), status: response.status }
}
const get = async (key: string, path: string) => {
  const response = await fetch(`${grid.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
  return { status: response.status, body: (await response.json()) as any }
}
const decided = (id: string) =>
  grid.until('decision', async () => {
    const { body } = await get(acme, `/api/v1/interchanges/${id}`)
    return body.status !== 'received' && body
  })
const outbox = (slug: string) =>
  grid.query(
    `select d.*, i.payload from deliveries d join interchanges i on i.id = d.interchange join organizations o on o.id = d.receiver where o.slug = $1 and d.outbox order by d.id`,
    [slug],
  )

test('an order goes in, is acknowledged, comes out at the supplier, and is completed by its 997', async () => {
  const sent = await send(acme, order({ control: ++control, po: 'PO 4711' }))
  expect(sent.status).toBe(202)
  expect(await decided(sent.interchange)).toMatchObject({
    status: 'processed',
    sender: 'acme',
    receiver: 'bolt',
    mode: 'test',
    documents: 1,
    problems: [],
  })
  const post = await grid.until('the post', async () => posts.find((one) => one.body.includes('PO 4711')))
  expect(post.digest).toBe(`sha-256=:${createHash('sha256').update(post.body).digest('base64')}:`)
  expect(post.body.toString()).toMatch(
    /^ISA\*00\* {10}\*00\* {10}\*ZZ\*ACME {11}\*ZZ\*BOLT {11}\*.*GS\*PO\*ACME\*BOLT\*.*\*1\*X\*004010~ST\*850\*0001~BEG\*00\*SA\*PO 4711/,
  )
  const [ack] = await outbox('acme')
  expect(ack).toMatchObject({ name: '997-bolt-test-000000001.edi', status: 'sent', purpose: 'acknowledgement' })
  expect(Buffer.from(await grid.app.grid.payloads.bytes(ack!.payload, 10_000)).toString()).toContain(
    'AK1*PO*1~AK2*850*0001~AK5*A~AK9*A*1*1*1~',
  )
  await send(bolt, acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 1, group: 1 }))
  const document = await grid.until('completion', async () => {
    const { body } = await get(acme, '/api/v1/documents?key=po%204711')
    return body.items[0]?.status === 'completed' && body.items[0]
  })
  const { body } = await get(acme, `/api/v1/documents/${document.id}/timeline`)
  const steps = body.events.map((event: { type: string }) => event.type)
  expect([...steps].sort()).toEqual([
    'acknowledgement.sent',
    'delivery.sent',
    'document.released',
    'documents.completed',
    'interchange.acknowledged',
    'interchange.received',
    'receipt.positive',
  ])
  expect([steps[0], ...steps.slice(-3)]).toEqual([
    'interchange.received',
    'delivery.sent',
    'receipt.positive',
    'documents.completed',
  ])
  const theirs = await get(bolt, `/api/v1/documents/${document.id}/timeline`)
  expect(theirs.body.events.map((event: { type: string }) => event.type)).toEqual([
    'document.released',
    'delivery.sent',
    'receipt.positive',
    'documents.completed',
  ])
})

test('a repeat is answered again and not processed again; other bytes under its number are set aside', async () => {
  const text = order({ control: ++control })
  const first = await send(acme, text)
  await decided(first.interchange)
  const again = await send(acme, text)
  expect(await decided(again.interchange)).toMatchObject({ status: 'duplicate', duplicateOf: first.interchange })
  const other = await send(acme, text.replace('*10*EA', '*11*EA'))
  const aside = await decided(other.interchange)
  expect(aside.status).toBe('quarantined')
  expect(aside.problems[0]).toMatchObject({ code: 'control-number-reused' })
  const [count] = await grid.query(`select count(*)::int as n from documents where business_key = $1`, [`PO${control}`])
  expect(count!.n).toBe(1)
})

test('the same Idempotency-Key is one interchange, also at the same moment', async () => {
  const text = order({ control: ++control })
  const all = await Promise.all(Array.from({ length: 8 }, () => send(acme, text, { 'idempotency-key': 'one' })))
  expect(new Set(all.map((one) => `${one.status} ${one.interchange}`)).size).toBe(1)
  expect(await send(acme, order({ control: control + 500 }), { 'idempotency-key': 'one' })).toMatchObject({
    status: 422,
    code: 'idempotency-key-reused',
  })
})

test.each([
  ['nothing', Buffer.alloc(0), 'empty'],
  ['binary rubbish', Buffer.from([0, 1, 2, 0, 255, 0, 0]), 'not-an-interchange'],
  ['a truncated ISA', 'ISA*00*          *00*', 'isa-truncated'],
  ['an unknown receiver', order({ control: 900, receiver: 'NOBODY' }), 'receiver-unknown'],
  ['a sender that is somebody else', order({ control: 901, sender: 'BOLT', receiver: 'ACME' }), 'sender-not-yours'],
  ['a sender that is nobody', order({ control: 902, sender: 'GHOST' }), 'sender-not-yours'],
  ['the other environment', order({ control: 903, usage: 'P' }), 'sender-not-yours'],
  ['a set without agreement', order({ control: 904 }).replaceAll('ST*850', 'ST*875'), null],
  ['an ISA of wrong widths', order({ control: 905 }).replace('ACME           ', 'ACME'), 'isa-truncated'],
])('%s is set aside with its reason, and nothing of it goes on', async (_what, body, code) => {
  const sent = await send(acme, body)
  expect(sent.status).toBe(202)
  const found = await decided(sent.interchange)
  if (code === null) {
    const [document] = (await get(acme, `/api/v1/documents?interchange=${sent.interchange}`)).body.items
    expect(document).toMatchObject({ status: 'quarantined' })
    expect(document.problems.at(-1).sentence).toMatch(/no test agreement/)
  } else {
    expect(found.status).toBe('quarantined')
    expect(found.problems.map((one: { code: string }) => one.code)).toContain(code)
    for (const one of found.problems) expect(one.sentence).toMatch(/\.$/)
  }
  const [item] = await grid.query(
    'select kind from work_items w where w.subject = $1 or w.subject in (select id from documents where interchange = $1)',
    [sent.interchange],
  )
  expect(item).toEqual({ kind: 'quarantine' })
  const outgoing = `select 1 from deliveries d join interchanges i on i.id = d.interchange where i.cause = $1 and d.purpose = 'documents'`
  expect(await grid.query(outgoing, [sent.interchange])).toEqual([])
})

test('an interchange cut short is rejected with TA1 023, and no document of it is taken', async () => {
  const text = order({ control: ++control })
  const found = await decided((await send(acme, text.slice(0, text.indexOf('CTT')))).interchange)
  expect(found).toMatchObject({ status: 'rejected' })
  const [ta1] = await grid.query('select payload from interchanges where id = $1', [found.answer])
  expect(Buffer.from(await grid.app.grid.payloads.bytes(ta1!.payload, 10_000)).toString()).toMatch(
    new RegExp(`~TA1\\*${String(control).padStart(9, '0')}\\*261120\\*2230\\*R\\*023~IEA\\*0`),
  )
})

test('one bad set does not stop its neighbours: they go on, it is refused', async () => {
  const bad = order({ control: ++control, po: ['GOOD1', 'BAD', 'GOOD2'] }).replace('BEG*00*SA*BAD', 'BEG*00*SA*')
  const { interchange } = await send(acme, bad)
  await decided(interchange)
  const documents = (await get(acme, `/api/v1/documents?interchange=${interchange}`)).body.items
  expect(documents.map((one: any) => one.status).sort()).toEqual(['invalid', 'released', 'released'])
  const post = await grid.until('post', async () => posts.find((one) => one.body.includes('GOOD1')))
  expect(post.body.toString()).toMatch(/GOOD1.*GOOD2.*GE\*2\*/)
  expect(post.body.toString()).not.toContain('ST*850*0002')
})

test('ten interchanges in one file are ten interchanges', async () => {
  const all = Array.from({ length: 10 }, () => order({ control: ++control, po: `FILE${control}` })).join('\r\n')
  await send(acme, all)
  await grid.until(
    'ten documents',
    async () => (await grid.query(`select 1 from documents where business_key like 'FILE%'`)).length === 10,
  )
})

test('a receiver that says 503 gets it again under the same key; one that says 400 gets a work item', async () => {
  let left = 3
  answer = () => (left-- > 0 ? 503 : 200)
  await send(acme, order({ control: ++control, po: 'RETRY' }))
  await grid.until('post', async () => posts.find((one) => one.body.includes('RETRY')))
  answer = () => 400
  await send(acme, order({ control: ++control, po: 'REFUSED' }))
  const failed = await grid.until(
    'failure',
    async () => (await grid.query(`select d.* from deliveries d where d.status = 'failed'`))[0],
  )
  expect(failed.last_problem).toMatchObject({ code: 'http-rejected', status: 400 })
  answer = () => 200
})

test('a 997 that refuses is a negative receipt and a work item; an unknown one is recorded', async () => {
  await send(acme, order({ control: ++control, po: 'NOTTHIS' }))
  const post = await grid.until('post', async () => posts.find((one) => one.body.includes('NOTTHIS')))
  const group = Number(/GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(post.body.toString())![1])
  await send(
    bolt,
    acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 77, group, code: 'R', sets: [['0001', 'R']] }),
  )
  await grid.until(
    'negative',
    async () => (await grid.query(`select 1 from receipts where state = 'negative'`)).length > 0,
  )
  await send(bolt, acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 78, group: 99_999 }))
  await grid.until(
    'unmatched',
    async () => (await grid.query(`select 1 from events where type = 'receipt.unmatched'`)).length > 0,
  )
})

test('an organization sees nothing of another one', async () => {
  const { interchange } = await send(acme, order({ control: ++control, receiver: 'NOBODY' }))
  for (const path of [`/api/v1/interchanges/${interchange}`, `/api/v1/interchanges/${interchange}/payload`])
    expect((await get(bolt, path)).status).toBe(404)
  expect((await get(bolt, `/api/v1/documents?interchange=${interchange}`)).body.items).toEqual([])
  expect((await get(bolt, '/api/v1/network')).status).toBe(403)
  expect((await get('ent_nothing', '/api/v1/documents')).status).toBe(401)
})

test('a large interchange is decided as a stream, and its documents follow', async () => {
  const { interchange } = await send(
    acme,
    order({ control: ++control, po: Array.from({ length: 6_000 }, (_, i) => `BIG${i}`) }),
  )
  await grid.until(
    'released',
    async () =>
      (
        await grid.query(`select count(*)::int as n from documents where interchange = $1 and status = 'released'`, [
          interchange,
        ])
      )[0]!.n === 6_000,
  )
  const post = await grid.until('post', async () => posts.find((one) => one.body.includes('BIG5999')))
  const group = Number(/GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(post.body.toString('latin1', 0, 300))![1])
  await send(bolt, acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 80, group }))
  await grid.until(
    'completed',
    async () =>
      (
        await grid.query(`select count(*)::int as n from documents where interchange = $1 and status = 'completed'`, [
          interchange,
        ])
      )[0]!.n === 6_000,
  )
})
