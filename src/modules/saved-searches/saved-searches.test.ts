import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network } from '../../../test/messages.ts'
import { scopesOf } from '../members/policy.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
const keys: Record<string, string> = {}

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
  call = clientOf(grid.url)
  for (const [name, of, scopes] of [
    ['ann', 'acme', scopesOf('partner-member')],
    ['amy', 'acme', scopesOf('partner-member')],
    ['adam', 'acme', scopesOf('partner-admin')],
    ['bob', 'bolt', scopesOf('partner-admin')],
    ['guest', 'acme', scopesOf('guest')],
    ['grid', null, ['*']],
  ] as const) {
    keys[name] = await grid.keyOf(of, [...scopes])
  }
})
afterAll(() => grid.close())

const keep = (who: string, body: object) => call(keys[who]!, 'POST /api/v1/saved-searches', body)
const names = async (who: string, query = '') =>
  (await call(keys[who]!, `GET /api/v1/saved-searches${query}`)).body.items.map((one: { name: string }) => one.name)

test("one's own is one's own, until it is shared within the organization", async () => {
  const made = await keep('ann', { name: 'invalid', filter: 'status=invalid&type=850' })
  expect(made).toMatchObject({ status: 201, etag: '"v1"', body: { own: true, shared: false, page: 'documents' } })
  const others = ['amy', 'adam', 'bob', 'guest', 'grid']
  for (const who of others) expect(await names(who), who).toEqual([])
  const path = `/api/v1/saved-searches/${made.body.id}`
  for (const who of others) {
    const changed = await call(keys[who]!, `PATCH ${path}`, { name: 'x' }, { 'if-match': '"v1"' })
    expect(changed.status, who).toBe(404)
    expect((await call(keys[who]!, `DELETE ${path}`)).status).toBe(404)
  }
  const shared = await call(keys['ann']!, `PATCH ${path}`, { shared: true, name: 'bad' }, { 'if-match': '"v1"' })
  expect(shared).toMatchObject({ status: 200, etag: '"v2"', body: { name: 'bad', filter: 'status=invalid&type=850' } })
  for (const who of ['ann', 'amy', 'adam', 'guest']) expect(await names(who), who).toEqual(['bad'])
  for (const who of ['bob', 'grid']) expect(await names(who), who).toEqual([])
})

test('who sees a shared one may not change it; who manages people may delete it', async () => {
  const { body } = await keep('ann', { name: 'late', filter: 'status=held', shared: true, page: 'work-items' })
  expect(await names('amy', '?page=work-items')).toEqual(['late'])
  const path = `/api/v1/saved-searches/${body.id}`
  const stale = await call(keys['ann']!, `PATCH ${path}`, { name: 'later' }, { 'if-match': '"v7"' })
  expect(stale.status).toBe(412)
  for (const who of ['amy', 'guest', 'adam']) {
    const changed = await call(keys[who]!, `PATCH ${path}`, { name: 'x' }, { 'if-match': '"v1"' })
    expect(changed.body.code, who).toBe('saved-search-not-yours')
  }
  for (const who of ['amy', 'guest']) expect((await call(keys[who]!, `DELETE ${path}`)).status).toBe(403)
  expect((await call(keys['adam']!, `DELETE ${path}`)).status).toBe(204)
  expect(await names('ann', '?page=work-items')).toEqual([])
})

test('a name is there once for each page, and what is no filter is refused', async () => {
  expect((await keep('grid', { name: 'mine', filter: '' })).status).toBe(201)
  expect((await keep('grid', { name: 'mine', filter: 'type=810' })).body.code).toBe('saved-search-taken')
  expect((await keep('grid', { name: 'mine', filter: '', page: 'partners' })).status).toBe(201)
  for (const filter of ['a b', 'x#y', 'a\nb']) expect((await keep('grid', { name: 'no', filter })).status).toBe(400)
})
