import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { pattern, wants } from './form.ts'

interface Told {
  body: string
  headers: IncomingHttpHeaders
  path: string
}

let grid: TestGrid
let listener: Server
let url: string
let answer = 200
const told: Told[] = []
const keys: Record<string, string> = {}
let control = 7000

beforeAll(async () => {
  listener = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    told.push({ body, headers: request.headers, path: request.url! })
    response.writeHead(answer).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => listener.once('listening', resolve))
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  grid = await startTestGrid({
    network: network({ push: 'http://127.0.0.1:9/' }),
    env: { ENTREPOT_LOG_LEVEL: 'error' },
  })
  const scopes = ['webhooks:read', 'webhooks:write', 'exchange:write']
  for (const slug of ['acme', 'bolt']) keys[slug] = await grid.keyOf(slug, scopes)
  keys['grid'] = await grid.keyOf(null, ['*'])
})
beforeEach(() => {
  told.length = 0
  answer = 200
})
afterAll(async () => {
  await grid.close()
  listener.close()
})

async function call(who: string, line: string, body?: object, headers: Record<string, string> = {}) {
  const [method, path] = line.split(' ')
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(`${grid.url}/api/v1${path}`, {
    ...{ method: method!, ...init },
    headers: { authorization: `Bearer ${keys[who]}`, ...type, ...headers },
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as any }
}
async function send() {
  await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body: order({ control: ++control, po: `PO${control}` }),
    headers: { authorization: `Bearer ${keys['acme']}`, 'content-type': 'application/edi-x12' },
  })
}
const toldTo = (path: string) => told.filter((one) => one.path === path)
const messages = async (id: string) => (await call('grid', `GET /webhooks/${id}/messages?limit=100`)).body.items

test('each is told of its own events, signed as the specification says', async () => {
  const made = await call('acme', 'POST /webhooks', { name: 'erp', url: `${url}/acme`, types: ['document.*'] })
  expect(made.status).toBe(201)
  expect(made.body.secret).toMatch(/^whsec_/)
  await call('bolt', 'POST /webhooks', { name: 'erp', url: `${url}/bolt`, types: ['interchange.received'] })
  await call('grid', 'POST /webhooks', { name: 'all', url: `${url}/grid`, types: ['*'] })
  await send()
  const typesTold = () => toldTo('/grid').map((one) => JSON.parse(one.body).type)
  await grid.until(
    'the events',
    async () => toldTo('/acme').length > 0 && typesTold().includes('interchange.received') && typesTold().length > 1,
  )
  const [{ body, headers }] = toldTo('/acme') as [Told]
  // The specification's own library says whether the signature holds.
  new Webhook(made.body.secret).verify(body, headers as Record<string, string>)
  expect(() => new Webhook(made.body.secret).verify(`${body} `, headers as Record<string, string>)).toThrow()
  const event = JSON.parse(body)
  expect(event).toMatchObject({ specversion: '1.0', type: 'document.released', source: '/entrepot' })
  expect(headers['content-type']).toBe('application/cloudevents+json')
  // ACME sent it: that it was received concerns ACME and the grid, not the supplier.
  expect(typesTold()).not.toContain('agreement.made')
  expect(toldTo('/bolt')).toEqual([])
  const types = (await grid.query('select type from events where seq = $1', [event.id]))[0]
  expect(types).toEqual({ type: 'document.released' })
})

test('nobody sees or changes the webhook of another, and secrets are shown once', async () => {
  const { body } = await call('acme', 'POST /webhooks', { name: 'own', url: `${url}/own`, types: ['case.opened'] })
  const { secret, ...shown } = body
  expect((await call('acme', `GET /webhooks/${body.id}`)).body).toEqual(shown)
  const change = { 'if-match': '"v1"' }
  for (const [line, given] of [
    [`GET /webhooks/${body.id}`],
    [`GET /webhooks/${body.id}/messages`],
    [`PATCH /webhooks/${body.id}`, { paused: true }],
    [`POST /webhooks/${body.id}/secret`],
    [`POST /webhooks/${body.id}/redrives`, {}],
    [`PUT /webhooks/${body.id}/ending`],
  ] as [string, object?][]) {
    expect((await call('bolt', line, given, change)).status, line).toBe(404)
  }
  expect((await call('bolt', 'GET /webhooks')).body.items.map((one: { name: string }) => one.name)).toEqual(['erp'])
  const { body: refused } = await call('bolt', 'POST /webhooks', {
    ...{ name: 'other', url, types: ['*'], organization: body.organization },
  })
  expect(refused.code).toBe('webhook-elsewhere')
  expect((await call('acme', 'POST /webhooks', { name: 'own', url, types: ['*'] })).body.code).toBe('webhook-taken')
  const stored = await grid.query(`select sealed from secrets where name = $1`, [`webhook:${body.id}`])
  expect(stored[0]!['sealed'].includes(Buffer.from(secret))).toBe(false)
})

test('a changed secret signs beside the former one', async () => {
  const { body } = await call('acme', 'POST /webhooks', {
    name: 'rotated',
    url: `${url}/rotated`,
    types: ['document.released'],
  })
  const changed = await call('acme', `POST /webhooks/${body.id}/secret`)
  expect(changed.body.secret).not.toBe(body.secret)
  await send()
  await grid.until('the event', async () => toldTo('/rotated').length > 0)
  const [one] = toldTo('/rotated') as [Told]
  for (const secret of [body.secret, changed.body.secret]) {
    new Webhook(secret).verify(one.body, one.headers as Record<string, string>)
  }
})

test('paused it keeps what it would have told; what is refused is tried again, then failed, and can be sent once more', async () => {
  const { body } = await call('acme', 'POST /webhooks', {
    name: 'paused',
    url: `${url}/paused`,
    types: ['document.released'],
  })
  const paused = await call('acme', `PATCH /webhooks/${body.id}`, { paused: true }, { 'if-match': '"v1"' })
  expect(paused.body.pausedAt).not.toBeNull()
  await send()
  await grid.until('the message', async () => (await messages(body.id)).length === 1)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(toldTo('/paused')).toEqual([])
  answer = 400
  await call('acme', `PATCH /webhooks/${body.id}`, { paused: false }, { 'if-match': '"v2"' })
  await grid.until('an attempt', async () => toldTo('/paused').length === 1)
  // The policy's end, without waiting two days for it.
  const last = `update jobs set attempt = 8, due_at = now() where lane = $1 and attempt = 1 returning id`
  await grid.until('the wait', async () => (await grid.query(last, [`any:${body.id}`])).length > 0)
  await grid.query(`update lanes set due_at = now() where name = $1`, [`any:${body.id}`])
  await grid.until('the end', async () => (await messages(body.id))[0].status === 'failed')
  expect((await messages(body.id))[0]).toMatchObject({ attempts: 9, problem: { code: 'http-rejected', status: 400 } })
  answer = 200
  const again = await call('acme', `POST /webhooks/${body.id}/redrives`, {})
  expect(again).toMatchObject({ status: 202, body: { messages: 1 } })
  await grid.until('the message', async () => (await messages(body.id))[0].status === 'sent')
  const ids = new Set(toldTo('/paused').map((one) => one.headers['webhook-id']))
  expect(ids.size).toBe(1)
})

test('an address or a type that is none is refused with what was expected', async () => {
  const { body } = await call('acme', 'POST /webhooks', { name: 'wrong', url: 'ftp://x/', types: ['Document*'] })
  const fields = body.parameters.fields.map((one: { field: string }) => one.field)
  expect(fields).toEqual(expect.arrayContaining(['body.url', 'body.types.0']))
})

test('types and patterns', () => {
  expect([pattern('*'), pattern('document.*'), pattern('case.opened')]).toEqual(['%', 'document.%', 'case.opened'])
  expect(wants(['document.*'], 'document.released')).toBe(true)
  expect(wants(['document.*'], 'documents.released')).toBe(false)
  expect(wants(['*'], 'webhook.made')).toBe(false)
})
