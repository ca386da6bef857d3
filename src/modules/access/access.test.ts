import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { testGrid, testHttp, testKey } from '../../../test/http.ts'
import type { Grid } from '../../grid.ts'
import type { Actor } from '../../platform/actor.ts'
import { ensureAdminKey } from './admin-key.ts'
import { openAuthenticator } from './authenticator.ts'
import { keyHash, newKey } from './key.ts'
import { accessRoutes } from './routes.ts'
import { createApiKey, revokeApiKey } from './verbs.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let grid: Grid
let server: Awaited<ReturnType<typeof testHttp>>
let admin: string
let acme: string
let bolt: string

beforeAll(async () => {
  database = await testDatabase()
  grid = testGrid(database)
  server = await testHttp(grid, (http) => accessRoutes(http, grid))
  ;[acme, bolt] = [await organization('acme'), await organization('bolt')]
  admin = await testKey(grid, { scopes: ['*'] })
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

async function organization(slug: string): Promise<string> {
  const id = randomUUID()
  await database.kysely.insertInto('organizations').values({ id, slug, name: slug }).execute()
  return id
}

const all = '/api/v1/api-keys'

test('without a key, with a made-up one, or with the wrong scope nothing is told', async () => {
  expect((await server.call(null, `GET ${all}`)).status).toBe(401)
  expect((await server.call(newKey(), `GET ${all}`)).status).toBe(401)
  expect((await server.call('ent_short', `GET ${all}`)).body.code).toBe('unauthenticated')
  const reader = await testKey(grid, { scopes: ['access:read'] })
  expect((await server.call(reader, `GET ${all}`)).status).toBe(200)
  const refused = await server.call(reader, `POST ${all}`, { body: { name: 'x', scopes: ['access:read'] } })
  expect(refused).toMatchObject({ status: 403, body: { code: 'scope-missing', parameters: { scope: 'access:write' } } })
})

test("an organization sees and ends its own keys only; another's key does not exist for it", async () => {
  const ours = await testKey(grid, { scopes: ['access:read', 'access:write'], organization: acme })
  const { apiKey: theirs } = await makeFor(bolt)
  const { apiKey: grids } = await makeFor(null)
  const listed = await server.call(ours, `GET ${all}?limit=500`)
  expect(new Set(listed.body.items.map((key: { organization: string }) => key.organization))).toEqual(new Set([acme]))
  for (const id of [theirs.id, grids.id]) {
    expect((await server.call(ours, `GET ${all}/${id}`)).body.code).toBe('api-key-unknown')
    expect((await server.call(ours, `POST ${all}/${id}/revocation`)).status).toBe(404)
    expect((await server.call(ours, `POST ${all}/${id}/successor`, { body: {} })).status).toBe(404)
  }
})

test('a key never makes a stronger one, nor one of another organization', async () => {
  const ours = await testKey(grid, { scopes: ['access:read', 'access:write'], organization: acme })
  const ask = (body: object) => server.call(ours, `POST ${all}`, { body: { name: 'x', ...body } })
  expect((await ask({ scopes: ['exchange:write'] })).body.code).toBe('api-key-too-strong')
  expect((await ask({ scopes: ['*'] })).status).toBe(403)
  expect((await ask({ scopes: ['access:read'], organization: bolt })).body.code).toBe('api-key-elsewhere')
  expect((await ask({ scopes: ['access:read'], organization: null })).body.code).toBe('api-key-elsewhere')
  const made = await ask({ scopes: ['access:read'] })
  expect(made.body).toMatchObject({ organization: acme, scopes: ['access:read'] })
  const everything = { name: 'x', scopes: ['*'], organization: acme }
  expect((await server.call(admin, `POST ${all}`, { body: everything })).body.code).toBe('api-key-elsewhere')
})

test('a new key is shown once, works at once, and the database does not have it', async () => {
  const made = await server.call(admin, `POST ${all}`, {
    body: { name: 'erp', scopes: ['access:read'], organization: acme },
  })
  expect(made.status).toBe(201)
  expect(made.body.key).toMatch(/^ent_[\w-]{43}$/)
  expect((await server.call(made.body.key, `GET ${all}`)).status).toBe(200)
  expect((await server.call(admin, `GET ${all}/${made.body.id}`)).body).not.toHaveProperty('key')
  const stored = await database.pool.query('select * from api_keys where id = $1', [made.body.id])
  expect(stored.rows[0].hash).toEqual(keyHash(made.body.key))
  expect(JSON.stringify(stored.rows)).not.toContain(made.body.key)
  const events = await database.pool.query('select * from events where subject = $1', [made.body.id])
  expect(events.rows).toMatchObject([{ type: 'api-key.created', subject_kind: 'api-key', organizations: [acme] }])
  expect(events.rows[0].actor).toMatch(/^api-key:/)
})

test('what cannot be is refused with its reason', async () => {
  const ask = (body: object) =>
    server.call(admin, `POST ${all}`, { body: { name: 'x', scopes: ['access:read'], ...body } })
  expect((await ask({ organization: randomUUID() })).body.code).toBe('api-key-organization-unknown')
  expect((await ask({ expiresAt: '2020-01-01T00:00:00Z' })).body.code).toBe('api-key-expiry-past')
  const wrong = await ask({ scopes: ['acess:read'], colour: 'red', name: ' ' })
  expect(wrong.status).toBe(400)
  const fields = wrong.body.parameters.fields.map((one: { field: string }) => one.field)
  expect(fields).toEqual(expect.arrayContaining(['body.name', 'body.scopes.0']))
  const keyed = await server.call(admin, `POST ${all}`, {
    body: { name: 'x', scopes: ['access:read'] },
    headers: { 'idempotency-key': 'k' },
  })
  expect(keyed.body.code).toBe('idempotency-key-refused')
})

test('a revoked key stops working on another node too, at once, and revoking twice is one event', async () => {
  const { apiKey, secret } = await makeFor(acme)
  const node = await openAuthenticator(database)
  expect(await node.authenticate(secret)).toMatchObject({ id: apiKey.id, organization: acme })
  expect(node.authenticate(secret)).not.toBeInstanceOf(Promise)
  const first = await server.call(admin, `POST ${all}/${apiKey.id}/revocation`)
  const second = await server.call(admin, `POST ${all}/${apiKey.id}/revocation`)
  expect(second.body.revokedAt).toBe(first.body.revokedAt)
  await vi.waitFor(async () => expect(await node.authenticate(secret)).toBeNull(), { timeout: 2000 })
  const events = await database.pool.query(`select 1 from events where subject = $1 and type = 'api-key.revoked'`, [
    apiKey.id,
  ])
  expect(events.rowCount).toBe(1)
  await node.close()
})

test('rotating makes an equal key, and the old one works until the overlap ends', async () => {
  let now = Date.now()
  const { apiKey, secret } = await makeFor(acme)
  const rotated = await server.call(admin, `POST ${all}/${apiKey.id}/successor`, { body: { overlapMinutes: 10 } })
  expect(rotated.body).toMatchObject({ organization: acme, scopes: ['access:read'], expiresAt: null })
  const node = await openAuthenticator(database, () => now)
  expect(await node.authenticate(secret)).toMatchObject({ id: apiKey.id })
  now += 10 * 60_000 - 1000
  expect(await node.authenticate(secret)).toMatchObject({ id: apiKey.id })
  now += 2000
  // Kept for 30 s, but never beyond the key's own end.
  expect(await node.authenticate(secret)).toBeNull()
  expect(await node.authenticate(rotated.body.key)).toMatchObject({ id: rotated.body.id })
  await revokeApiKey(grid, systemAdmin, apiKey.id)
  expect((await server.call(admin, `POST ${all}/${apiKey.id}/successor`, { body: {} })).body.code).toBe('api-key-ended')
  await node.close()
})

test('keys of an organization that is not active do not work', async () => {
  const idle = await organization('idle')
  const { secret } = await makeFor(idle)
  await database.pool.query(`update organizations set status = 'inactive' where id = $1`, [idle])
  expect((await server.call(secret, `GET ${all}`)).status).toBe(401)
})

test('lists come in pages without gap or repeat', async () => {
  for (let i = 0; i < 5; i++) await makeFor(bolt)
  const { secret } = await makeFor(bolt)
  const seen: string[] = []
  let next: string | null = `${all}?limit=2`
  while (next !== null) {
    const page = await server.call(secret, `GET ${next}`)
    expect(page.body.items.length).toBeLessThanOrEqual(2)
    seen.push(...page.body.items.map((key: { id: string }) => key.id))
    next = page.body.next
  }
  const rows = await database.pool.query('select id from api_keys where organization = $1 order by id desc', [bolt])
  expect(seen).toEqual(rows.rows.map((row) => row.id))
  const bad = await server.call(secret, `GET ${all}?cursor=nonsense`)
  expect(bad).toMatchObject({ status: 400, body: { parameters: { fields: [{ field: 'query.cursor' }] } } })
})

test('the key of the command line is made once, readable by its owner only, and made again when it stopped working', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'entrepot-')), 'admin.key')
  const first = await ensureAdminKey(grid, file)
  expect(await ensureAdminKey(grid, file)).toBe(first)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readFile(file, 'utf8')).toBe(`${first}\n`)
  await database.pool.query('update api_keys set revoked_at = now() where hash = $1', [keyHash(first)])
  expect(await ensureAdminKey(grid, file)).not.toBe(first)
})

const systemAdmin: Actor = { kind: 'system', id: 'test', name: 'test', organization: null, scopes: ['*'] }

function makeFor(organization: string | null) {
  return createApiKey(grid, systemAdmin, { name: 'made', organization, scopes: ['access:read'] })
}
