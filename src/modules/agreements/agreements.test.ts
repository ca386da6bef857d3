import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { testGrid, testHttp, testKey } from '../../../test/http.ts'
import type { Grid } from '../../grid.ts'
import { systemActor } from '../../platform/actor.ts'
import { Secrets } from '../../platform/secrets.ts'
import { applyNetwork } from '../network/apply.ts'
import { agreementRoutes } from './routes.ts'
import { agreementSettings } from './settings.ts'

const TEXT = `
organizations:
  acme: { name: ACME, channels: { outbox: { direction: out, kind: sftp-home } } }
  bolt:
    name: Bolt
    channels:
      outbox: { direction: out, kind: sftp-home }
      inbox: { direction: in, kind: sftp-home }
      trial: { direction: out, kind: https, mode: test, settings: { url: "http://127.0.0.1:9/" } }
  cobalt: { name: Cobalt, channels: { outbox: { direction: out, kind: sftp-home } } }
agreements: [{ sender: bolt, receiver: cobalt, type: "*", mode: test, channel: outbox }]
`
let database: Awaited<ReturnType<typeof testDatabase>>
let grid: Grid
let server: Awaited<ReturnType<typeof testHttp>>
let admin: string
const keys: Record<string, string> = {}
const ids: Record<string, string> = {}
beforeAll(async () => {
  database = await testDatabase()
  grid = testGrid(database, { secrets: new Secrets({ current: randomBytes(32), old: [] }) })
  server = await testHttp(grid, (http) => agreementRoutes(http, grid))
  admin = await testKey(grid, { scopes: ['*'] })
  await applyNetwork(grid, TEXT, systemActor)
  const { rows } = await database.pool.query('select id, slug as name from organizations')
  for (const { id, name } of rows) {
    ids[name] = id
    keys[name] = await testKey(grid, { scopes: ['partners:read', 'partners:write'], organization: id })
  }
  const channels = `select c.id, slug || '/' || c.name as name from channels c join organizations o on o.id = organization`
  for (const { id, name } of (await database.pool.query(channels)).rows) ids[name] = id
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

const all = '/api/v1/agreements'
const call = (line: string, body?: object, headers: Record<string, string> = {}) =>
  server.call(admin, line, body === undefined ? { headers } : { body, headers })
const orders = (more: object = {}) => ({
  sender: 'acme',
  receiver: 'bolt',
  type: '850',
  mode: 'test',
  channel: ids['bolt/outbox'],
  ...more,
})

test('both sides see an agreement and nobody else; the way out only the receiver; no side changes it', async () => {
  const { id } = (await call(`POST ${all}`, orders())).body
  const seen = async (who: string) => {
    const answer = await server.call(keys[who]!, `GET ${all}/${id}`)
    return answer.status === 200 ? answer.body.channel : answer.status
  }
  expect(await seen('acme')).toBeNull()
  expect(await seen('bolt')).toMatchObject({ name: 'outbox' })
  expect(await seen('cobalt')).toBe(404)
  const counts = async (who: string) => (await server.call(keys[who]!, `GET ${all}?limit=100`)).body.items.length
  expect([await counts('acme'), await counts('bolt'), await counts('cobalt')]).toEqual([1, 2, 1])
  // Asking for another's agreements finds those one is a side of.
  expect((await server.call(keys['acme']!, `GET ${all}?party=cobalt`)).body.items).toEqual([])
  const attempts: [string, object][] = [
    [`POST ${all}`, orders({ type: '810' })],
    [`PATCH ${all}/${id}`, { settings: { order: 'strict' } }],
    [`PUT ${all}/${id}/ending`, {}],
  ]
  for (const [line, body] of attempts) {
    const answer = await server.call(keys['bolt']!, line, { body, headers: { 'if-match': '"v1"' } })
    expect(answer.body.code, line).toBe('grid-only')
  }
  const { rows } = await database.pool.query('select type, organizations from events where subject = $1', [id])
  expect(rows).toEqual([{ type: 'agreement.made', organizations: [ids['acme'], ids['bolt']] }])
})

test('what is not said has its default, and is shown', async () => {
  const { body } = await call(`POST ${all}`, orders({ type: '855', settings: { retry: { attemptsMax: 3 } } }))
  expect(body.settings).toEqual(agreementSettings.parse({ retry: { attemptsMax: 3 } }))
  expect(body.settings).toMatchObject({ order: 'none', retry: { attemptsMax: 3, firstDelayMs: 1000 } })
  const wrong = await call(
    `POST ${all}`,
    orders({ type: '8 50', settings: { order: 'any', retry: { attemptMax: 3 } } }),
  )
  const fields = wrong.body.parameters.fields.map((one: { field: string }) => one.field)
  expect(fields).toEqual(expect.arrayContaining(['body.type', 'body.settings.order', 'body.settings.retry']))
})

test('there is one agreement at a time; the next may begin where it ends', async () => {
  const made = await call(`POST ${all}`, orders({ type: '856', until: '2030-01-01' }))
  expect((await call(`POST ${all}`, orders({ type: '856', from: '2029-01-01' }))).body).toMatchObject({
    code: 'agreement-exists',
    parameters: { id: made.body.id },
  })
  expect((await call(`POST ${all}`, orders({ type: '856', from: '2030-01-01' }))).status).toBe(201)
  const ending = `PUT ${all}/${made.body.id}/ending`
  expect((await call(ending, { until: null })).body.code).toBe('agreement-exists')
  const ended = (await call(ending, {})).body
  expect(Date.parse(ended.until)).toBeLessThanOrEqual(Date.now())
  expect((await call(ending, {})).body).toEqual(ended)
  const late = await call(`PATCH ${all}/${made.body.id}`, { settings: {} }, { 'if-match': `"v${ended.version}"` })
  expect(late.body.code).toBe('agreement-ended')
})

test('the way out is an open channel of the receiver, outward, for that environment', async () => {
  const refusal = async (more: object) => (await call(`POST ${all}`, orders({ type: '860', ...more }))).body
  expect(await refusal({ channel: ids['acme/outbox'] })).toMatchObject({ code: 'agreement-way-unfit' })
  expect((await refusal({ channel: ids['bolt/inbox'] })).detail).toMatch(/leads in/)
  expect((await refusal({ channel: ids['bolt/trial'], mode: 'production' })).detail).toMatch(/for test/)
  expect((await refusal({ channel: randomUUID() })).detail).toMatch(/no such channel/)
  expect((await refusal({ sender: 'nobody' })).code).toBe('agreement-party-unknown')
  await database.pool.query('update channels set ended_at = now() where id = $1', [ids['bolt/trial']])
  expect((await refusal({ channel: ids['bolt/trial'] })).detail).toMatch(/closed/)
})

test('it changes at its version, as one event with before and after', async () => {
  const { id } = (await call(`POST ${all}`, orders({ type: '940' }))).body
  const path = `PATCH ${all}/${id}`
  const strict = { settings: { order: 'strict' } }
  expect((await call(path, strict)).status).toBe(428)
  const changed = await call(path, strict, { 'if-match': '"v1"' })
  expect(changed.headers.get('etag')).toBe('"v2"')
  expect((await call(path, strict, { 'if-match': '"v1"' })).body.code).toBe('version-mismatch')
  expect((await call(path, strict, { 'if-match': '"v2"' })).body.version).toBe(2)
  const text = `select data from events where subject = $1 and type = 'agreement.changed'`
  const { rows } = await database.pool.query(text, [id])
  expect(rows).toHaveLength(1)
  expect(rows[0].data.changes.settings.map((one: { order: string }) => one.order)).toEqual([undefined, 'strict'])
})
