import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import ssh2 from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSftpKey } from '../src/modules/homes/verbs.ts'
import { systemActor } from '../src/platform/actor.ts'
import { type Postgres, startPostgres } from '../src/platform/postgres/embedded.ts'
import { newKeyPair } from '../src/sftp/key-pair.ts'
import { enterableFolder, startTestGrid, type TestGrid } from './grid.ts'
import { network, order } from './messages.ts'
import { accepted as acceptedBy, PASSWORD, Person } from './person.ts'
import { type Door, sftpDoor } from './proof/doors.ts'

/** How long anything may take to say that it cannot: "nothing hangs". */
const ANSWERS_WITHIN_MS = 8_000
const NOWHERE = 'http://127.0.0.1:9/'

let folder: string
let postgres: Postgres
let grid: TestGrid
let admin: string
let acme: string
let door: Door
let key: { private: string; public: string }
const ids: Record<string, string> = {}

beforeAll(async () => {
  folder = await enterableFolder()
  postgres = await startPostgres({ folder })
  grid = await startTestGrid({
    network: network({ expect: 'none' }),
    postgresFolder: folder,
    env: { ENTREPOT_LOG_LEVEL: 'error' },
  })
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
  key = newKeyPair('ed25519', 'test')
  const organization = grid.app.exchange.directory.organizationBySlug('acme')!.id
  await addSftpKey(grid.app.grid, systemActor, { organization, line: key.public })
  door = sftpDoor(grid.app.sftp!.port, key.private, 'put')
  await prepare()
})
afterAll(async () => {
  await grid.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Answered {
  status: number
  retryAfter: string | null
  // biome-ignore lint/suspicious/noExplicitAny: the point of a test is to look at what came
  body: any
}

async function call(line: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
  const [method = 'GET', path = '/'] = line.split(' ')
  const json = body !== undefined && typeof body !== 'string'
  const answer = await fetch(grid.url + path, {
    method,
    headers: { authorization: `Bearer ${admin}`, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
    body: body === undefined ? null : json ? JSON.stringify(body) : (body as string),
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: isJson ? JSON.parse(text) : text,
  }
}

/** Things for the verbs that end things. */
async function prepare(): Promise<void> {
  const made = async (name: string, line: string, body: unknown) => {
    const { status, body: answer } = await call(line, body)
    expect(status, `${line} ${JSON.stringify(answer)}`).toBeLessThan(300)
    ids[name] = answer.id ?? answer.interchange
  }
  const settings = { url: NOWHERE }
  const way = { direction: 'out', kind: 'https', settings }
  await made('channel', 'PUT /api/v1/organizations/bolt/channels/changed', way)
  await made('closed', 'PUT /api/v1/organizations/bolt/channels/closed', way)
  const agreement = { sender: 'acme', receiver: 'bolt', mode: 'test', channel: ids['channel'] }
  await made('agreement', 'POST /api/v1/agreements', { ...agreement, type: '810' })
  await made('ended', 'POST /api/v1/agreements', { ...agreement, type: '855' })
  const called = { scheme: 'x12-isa', qualifier: 'ZZ', value: 'ENDED', mode: 'test' }
  await made('identifier', 'POST /api/v1/organizations/acme/identifiers', called)
  await made('webhook', 'POST /api/v1/webhooks', { name: 'webhook', url: NOWHERE, types: ['interchange.*'] })
  await made('silenced', 'POST /api/v1/webhooks', { name: 'silenced', url: NOWHERE, types: ['interchange.*'] })
  await made('rule', 'POST /api/v1/archive-rules', { name: 'rule' })
  await made('filled', 'POST /api/v1/archive-rules', { name: 'filled' })
  for (const name of ['rotated', 'revoked']) {
    const { body } = await call('POST /api/v1/api-keys', { name, scopes: ['exchange:read'] })
    ids[name] = body.apiKey?.id ?? body.id
  }
  ids['interchange'] = await accepted(order({ control: 1 }))
  const { items } = (await call('GET /api/v1/documents')).body
  ids['document'] = items[0].id
}

async function allOperations(): Promise<string[]> {
  const { paths } = (await call('GET /api/openapi.json')).body
  return Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

/** What a client sees who opens a new SFTP connection. */
function signIn(): Promise<string> {
  return new Promise((resolve) => {
    const client = new ssh2.Client()
    client.on('error', (error) => resolve(error.message)).on('close', () => resolve('cut'))
    client.on('ready', () => {
      resolve('in')
      client.end()
    })
    client.connect({ host: '127.0.0.1', port: grid.app.sftp!.port, username: 'acme', privateKey: key.private })
  })
}

const sending = (name = '') => ({ 'entrepot-organization': 'acme', 'entrepot-name': name })

async function accepted(text: string): Promise<string> {
  const { status, body } = await call('POST /api/v1/interchanges', text, sending())
  expect(status).toBe(202)
  await grid.until('completion', () => processed(body.interchange))
  return body.interchange
}

const processed = async (id: string) =>
  (await grid.query(`select from interchanges where id = $1 and status = 'processed'`, [id])).length === 1

/** Operations of the API as requests that do something. */
const VERBS: Record<string, () => [line: string, body?: unknown, headers?: Record<string, string>]> = {
  'GET /api/v1/organizations': () => ['GET /api/v1/organizations'],
  'POST /api/v1/organizations': () => ['POST /api/v1/organizations', { slug: 'cobalt', name: 'Cobalt' }],
  'GET /api/v1/organizations/{organization}': () => ['GET /api/v1/organizations/acme'],
  'PATCH /api/v1/organizations/{organization}': () => [
    'PATCH /api/v1/organizations/acme',
    { name: 'ACME & Co' },
    { 'if-match': '"v1"' },
  ],
  'GET /api/v1/organizations/{organization}/identifiers': () => ['GET /api/v1/organizations/acme/identifiers'],
  'POST /api/v1/organizations/{organization}/identifiers': () => [
    'POST /api/v1/organizations/acme/identifiers',
    { scheme: 'duns', value: '123456789', mode: 'test' },
  ],
  'PUT /api/v1/identifiers/{id}/ending': () => [`PUT /api/v1/identifiers/${ids['identifier']}/ending`, {}],
  'GET /api/v1/regions': () => ['GET /api/v1/regions'],
  'PUT /api/v1/regions/{name}': () => ['PUT /api/v1/regions/emea', {}],
  'GET /api/v1/calendars': () => ['GET /api/v1/calendars'],
  'PUT /api/v1/calendars/{name}': () => ['PUT /api/v1/calendars/usual', { hours: { mon: [['08:00', '17:00']] } }],
  'GET /api/v1/organizations/{organization}/units': () => ['GET /api/v1/organizations/acme/units'],
  'PUT /api/v1/organizations/{organization}/units/{unit}': () => [
    'PUT /api/v1/organizations/acme/units/north',
    { name: 'North' },
  ],
  'GET /api/v1/organizations/{organization}/channels': () => ['GET /api/v1/organizations/bolt/channels'],
  'PUT /api/v1/organizations/{organization}/channels/{name}': () => [
    'PUT /api/v1/organizations/bolt/channels/new',
    { direction: 'out', kind: 'https', settings: { url: NOWHERE } },
  ],
  'GET /api/v1/channels/{id}': () => [`GET /api/v1/channels/${ids['channel']}`],
  'PATCH /api/v1/channels/{id}': () => [
    `PATCH /api/v1/channels/${ids['channel']}`,
    { mode: 'test' },
    { 'if-match': '"v1"' },
  ],
  'PUT /api/v1/channels/{id}/closure': () => [`PUT /api/v1/channels/${ids['closed']}/closure`, {}],
  'GET /api/v1/agreements': () => ['GET /api/v1/agreements'],
  'POST /api/v1/agreements': () => [
    'POST /api/v1/agreements',
    { sender: 'acme', receiver: 'bolt', mode: 'test', channel: ids['channel'], type: '860' },
  ],
  'GET /api/v1/agreements/{id}': () => [`GET /api/v1/agreements/${ids['agreement']}`],
  'PATCH /api/v1/agreements/{id}': () => [
    `PATCH /api/v1/agreements/${ids['agreement']}`,
    { settings: { order: 'strict' } },
    { 'if-match': '"v1"' },
  ],
  'PUT /api/v1/agreements/{id}/ending': () => [`PUT /api/v1/agreements/${ids['ended']}/ending`, {}],
  'GET /api/v1/webhooks': () => ['GET /api/v1/webhooks'],
  'POST /api/v1/webhooks': () => ['POST /api/v1/webhooks', { name: 'new', url: NOWHERE, types: ['*'] }],
  'GET /api/v1/webhooks/{id}': () => [`GET /api/v1/webhooks/${ids['webhook']}`],
  'PATCH /api/v1/webhooks/{id}': () => [
    `PATCH /api/v1/webhooks/${ids['webhook']}`,
    { types: ['document.*'] },
    { 'if-match': '"v1"' },
  ],
  'GET /api/v1/webhooks/{id}/messages': () => [`GET /api/v1/webhooks/${ids['webhook']}/messages`],
  'POST /api/v1/webhooks/{id}/secret': () => [`POST /api/v1/webhooks/${ids['webhook']}/secret`, {}],
  'POST /api/v1/webhooks/{id}/redrives': () => [`POST /api/v1/webhooks/${ids['webhook']}/redrives`, {}],
  'PUT /api/v1/webhooks/{id}/ending': () => [`PUT /api/v1/webhooks/${ids['silenced']}/ending`, {}],
  'GET /api/v1/archive-rules': () => ['GET /api/v1/archive-rules'],
  'POST /api/v1/archive-rules': () => ['POST /api/v1/archive-rules', { name: 'new' }],
  'PUT /api/v1/archive-rules/{id}/ending': () => [`PUT /api/v1/archive-rules/${ids['rule']}/ending`],
  'POST /api/v1/archive-rules/{id}/backfills': () => [
    `POST /api/v1/archive-rules/${ids['filled']}/backfills`,
    { since: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z' },
  ],
  'GET /api/v1/documents/{id}/archived': () => [`GET /api/v1/documents/${ids['document']}/archived`],
  'GET /api/v1/network': () => ['GET /api/v1/network'],
  'PUT /api/v1/network': () => ['PUT /api/v1/network', { text: 'organizations: { delta: { name: Delta } }\n' }],
  'GET /api/v1/api-keys': () => ['GET /api/v1/api-keys'],
  'POST /api/v1/api-keys': () => ['POST /api/v1/api-keys', { name: 'new', scopes: ['exchange:read'] }],
  'GET /api/v1/api-keys/{id}': () => [`GET /api/v1/api-keys/${ids['rotated']}`],
  'POST /api/v1/api-keys/{id}/successor': () => [`POST /api/v1/api-keys/${ids['rotated']}/successor`, {}],
  'POST /api/v1/api-keys/{id}/revocation': () => [`POST /api/v1/api-keys/${ids['revoked']}/revocation`],
  'POST /api/v1/interchanges': () => ['POST /api/v1/interchanges', order({ control: 2 }), sending()],
  'GET /api/v1/interchanges/{id}': () => [`GET /api/v1/interchanges/${ids['interchange']}`],
  'GET /api/v1/interchanges/{id}/payload': () => [`GET /api/v1/interchanges/${ids['interchange']}/payload`],
  'GET /api/v1/documents': () => ['GET /api/v1/documents'],
  'GET /api/v1/documents/{id}/timeline': () => [`GET /api/v1/documents/${ids['document']}/timeline`],
}

const stop = () => postgres.stop()
const kill = async () => void process.kill(postgres.pid, 'SIGKILL')
const start = async () => {
  postgres = await startPostgres({ folder })
  expect(postgres.reused).toBe(false)
}

test('who is signed in, or wants to be, is told 503 while the database is away, and not that a password is wrong', async () => {
  const { link } = (await call('POST /api/v1/sign-in-links', {})).body
  const person = await acceptedBy(grid, link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  const { id } = (await person.call('GET /api/v1/me')).body.member
  const code = 'x'.repeat(32)
  const asked: [line: string, body?: object][] = [
    ['GET /api/v1/me'],
    ['PATCH /api/v1/me', { locale: 'de' }],
    ['GET /api/v1/members'],
    [`PUT /api/v1/members/${id}/ending`],
    ['GET /api/v1/invitations'],
    ['POST /api/v1/invitations', { kind: 'code', role: 'auditor' }],
    ['GET /api/v1/sessions'],
    ['GET /api/v1/audit'],
    ['POST /api/auth/sign-in/email', { email: 'ada@hub.example', password: PASSWORD }],
    ['GET /api/auth/get-session'],
    ['POST /api/auth/two-factor/enable', { password: PASSWORD }],
    ['POST /api/auth/sign-out', {}],
    [`GET /api/v1/invitations/by-code/${code}`],
    [`POST /api/v1/invitations/by-code/${code}/acceptance`, { name: 'A', email: 'a@hub.example', password: PASSWORD }],
  ]
  await stop()
  for (const [line, body] of asked) {
    const { status, headers, body: said } = await person.call(line, body)
    expect({ line, status, code: said.code, retryAfter: headers.get('retry-after') }).toEqual({
      line,
      ...{ status: 503, code: 'database-away', retryAfter: '1' },
    })
  }
  await start()
  expect((await person.call('GET /api/v1/me')).body.member.locale).toBe('en')
  expect((await new Person(grid).signIn('ada@hub.example', PASSWORD)).status).toBe(200)
})

test('operations that have no request here answer at once, too: 503, or what is wrong with an empty request', async () => {
  const operations = await allOperations()
  expect(operations).toEqual(expect.arrayContaining(Object.keys(VERBS)))
  await stop()
  for (const operation of operations.filter((one) => !(one in VERBS))) {
    const empty = operation.replaceAll(/\{\w+\}/g, randomUUID())
    const headers = { 'if-match': '"v1"', ...sending() }
    const { status, body } = await call(empty, operation.startsWith('GET') ? undefined : {}, headers)
    // Some answer from memory: what connectors there are.
    expect([200, 400, 404, 503], `${operation}: ${JSON.stringify(body)}`).toContain(status)
  }
  await start()
})

test('every verb answers 503 while the database is stopped, and does its act once it is back', async () => {
  await stop()
  for (const [verb, request] of Object.entries(VERBS)) {
    const { status, retryAfter, body } = await call(...request())
    expect({ verb, status, retryAfter, code: body.code }).toEqual({
      verb,
      status: 503,
      retryAfter: '1',
      code: 'database-away',
    })
  }
  // A key that was not seen before is not refused: nobody knows whether it is good.
  const unknown = await call('GET /api/v1/documents', undefined, { authorization: `Bearer ${acme}` })
  expect(unknown).toMatchObject({ status: 503, body: { code: 'database-away' } })
  expect(await signIn()).toBe('cut')
  expect((await call('GET /health/live')).status).toBe(200)
  expect(await call('GET /health/ready')).toMatchObject({ status: 503, body: { checks: { database: 'failed' } } })
  await start()
  for (const [verb, request] of Object.entries(VERBS)) {
    const { status, body } = await call(...request())
    expect(status, `${verb}: ${JSON.stringify(body)}`).toBeLessThan(300)
  }
  expect((await call('GET /health/ready')).status).toBe(200)
  expect(await signIn()).toBe('in')
})

test.each([
  ['stopped', stop, 3_000],
  ['killed', kill, 500],
])(
  'documents keep coming by both doors while the database is %s: what was taken is completed',
  async (_, end, awayMs) => {
    const taken: string[] = []
    const refused: Answered[] = []
    const sender = new AbortController()
    const control = 1_000 + Math.floor(Math.random() * 1_000_000) * 100
    const http = (async () => {
      for (let number = 0; !sender.signal.aborted; number++) {
        const po = `H${control + number}`
        const answer = await call('POST /api/v1/interchanges', order({ control: control + number, po }), sending(po))
        if (answer.status === 202) taken.push(po)
        else refused.push(answer)
        await sleep(20)
      }
    })()
    const files = (async () => {
      for (let number = 0; !sender.signal.aborted; number++) {
        const po = `S${control + number}`
        const bytes = Buffer.from(order({ control: 500_000_000 + control + number, po }))
        await door({ name: `${po}.edi`, bytes }).then(
          () => taken.push(po),
          () => sleep(100),
        )
      }
    })()
    await sleep(300)
    await end()
    await sleep(awayMs)
    const before = taken.length
    await start()
    await grid.until('more taken by both doors', async () => {
      const since = taken.slice(before).join()
      return since.includes('H') && since.includes('S')
    })
    sender.abort()
    await Promise.all([http, files])
    expect(refused.length).toBeGreaterThan(0)
    const codes = new Set(refused.map(({ status, retryAfter, body }) => `${status} ${retryAfter} ${body.code}`))
    expect([...codes]).toEqual(['503 1 database-away'])
    await grid.until('completion', async () => {
      const rows = await grid.query(`select business_key from documents where status = 'released'`)
      const known = new Set(rows.map((row) => row['business_key']))
      return taken.every((po) => known.has(po))
    })
  },
)
