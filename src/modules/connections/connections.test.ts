import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { systemActor } from '../../platform/actor.ts'
import { newKeyPair } from '../../sftp/key-pair.ts'
import { applyNetwork } from '../network/apply.ts'
import { exportNetwork } from '../network/export.ts'
import { halt } from './halting.ts'
import { findConnection } from './queries.ts'

const PIN = `SHA256:${'A'.repeat(43)}`
let grid: TestGrid
let admin: string
let ours: string
let theirs: string
beforeAll(async () => {
  grid = await startTestGrid({ network: 'organizations: { acme: { name: ACME }, bolt: { name: Bolt } }' })
  admin = await grid.keyOf(null, ['*'])
  const scopes = ['partners:read', 'partners:write', 'exchange:write', 'exchange:read']
  ;[ours, theirs] = [await grid.keyOf('acme', scopes), await grid.keyOf('bolt', scopes)]
})
afterAll(() => grid.close())

async function call(key: string, line: string, body?: object, headers: Record<string, string> = {}) {
  const [method = 'GET', path = '/'] = line.split(' ')
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const all = { authorization: `Bearer ${key}`, ...sent.headers, ...headers }
  const answer = await fetch(grid.url + path, { method, ...sent, headers: all })
  // biome-ignore lint/suspicious/noExplicitAny: the point of a test is to look at what came
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: (await answer.json()) as any }
}

/** A port where nobody listens. */
const settings = { host: '127.0.0.1', port: 9, user: 'acme', password: 'hunter2', hostKeys: [PIN] }
const made = async (name: string, more: object = {}) => {
  const body = { connector: 'sftp', settings: { ...settings, ...more } }
  return (await call(admin, `PUT /api/v1/organizations/acme/connections/${name}`, body)).body
}
const channelOn = (connection: string, name: string, given: object = {}) =>
  call(admin, `PUT /api/v1/organizations/acme/channels/${name}`, {
    direction: 'in',
    kind: 'sftp',
    connection,
    settings: { everySeconds: 3_600 },
    ...given,
  })
const everything = () =>
  grid.query(
    `select concat((select json_agg(c) from connections c), (select json_agg(e) from events e),
      (select json_agg(k) from connection_checks k), (select json_agg(w) from work_items w)) as all`,
  )

test('all connections are listed page by page, with whose they are; an organization finds its own', async () => {
  const ids = [(await made('listed-1')).id, (await made('listed-2')).id]
  const first = await call(admin, 'GET /api/v1/connections?limit=1')
  expect(first.body.items).toMatchObject([{ id: ids[1], owner: 'acme', credentials: ['password'] }])
  expect(JSON.stringify(first.body)).not.toContain('hunter2')
  const second = await call(admin, `GET ${first.body.next}`)
  expect(second.body.items).toMatchObject([{ id: ids[0] }])
  const own = await call(ours, 'GET /api/v1/connections')
  expect(own.body.items.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(ids))
  expect((await call(theirs, 'GET /api/v1/connections')).body.items).toEqual([])
  for (const id of ids) await call(admin, `PUT /api/v1/connections/${id}/closure`)
})

test('an organization sees its own connections only, and changes none', async () => {
  const { id } = await made('own')
  expect((await call(ours, `GET /api/v1/connections/${id}`)).status).toBe(200)
  const listed = (await call(ours, 'GET /api/v1/organizations/acme/connections')).body.items
  expect(listed.map(({ id }: { id: string }) => id)).toContain(id)
  const lines = ['connections/:id', 'connections/:id/checks', 'organizations/acme/connections']
  for (const line of lines) {
    expect((await call(theirs, `GET /api/v1/${line.replace(':id', id)}`)).status, line).toBe(404)
  }
  const acts: [string, object][] = [
    ['PUT /api/v1/organizations/acme/connections/other', { connector: 'sftp', settings }],
    [`PATCH /api/v1/connections/${id}`, { settings }],
    [`PUT /api/v1/connections/${id}/closure`, {}],
    [`PUT /api/v1/connections/${id}/resumption`, {}],
    [`POST /api/v1/connections/${id}/checks`, {}],
  ]
  for (const [line, body] of acts) {
    expect((await call(ours, line, body, { 'if-match': '"v1"' })).body.code, line).toBe('grid-only')
  }
  const channel = (await channelOn('own', 'own')).body
  for (const what of ['pickups', 'looks']) {
    expect((await call(ours, `GET /api/v1/channels/${channel.id}/${what}`)).status).toBe(200)
    expect((await call(theirs, `GET /api/v1/channels/${channel.id}/${what}`)).status).toBe(404)
  }
  expect((await call(theirs, `POST /api/v1/channels/${channel.id}/looks`, {})).status).toBe(404)
})

test('credentials are sealed and never come out: not in answers, events, checks, work items or the export', async () => {
  const one = await made('sealed')
  expect(one).toMatchObject({ credentials: ['password'], settings: { host: '127.0.0.1', user: 'acme' } })
  const check = await call(admin, `POST /api/v1/connections/${one.id}/checks`, {})
  const shown = [one, check.body, (await call(admin, `GET /api/v1/connections/${one.id}`)).body, await everything()]
  expect(JSON.stringify([...shown, await exportNetwork(grid.app.grid.database)])).not.toContain('hunter2')
  const [secret] = await grid.query('select sealed from secrets where name = $1', [`connection:${one.id}`])
  expect(secret!['sealed'].toString('latin1')).not.toContain('hunter2')
})

test('a change is made at a version; credentials left out are kept, but not for another host', async () => {
  const one = await made('changed')
  const path = `PATCH /api/v1/connections/${one.id}`
  const { password: _, ...open } = settings
  expect((await call(admin, path, { settings: open })).status).toBe(428)
  const same = await call(admin, path, { settings: open }, { 'if-match': '"v1"' })
  expect(same.body).toMatchObject({ version: 1, credentials: ['password'] })
  const slower = { ...open, timeoutMs: 5_000 }
  const changed = await call(admin, path, { settings: slower }, { 'if-match': '"v1"' })
  expect(changed.body).toMatchObject({ version: 2, credentials: ['password'], settings: { timeoutMs: 5_000 } })
  expect((await call(admin, path, { settings: slower }, { 'if-match': '"v1"' })).body.code).toBe('version-mismatch')
  for (const elsewhere of [{ host: 'evil.example' }, { user: 'root' }, { port: 23 }, { password: null }]) {
    const wrong = await call(admin, path, { settings: { ...slower, ...elsewhere } }, { 'if-match': '"v2"' })
    expect(wrong.body.code, JSON.stringify(elsewhere)).toBe('connection-settings-invalid')
  }
  const wrong = await call(admin, path, { settings: { host: '', colour: 1 } }, { 'if-match': '"v2"' })
  expect(wrong.body.detail).toMatch(/settings\.host.*colour/)
})

test('a check says which layer does not hold, and is kept', async () => {
  const one = await made('checked')
  const answer = await call(admin, `POST /api/v1/connections/${one.id}/checks`, {})
  expect(answer.body).toMatchObject({ holds: false, version: 1 })
  expect(answer.body.probes.map((probe: { layer: string }) => probe.layer)).toEqual(['name', 'network'])
  expect(answer.body.probes[1].problem).toMatchObject({ code: 'sftp-unreachable' })
  expect(answer.body.probes[1].problem.sentence).toMatch(/127\.0\.0\.1 cannot be reached on port 9/)
  await call(admin, `POST /api/v1/connections/${one.id}/checks`, {})
  const kept = (await call(ours, `GET /api/v1/connections/${one.id}/checks`)).body.items
  expect(kept).toHaveLength(2)
  // Of the grid's people and keys a partner is told that they are of the grid.
  expect(kept[1]).toEqual({ ...answer.body, actor: 'the grid' })
})

test('a channel names a connection of its organization and kind; one that is used does not end', async () => {
  const one = await made('used')
  expect((await channelOn('nothing', 'x')).body.code).toBe('connection-missing')
  const fields = async (given: object) =>
    (await channelOn('used', 'x', given)).body.parameters.fields.map((of: { field: string }) => of.field)
  expect(await fields({ connection: null })).toEqual(['body.connection'])
  expect(await fields({ kind: 'api', settings: {} })).toEqual(['body.connection'])
  expect(await fields({ settings: { everySeconds: 0, afterwards: 'burn' } })).toEqual(
    expect.arrayContaining(['body.settings.everySeconds', 'body.settings.afterwards']),
  )
  const channel = (await channelOn('used', 'x')).body
  expect(channel).toMatchObject({
    connection: 'used',
    settings: { folder: '.', everySeconds: 3_600, afterwards: 'move' },
  })
  expect((await call(admin, `PUT /api/v1/connections/${one.id}/closure`, {})).body.code).toBe('connection-in-use')
  await call(admin, `PUT /api/v1/channels/${channel.id}/closure`, {})
  expect((await call(admin, `PUT /api/v1/connections/${one.id}/closure`, {})).body).toMatchObject({ credentials: [] })
  expect(await grid.query('select 1 from secrets where name = $1', [`connection:${one.id}`])).toEqual([])
  expect((await channelOn('used', 'x')).body.code).toBe('connection-missing')
  expect(await made('used')).toMatchObject({ id: one.id, endedAt: null, credentials: ['password'] })
  expect((await channelOn('used', 'x')).body).toMatchObject({ id: channel.id, endedAt: null })
  expect(await grid.query(`select 1 from jobs where kind = 'pick-up' and subject = $1`, [channel.id])).toHaveLength(1)
})

test('the network file makes connections and channels; applied again, or as it is exported, it changes nothing', async () => {
  const text = (password: string) => `
organizations:
  acme: { name: ACME }
  bolt:
    name: Bolt
    connections:
      server: { connector: sftp, settings: { host: sftp.example, user: bolt, password: "${password}", hostKeys: ["${PIN}"] } }
    channels:
      fetch: { direction: in, kind: sftp, connection: server, settings: { folder: out, everySeconds: 3600 } }
      put: { direction: out, kind: sftp, connection: server, settings: { folder: in } }
`
  const apply = (given: string, secrets = { BOLT_PASSWORD: 'hunter3' } as Record<string, string>) =>
    applyNetwork(grid.app.grid, given, systemActor, { secrets })
  await expect(apply(text('plain'))).rejects.toThrow(/a secret does not belong in the file/)
  const places = (error: { parameters: { places: string[] } }) => error.parameters.places
  const missing = text('$' + '{BOLT_PASSWORD}')
  expect(places(await apply(missing, {}).catch((error) => error))[0]).toMatch(/line 7: .*password.*has no value/)
  const first = await apply(missing)
  expect(first.created).toEqual(['connection bolt/server', 'channel bolt/fetch', 'channel bolt/put'])
  expect(await apply(missing)).toMatchObject({ created: [], changed: [] })
  const exported = await exportNetwork(grid.app.grid.database)
  expect(exported).toContain('sftp.example')
  expect(await apply(exported)).toMatchObject({ created: [], changed: [], ended: [] })
  expect((await apply(missing, { BOLT_PASSWORD: 'hunter4' })).changed).toEqual(['connection bolt/server'])
  expect(JSON.stringify([await everything(), exported])).not.toMatch(/hunter[34]/)
})

test('applied again with the same secret nothing is told, whatever the kind of secret; another one is told', async () => {
  const bucket = `{ connector: s3, settings: { bucket: acme-drop, accessKeyId: AKIA, secretAccessKey: "\${S3_SECRET}" } }`
  const keyed = `{ connector: sftp, settings: { host: sftp.example, user: bolt, privateKey: "\${SFTP_KEY}", hostKeys: ["${PIN}"] } }`
  const text = `organizations: { bolt: { name: Bolt, connections: { bucket: ${bucket}, keyed: ${keyed} } } }`
  const secrets = { S3_SECRET: 'hunter5', SFTP_KEY: newKeyPair('ed25519').private }
  const apply = (given: Record<string, string>) => applyNetwork(grid.app.grid, text, systemActor, { secrets: given })
  expect((await apply(secrets)).created).toEqual(['connection bolt/bucket', 'connection bolt/keyed'])
  expect(await apply(secrets)).toMatchObject({ created: [], changed: [] })
  expect((await apply({ ...secrets, S3_SECRET: 'hunter6' })).changed).toEqual(['connection bolt/bucket'])
  // Settings that are older than a setting of now: what that is by default is no difference.
  await grid.query(
    `update connections set settings = settings - 'forcePathStyle' - 'timeoutMs' where name in ('bucket', 'keyed')`,
  )
  expect(await apply({ ...secrets, S3_SECRET: 'hunter6' })).toMatchObject({ created: [], changed: [] })
})

test('the forms of connectors can be asked for', async () => {
  const { items } = (await call(ours, 'GET /api/v1/connectors')).body
  const sftp = items.find((one: { name: string }) => one.name === 'sftp')
  expect(sftp.credentials).toEqual(['password', 'privateKey', 'passphrase'])
  expect(sftp.connection.properties).toHaveProperty('hostKeys')
  expect(sftp.in.properties).toHaveProperty('doneFile')
  expect(sftp.out.properties).toHaveProperty('collision')
})

test('an alarm is shown with its reason, and ends when a person lets the connection go on', async () => {
  const one = await made('halted')
  const alarm = { code: 'sftp-host-key-changed', found: PIN, expected: 'another' }
  await halt(grid.app.grid, (await findConnection(grid.app.grid.database.kysely, one.id))!, alarm)
  await halt(grid.app.grid, (await findConnection(grid.app.grid.database.kysely, one.id))!, alarm)
  const items = () => grid.query('select kind, closed_at is null as open from work_items where subject = $1', [one.id])
  expect(await items()).toEqual([{ kind: 'alarm', open: true }])
  const shown = (await call(ours, `GET /api/v1/connections/${one.id}`)).body
  expect(shown.halted.sentence).toContain(`The server shows the host key ${PIN}, and not another.`)
  const resumed = await call(admin, `PUT /api/v1/connections/${one.id}/resumption`, {})
  expect(resumed.body).toMatchObject({ halted: null, version: 2 })
  expect(await items()).toEqual([{ kind: 'alarm', open: false }])
})
