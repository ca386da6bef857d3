import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { order } from '../../../../test/messages.ts'

let grid: TestGrid
const keys: Record<string, string> = {}
const OPAQUE = `[{ files: "cert_{receiver}_{key}.pdf", type: certificate, attachesTo: { kind: purchase-order } },
  { files: "only_{receiver}_{key}.pdf", type: specification, attachesTo: { kind: purchase-order }, attachOnly: true },
  { files: "side-*.pdf", type: image, receiver: bolt, sideFile: true, attachOnly: true }]`
const ONE_LINE = OPAQUE.replaceAll('\n', ' ')
const party = (name: string, isa: string) => `
  ${name}:
    name: ${isa}
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ${isa}, mode: test }]
    channels:
      outbox: { direction: out, kind: sftp-home }
      api: { direction: in, kind: api, mode: test, settings: { opaque: ${ONE_LINE} } }`
const agreed = (sender: string, receiver: string, type: string, more = '') =>
  `\n  - { sender: ${sender}, receiver: ${receiver}, type: "${type}", mode: test, channel: outbox${more} }`
const NETWORK = `organizations:${party('acme', 'ACME')}${party('bolt', 'BOLT')}${party('carl', 'CARL')}
agreements:${agreed('acme', 'bolt', '*', ', settings: { duplicates: { originals: pass }, files: { waitHours: 2 } }')}${agreed('bolt', 'acme', '*')}${agreed('carl', 'bolt', '*')}${agreed('carl', 'acme', '*')}
routing: { test: [{ name: look, when: { file: "*_h-*.pdf" }, act: { hold: a person looks } }] }
`

beforeAll(async () => {
  grid = await startTestGrid({ network: NETWORK, env: { ENTREPOT_INTERCHANGE_BYTES_MAX: '100000000' } })
  for (const slug of ['acme', 'bolt', 'carl']) keys[slug] = await grid.keyOf(slug)
  keys['grid'] = await grid.keyOf(null, ['*'])
})
afterAll(() => grid.close())

async function ask(who: string, line: string, body?: object | Buffer | string, more: Record<string, string> = {}) {
  const [method, path] = line.split(' ')
  const raw = typeof body === 'string' || body instanceof Buffer
  const headers = {
    authorization: `Bearer ${keys[who]}`,
    ...(body ? { 'content-type': raw ? 'application/pdf' : 'application/json' } : {}),
    ...more,
  }
  const sent = body === undefined ? {} : { body: raw ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body) }
  const response = await fetch(`${grid.url}/api/v1${path}`, { method: method!, headers, ...sent })
  const bytes = Buffer.from(await response.arrayBuffer())
  const json = response.headers.get('content-type')?.includes('json')
  return { status: response.status, body: json ? (JSON.parse(String(bytes)) as any) : null, bytes }
}
let control = 0
/** Sends a file; returns its document, once there is one. */
async function send(who: string, name: string, body: Buffer | string): Promise<Record<string, any>> {
  const { body: given } = await ask(who, 'POST /interchanges', body, { 'entrepot-name': name })
  return grid.until(`the document of ${name}`, async () => {
    const [row] = await grid.query('select * from documents where interchange = $1', [given.interchange])
    return row
  })
}
const sendOrder = (po: string) => send('acme', '', order({ control: ++control, po }))
const show = async (who: string, id: string) => (await ask(who, `GET /documents/${id}`)).body
const withFiles = (who: string, id: string, count = 1) =>
  grid.until(`${count} files`, async () => {
    const shown = await show(who, id)
    return shown.files?.length === count && shown
  })
const open = (who: string, id: string, file: string) => ask(who, `GET /documents/${id}/files/${file}/payload`)

test('a file that names an order lies beside it, is delivered as well, and each opening is recorded', async () => {
  const { id } = await sendOrder('F-1')
  const bytes = randomBytes(3_000)
  const file = await send('acme', 'cert_bolt_f-1.pdf', bytes)
  expect(file['status']).toBe('released')
  const { files } = await withFiles('bolt', id)
  expect(files).toMatchObject([
    {
      name: 'cert_bolt_f-1.pdf',
      relation: 'certificate',
      version: 1,
      organization: 'acme',
      supersededBy: null,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  ])
  expect((await open('bolt', id, files[0].id)).bytes.equals(bytes)).toBe(true)
  const timeline = (await ask('acme', `GET /documents/${id}/timeline`)).body.events
  expect(timeline.filter((one: any) => one.type.startsWith('document.file-'))).toMatchObject([
    { type: 'document.file-added', sentence: 'certificate cert_bolt_f-1.pdf added' },
    { type: 'document.file-opened', sentence: 'cert_bolt_f-1.pdf opened', data: { version: 1 } },
  ])
  await send('acme', 'cert_bolt_f-1.pdf', 'a newer one')
  const { files: both } = await withFiles('bolt', id, 2)
  expect(both).toMatchObject([
    { version: 1, supersededBy: both[1].id },
    { version: 2, supersededBy: null },
  ])
  expect((await show('acme', file['id'])).attachesTo).toEqual({
    kind: 'purchase-order',
    value: 'F-1',
    type: null,
    state: 'attached',
  })
})

test('a file that comes before its document waits for it; one that only lies beside is not delivered by itself', async () => {
  const file = await send('acme', 'only_bolt_f-2.pdf', 'specification')
  expect(file).toMatchObject({ status: 'completed', outgoing: null })
  expect((await show('acme', file['id'])).attachesTo.state).toBe('waiting')
  const { id } = await sendOrder('F-2')
  const { files } = await withFiles('bolt', id)
  expect(files[0]).toMatchObject({ relation: 'specification', organization: 'acme' })
  // The receiver has it through the order, and not as a document of its own.
  expect((await ask('bolt', `GET /documents/${file['id']}`)).status).toBe(404)
  expect((await open('bolt', id, files[0].id)).bytes.toString()).toBe('specification')
  expect(
    await grid.query('select 1 from deliveries d join interchanges i on i.id = d.interchange where i.cause = $1', [
      file['interchange'],
    ]),
  ).toEqual([])
})

test('a file that waits too long is told once, and that is over when its document comes', async () => {
  const file = await send('acme', 'only_bolt_f-21.pdf', 'late')
  const items = () =>
    grid.query('select class, kind, problem, closed_at, close_reason from work_items where subject = $1', [file['id']])
  expect(await items()).toEqual([])
  const [job] = await grid.query(
    `select due_at > now() + interval '1 hour' as later from jobs where kind = 'attach-due' and subject = $1`,
    [file['id']],
  )
  expect(job!['later']).toBe(true)
  await grid.query(`update jobs set due_at = now() where kind = 'attach-due' and subject = $1`, [file['id']])
  const [item] = await grid.until('the work item', async () => (await items()).length > 0 && items())
  expect(item).toMatchObject({
    class: 'routing',
    closed_at: null,
    problem: { code: 'attachment-overdue', value: 'F-21' },
  })
  expect((await show('acme', file['id'])).attachesTo.state).toBe('waiting')
  const { id } = await sendOrder('F-21')
  await withFiles('bolt', id)
  expect(await items()).toMatchObject([{ close_reason: 'Its document came.', closed_at: expect.any(Date) }])
})

test('another file of its name is its next version, the same bytes are the same file; either party may give one', async () => {
  const { id } = await sendOrder('F-3')
  const add = (who: string, name: string, body: string, more = {}) =>
    ask(who, `POST /documents/${id}/files?name=${name}&relation=drawing`, body, more)
  const first = await add('acme', 'plan.pdf', 'one')
  const again = await add('acme', 'plan.pdf', 'one')
  expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id])
  const second = await add('acme', 'plan.pdf', 'two')
  expect(second.body).toMatchObject({ version: 2, supersededBy: null })
  expect((await add('bolt', 'plan.pdf', 'of bolt')).body).toMatchObject({
    version: 1,
    organization: 'bolt',
    contentType: 'application/pdf',
  })
  const { files } = await withFiles('bolt', id, 3)
  expect(files.map((one: any) => [one.organization, one.version, one.supersededBy])).toEqual(
    expect.arrayContaining([
      ['acme', 1, second.body.id],
      ['acme', 2, null],
      ['bolt', 1, null],
    ]),
  )
  expect((await open('bolt', id, first.body.id)).bytes.toString()).toBe('one')
  // The one before, given once more, is what holds now.
  expect((await add('acme', 'plan.pdf', 'one')).body).toMatchObject({ version: 3 })
  const both = await Promise.all([add('acme', 'race.pdf', 'a'), add('acme', 'race.pdf', 'b')])
  expect(both.map(({ status }) => status)).toEqual([201, 201])
  expect(both.map(({ body }) => body.version).sort()).toEqual([1, 2])
  expect((await add('grid', 'x.pdf', 'x')).body.code).toBe('file-not-party')
  expect((await add('grid', 'x.pdf', 'x', { 'entrepot-organization': 'acme' })).status).toBe(201)
  expect((await add('acme', '..%2Fx', 'x')).status).toBe(400)
})

test('nothing shows outside of the pair: not the file, not the document, not that one exists', async () => {
  const { id } = await sendOrder('F-4')
  const { body: file } = await ask('acme', `POST /documents/${id}/files?name=a.pdf`, 'secret')
  for (const line of [
    `GET /documents/${id}`,
    `GET /documents/${id}/files/${file.id}/payload`,
    `POST /documents/${id}/files?name=b.pdf`,
  ]) {
    const { status, body } = await ask('carl', line, line.startsWith('POST') ? 'x' : undefined)
    expect([status, body.code], line).toEqual([404, 'document-unknown'])
  }
  const other = await sendOrder('F-4-other')
  expect((await open('bolt', other['id'], file.id)).body.code).toBe('file-unknown')
  // Another partner names the number of an order that it has no part in: with either of the two.
  const strangers = [
    await send('carl', 'cert_bolt_f-4.pdf', 'one of carl'),
    await send('carl', 'only_acme_f-4.pdf', 'two of carl'),
  ]
  // Nor does one find an order of the other mode.
  const { id: real } = await sendOrder('F-4R')
  await grid.query(`update documents set mode = 'production' where id = $1`, [real])
  strangers.push(await send('acme', 'only_bolt_f-4r.pdf', 'for the test only'))
  await grid.query(`update jobs set due_at = now() where kind = 'attach'`)
  await grid.query('select pg_notify($1, $2)', ['entrepot', 'test'])
  await grid.until('looked', async () => (await grid.query(`select 1 from jobs where kind = 'attach'`)).length === 0)
  for (const { id: stranger } of strangers) expect((await show('grid', stranger)).attachesTo.state).toBe('waiting')
  expect((await withFiles('bolt', id)).files).toMatchObject([{ id: file.id }])
  const choice = { documents: [id], reason: 'by mistake' }
  expect((await ask('grid', `PUT /documents/${strangers[0]!['id']}/attachment`, choice)).body.code).toBe(
    'attachment-outside-pair',
  )
})

test('several documents with that number: a person chooses, once', async () => {
  const [one, two] = [await sendOrder('F-5'), await sendOrder('F-5')]
  const file = await send('acme', 'only_bolt_f-5.pdf', 'for which?')
  const item = await grid.until('the item', async () => {
    const { items } = (await ask('grid', 'GET /work-items?kind=quarantine')).body
    return items.find((found: any) => found.subject.id === file['id'])
  })
  expect(item.problem).toMatchObject({ code: 'attachment-ambiguous', parameters: { value: 'F-5' } })
  expect([...item.problem.parameters.documents].sort()).toEqual([one['id'], two['id']].sort())
  const shown = (await ask('grid', `GET /work-items/${item.id}`)).body
  expect(shown.next[0]).toMatchObject({ act: 'attach', method: 'PUT' })
  const choice = { documents: [two['id']], reason: 'the second' }
  const path = shown.next[0].path.replace('/api/v1', '')
  expect((await ask('acme', `PUT ${path}`, choice)).body.code).toBe('grid-only')
  expect((await ask('grid', `PUT ${path}`, choice)).body.state).toBe('attached')
  expect((await ask('grid', `PUT ${path}`, { documents: [one['id']], reason: 'no, this' })).body.state).toBe('attached')
  expect((await show('bolt', two['id'])).files).toMatchObject([{ name: 'only_bolt_f-5.pdf' }])
  expect((await show('bolt', one['id'])).files).toEqual([])
  expect((await ask('grid', `GET /work-items/${item.id}`)).body).toMatchObject({
    state: 'closed',
    closed: { reason: 'the second' },
  })
})

test('a side file says what it lies beside; without a number it is set aside', async () => {
  const { id } = await sendOrder('F-6')
  const said = { receiver: 'bolt', attachesTo: { kind: 'purchase-order', value: 'f-6', type: '850' } }
  await ask('acme', 'POST /interchanges', JSON.stringify(said), { 'entrepot-name': 'side-1.pdf.json' })
  await send('acme', 'side-1.pdf', 'image')
  expect((await withFiles('bolt', id)).files).toMatchObject([{ name: 'side-1.pdf', relation: 'image' }])
  const { body } = await ask('acme', 'POST /interchanges', 'image two', { 'entrepot-name': 'side-2.pdf' })
  await ask('acme', 'POST /interchanges', '{}', { 'entrepot-name': 'side-2.pdf.json' })
  const row = await grid.until('set aside', async () => {
    const [found] = await grid.query('select status, problems from interchanges where id = $1', [body.interchange])
    return found!['status'] !== 'received' && found
  })
  expect(row).toMatchObject({ status: 'quarantined', problems: [{ code: 'attachment-key-missing' }] })
})

test('what a rule holds lies beside nothing until a person lets it go on', async () => {
  const { id } = await sendOrder('H-1')
  const held = [
    await send('acme', 'only_bolt_h-1.pdf', 'held one'),
    await send('acme', 'cert_bolt_h-1.pdf', 'held two'),
  ]
  expect(held.map(({ status }) => status)).toEqual(['held', 'held'])
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await show('bolt', id)).files).toEqual([])
  const decision = { decision: 'release', reason: 'looked at' }
  const statuses = []
  for (const { id: file } of held)
    statuses.push((await ask('grid', `PUT /documents/${file}/decision`, decision)).body.status)
  expect(statuses).toEqual(['completed', 'released'])
  expect((await withFiles('bolt', id, 2)).files.map((one: any) => one.relation).sort()).toEqual([
    'certificate',
    'specification',
  ])
  const [only] = held
  expect((await ask('bolt', `GET /documents/${only!['id']}`)).status).toBe(404)
})

test('a large file goes through as a stream', async () => {
  const { id } = await sendOrder('F-7')
  const bytes = randomBytes(40_000_000)
  const { body } = await ask('acme', `POST /documents/${id}/files?name=large.bin`, bytes)
  expect(body).toMatchObject({ sizeBytes: bytes.length })
  expect((await open('bolt', id, body.id)).bytes.equals(bytes)).toBe(true)
}, 60_000)
