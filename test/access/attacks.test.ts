import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { firstSignInLink } from '../../src/modules/members/verbs/links.ts'
import { clientOf } from '../client.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network, order } from '../messages.ts'
import { accepted, codeIn, joined, PASSWORD, Person } from '../person.ts'

/** What somebody tries who means harm: each is refused, and each stands in the log without what was sent. */
let grid: TestGrid
let call: ReturnType<typeof clientOf>
let admin: Person
let bolt: Person
let mine: string
const keys = { acme: '', bolt: '', grid: '' }
let lines: Record<string, unknown>[] = []

beforeAll(async () => {
  grid = await startTestGrid({
    network: network(),
    env: { ENTREPOT_LOG_LEVEL: 'info', ENTREPOT_PARTNER_NETWORKS: ' ', ENTREPOT_INTERCHANGE_BYTES_MAX: '2 MB' },
    logged: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  })
  call = clientOf(grid.url)
  keys.grid = await grid.keyOf(null, ['*'])
  for (const slug of ['acme', 'bolt'] as const)
    keys[slug] = await grid.keyOf(slug, ['exchange:read', 'exchange:write', 'webhooks:read', 'webhooks:write'])
  const link = await firstSignInLink(grid.app.grid, grid.url)
  admin = await accepted(grid, link!.link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  const organization = grid.app.exchange.directory.organizationBySlug('bolt')!.id
  bolt = await joined(grid, admin, { email: 'bea@bolt.example', role: 'partner-admin', organization })
  const sent = await call(keys.acme, 'POST /api/v1/interchanges', order({ control: 1, po: 'PO-1' }))
  expect(sent.status).toBe(202)
  mine = sent.body.interchange
}, 60_000)
afterAll(() => grid.close())
beforeEach(() => {
  lines = []
})

/** The lines about requests that were refused. */
const refused = () => lines.filter(({ msg }) => msg === 'a request was refused')
const expectLogged = (wanted: Record<string, unknown>) =>
  expect(refused()).toEqual(expect.arrayContaining([expect.objectContaining(wanted)]))

test('the id of what belongs to another organization names nothing, and who asked is written down', async () => {
  const other = await joined(grid, admin, { email: 'cy@bolt.example', role: 'partner-member', organization: boltId() })
  const own = { scopes: ['exchange:read'], name: 'x', organization: acmeId() }
  const key = await call(keys.grid, 'POST /api/v1/api-keys', own)
  for (const path of [`interchanges/${mine}`, `interchanges/${mine}/payload`, `api-keys/${key.body.id}`]) {
    const { status, body } = await bolt.call(`GET /api/v1/${path}`)
    expect([path, status]).toEqual([path, 404])
    expect(JSON.stringify(body)).not.toMatch(/acme/i)
  }
  expectLogged({ status: 404, actor: expect.stringContaining('member:'), address: '127.0.0.1' })
  expect((await other.call('GET /api/v1/api-keys')).status).toBe(403)
  expectLogged({ level: 'warn', status: 403, code: 'scope-missing', route: '/api/v1/api-keys' })
})

test('sessions that are made up, altered or ended are nobody', async () => {
  const [name, value] = [...bolt.cookies][0]!
  const [token = '', signature = ''] = decodeURIComponent(value).split('.')
  const flipped = (text: string) => (text.startsWith('a') ? 'b' : 'a') + text.slice(1)
  const forged = [
    token,
    `${token}.`,
    `${token}.${flipped(signature)}`,
    `${flipped(token)}.${signature}`,
    `${'x'.repeat(32)}.${signature}`,
    '{"user":{"role":"admin"}}',
    'null',
  ]
  for (const one of forged) {
    const headers = { cookie: `${name}=${encodeURIComponent(one)}` }
    const answer = await fetch(`${grid.url}/api/v1/me`, { headers })
    expect([one, answer.status]).toEqual([one, 401])
  }
  expectLogged({ level: 'warn', status: 401, code: 'unauthenticated', route: '/api/v1/me' })
  const leaver = await joined(grid, admin, {
    email: 'eve@bolt.example',
    role: 'partner-member',
    organization: boltId(),
  })
  const kept = [...leaver.cookies].map(([of, is]) => `${of}=${is}`).join('; ')
  expect((await leaver.call('POST /api/auth/sign-out', {})).status).toBe(200)
  const ended = () => fetch(`${grid.url}/api/v1/me`, { headers: { cookie: kept } })
  await grid.until('the ended session refused', async () => (await ended()).status === 401)
  expect(JSON.stringify(lines)).not.toContain(signature)
})

test('a page of another site changes nothing with the cookie of somebody who is signed in', async () => {
  const invitation = { kind: 'code', role: 'partner-member', organization: boltId() }
  const session = { cookie: [...bolt.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  const asFrom = (headers: Record<string, string>) =>
    fetch(`${grid.url}/api/v1/invitations`, {
      method: 'POST',
      headers: { ...session, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(invitation),
    })
  for (const headers of [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${new URL(grid.app.grid.config.publicUrl).origin}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://evil.example' },
    { 'content-type': 'text/plain', origin: 'https://evil.example' },
    { 'x-http-method-override': 'GET' },
  ]) {
    const answer = await asFrom(headers as Record<string, string>)
    expect([headers, answer.status]).toEqual([headers, 403])
  }
  expectLogged({ level: 'warn', status: 403, code: 'foreign-origin' })
  const out = { ...session, origin: 'https://evil.example', 'content-type': 'application/json' }
  const signOut = await fetch(`${grid.url}/api/auth/sign-out`, { method: 'POST', headers: out, body: '{}' })
  expect(signOut.status).toBe(403)
  expect((await bolt.call('GET /api/v1/me')).status).toBe(200)
})

test('more than is taken is refused while it comes: said before, not said, and in the head', async () => {
  const large = await call(keys.acme, 'POST /api/v1/interchanges', 'x'.repeat(3 * 2 ** 20))
  expect(large.status).toBe(413)
  const json = await call(keys.grid, 'POST /api/v1/organizations', { name: 'x'.repeat(2 ** 20) })
  expect(json.status).toBe(413)
  expectLogged({ level: 'warn', status: 413 })
  // Without a length: it is cut where it becomes too much.
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
  const head = (more: string) =>
    `POST /api/v1/interchanges HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${keys.acme}\r\ncontent-type: application/edi-x12\r\n${more}\r\n\r\n`
  expect(await raw(head('transfer-encoding: chunked') + chunk.repeat(64))).toMatch(/^HTTP\/1\.1 413/)
  expect(await raw(head(`x-filling: ${'x'.repeat(70_000)}`))).toMatch(/^HTTP\/1\.1 431/)
  expectLogged({ status: '431 Request Header Fields Too Large' })
  // Two lengths: what a proxy and we could read differently (RFC 9112 §6.3).
  expect(await raw(`${head('content-length: 5\r\ntransfer-encoding: chunked')}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400/)
})

test('what unfolds is never unfolded, or not further than its size allows', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, 'x'))
  const before = process.memoryUsage().rss
  const packed = { 'content-encoding': 'gzip', 'content-type': 'application/json' }
  const headers = { ...packed, authorization: `Bearer ${keys.grid}` }
  for (const path of ['organizations', 'network']) {
    const answer = await fetch(`${grid.url}/api/v1/${path}`, { method: 'POST', headers, body: bomb })
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
  }
  // As a document it is bytes like others: not readable as an interchange, and so set aside as it came.
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), bomb])
  const sent = await call(keys.acme, 'POST /api/v1/interchanges', zip)
  expect(sent.status).toBe(202)
  await grid.until('the archive set aside', async () => {
    const [row] = await grid.query('select status from interchanges where id = $1', [sent.body.interchange])
    return row?.['status'] === 'quarantined'
  })
  const laughs = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi']) {
    laughs.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(',')}]`)
  }
  const yaml = { authorization: `Bearer ${keys.grid}`, 'content-type': 'application/yaml' }
  const applied = await fetch(`${grid.url}/api/v1/network`, { method: 'PUT', headers: yaml, body: laughs.join('\n') })
  expect(applied.status).toBeGreaterThanOrEqual(400)
  expect(applied.status).toBeLessThan(500)
  const deep = await call(
    keys.grid,
    'POST /api/v1/organizations',
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    AS_JSON,
  )
  expect(deep.status).toBe(400)
  const polluted = await call(keys.grid, 'POST /api/v1/organizations', '{"__proto__":{"x":1}}', AS_JSON)
  expect(polluted.status).toBe(400)
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20)
})

test('nobody is led elsewhere: not by signing in, not by resetting, not by the name of the host', async () => {
  const person = new Person(grid)
  const evil = 'https://evil.example/x'
  const ways: [string, Record<string, unknown>][] = [
    ['sign-in/email', { email: 'ada@hub.example', password: PASSWORD, callbackURL: evil }],
    ['sign-in/social', { provider: 'oidc', callbackURL: evil }],
    ['request-password-reset', { email: 'ada@hub.example', redirectTo: evil }],
    ['sign-out', { callbackURL: evil }],
  ]
  for (const [way, body] of ways) {
    const { headers, body: said } = await person.call(`POST /api/auth/${way}`, body)
    expect([way, headers.get('location')]).toEqual([way, null])
    expect([way, JSON.stringify(said).includes('evil.example')]).toEqual([way, false])
  }
  for (const path of ['//evil.example', '/\\evil.example', '/sign-in?then=https://evil.example']) {
    const { status, headers } = await person.call(`GET ${path}`)
    expect([path, status < 300 || status >= 400, headers.get('location')]).toEqual([path, true, null])
  }
  const spoofed = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'ftp' }
  const body = { kind: 'code', role: 'auditor' }
  const made = await admin.call('POST /api/v1/invitations', body, spoofed)
  expect([made.status, codeIn(made.body.link).length > 20]).toEqual([201, true])
  expect(JSON.stringify(made.body)).not.toContain('evil.example')
})

test('no name becomes a header of its own', async () => {
  const name = 'order.pdf\r\nset-cookie: stolen=1\r\n\r\n<script>alert(1)</script>"; x="'
  const documents = await grid.until('the document', async () => {
    const { body } = await call(keys.acme, 'GET /api/v1/documents')
    return body.items.length > 0 && body.items
  })
  const at = `POST /api/v1/documents/${documents[0].id}/files?name=${encodeURIComponent(name)}`
  const put = await call(keys.acme, at, Buffer.from('<script>alert(1)</script>'), { 'content-type': 'text/html' })
  if (put.status === 201) {
    const url = `${grid.url}/api/v1/documents/${documents[0].id}/files/${put.body.id}/content`
    const got = await fetch(url, { headers: { authorization: `Bearer ${keys.acme}` } })
    expect([got.status, got.headers.get('set-cookie')]).toEqual([200, null])
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.!~*'()-]+$/)
  } else expect(put.status).toBe(400)
  const content = await fetch(`${grid.url}/api/v1/interchanges/${mine}/payload`, {
    headers: { authorization: `Bearer ${keys.acme}` },
  })
  expect(content.headers.get('x-content-type-options')).toBe('nosniff')
  expect(content.headers.get('content-disposition')).toMatch(/^attachment/)
  // In a mail's head, names are quoted or refused, never a line.
  const invited = { kind: 'personal', role: 'auditor', email: 'x@y.example\r\nbcc: z@evil.example' }
  expect((await admin.call('POST /api/v1/invitations', invited)).status).toBe(400)
})

test('webhooks of partners lead to public addresses only, by whatever name; connections never to this link', async () => {
  const port = new URL(grid.url).port
  const hidden = [
    '127.0.0.1',
    '0x7f.1',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '169.254.169.254',
    '10.0.0.1',
    '0.0.0.0',
  ]
  for (const [n, host] of hidden.entries()) {
    const hook = { name: `h${n}`, url: `http://${host}:${port}/api/v1/me`, types: ['*'] }
    const { status, body } = await call(keys.bolt, 'POST /api/v1/webhooks', hook)
    expect([host, status, body.code]).toEqual([host, 422, 'webhook-address-inside'])
  }
  expectLogged({ status: 422, code: 'webhook-address-inside' })
  // A name says nothing by itself: it is judged when it is used.
  const named = { name: 'named', url: `http://localhost:${port}/api/v1/me`, types: ['*'] }
  const { body: hook } = await call(keys.bolt, 'POST /api/v1/webhooks', named)
  expect((await call(keys.acme, 'POST /api/v1/interchanges', order({ control: 2, po: 'PO-2' }))).status).toBe(202)
  await grid.until('the refusal in the log', async () =>
    lines.find(({ code, subject }) => code === 'http-address-refused' && typeof subject === 'string'),
  )
  const told = await call(keys.bolt, `GET /api/v1/webhooks/${hook.id}/messages?status=sent`)
  expect(told.body.items).toEqual([])
})

test('a connection to where clouds hand out credentials is not even tried', async () => {
  const s3 = {
    bucket: 'box',
    region: 'eu-1',
    accessKeyId: 'a',
    secretAccessKey: 'b',
    endpoint: 'http://169.254.169.254',
  }
  const sftp = { host: '169.254.169.254', port: 22, user: 'x', password: 'y', hostKeys: [`SHA256:${'a'.repeat(43)}`] }
  for (const [connector, settings] of Object.entries({ s3, sftp })) {
    const made = await call(keys.grid, `PUT /api/v1/organizations/bolt/connections/${connector}`, {
      connector,
      settings,
    })
    expect([connector, made.status, made.body.parameters]).toEqual([connector, 201, undefined])
    const { body } = await call(keys.grid, `POST /api/v1/connections/${made.body.id}/checks`, {})
    const { layer, problem } = body.probes.at(-1)
    expect([connector, layer, problem.code]).toEqual([connector, 'name', `${connector}-address-refused`])
  }
})

const AS_JSON = { 'content-type': 'application/json' }

function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(grid.url)
  return new Promise((resolve) => {
    let got = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('data', (data) => {
      got += data
      if (got.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(got))
  })
}

const boltId = () => grid.app.exchange.directory.organizationBySlug('bolt')!.id
const acmeId = () => grid.app.exchange.directory.organizationBySlug('acme')!.id
