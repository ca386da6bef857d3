import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { testGrid, testHttp, testKey } from '../../../test/http.ts'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { systemActor } from '../../platform/actor.ts'
import { Secrets } from '../../platform/secrets.ts'
import { organizationForm } from './form.ts'
import { identifierForm } from './identifier-form.ts'
import { organizationRoutes } from './routes.ts'
import { createOrganization } from './verbs/organizations.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let grid: Grid
let server: Awaited<ReturnType<typeof testHttp>>
let admin: string
let acme: string
let ours: string
beforeAll(async () => {
  database = await testDatabase()
  grid = testGrid(database, { secrets: new Secrets({ current: randomBytes(32), old: [] }) })
  server = await testHttp(grid, (http) => organizationRoutes(http, grid))
  admin = await testKey(grid, { scopes: ['*'] })
  acme = await organization('acme')
  await organization('bolt')
  ours = await testKey(grid, { scopes: ['partners:read', 'partners:write'], organization: acme })
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

async function organization(slug: string): Promise<string> {
  const form = organizationForm.parse({ name: slug })
  return (await perform(grid, systemActor, (act) => createOrganization(act, slug, form))).id
}
const all = '/api/v1/organizations'
const call = (line: string, body?: object, headers: Record<string, string> = {}) =>
  server.call(admin, line, body === undefined ? { headers } : { body, headers })
const events = async (subject: string) =>
  (await database.pool.query('select * from events where subject = $1 order by seq', [subject])).rows
const isa = (value: string, more: object = {}) => ({
  scheme: 'x12-isa',
  qualifier: 'ZZ',
  value,
  mode: 'production',
  ...more,
})

test('an organization sees itself only, and changes nothing', async () => {
  const listed = await server.call(ours, `GET ${all}`)
  expect(listed.body.items.map((one: { slug: string }) => one.slug)).toEqual(['acme'])
  expect((await server.call(ours, `GET ${all}/acme`)).body.id).toBe(acme)
  expect((await server.call(ours, `GET ${all}/${acme}`)).status).toBe(200)
  const hidden = ['bolt', 'bolt/units', 'bolt/identifiers']
  for (const path of hidden) expect((await server.call(ours, `GET ${all}/${path}`)).status).toBe(404)
  expect((await server.call(ours, 'GET /api/v1/regions')).body.code).toBe('grid-only')
  const attempts: [string, object][] = [
    [`POST ${all}`, { slug: 'mine', name: 'Mine' }],
    [`PATCH ${all}/acme`, { role: 'host' }],
    [`POST ${all}/acme/identifiers`, isa('MINE')],
    [`PUT ${all}/acme/units/north`, { name: 'North' }],
    ['PUT /api/v1/regions/here', {}],
  ]
  for (const [line, body] of attempts) {
    const answer = await server.call(ours, line, { body, headers: { 'if-match': '"v1"' } })
    expect(answer.body.code, line).toBe('grid-only')
  }
  const reader = await testKey(grid, { scopes: ['partners:read'] })
  expect((await server.call(reader, `POST ${all}`, { body: {} })).body.code).toBe('scope-missing')
})

test('it is created, changed at its version, and each change is an event with what it was before', async () => {
  await call('PUT /api/v1/regions/emea', {})
  const made = await call(`POST ${all}`, { slug: 'cobalt', name: 'Cobalt', timeZone: 'Europe/Vienna', region: 'emea' })
  expect(made).toMatchObject({ status: 201, body: { slug: 'cobalt', region: 'emea', locale: 'en', version: 1 } })
  expect(made.headers.get('etag')).toBe('"v1"')
  const path = `PATCH ${all}/cobalt`
  expect((await call(path, { name: 'Cobalt & Co' })).status).toBe(428)
  const changed = await call(path, { name: 'Cobalt & Co' }, { 'if-match': '"v1"' })
  expect(changed.body).toMatchObject({ name: 'Cobalt & Co', timeZone: 'Europe/Vienna', region: 'emea', version: 2 })
  expect((await call(path, { name: 'Other' }, { 'if-match': '"v1"' })).body.code).toBe('version-mismatch')
  const same = await call(path, { name: 'Cobalt & Co' }, { 'if-match': '"v2"' })
  expect(same.body.version).toBe(2)
  const recorded = await events(made.body.id)
  expect(recorded.map((event) => event.type)).toEqual(['organization.created', 'organization.changed'])
  expect(recorded[1]).toMatchObject({
    organizations: [made.body.id],
    data: { slug: 'cobalt', changes: { name: ['Cobalt', 'Cobalt & Co'] } },
  })
})

test('what cannot be is refused with its reason', async () => {
  expect((await call(`POST ${all}`, { slug: 'acme', name: 'Again' })).body.code).toBe('slug-taken')
  expect((await call(`POST ${all}`, { slug: 'here', name: 'Host', role: 'host' })).status).toBe(201)
  expect((await call(`POST ${all}`, { slug: 'there', name: 'Host', role: 'host' })).body.detail).toMatch(/here/)
  const unknown = await call(`POST ${all}`, { slug: 'x', name: 'X', region: 'nowhere' })
  expect(unknown.body).toMatchObject({ status: 422, code: 'name-unknown' })
  const wrong = await call(`POST ${all}`, { slug: 'Not A Slug', name: '', timeZone: 'Mars/Base', colour: 'red' })
  const fields = wrong.body.parameters.fields.map((one: { field: string }) => one.field)
  expect(fields).toEqual(expect.arrayContaining(['body.slug', 'body.name', 'body.timeZone']))
})

test('a repeat with the same Idempotency-Key gets the first answer, and does nothing', async () => {
  const headers = { 'idempotency-key': 'create-delta' }
  const first = await call(`POST ${all}`, { slug: 'delta', name: 'Delta' }, headers)
  const second = await call(`POST ${all}`, { slug: 'delta', name: 'Delta' }, headers)
  expect(first.status).toBe(201)
  expect(second).toMatchObject({ status: 201, body: first.body })
  expect(second.headers.get('etag')).toBe('"v1"')
  expect(await events(first.body.id)).toHaveLength(1)
})

test('keys of an organization that became inactive stop working, on this node too', async () => {
  const id = await organization('echo')
  const key = await testKey(grid, { scopes: ['partners:read'], organization: id })
  expect((await server.call(key, `GET ${all}/echo`)).status).toBe(200)
  await call(`PATCH ${all}/echo`, { status: 'inactive' }, { 'if-match': '"v1"' })
  await expect.poll(async () => (await server.call(key, `GET ${all}/echo`)).status).toBe(401)
})

test('an identifier has one owner at a time, whatever the moment', async () => {
  const [one, two] = [`${all}/acme/identifiers`, `${all}/bolt/identifiers`]
  const made = await call(`POST ${one}`, isa('SHARED', { until: '2030-01-01' }))
  expect(made).toMatchObject({ status: 201, body: { from: null, until: '2030-01-01T00:00:00.000Z' } })
  expect((await call(`POST ${one}`, isa('SHARED', { until: '2030-01-01' }))).body.id).toBe(made.body.id)
  expect((await call(`POST ${one}`, isa('SHARED'))).body.code).toBe('identifier-overlaps')
  const taken = await call(`POST ${two}`, isa('SHARED'))
  expect(taken.body).toMatchObject({ code: 'identifier-owned', parameters: { owner: 'acme' } })
  expect((await call(`POST ${two}`, isa('SHARED', { mode: 'test' }))).status).toBe(201)
  const later = await call(`POST ${two}`, isa('SHARED', { from: '2030-01-01' }))
  expect(later.status).toBe(201)
  const ending = `PUT /api/v1/identifiers/${made.body.id}/ending`
  expect((await call(ending, { until: null })).body).toMatchObject({
    code: 'identifier-owned',
    parameters: { owner: 'bolt' },
  })
  const ended = await call(ending, {})
  expect(Date.parse(ended.body.until)).toBeLessThanOrEqual(Date.now())
  expect((await call(ending, {})).body).toEqual(ended.body)
  expect((await call(ending, { until: null })).body.code).toBe('identifier-ended')
  // From now, since it was acme's before.
  const again = await call(`POST ${two}`, isa('SHARED', { until: '2029-01-01' }))
  expect(Date.parse(again.body.from)).toBeGreaterThanOrEqual(Date.parse(ended.body.until))
  const listed = await server.call(ours, `GET ${one}`)
  expect(listed.body.items.map((item: { id: string }) => item.id)).toEqual([made.body.id])
})

test('twenty who want the same identifier at once: one gets it, the others are told who', async () => {
  const slugs = Array.from({ length: 20 }, (_, i) => `rival-${i}`)
  for (const slug of slugs) await organization(slug)
  const answers = await Promise.all(slugs.map((slug) => call(`POST ${all}/${slug}/identifiers`, isa('PRIZE'))))
  const won = answers.filter(({ status }) => status === 201)
  expect(won).toHaveLength(1)
  const lost = answers.filter(({ status }) => status !== 201)
  expect(new Set(lost.map(({ body }) => body.code))).toEqual(new Set(['identifier-owned']))
})

test.each([
  ['x12-isa', 'ZZ', 'ACME', true],
  ['x12-isa', 'ZZ', 'SIXTEEN-LETTERS-', false],
  ['x12-isa', 'ZZ', 'PADDED ', false],
  ['x12-isa', '', 'ACME', false],
  ['x12-gs', '', 'A', false],
  ['gln', '', '4012345000009', true],
  ['gln', '', '4012345000008', false],
  ['duns', '', '123456789', true],
  ['duns', '14', '123456789', false],
  ['edifact-unb', '14', '4012345000009', true],
  ['as2', '', 'ACME "AS2"', false],
])('%s with %j and %j: %s', (scheme, qualifier, value, fits) => {
  expect(identifierForm.safeParse({ scheme, qualifier, value, mode: 'test' }).success).toBe(fits)
})

test('units and calendars are put under their names, twice without a second event', async () => {
  const hours = { mon: [['08:00', '17:00']] }
  const put = () => call('PUT /api/v1/calendars/office', { hours, holidays: ['2026-12-25'] })
  expect((await put()).body).toEqual({ name: 'office', hours, holidays: ['2026-12-25'] })
  expect((await put()).status).toBe(200)
  expect((await call('PUT /api/v1/calendars/odd', { hours: { mon: [['17:00', '08:00']] } })).status).toBe(400)
  const unit = () => call(`PUT ${all}/acme/units/north`, { name: 'North', calendar: 'office' })
  expect((await unit()).body).toMatchObject({ slug: 'north', calendar: 'office', region: null })
  await unit()
  expect((await server.call(ours, `GET ${all}/acme/units`)).body.items).toHaveLength(1)
  const { rows } = await database.pool.query(
    `select type, count(*)::int as n from events where type like 'calendar.%' or type like 'unit.%' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { type: 'calendar.created', n: 1 },
    { type: 'unit.created', n: 1 },
  ])
})

test('lists come in pages without gap or repeat', async () => {
  const seen: string[] = []
  for (let next: string | null = `${all}?limit=7`; next !== null; ) {
    const page: { body: { items: { slug: string }[]; next: string | null } } = await call(`GET ${next}`)
    seen.push(...page.body.items.map(({ slug }) => slug))
    next = page.body.next
  }
  const { rows } = await database.pool.query('select slug from organizations')
  expect(seen.toSorted()).toEqual(rows.map(({ slug }) => slug).toSorted())
})
