import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../test/database.ts'
import { testGrid, testHttp, testKey } from '../../../test/http.ts'
import { createLog } from '../log.ts'
import type { Http } from './http.ts'
import { takeRawBodies } from './raw-body.ts'
import { sendVersion, versionExpected, versionMismatch } from './versions.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let server: Awaited<ReturnType<typeof testHttp>>
let key: string
let partner: string
const lines: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  const log = createLog({ level: 'info', destination: { write: (line) => lines.push(line) } })
  const grid = testGrid(database, { log })
  key = await testKey(grid, { scopes: ['partners:read', 'partners:write', 'metrics:read'] })
  const organization = crypto.randomUUID()
  await database.kysely.insertInto('organizations').values({ id: organization, slug: 'acme', name: 'Acme' }).execute()
  partner = await testKey(grid, { scopes: ['partners:read', 'metrics:read'], organization })
  server = await testHttp(grid, async (http) => {
    const read = { scope: 'partners:read' }
    const write = { scope: 'partners:write' }
    const body = z.strictObject({ name: z.string(), lines: z.array(z.object({ count: z.number().int() })).optional() })
    const answer = { 200: z.object({ name: z.string() }) }
    http.post(
      '/things',
      { config: write, schema: { summary: 'Make', body, response: answer } },
      (request) => request.body,
    )
    http.get('/things', { config: read, schema: { response: answer } }, () => ({ name: 'x', secret: 'never' }))
    http.get('/wrong', { config: read, schema: { response: answer } }, () => ({ nam: 'x' }) as never)
    http.get('/bug', { config: read }, () => {
      throw new Error('the password is hunter2')
    })
    http.get('/sleep', { config: { public: true } }, async () => {
      await database.pool.query('select pg_terminate_backend(pg_backend_pid())')
    })
    http.patch('/versioned', { config: write }, (request, reply) => {
      const given = versionExpected(request)
      if (given !== 3) throw versionMismatch(3, given)
      sendVersion(reply, 4)
      return {}
    })
    await http.register(async (raw: Http) => {
      takeRawBodies(raw)
      raw.post('/raw', { config: { ...write, idempotency: 'own' }, bodyLimit: 1000 }, (request) => ({
        bytes: Buffer.isBuffer(request.body) ? request.body.toString('hex') : null,
        json: Buffer.isBuffer(request.body) ? null : request.body,
      }))
    })
  })
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

const problemKeys = ['advice', 'code', 'detail', 'instance', 'parameters', 'status', 'title', 'type']

test('every error is a problem with a code, an advice and the id of its request', async () => {
  const found = [
    await server.call(null, 'GET /things'),
    await server.call(key, 'GET /nothing?a=b'),
    await server.call(key, 'GET /%zz'),
    await server.call(key, 'POST /things', { body: {} }),
    await server.call(key, 'POST /things', { body: '{', headers: { 'content-type': 'application/json' } }),
    await server.call(key, 'POST /things', { body: '', headers: { 'content-type': 'application/json' } }),
    await server.call(key, 'POST /things', { body: 'x', headers: { 'content-type': 'text/plain' } }),
    await server.call(key, 'POST /things', { body: { name: 'x'.repeat(1_100_000) } }),
    await server.call(key, 'GET /bug'),
  ]
  expect(found.map((answer) => `${answer.status} ${answer.body.code}`)).toEqual([
    '401 unauthenticated',
    '404 route-unknown',
    '400 request-unreadable',
    '400 request-invalid',
    '400 request-unreadable',
    '400 request-unreadable',
    '415 media-type-unsupported',
    '413 body-too-large',
    '500 internal',
  ])
  for (const { body, headers, status } of found) {
    expect(Object.keys(body).sort()).toEqual(problemKeys)
    expect(body.status).toBe(status)
    expect(headers.get('content-type')).toBe('application/problem+json')
    if (body.code !== 'request-unreadable') expect(headers.get('x-request-id')).toBe(body.instance)
    const explained = await fetch(body.type.replace(/^http:\/\/[^/]+/, server.url))
    expect(await explained.json()).toMatchObject({ code: body.code, status: body.status })
  }
})

test('all invalid fields are listed, each with its place', async () => {
  const answer = await server.call(key, 'POST /things', {
    body: { lines: [{ count: 1 }, { count: 1.5 }, {}], colour: 1 },
  })
  const fields = answer.body.parameters.fields.map((one: { field: string }) => one.field)
  expect(fields).toEqual(expect.arrayContaining(['body.name', 'body.lines.1.count', 'body.lines.2.count']))
  expect(JSON.stringify(answer.body)).toContain('colour')
})

test('a bug answers without details and is logged with the id that the client got', async () => {
  const answer = await server.call(key, 'GET /bug')
  expect(JSON.stringify(answer.body)).not.toContain('hunter2')
  const logged = lines.map((line) => JSON.parse(line)).find((line) => line.request === answer.body.instance)
  expect(logged).toMatchObject({ level: 'error', route: '/bug' })
})

test('an answer has what its schema says and nothing more; one that does not fit is a bug of ours', async () => {
  expect((await server.call(key, 'GET /things')).body).toEqual({ name: 'x' })
  expect(await server.call(key, 'GET /wrong')).toMatchObject({ status: 500, body: { code: 'internal' } })
})

test('a route that does not say who may use it cannot be registered', async () => {
  const grid = testGrid(database)
  const adding = (config?: object) =>
    testHttp(grid, (http) => void http.get('/x', { config: config as never }, () => ''))
  await expect(adding()).rejects.toThrow('GET /x must say config.scope, config.known or config.public')
  await expect(adding({ scope: 'partnrs:read' })).rejects.toThrow('the scope partnrs:read does not exist')
})

test('the figures are for the grid only, whatever scopes a partner has', async () => {
  expect((await server.call(null, 'GET /metrics')).status).toBe(401)
  expect((await server.call(partner, 'GET /metrics')).body.code).toBe('grid-only')
  const figures = await server.call(key, 'GET /metrics')
  expect(figures.body).toContain('entrepot_http_request_seconds_bucket')
  expect(figures.body).toMatch(/entrepot_sign_ins_refused_total\{door="api"\} [1-9]/)
})

test('the description is OpenAPI 3.1 made of the routes, with scopes and problems; the reference needs no other host', async () => {
  const { body } = await server.call(null, 'GET /api/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(Object.keys(body.paths)).not.toContain('/metrics')
  const make = body.paths['/things'].post
  expect(make.security).toEqual([{ apiKey: ['partners:write'] }, { session: [] }])
  expect(make.requestBody.content['application/json'].schema.required).toEqual(['name'])
  expect(make.responses.default.content['application/problem+json'].schema.properties).toHaveProperty('code')
  const page = await server.call(null, 'GET /api/docs/')
  expect(page.body).toContain('swagger-ui')
  const addresses = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1]!)
  expect(addresses.length).toBeGreaterThan(3)
  for (const address of addresses) {
    expect(address).toMatch(/^\.\//)
    expect((await server.call(null, `GET /api/docs/${address.slice(2)}`)).status).toBe(200)
  }
})

test('a change names the version it was made to', async () => {
  const patch = (version?: string) =>
    server.call(key, 'PATCH /versioned', { body: {}, headers: version === undefined ? {} : { 'if-match': version } })
  expect((await patch()).status).toBe(428)
  expect((await patch('"v2"')).body).toMatchObject({ status: 412, parameters: { found: 'v3', given: 'v2' } })
  expect((await patch('3')).status).toBe(412)
  expect((await patch('"v3"')).headers.get('etag')).toBe('"v4"')
  expect((await patch('W/"v3"')).status).toBe(200)
})

test('where a route takes raw bodies, bytes arrive as sent, whatever their type; JSON stays JSON', async () => {
  const bytes = new Uint8Array([0, 255, 13, 10])
  for (const type of ['application/edi-x12', 'text/plain', 'application/octet-stream']) {
    const answer = await server.call(key, 'POST /raw', { body: bytes, headers: { 'content-type': type } })
    expect([answer.status, answer.body.bytes]).toEqual([200, '00ff0d0a'])
  }
  expect((await server.call(key, 'POST /raw', { body: bytes })).body.bytes).toBe('00ff0d0a')
  expect((await server.call(key, 'POST /raw', { body: { a: 1 } })).body.json).toEqual({ a: 1 })
  expect((await server.call(key, 'POST /raw', { body: new Uint8Array(1001) })).body.code).toBe('body-too-large')
})

test('a database that is away is a 503 with Retry-After', async () => {
  const answer = await server.call(null, 'GET /sleep')
  expect(answer).toMatchObject({ status: 503, body: { code: 'database-away' } })
  expect(answer.headers.get('retry-after')).toBe('1')
})

test('what is not HTTP gets a problem too, and the connection ends', async () => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.end('not http\r\n\r\n')
  const answer = (await socket.toArray()).join('')
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n.*problem\+json.*request-unreadable/s)
})

test('ready says no when a check fails or takes longer than a second, and live stays yes', async () => {
  const broken = await testDatabase()
  const checked = await testHttp(testGrid(broken), () => {})
  expect((await checked.call(null, 'GET /health/ready')).body).toEqual({ status: 'ready', checks: { database: 'ok' } })
  const stuck = Promise.all(Array.from({ length: 20 }, () => broken.pool.query('select pg_sleep(1.5)')))
  await sleep(50)
  const late = await checked.call(null, 'GET /health/ready')
  expect(late).toMatchObject({ status: 503, body: { checks: { database: 'no answer within 1 s' } } })
  expect((await checked.call(null, 'GET /health/live')).status).toBe(200)
  await stuck
  await checked.close()
  await broken.drop()
})

test('closing lets a request in flight finish and takes no new ones', async () => {
  let began = 0
  const closing = await testHttp(testGrid(database), (http) => {
    http.get('/slow', { config: { public: true } }, async () => {
      began = Date.now()
      await sleep(400)
      return { done: true }
    })
  })
  const slow = closing.call(null, 'GET /slow')
  while (began === 0) await sleep(10)
  const closed = closing.close()
  await expect(closing.call(null, 'GET /health/live').then((answer) => answer.status)).rejects.toThrow()
  expect((await slow).body).toEqual({ done: true })
  await closed
  expect(Date.now() - began).toBeLessThan(2000)
})
