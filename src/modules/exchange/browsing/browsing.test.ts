import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { network, order } from '../../../../test/messages.ts'

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
  for (const slug of ['acme', 'bolt', 'cedar']) keys[slug] = await grid.keyOf(slug)
  keys['grid'] = await grid.keyOf(null)
  for (const [control, number] of [
    [1, 'PO-1_1'],
    [2, 'PO-1X1'],
    [3, 'PO-2'],
  ] as const) {
    await call(keys['acme']!, 'POST /api/v1/interchanges', order({ control, po: number }))
  }
  await grid.until('three orders', async () => (await found('grid', '')).length === 3)
})
afterAll(() => grid.close())

async function found(who: string, query: string): Promise<string[]> {
  const { status, body } = await call(keys[who]!, `GET /api/v1/documents?${query}`)
  expect(status).toBe(200)
  return body.items.map((one: { key: string }) => one.key).sort()
}

test('a prefix of the business key finds, in any case, and its signs stand for themselves', async () => {
  expect(await found('grid', 'keyPrefix=po-1')).toEqual(['PO-1X1', 'PO-1_1'])
  expect(await found('grid', 'keyPrefix=PO-1_')).toEqual(['PO-1_1'])
  expect(await found('grid', 'keyPrefix=%25')).toEqual([])
})

test('filters are met together', async () => {
  const all = ['PO-1X1', 'PO-1_1', 'PO-2']
  expect(await found('acme', 'type=850&mode=test&partner=bolt')).toEqual(all)
  expect(await found('acme', 'partner=nobody')).toEqual([])
  expect(await found('acme', 'type=810')).toEqual([])
  expect(await found('acme', 'mode=production')).toEqual([])
  const hour = (from: number) => new Date(Date.now() + from * 3_600_000).toISOString()
  expect(await found('acme', `arrivedFrom=${hour(-1)}&arrivedBefore=${hour(1)}`)).toEqual(all)
  expect(await found('acme', `arrivedBefore=${hour(-1)}`)).toEqual([])
  expect(await found('acme', `arrivedFrom=${hour(1)}`)).toEqual([])
})

test('a unit has the documents that go by the agreements which name it', async () => {
  const all = ['PO-1X1', 'PO-1_1', 'PO-2']
  for (const who of ['grid', 'acme', 'bolt']) {
    expect(await found(who, 'unit=north')).toEqual(all)
    expect(await found(who, 'unit=north&keyPrefix=PO-1')).toEqual(['PO-1X1', 'PO-1_1'])
    expect(await found(who, 'unit=north&partner=bolt&type=850&mode=test&order=oldest')).toEqual(all)
    for (const other of ['unit=south', 'unit=south&keyPrefix=PO', 'unit=north&type=810', 'unit=north&partner=cedar'])
      expect(await found(who, other)).toEqual([])
  }
  expect(await found('cedar', 'unit=north')).toEqual([])
})

test('words find, the oldest first if asked so, page by page', async () => {
  await grid.until('the texts', async () => (await found('grid', 'text=widget')).length === 3)
  expect(await found('bolt', 'text=widget%20description&type=850')).toEqual(['PO-1X1', 'PO-1_1', 'PO-2'])
  for (const query of ['text=gone', 'text=%25', 'text=widget&type=810']) expect(await found('grid', query)).toEqual([])
  for (const who of ['grid', 'acme']) {
    const first = await call(keys[who]!, 'GET /api/v1/documents?order=oldest&limit=2')
    expect(first.body.items.map((one: { key: string }) => one.key)).toEqual(['PO-1_1', 'PO-1X1'])
    const next = await call(keys[who]!, `GET ${first.body.next}`)
    expect(next.body.items.map((one: { key: string }) => one.key)).toEqual(['PO-2'])
  }
})

test('who is on neither side finds nothing, whatever the filter', async () => {
  for (const query of ['', 'keyPrefix=PO', 'partner=acme', 'key=PO-2']) expect(await found('cedar', query)).toEqual([])
})

test('the volume is counted by the days of a time zone, for those who may see the documents', async () => {
  const volume = async (who: string, query: string) =>
    (await call(keys[who]!, `GET /api/v1/documents/volume?${query}`)).body.days
  for (const timeZone of ['UTC', 'Pacific/Kiritimati']) {
    const today = new Intl.DateTimeFormat('sv', { timeZone }).format(new Date())
    for (const who of ['grid', 'acme', 'bolt']) {
      const days = await volume(who, `days=3&timeZone=${timeZone}`)
      expect(days).toHaveLength(3)
      expect(days[2]).toEqual({ day: today, documents: 3, troubled: 0 })
      expect(days[0].documents).toBe(0)
    }
    expect((await volume('cedar', `timeZone=${timeZone}`)).map((one: { documents: number }) => one.documents)).toEqual(
      Array(14).fill(0),
    )
  }
  expect((await call(keys['grid']!, 'GET /api/v1/documents/volume?timeZone=Nowhere')).status).toBe(400)
})

async function theOne(who: string, key: string): Promise<{ id: string }> {
  return (await call(keys[who]!, `GET /api/v1/documents?key=${key}`)).body.items[0]
}

test('each side reads its own form, the grid both, and nobody the form of another', async () => {
  const { id } = await theOne('grid', 'PO-2')
  const read = (who: string, form = '') =>
    call(keys[who]!, `GET /api/v1/documents/${id}/content${form && `?form=${form}`}`)
  const received = (await read('acme')).body
  expect(received).toMatchObject({ form: 'received', forms: ['received'], count: 8, cut: false })
  expect(received.text).toMatch(/^ST\*850\*0001~BEG\*00\*SA\*PO-2/)
  expect(received.segments[1]).toMatchObject({ tag: 'BEG', name: 'Purchase order', level: 0, problems: [] })
  expect(received.segments[3]).toMatchObject({ tag: 'PID', level: 1 })
  expect((await read('bolt')).body).toMatchObject({ form: 'sent', forms: ['sent'], count: 8 })
  expect((await read('grid')).body.forms).toEqual(['received', 'sent'])
  expect((await read('grid', 'sent')).body.text).toContain('PO-2')
  for (const [who, form] of [
    ['acme', 'sent'],
    ['bolt', 'received'],
    ['cedar', ''],
    ['cedar', 'sent'],
  ] as const) {
    expect((await read(who, form)).status).toBe(404)
  }
})

test('problems stand at the segment and element that they speak of', async () => {
  const text = order({ control: 4, po: 'PO-3' }).replace('20261120~PO1', '20261320~PO1')
  await call(keys['acme']!, 'POST /api/v1/interchanges', text)
  const { id } = await grid.until('the bad order', () => theOne('grid', 'PO-3'))
  const { segments } = (await call(keys['acme']!, `GET /api/v1/documents/${id}/content`)).body
  const troubled = segments.filter((one: { problems: unknown[] }) => one.problems.length > 0)
  expect(troubled).toHaveLength(1)
  expect(troubled[0]).toMatchObject({ tag: 'BEG', problems: [{ element: 5 }] })
  expect(troubled[0].problems[0].sentence).toContain('20261320')
})

test('files, receipts and relatives: to each what is theirs', async () => {
  await call(keys['acme']!, 'POST /api/v1/interchanges', order({ control: 5, po: 'PO-2' }))
  await grid.until('the second one', async () => (await found('grid', 'key=PO-2')).length === 2)
  const { items } = (await call(keys['grid']!, 'GET /api/v1/documents?key=PO-2')).body
  const [second, first] = items
  const related = async (who: string, id: string) =>
    (await call(keys[who]!, `GET /api/v1/documents/${id}/related`)).body
  const parts = (of: { files: { part: string }[] }) => of.files.map(({ part }) => part).sort()
  const whole = await related('grid', first.id)
  expect(parts(whole)).toEqual(['answer', 'incoming', 'outgoing'])
  expect(parts(await related('acme', first.id))).toEqual(['answer', 'incoming'])
  expect(parts(await related('bolt', first.id))).toEqual(['outgoing'])
  expect(whole.documents.map((one: { id: string }) => one.id)).toEqual([second.id])
  expect(whole.deliveries).toMatchObject([{ status: 'sent', receipts: [{ level: 'technical', state: 'awaited' }] }])
  // Held as a second original: not let go on to its receiver, who does not hear of it.
  expect((await related('bolt', first.id)).documents).toEqual([])
  expect((await call(keys['cedar']!, `GET /api/v1/documents/${first.id}/related`)).status).toBe(404)
})
