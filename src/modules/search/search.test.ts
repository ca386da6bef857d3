import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
const keys: Record<string, string> = {}

beforeAll(async () => {
  grid = await startTestGrid({
    network: network().replace('organizations:', 'organizations:\n  cedar: { name: Cedar Freight }'),
  })
  call = clientOf(grid.url)
  for (const slug of ['acme', 'bolt', 'cedar'])
    keys[slug] = await grid.keyOf(slug, ['exchange:read', 'exchange:write', 'work:read', 'partners:read'])
  keys['grid'] = await grid.keyOf(null, ['*'])
  for (const [control, po] of [
    [1, 'PO-1_1'],
    [2, 'PO-1X1'],
    [3, 'PO-2'],
  ] as const) {
    await call(keys['acme']!, 'POST /api/v1/interchanges', order({ control, po }))
  }
  await grid.until('three orders', async () => (await titles('bolt', 'PO')).length === 3)
})
afterAll(() => grid.close())

interface Group {
  kind: string
  hits: { id: string; title: string; detail: string; document?: string }[]
}

async function groups(who: string, text: string): Promise<Group[]> {
  const { status, body } = await call(keys[who]!, `GET /api/v1/search?q=${encodeURIComponent(text)}`)
  expect(status).toBe(200)
  return body.groups
}

async function titles(who: string, text: string, kind = 'documents'): Promise<string[]> {
  return (await groups(who, text)).flatMap((group) => (group.kind === kind ? group.hits.map(({ title }) => title) : []))
}

test('a document is found by its key and by the begin of it, in any case, by those who may see it', async () => {
  for (const who of ['grid', 'acme', 'bolt']) {
    expect(await titles(who, 'po-1x1')).toEqual(['PO-1X1'])
    expect(await titles(who, 'po-1')).toEqual(['PO-1X1', 'PO-1_1'])
    expect(await titles(who, 'PO-1_')).toEqual(['PO-1_1'])
    expect(await titles(who, '%')).toEqual([])
  }
  expect(await groups('cedar', 'PO')).toEqual([])
})

test('who has the whole key comes first', async () => {
  await call(keys['acme']!, 'POST /api/v1/interchanges', order({ control: 4, po: 'PO-22' }))
  await grid.until('the fourth', async () => (await titles('bolt', 'PO-22')).length === 1)
  expect(await titles('bolt', 'PO-2')).toEqual(['PO-2', 'PO-22'])
})

test('partners and agreements, by name or what they are called', async () => {
  expect(await groups('grid', 'cedar')).toEqual([
    { kind: 'partners', hits: [{ id: 'cedar', title: 'Cedar Freight', detail: 'cedar', status: 'active' }] },
  ])
  expect(await titles('grid', 'bolt', 'partners')).toEqual(['Bolt Supply'])
  expect(await titles('acme', 'bolt', 'partners')).toEqual([])
  expect(await titles('acme', 'bolt', 'agreements')).toEqual(['850, acme → bolt'])
  expect(await titles('cedar', 'bolt', 'agreements')).toEqual([])
})

test('files, by a word of their name, beside the document that they belong to', async () => {
  const [group] = await groups('acme', 'PO-2')
  const document = group!.hits[0]!.id
  const added = await call(keys['acme']!, `POST /api/v1/documents/${document}/files?name=Certificate-7.pdf`, 'bytes')
  expect(added.status).toBe(201)
  for (const who of ['grid', 'acme', 'bolt']) {
    const [files] = await groups(who, 'certif')
    expect(files).toMatchObject({ kind: 'files', hits: [{ title: 'Certificate-7.pdf', document }] })
  }
  expect(await groups('cedar', 'certif')).toEqual([])
})

test('work items, by what they say or what they are about', async () => {
  const text = order({ control: 5, po: 'PO-BAD' }).replace('20261120~PO1', '20261320~PO1')
  await call(keys['acme']!, 'POST /api/v1/interchanges', text)
  await grid.until('the bad one', async () => (await titles('acme', 'PO-BAD')).length === 1)
  const { id } = (await groups('grid', 'PO-BAD'))[0]!.hits[0]!
  await grid.query(
    `insert into work_items (id, kind, subject_kind, subject, organization, problem)
      select gen_random_uuid(), 'failure', 'document', $1, id, '{"code":"held"}' from organizations where slug = 'acme'`,
    [id],
  )
  for (const who of ['grid', 'acme']) expect(await titles(who, 'PO-BAD', 'work-items')).toHaveLength(1)
  for (const who of ['bolt', 'cedar']) expect(await titles(who, 'PO-BAD', 'work-items')).toEqual([])
})

test('each group asks for the scope of its list', async () => {
  keys['none'] = await grid.keyOf('acme', ['webhooks:read'])
  expect(await groups('none', 'PO')).toEqual([])
  expect((await call(keys['acme']!, 'GET /api/v1/search?q=')).status).toBe(400)
})

test('words of a document find it, all of them and the last one begun, by those whose it is', async () => {
  await grid.until('the texts', async () => (await titles('grid', 'widget')).length > 0)
  await grid.until('all texts', async () => {
    const { body } = await call(keys['grid']!, 'GET /api/v1/search?q=widget')
    return body.texts.complete && body.texts.until !== null
  })
  for (const who of ['grid', 'acme']) expect(await titles(who, 'description sku1 wid')).toHaveLength(5)
  expect(await titles('bolt', 'widget')).toHaveLength(4) // one was refused and never let go on
  for (const text of ['widget gone', 'escription']) expect(await titles('grid', text)).toEqual([])
  expect(await titles('cedar', 'widget')).toEqual([])
})
