import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'

let grid: TestGrid
const keys: Record<string, string> = {}
let control = 0
const NETWORK = network().replace('settings: {', 'settings: { duplicates: { originals: hold },')

beforeAll(async () => {
  grid = await startTestGrid({ network: NETWORK })
  keys['acme'] = await grid.keyOf('acme')
  keys['grid'] = await grid.keyOf(null, ['*'])
})
afterAll(() => grid.close())

const call = async (who: string, line: string, body?: unknown) => {
  const [method, path] = line.split(' ')
  const response = await fetch(`${grid.url}/api/v1${path}`, {
    method: method!,
    headers: { authorization: `Bearer ${keys[who]}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as any }
}
async function send(text: string) {
  const { body } = await call('acme', 'POST /interchanges', text)
  await grid.until('decision', async () => {
    const [row] = await grid.query('select status from interchanges where id = $1', [body.interchange])
    return row!['status'] !== 'received'
  })
  return grid.query('select * from documents where interchange = $1 order by position', [body.interchange])
}
const item = async (subject: string) =>
  (await grid.query('select kind, problem, closed_by, close_reason from work_items where subject = $1', [subject]))[0]
const outgoing = (po: string) =>
  grid.query(`select o.* from documents d join interchanges o on o.id = d.outgoing where business_key = $1`, [po])
const decide = (id: string, decision: string) =>
  call('grid', `PUT /documents/${id}/decision`, { decision, reason: 'Asked by telephone' })

test('a second original with the same business key is held, linked to the first, and goes on when released', async () => {
  const [first] = await send(order({ control: ++control, po: 'A-1' }))
  const [second] = await send(order({ control: ++control, po: 'a-1', lines: 3 }))
  expect([first!['status'], second!['status'], second!['outgoing']]).toEqual(['released', 'held', null])
  expect(await item(second!['id'])).toMatchObject({
    kind: 'duplicate',
    problem: { first: first!['id'] },
    closed_by: null,
  })
  const { body: shown } = await call('grid', `GET /documents?key=A-1`)
  expect(shown.items[0].problems.at(-1).sentence).toMatch(/came before between these two/)
  expect(
    (await call('acme', `PUT /documents/${second!['id']}/decision`, { decision: 'release', reason: 'x' })).status,
  ).toBe(403)
  const answers = await Promise.all([decide(second!['id'], 'release'), decide(second!['id'], 'release')])
  expect(answers.map(({ status }) => status).sort()).toContain(200)
  const again = await decide(second!['id'], 'release')
  expect(again).toMatchObject({ status: 200, body: { status: 'released', agreement: { version: 1 } } })
  expect((await decide(second!['id'], 'decline')).body.code).toBe('document-decided')
  const sent = await outgoing('A-1')
  expect(sent).toHaveLength(2)
  const text = Buffer.from(await grid.app.grid.payloads.bytes(sent[1]!['payload'], 10_000)).toString()
  expect(text).toMatch(/^ISA.*GS\*PO\*ACME\*BOLT.*BEG\*00\*SA\*a-1.*CTT\*3.*GE\*1\*/)
  expect(await item(second!['id'])).toMatchObject({ close_reason: 'Asked by telephone' })
  const timeline = (await call('grid', `GET /documents/${second!['id']}/timeline`)).body.events
  expect(timeline.map((one: any) => one.type)).toEqual(expect.arrayContaining(['document.held', 'document.released']))
})

test('one that is declined goes nowhere; a change to an order is no original', async () => {
  await send(order({ control: ++control, po: 'B-1' }))
  const [second] = await send(order({ control: ++control, po: 'B-1', lines: 3 }))
  expect((await decide(second!['id'], 'decline')).body.status).toBe('declined')
  expect((await decide(second!['id'], 'release')).body.code).toBe('document-decided')
  const change = order({ control: ++control, po: 'B-1' }).replace('BEG*00*', 'BEG*04*')
  expect((await send(change))[0]!['status']).toBe('released')
  expect(await outgoing('B-1')).toHaveLength(2)
})

test('of many at once one is the first, also within one interchange', async () => {
  const texts = Array.from({ length: 8 }, () => order({ control: ++control, po: 'C-1' }))
  const found = (await Promise.all(texts.map(send))).flat()
  expect(found.map((one) => one['status']).sort()).toEqual([...Array(7).fill('held'), 'released'])
  const inside = await send(order({ control: ++control, po: ['D-1', 'D-2', 'D-1'] }))
  expect(inside.map((one) => one['status'])).toEqual(['released', 'released', 'held'])
  const text = Buffer.from(
    await grid.app.grid.payloads.bytes((await outgoing('D-1'))[0]!['payload'], 10_000),
  ).toString()
  expect(text.match(/BEG\*00\*SA\*D-\d/g)).toEqual(['BEG*00*SA*D-1', 'BEG*00*SA*D-2'])
})

test('in a large interchange, too', async () => {
  const po = Array.from({ length: 6_000 }, (_, i) => (i === 5_990 ? 'E-7' : i === 5_000 ? 'C-1' : `E-${i}`))
  const { body } = await call('acme', 'POST /interchanges', order({ control: ++control, po }))
  const counts = () =>
    grid.query('select status, count(*)::int as n from documents where interchange = $1 group by 1 order by 1', [
      body.interchange,
    ])
  await grid.until(
    'decision',
    async () => (await counts()).find((one) => one['status'] === 'released')?.['n'] === 5_998,
  )
  expect(await counts()).toEqual([
    { status: 'held', n: 2 },
    { status: 'released', n: 5_998 },
  ])
})

test('by agreement they pass or are declined, and what was set aside can be released once there is an agreement', async () => {
  const { applyNetwork } = await import('../network/apply.ts')
  const { systemActor } = await import('../../platform/actor.ts')
  const agree = async (text: string) => {
    await applyNetwork(grid.app.grid, text, systemActor)
    await grid.app.reload()
  }
  await agree(NETWORK.replace('originals: hold', 'originals: refuse'))
  const [refused] = await send(order({ control: ++control, po: 'C-1' }))
  expect([refused!['status'], await item(refused!['id'])]).toEqual(['declined', undefined])
  await agree(NETWORK.replace('originals: hold', 'originals: pass'))
  expect((await send(order({ control: ++control, po: 'C-1' })))[0]!['status']).toBe('released')
  const [aside] = await send(order({ control: ++control }).replaceAll('ST*850', 'ST*875'))
  expect(aside!['status']).toBe('quarantined')
  const early = await decide(aside!['id'], 'release')
  expect(early.body).toMatchObject({
    code: 'document-not-releasable',
    detail: expect.stringMatching(/no test agreement/),
  })
  await agree(`${NETWORK}  - { sender: acme, receiver: bolt, type: "875", mode: test, channel: outbox }\n`)
  expect((await decide(aside!['id'], 'release')).body).toMatchObject({ status: 'released' })
})
