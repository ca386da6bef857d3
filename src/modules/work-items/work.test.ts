import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'

let grid: TestGrid
let admin: string
let acme: string
let bolt: string
let control = 0
let client: ReturnType<typeof clientOf>
const call = (key: string, line: string, body?: unknown, version?: number) =>
  client(key, line, body, version === undefined ? {} : { 'if-match': `"v${version}"` })
beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
  client = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  const scopes = ['exchange:read', 'exchange:write', 'work:read', 'work:write']
  acme = await grid.keyOf('acme', scopes)
  bolt = await grid.keyOf('bolt', scopes)
})
afterAll(() => grid.close())

/** An interchange of ACME for nobody: set aside, with its item. */
async function anItem(name = 'NOBODY') {
  const sent = await call(acme, 'POST /api/v1/interchanges', order({ control: ++control, receiver: name }))
  return grid.until('item', async () => {
    const [row] = await grid.query('select * from work_items where subject = $1', [sent.body.interchange])
    return row
  })
}
const all = '/api/v1/work-items'

test('an organization sees its own items only, nothing of how they are handled, and handles none', async () => {
  const item = await anItem()
  await call(admin, `PUT ${all}/${item['id']}/assignment`, { owner: 'carla' }, 1)
  const own = await call(acme, `GET ${all}/${item['id']}`)
  expect(own.body).toMatchObject({ id: item['id'], organization: 'acme', owner: null, next: [], history: [] })
  expect(own.body.problem.sentence).toMatch(/The receiver ZZ\/NOBODY .* is not known here/)
  expect((await call(acme, `GET ${all}?owner=carla`)).body.items).toEqual([])
  expect((await call(bolt, `GET ${all}/${item['id']}`)).status).toBe(404)
  expect((await call(bolt, `GET ${all}?state=all`)).body.items).toEqual([])
  expect((await call(bolt, `GET ${all}?state=all&organization=acme`)).body.items).toEqual([])
  expect((await call(bolt, `GET ${all}/counts`)).body).toMatchObject({ open: 0, kinds: [] })
  const later = new Date(Date.now() + 60_000).toISOString()
  const attempts: [string, object][] = [
    ['assignment', { owner: 'me' }],
    ['ignoring', { reason: 'no', until: later }],
    ['closure', { reason: 'no' }],
    ['reopening', { reason: 'no' }],
  ]
  for (const [name, body] of attempts)
    expect((await call(acme, `PUT ${all}/${item['id']}/${name}`, body, 1)).body.code, name).toBe('grid-only')
  expect((await call(acme, 'GET /api/v1/work-policies')).body.code).toBe('grid-only')
  expect((await call(acme, 'PUT /api/v1/work-policies/routing', {}, 0)).body.code).toBe('grid-only')
  const reader = await grid.keyOf(null, ['work:read'])
  expect((await call(reader, `PUT ${all}/${item['id']}/closure`, { reason: 'no' }, 1)).body.code).toBe('scope-missing')
})

test('an item is assigned, ignored, closed and reopened at its version; each act is an event', async () => {
  const { id } = await anItem()
  const shown = await call(admin, `GET ${all}/${id}`)
  expect(shown.etag).toBe('"v1"')
  expect(shown.body).toMatchObject({
    state: 'open',
    kind: 'quarantine',
    class: 'routing',
    about: { status: 'quarantined' },
  })
  expect(shown.body.next.map((one: { act: string }) => one.act)).toEqual([
    'introduce',
    'correct',
    'reprocess',
    'assign',
    'ignore',
    'close',
  ])
  expect((await call(admin, `PUT ${all}/${id}/assignment`, { owner: 'carla' })).status).toBe(428)
  const assigned = await call(admin, `PUT ${all}/${id}/assignment`, { owner: 'carla' }, 1)
  expect(assigned).toMatchObject({ status: 200, etag: '"v2"', body: { owner: 'carla', version: 2 } })
  expect((await call(admin, `PUT ${all}/${id}/closure`, { reason: 'x' }, 1)).body.code).toBe('version-mismatch')
  expect((await call(admin, `PUT ${all}/${id}/closure`, { reason: ' ' }, 2)).status).toBe(400)
  const closed = await call(admin, `PUT ${all}/${id}/closure`, { reason: 'sent by mail' }, 2)
  expect(closed.body).toMatchObject({ state: 'closed', closed: { reason: 'sent by mail' } })
  expect((await call(admin, `PUT ${all}/${id}/closure`, { reason: 'again' }, 3)).body.version).toBe(3)
  expect((await call(admin, `PUT ${all}/${id}/assignment`, { owner: 'x' }, 3)).body.code).toBe('work-item-closed')
  const open = await call(admin, `PUT ${all}/${id}/reopening`, { reason: 'it was not' }, 3)
  expect(open.body).toMatchObject({ state: 'open', closed: null, version: 4 })
  const { history } = (await call(admin, `GET ${all}/${id}`)).body
  expect(history.map((one: { type: string }) => one.type)).toEqual(['work.assigned', 'work.closed', 'work.reopened'])
  expect(history[2].data).toMatchObject({ reason: 'it was not', closeReason: 'sent by mail' })
})

test('an ignored item comes back when its time is over, and sooner when reopened', async () => {
  const { id } = await anItem()
  const past = await call(admin, `PUT ${all}/${id}/ignoring`, { reason: 'x', until: '2020-01-01T00:00:00Z' }, 1)
  expect(past.body.code).toBe('work-expiry-past')
  const until = new Date(Date.now() + 700).toISOString()
  const ignored = await call(admin, `PUT ${all}/${id}/ignoring`, { reason: 'they are on holiday', until }, 1)
  expect(ignored.body).toMatchObject({ state: 'ignored', ignored: { reason: 'they are on holiday' } })
  expect((await call(admin, `GET ${all}`)).body.items.map((one: { id: string }) => one.id)).not.toContain(id)
  expect((await call(acme, `GET ${all}`)).body.items.find((one: { id: string }) => one.id === id).state).toBe('open')
  const back = await grid.until('return', async () => {
    const { body } = await call(admin, `GET ${all}/${id}`)
    return body.state === 'open' && body
  })
  expect(back.history.at(-1)).toMatchObject({ type: 'work.returned', actor: 'system' })
  const far = new Date(Date.now() + 86_400_000).toISOString()
  await call(admin, `PUT ${all}/${id}/ignoring`, { reason: 'x', until: far }, back.version)
  const open = await call(admin, `PUT ${all}/${id}/reopening`, { reason: 'urgent now' }, back.version + 1)
  expect(open.body).toMatchObject({ state: 'open', ignored: null })
})

test('the list is filtered by kind, class, owner, organization, age and text, and counted', async () => {
  const { id } = await anItem('SPECIAL')
  const found = async (query: string) =>
    (await call(admin, `GET ${all}?${query}`)).body.items.map((one: { id: string }) => one.id)
  expect(await found('text=special')).toEqual([id])
  expect(await found('text=100%25')).toEqual([])
  expect(await found('class=routing&kind=quarantine&organization=acme&owner=nobody')).toContain(id)
  for (const query of ['class=receipt', 'kind=overdue', 'organization=bolt', 'organization=ghost', 'owner=dora'])
    expect(await found(query), query).toEqual([])
  expect(await found('openedBefore=2020-01-01T00:00:00Z')).toEqual([])
  expect(await found('openedAfter=2020-01-01T00:00:00Z&limit=500')).toContain(id)
  const first = await call(admin, `GET ${all}?limit=1`)
  const next = await call(admin, `GET ${first.body.next}`)
  expect(next.body.items[0].id < first.body.items[0].id).toBe(true)
  const counts = (await call(admin, `GET ${all}/counts`)).body
  const open = (await call(admin, `GET ${all}?limit=500`)).body.items.length
  expect(counts).toMatchObject({ open, kinds: [{ kind: 'quarantine', class: 'routing', open }] })
})

test('a class of errors has a usual owner, who is the owner of all that is assigned to nobody', async () => {
  const { id } = await anItem()
  const path = '/api/v1/work-policies/routing'
  const before = (await call(admin, 'GET /api/v1/work-policies')).body.items
  expect(before.find((one: { class: string }) => one.class === 'routing')).toMatchObject({ owner: null, version: 0 })
  expect((await call(admin, `PUT ${path}`, { owner: 'partners team' }, 0)).body).toMatchObject({ version: 1 })
  expect((await call(admin, `PUT ${path}`, { owner: 'others' }, 0)).body.code).toBe('version-mismatch')
  expect((await call(admin, `GET ${all}/${id}`)).body).toMatchObject({ owner: 'partners team' })
  const own = await call(admin, `PUT ${all}/${id}/assignment`, { owner: 'carla' }, 1)
  expect(own.body.owner).toBe('carla')
  expect((await call(admin, `PUT ${all}/${id}/assignment`, { owner: null }, 2)).body.owner).toBe('partners team')
})
