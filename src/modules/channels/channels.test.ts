import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { order } from '../../../test/messages.ts'

let grid: TestGrid
let admin: string
let ours: string
let theirs: string
const received: IncomingHttpHeaders[] = []
const receiver = createServer((request, response) => {
  received.push(request.headers)
  request.resume().on('end', () => response.end())
})
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  grid = await startTestGrid({ network: network() })
  admin = await grid.keyOf(null, ['*'])
  const scopes = ['partners:read', 'partners:write', 'exchange:write', 'exchange:read']
  ;[ours, theirs] = [await grid.keyOf('acme', scopes), await grid.keyOf('bolt', scopes)]
})
afterAll(async () => {
  await grid.close()
  receiver.close()
})

const network = () => `
organizations:
  acme:
    name: ACME
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }]
    channels: { api: { direction: in, kind: api } }
  bolt:
    name: Bolt
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }]
    channels: { outbox: { direction: out, kind: sftp-home } }
agreements:
  - { sender: acme, receiver: bolt, type: "850", mode: test, channel: outbox, settings: { expect: { technical: none } } }
`
async function call(key: string, line: string, body?: object, headers: Record<string, string> = {}) {
  const [method = 'GET', path = '/'] = line.split(' ')
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const all = { authorization: `Bearer ${key}`, ...sent.headers, ...headers }
  const answer = await fetch(grid.url + path, { method, ...sent, headers: all })
  // biome-ignore lint/suspicious/noExplicitAny: the point of a test is to look at what came
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: (await answer.json()) as any }
}
const open = (path: string, body: object) => call(admin, `PUT /api/v1/organizations/${path}`, body)
const push = () => ({
  direction: 'out',
  kind: 'https',
  settings: { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in` },
})

test('an organization sees its own channels only, and changes none', async () => {
  const mine = await call(ours, 'GET /api/v1/organizations/acme/channels')
  expect(mine.body.items.map((one: { name: string }) => one.name)).toEqual(['api'])
  const [{ id }] = (await call(theirs, 'GET /api/v1/organizations/bolt/channels')).body.items
  expect((await call(ours, 'GET /api/v1/organizations/bolt/channels')).status).toBe(404)
  expect((await call(ours, `GET /api/v1/channels/${id}`)).status).toBe(404)
  expect((await call(theirs, `GET /api/v1/channels/${id}`)).status).toBe(200)
  const attempts: [string, object][] = [
    ['PUT /api/v1/organizations/bolt/channels/mine', push()],
    [`PATCH /api/v1/channels/${id}`, { mode: 'test' }],
    [`PUT /api/v1/channels/${id}/closure`, {}],
  ]
  for (const [line, body] of attempts) {
    expect((await call(theirs, line, body, { 'if-match': '"v1"' })).body.code, line).toBe('grid-only')
  }
})

test('a secret header is sent to the receiver and shown to nobody', async () => {
  const settings = { ...push().settings, secretHeader: { name: 'X-Api-Key', value: 'hunter2' } }
  const missing = { ...settings, secretHeader: { name: 'X-Api-Key' } }
  expect((await open('bolt/channels/push', { ...push(), settings: missing })).body.code).toBe('channel-secret-missing')
  const opened = await open('bolt/channels/push', { ...push(), settings })
  expect(opened).toMatchObject({ status: 201, body: { settings: { secretHeader: { name: 'X-Api-Key' } } } })
  const [agreement] = (await call(admin, 'GET /api/v1/agreements?party=bolt&type=850')).body.items
  const change = { channel: opened.body.id }
  const path = `PATCH /api/v1/agreements/${agreement.id}`
  expect((await call(admin, path, change, { 'if-match': `"v${agreement.version}"` })).status).toBe(200)
  await grid.app.reload()
  const sent = order({ control: 1 })
  const headers = { authorization: `Bearer ${ours}`, 'content-type': 'application/edi-x12' }
  expect((await fetch(`${grid.url}/api/v1/interchanges`, { method: 'POST', body: sent, headers })).status).toBe(202)
  await grid.until('the delivery', async () => received.length > 0)
  expect(received[0]).toMatchObject({ 'x-api-key': 'hunter2' })
  const shown = await call(admin, `GET /api/v1/channels/${opened.body.id}`)
  const kept = await grid.query(
    `select json_agg(c)::text || (select json_agg(e)::text from events e) || (select json_agg(s)::text from secrets s) as all from channels c`,
  )
  expect(JSON.stringify([opened, shown, kept])).not.toContain('hunter2')
})

test('settings are replaced at a version; a header without value keeps its secret, another name does not', async () => {
  const [channel] = (await call(admin, 'GET /api/v1/organizations/bolt/channels')).body.items.filter(
    (one: { name: string }) => one.name === 'push',
  )
  const path = `PATCH /api/v1/channels/${channel.id}`
  const { url } = push().settings
  expect((await call(admin, path, {})).status).toBe(428)
  const change = (settings: object, version: number) => call(admin, path, { settings }, { 'if-match': `"v${version}"` })
  expect((await change({ url, secretHeader: { name: 'X-Api-Key' }, timeoutMs: 500 }, 1)).body).toMatchObject({
    version: 2,
    settings: { url, headers: {}, timeoutMs: 500, secretHeader: { name: 'X-Api-Key' } },
  })
  expect((await change({ url }, 1)).body.code).toBe('version-mismatch')
  expect((await change({ url, secretHeader: { name: 'X-Evil' } }, 2)).body.code).toBe('channel-secret-missing')
  const wrong = await change({ url: 'ftp://x', timeoutMs: -1 }, 2)
  expect(wrong.body).toMatchObject({ code: 'channel-settings-invalid' })
  expect(wrong.body.detail).toMatch(/settings\.url.*settings\.timeoutMs/)
  expect((await change({ url }, 2)).body.settings.secretHeader).toBeNull()
  expect(await grid.query(`select 1 from secrets where name = $1`, [`channel:${channel.id}:header`])).toEqual([])
})

test('a channel that is a way out is not closed; one that is closed is no door, and opens again', async () => {
  const [outbox, way] = (await call(admin, 'GET /api/v1/organizations/bolt/channels')).body.items
  expect((await call(admin, `PUT /api/v1/channels/${way.id}/closure`, {})).body.code).toBe('channel-in-use')
  expect((await call(admin, `PUT /api/v1/channels/${outbox.id}/closure`, {})).body.endedAt).not.toBeNull()
  const [api] = (await call(admin, 'GET /api/v1/organizations/acme/channels')).body.items
  const send = async (number: number) => {
    const headers = { authorization: `Bearer ${ours}`, 'content-type': 'application/edi-x12' }
    const body = order({ control: number })
    return (await fetch(`${grid.url}/api/v1/interchanges`, { method: 'POST', body, headers })).status
  }
  const closed = await call(admin, `PUT /api/v1/channels/${api.id}/closure`, {})
  expect((await call(admin, `PUT /api/v1/channels/${api.id}/closure`, {})).body).toEqual(closed.body)
  await expect.poll(() => send(20)).toBe(409)
  expect((await open('acme/channels/api', { direction: 'out', kind: 'sftp-home' })).body.code).toBe('channel-fixed')
  expect((await open('acme/channels/api', { direction: 'in', kind: 'api' })).body).toMatchObject({
    id: api.id,
    endedAt: null,
  })
  await expect.poll(() => send(21)).toBe(202)
  expect((await open('acme/channels/api', { direction: 'in', kind: 'api' })).body.code).toBe('channel-taken')
})

test('what a kind cannot be is refused by field', async () => {
  const wrong = await open('acme/channels/x', {
    direction: 'in',
    kind: 'https',
    settings: { url: 'nowhere', colour: 1 },
  })
  const fields = wrong.body.parameters.fields.map((one: { field: string }) => one.field)
  expect(fields).toEqual(expect.arrayContaining(['body.direction', 'body.settings.url']))
  const plain = { ...push().settings, headers: { Authorization: 'Bearer x' } }
  expect((await open('acme/channels/x', { ...push(), settings: plain })).status).toBe(400)
})
