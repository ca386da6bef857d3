import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { testGrid, testHttp, testKey } from '../../../test/http.ts'
import type { Grid } from '../../grid.ts'
import { systemActor } from '../../platform/actor.ts'
import { Secrets } from '../../platform/secrets.ts'
import { applyNetwork } from '../network/apply.ts'
import { effectiveSettings } from './layers.ts'
import { type OpenDirectory, openDirectory } from './lookup.ts'
import { agreementRoutes } from './routes.ts'

const TEXT = `
organizations:
  acme: { name: ACME }
  bolt: { name: Bolt, channels: { outbox: { direction: out, kind: sftp-home } } }
agreements:
  - { sender: acme, receiver: bolt, type: "850", mode: test, channel: outbox, settings: { expect: { withinMinutes: 5 } } }
  - { sender: acme, receiver: bolt, type: "850", mode: production, channel: outbox }
`
let database: Awaited<ReturnType<typeof testDatabase>>
let grid: Grid
let server: Awaited<ReturnType<typeof testHttp>>
let directory: OpenDirectory
const keys: Record<string, string> = {}
beforeAll(async () => {
  database = await testDatabase()
  grid = testGrid(database, { secrets: new Secrets({ current: randomBytes(32), old: [] }) })
  server = await testHttp(grid, (http) => agreementRoutes(http, grid))
  await applyNetwork(grid, TEXT, systemActor)
  directory = await openDirectory(database, (error) => {
    throw error
  })
  keys['grid'] = await testKey(grid, { scopes: ['*'] })
  for (const slug of ['acme', 'bolt']) {
    keys[slug] = await testKey(grid, { scopes: ['partners:read'], organization: idOf(slug) })
  }
})
afterAll(async () => {
  await directory.close()
  await server.close()
  await database.drop()
})

const idOf = (slug: string) => directory.organizationBySlug(slug)!.id
const call = (line: string, body?: object, version?: number) =>
  server.call(keys['grid']!, line, {
    ...(body === undefined ? {} : { body }),
    ...(version === undefined ? {} : { headers: { 'if-match': `"v${version}"` } }),
  })
async function held(mode: string, at = new Date()) {
  await directory.reload()
  const found = directory.agreementsFor({ sender: idOf('acme'), receiver: idOf('bolt'), mode }, '850', at)
  expect(found).toHaveLength(1)
  return found[0]!
}

test('each layer lies upon the one below, and the answer says where a setting comes from', async () => {
  const defaults = '/api/v1/agreement-defaults/test'
  expect((await call(`GET ${defaults}`)).body).toEqual({ settings: {}, version: 0 })
  const grids = { retry: { attemptsMax: 3 }, order: 'strict', expect: { withinMinutes: 1 } }
  expect((await call(`PUT ${defaults}`, grids)).status).toBe(428)
  expect((await call(`PUT ${defaults}`, grids, 0)).body).toEqual({ settings: grids, version: 1 })
  expect((await call(`PUT ${defaults}`, grids, 0)).body.code).toBe('version-mismatch')
  const side = (slug: string, which: string) => `/api/v1/organizations/${slug}/agreement-defaults/${which}/test`
  await call(`PUT ${side('acme', 'sending')}`, { duplicates: { windowDays: 10 }, retry: { attemptsMax: 4 } }, 0)
  await call(`PUT ${side('bolt', 'receiving')}`, { retry: { attemptsMax: 5 } }, 0)
  // Of the wrong side: nothing that acme receives.
  await call(`PUT ${side('acme', 'receiving')}`, { order: 'none' }, 0)
  const pair = { sender: 'acme', receiver: 'bolt', type: '*', mode: 'test', settings: { retry: { firstDelayMs: 77 } } }
  const { rows } = await database.pool.query('select id from channels')
  expect((await call('POST /api/v1/agreements', { ...pair, channel: rows[0].id })).status).toBe(201)
  const agreement = await held('test')
  expect(agreement.settings).toMatchObject({
    order: 'strict',
    expect: { technical: '997', withinMinutes: 5 },
    duplicates: { windowDays: 10 },
    retry: { attemptsMax: 5, firstDelayMs: 77, delayMaxMs: 600_000 },
  })
  expect((await held('production')).settings).toMatchObject({ order: 'none', retry: { attemptsMax: 12 } })
  const { body } = await call(`GET /api/v1/agreements/${agreement.id}`)
  expect(body.settings).toEqual(agreement.settings)
  expect(body.said).toEqual({ expect: { withinMinutes: 5 } })
  expect(body.origins).toMatchObject({
    order: 'grid',
    'duplicates.windowDays': 'sender',
    'retry.attemptsMax': 'receiver',
    'retry.firstDelayMs': 'pair',
    'expect.withinMinutes': 'agreement',
    'expect.technical': 'default',
  })
})

test('a change of any layer is heard, the object stays the same until then, and versions say by what was decided', async () => {
  const before = await held('test')
  expect(await held('test')).toBe(before)
  const other = await held('production')
  expect((await call('PUT /api/v1/agreement-defaults/test', { order: 'none' }, 1)).body.version).toBe(2)
  const after = await held('test')
  expect(after.settings.order).toBe('none')
  expect(before.settings.order).toBe('strict')
  expect([before.version, after.version]).toEqual([1, 1])
  expect([before.upon['grid'], after.upon['grid']]).toEqual([1, 2])
  expect(await held('production')).toBe(other)
  const changed = await call(`PATCH /api/v1/agreements/${after.id}`, { settings: {} }, 1)
  expect(changed.body.origins['expect.withinMinutes']).toBe('default')
  const { items } = (await call(`GET /api/v1/agreements/${after.id}/versions`)).body
  expect(items.map((one: any) => [one.version, one.content.settings])).toEqual([
    [2, {}],
    [1, { expect: { withinMinutes: 5 } }],
  ])
  const path = `GET /api/v1/agreements/${after.id}/versions`
  expect((await server.call(keys['acme']!, path)).body.items[0].content.channel).toBeNull()
  expect((await server.call(keys['bolt']!, path)).body.items[0].content.channel).not.toBeNull()
})

test('an agreement of the pair holds below the others for its time only', async () => {
  const { id } = (await database.pool.query(`select id from agreements where document_type = '*'`)).rows[0]
  const until = new Date(Date.now() + 86_400_000)
  expect((await call(`PUT /api/v1/agreements/${id}/ending`, { until: until.toISOString() })).status).toBe(200)
  expect((await held('test')).settings.retry.firstDelayMs).toBe(77)
  expect((await held('test', until)).settings.retry.firstDelayMs).toBe(1000)
  const { id: on850 } = await held('test')
  expect(directory.agreement(on850)?.settings.retry.firstDelayMs).toBe(77)
})

test('defaults that would leave an agreement without settings are refused', async () => {
  const refused = await call('PUT /api/v1/agreement-defaults/test', { retry: { delayMaxMs: 60 } }, 2)
  expect(refused.body).toMatchObject({ code: 'agreement-settings-unfit', parameters: { sender: 'acme', type: '850' } })
  const wrong = await call('PUT /api/v1/agreement-defaults/test', { retry: { attempts: 60 } }, 2)
  expect(wrong.status).toBe(400)
})

test('an organization sees its own defaults and changes none', async () => {
  const path = '/api/v1/organizations/bolt/agreement-defaults/receiving/test'
  expect((await server.call(keys['bolt']!, `GET ${path}`)).body.settings).toEqual({ retry: { attemptsMax: 5 } })
  expect((await server.call(keys['acme']!, `GET ${path}`)).status).toBe(404)
  const mine = { body: {}, headers: { 'if-match': '"v1"' } }
  expect((await server.call(keys['bolt']!, `PUT ${path}`, mine)).status).toBe(403)
  expect((await server.call(keys['bolt']!, 'GET /api/v1/agreement-defaults/test')).status).toBe(403)
})

test('what is said twice counts as the stronger says', () => {
  const merged = effectiveSettings([
    { origin: 'grid', said: { order: 'strict', expect: { technical: 'none' } } },
    { origin: 'agreement', said: { order: 'none' } },
  ])
  expect(merged).toMatchObject({
    settings: { order: 'none' },
    origins: { order: 'agreement', 'expect.technical': 'grid' },
  })
})
