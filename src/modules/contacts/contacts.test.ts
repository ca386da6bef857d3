import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network } from '../../../test/messages.ts'
import type { Scope } from '../access/scopes.ts'

let grid: TestGrid

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
})
afterAll(() => grid.close())

interface Asked {
  as?: string | null
  scopes?: (Scope | '*')[]
  body?: unknown
  version?: number
}

const KEEPING: Scope[] = ['contacts:read', 'contacts:write']

async function ask(line: string, { as = null, scopes = KEEPING, body, version }: Asked = {}) {
  const [method = 'GET', path] = line.split(' ')
  const text = typeof body === 'string'
  const headers = {
    authorization: `Bearer ${await grid.keyOf(as, scopes)}`,
    ...(body === undefined ? {} : { 'content-type': text ? 'text/plain' : 'application/json' }),
    ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
  }
  const sent = body === undefined ? {} : { body: text ? body : JSON.stringify(body) }
  const answer = await fetch(`${grid.url}/api/v1${path}`, { method, headers, ...sent })
  const got = await answer.text()
  return { status: answer.status, body: got.startsWith('{') ? JSON.parse(got) : got }
}

const robin = {
  name: 'Robin Weaver',
  purposes: ['orders', 'the yard at night'],
  email: 'robin@acme.example',
  phone: '+44 20 7946 0000',
  note: 'Only in the morning.',
  language: 'de',
}

test('a partner keeps its own contacts and sees no others; the grid keeps all', async () => {
  const made = await ask('POST /organizations/acme/contacts', { as: 'acme', body: robin })
  expect(made).toMatchObject({ status: 201, body: { ...robin, version: 1 } })
  expect((await ask('GET /organizations/acme/contacts', { as: 'acme' })).body.items).toMatchObject([robin])
  expect((await ask('GET /organizations/acme/contacts')).body.items).toMatchObject([robin])
  const { id } = made.body
  const strange = [
    await ask('GET /organizations/acme/contacts', { as: 'bolt' }),
    await ask('POST /organizations/acme/contacts', { as: 'bolt', body: { name: 'Intruder' } }),
    await ask(`PATCH /contacts/${id}`, { as: 'bolt', body: { note: 'mine' }, version: 1 }),
    await ask(`DELETE /contacts/${id}`, { as: 'bolt' }),
  ]
  expect(strange.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  const changed = await ask(`PATCH /contacts/${id}`, { body: { phone: null, purposes: ['invoices'] }, version: 1 })
  expect(changed.body).toMatchObject({ ...robin, phone: null, purposes: ['invoices'], version: 2 })
  expect(await ask(`PATCH /contacts/${id}`, { as: 'acme', body: { note: '' }, version: 1 })).toMatchObject({
    status: 412,
    body: { code: 'version-mismatch' },
  })
  expect(await ask('POST /organizations/acme/contacts', { as: 'acme', body: robin })).toMatchObject({
    status: 409,
    body: { code: 'contact-known' },
  })
  expect((await ask(`DELETE /contacts/${id}`, { as: 'acme' })).status).toBe(204)
  expect((await ask('GET /organizations/acme/contacts')).body.items).toEqual([])
  expect(await grid.query('select id from contacts')).toEqual([])
})

test('who only knows partners is not shown persons; an address must be one, and a name one line', async () => {
  expect(await ask('GET /organizations/acme/contacts', { scopes: ['partners:read'] })).toMatchObject({
    status: 403,
    body: { code: 'scope-missing' },
  })
  for (const wrong of [{ email: 'robin' }, { name: 'a\r\nBcc: b' }, { language: 'klingonese!' }, { phone: '' }]) {
    const body = { name: 'Robin', ...wrong }
    const { status } = await ask('POST /organizations/acme/contacts', { body })
    expect([wrong, status]).toEqual([wrong, 400])
  }
})

test('what happened to contacts is in the audit, and nothing of what is known of the person', async () => {
  const rows = await grid.query(`select type, actor, data from events where type like 'contact.%' order by seq`)
  expect(rows.map(({ type, data }) => [type, data.changed])).toEqual([
    ['contact.added', undefined],
    ['contact.changed', ['purposes', 'phone']],
    ['contact.ended', undefined],
  ])
  expect(JSON.stringify(rows)).not.toMatch(/Robin|acme\.example|7946/)
  expect(rows[0]!['actor']).toMatch(/^api-key:/)
})

const yaml = (contacts: object[]) => JSON.stringify({ organizations: { acme: { name: 'ACME Stores', contacts } } })
const apply = (contacts: object[], scopes: Scope[], query = '') =>
  ask(`PUT /network${query}`, { scopes: ['partners:write', ...scopes], body: yaml(contacts) })

test('contacts are applied and exported with the network, by and for those who may', async () => {
  const told = 'contact Robin Weaver of acme'
  expect((await apply([robin], KEEPING)).body).toMatchObject({ created: [told], changed: [] })
  expect((await apply([robin], KEEPING)).body).toMatchObject({ created: [], changed: [] })
  expect((await apply([{ ...robin, note: 'Any time.' }], KEEPING)).body).toMatchObject({ changed: [told] })
  const text = (scopes: Scope[]) => ask('GET /network', { scopes: ['partners:read', ...scopes] })
  const whole = (await text(['contacts:read'])).body as string
  expect(whole).toContain('robin@acme.example')
  const again = await ask('PUT /network?dryRun=true', { scopes: ['partners:write', ...KEEPING], body: whole })
  expect(again.body).toMatchObject({ created: [], changed: [], ended: [], unnamed: [] })
  expect((await text([])).body).not.toMatch(/Robin|contacts:/)
  expect((await apply([{ name: 'Else' }], [])).body.detail).toContain('takes the right contacts:write')
  expect((await apply([robin, robin], KEEPING)).body.detail).toContain('Robin Weaver stands here twice')
})

test('a text without contacts ends them only when it was asked to, and by who may', async () => {
  const pruned = (scopes: Scope[]) => apply([], scopes, '?prune=true&dryRun=true')
  expect((await pruned([])).body.ended).not.toContain('contact Robin Weaver of acme')
  expect((await apply([], KEEPING)).body.unnamed).toContain('contact Robin Weaver of acme')
  expect((await pruned(KEEPING)).body.ended).toContain('contact Robin Weaver of acme')
})
