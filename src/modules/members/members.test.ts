import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { accepted, codeIn, joined, PASSWORD, Person } from '../../../test/person.ts'
import { firstSignInLink } from './verbs/links.ts'

let grid: TestGrid
let admin: Person
let acmeAdmin: Person
let boltAdmin: Person
let acme: string
let bolt: string

beforeAll(async () => {
  grid = await startTestGrid({
    network: `
organizations:
  hub: { name: Hub, role: host, timeZone: Europe/Vienna }
  acme: { name: Acme, locale: de-AT, timeZone: Europe/Berlin }
  bolt: { name: Bolt }
`,
  })
  const first = await firstSignInLink(grid.app.grid, grid.url)
  admin = await accepted(grid, first!.link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  ;[acme, bolt] = ['acme', 'bolt'].map((slug) => grid.app.exchange.directory.organizationBySlug(slug)!.id) as [
    string,
    string,
  ]
  acmeAdmin = await joined(grid, admin, { email: 'anna@acme.example', role: 'partner-admin', organization: acme })
  boltAdmin = await joined(grid, admin, { email: 'bob@bolt.example', role: 'partner-admin', organization: bolt })
})
afterAll(() => grid.close())

const meOf = async (person: Person) => (await person.call('GET /api/v1/me')).body

test('a member knows who it is and of whom; a key is nobody, of somebody; everyone changes only themselves', async () => {
  expect(await meOf(acmeAdmin)).toMatchObject({
    member: { name: 'anna', role: 'partner-admin', locale: 'de', timeZone: 'Europe/Berlin' },
    organization: { id: acme, slug: 'acme', name: 'Acme', role: 'partner' },
  })
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
  const ofKey = await new Person(grid).call(
    'GET /api/v1/me',
    undefined,
    bearer(await grid.keyOf('acme', ['work:read'])),
  )
  expect(ofKey.body).toMatchObject({ member: null, organization: { slug: 'acme' }, scopes: ['work:read'] })
  const changed = await acmeAdmin.call('PATCH /api/v1/me', { name: 'Anna A.', locale: 'en', timeZone: 'Asia/Tokyo' })
  expect(changed.body.member).toMatchObject({ name: 'Anna A.', locale: 'en', timeZone: 'Asia/Tokyo' })
  expect((await acmeAdmin.call('PATCH /api/v1/me', { role: 'admin' })).status).toBe(400)
  expect((await acmeAdmin.call('PATCH /api/v1/me', { timeZone: 'Nowhere/Land' })).body.code).toBe('request-invalid')
  const [event] = await grid.query(`select actor, organizations from events where type = 'member.changed' limit 1`)
  expect(event).toEqual({ actor: `member:${(await meOf(acmeAdmin)).member.id}`, organizations: [acme] })
})

test('the scopes of a role are what its people may do, and nothing beyond', async () => {
  const member = await joined(grid, acmeAdmin, { email: 'mia@acme.example', role: 'partner-member' })
  expect((await member.call('GET /api/v1/documents')).status).toBe(200)
  expect((await member.call('GET /api/v1/members')).body).toMatchObject({
    code: 'scope-missing',
    parameters: { scope: 'people:read' },
  })
  expect((await member.call('GET /api/v1/network')).status).toBe(403)
  const auditor = await joined(grid, admin, { email: 'otto@hub.example', role: 'auditor' })
  expect((await auditor.call('GET /api/v1/members')).status).toBe(200)
  expect((await auditor.call('POST /api/v1/invitations', { kind: 'code', role: 'auditor' })).body.code).toBe(
    'scope-missing',
  )
  const endsAt = new Date(Date.now() + 3_600_000).toISOString()
  const guest = await joined(grid, admin, { email: 'gus@else.example', role: 'guest', endsAt })
  expect((await guest.call('GET /api/v1/documents')).status).toBe(403)
  expect(await meOf(guest)).toMatchObject({ member: { role: 'guest' }, scopes: [] })
  // Over by the clock, without anybody doing anything.
  await grid.query(`update members set ends_at = now() - interval '1 second' where role = 'guest'`)
  await grid.query(`select pg_notify('access', '')`)
  await grid.until('the guest is out', async () => (await guest.call('GET /api/v1/me')).status === 401)
})

test("a partner's admin sees and touches the people of its own organization only", async () => {
  const theirs = (await meOf(boltAdmin)).member.id
  const ours = (await meOf(acmeAdmin)).member.id
  const hosts = (await meOf(admin)).member.id
  const listed = await acmeAdmin.call(`GET /api/v1/members?limit=500&organization=${bolt}`)
  expect(new Set(listed.body.items.map((one: { organization: string }) => one.organization))).toEqual(new Set([acme]))
  for (const id of [theirs, hosts]) {
    expect((await acmeAdmin.call(`GET /api/v1/members/${id}`)).status).toBe(404)
    expect((await acmeAdmin.call(`PUT /api/v1/members/${id}/role`, { role: 'partner-member' })).status).toBe(404)
    expect((await acmeAdmin.call(`PUT /api/v1/members/${id}/ending`)).status).toBe(404)
  }
  expect((await admin.call('GET /api/v1/members?limit=500&organization=host')).body.items).toContainEqual(
    expect.objectContaining({ id: hosts, organization: null }),
  )

  const elsewhere = { kind: 'code', role: 'partner-member', organization: bolt }
  expect((await acmeAdmin.call('POST /api/v1/invitations', elsewhere)).body.code).toBe('people-elsewhere')
  const grids = { kind: 'code', role: 'admin', organization: null }
  expect((await acmeAdmin.call('POST /api/v1/invitations', grids)).body.code).toBe('people-elsewhere')
  expect((await acmeAdmin.call('POST /api/v1/invitations', { kind: 'code', role: 'admin' })).body.code).toBe(
    'role-unfit',
  )
  const made = await boltAdmin.call('POST /api/v1/invitations', { kind: 'code', role: 'partner-member' })
  expect(made.body.organization).toBe(bolt)
  const seen = (await acmeAdmin.call('GET /api/v1/invitations?limit=500')).body.items
  expect(new Set(seen.map((one: { organization: string }) => one.organization))).toEqual(new Set([acme]))
  expect((await acmeAdmin.call(`DELETE /api/v1/invitations/${made.body.id}`)).status).toBe(404)

  const [session] = (await boltAdmin.call('GET /api/v1/sessions')).body.items
  expect(session).toMatchObject({ current: true, member: { id: theirs } })
  expect((await acmeAdmin.call(`DELETE /api/v1/sessions/${session.id}`)).status).toBe(404)
  const sessions = (await acmeAdmin.call('GET /api/v1/sessions?of=members&limit=500')).body.items
  expect(sessions.map((one: { member: { id: string } }) => one.member.id)).not.toContain(theirs)
  expect(sessions.map((one: { member: { id: string } }) => one.member.id)).toContain(ours)
  const of = `GET /api/v1/sessions?of=members&member=${theirs}`
  expect((await acmeAdmin.call(of)).body.items).toEqual([])
  expect((await admin.call(of)).body.items).toHaveLength(1)
  expect((await boltAdmin.call('GET /api/v1/me')).status).toBe(200)
})

test('whoever has not people:read sees own sessions only, and a key has none', async () => {
  const member = await joined(grid, acmeAdmin, { email: 'solo@acme.example', role: 'partner-member' })
  expect((await member.call('GET /api/v1/sessions')).body.items).toHaveLength(1)
  expect((await member.call('GET /api/v1/sessions?of=members')).body.code).toBe('scope-missing')
  const [other] = (await acmeAdmin.call('GET /api/v1/sessions')).body.items
  expect((await member.call(`DELETE /api/v1/sessions/${other.id}`)).status).toBe(404)
  const bearer = { authorization: `Bearer ${await grid.keyOf('acme', ['people:read'])}` }
  expect((await new Person(grid).call('GET /api/v1/sessions', undefined, bearer)).body.items).toEqual([])
})

test('a session that is revoked, by its owner or by an admin, is out within a second', async () => {
  const here = await joined(grid, acmeAdmin, { email: 'revoked@acme.example', role: 'partner-member' })
  for (const who of [here, acmeAdmin, admin]) {
    const there = new Person(grid)
    await there.signIn('revoked@acme.example', PASSWORD)
    const [current] = (await there.call('GET /api/v1/sessions')).body.items.filter(
      (one: { current: boolean }) => one.current,
    )
    expect((await who.call(`DELETE /api/v1/sessions/${current.id}`)).status).toBe(204)
    await expectOut(there)
  }
  expect((await here.call('GET /api/v1/me')).status).toBe(200)
  await here.call('POST /api/auth/sign-out', {})
  await expectOut(here)
})

test('another role holds at once; who has ended is out, and may come again by an invitation', async () => {
  const email = 'rolls@acme.example'
  const person = await joined(grid, acmeAdmin, { email, role: 'partner-member' })
  const { id } = (await meOf(person)).member
  const role = (given: object) => acmeAdmin.call(`PUT /api/v1/members/${id}/role`, given)
  expect((await role({ role: 'operator' })).body.code).toBe('role-unfit')
  expect((await role({ role: 'guest' })).body.code).toBe('guest-end')
  expect((await role({ role: 'partner-admin' })).body.role).toBe('partner-admin')
  await grid.until('the role holds', async () => (await person.call('GET /api/v1/members')).status === 200)
  expect((await role({ role: 'partner-member' })).status).toBe(200)
  const ended = await acmeAdmin.call(`PUT /api/v1/members/${id}/ending`)
  expect(ended.body).toMatchObject({ endedAt: expect.any(String), abilities: { end: false } })
  expect((await acmeAdmin.call(`PUT /api/v1/members/${id}/ending`)).body.endedAt).toBe(ended.body.endedAt)
  await expectOut(person)
  // May sign in, but is nobody here …
  expect((await person.signIn(email, PASSWORD)).status).toBe(200)
  expect((await person.call('GET /api/v1/me')).status).toBe(401)
  // … until invited again, with the user that is there.
  const again = await admin.call('POST /api/v1/invitations', { kind: 'personal', email, role: 'operator' })
  const path = `POST /api/v1/invitations/by-code/${codeIn(again.body.link)}/acceptance`
  const taken = await new Person(grid).call(path, { name: 'Thief', password: 'the password of a thief' })
  expect(taken).toMatchObject({ status: 409, body: { code: 'sign-in-first' } })
  expect((await person.call(path, {})).body.member).toMatchObject({ email, role: 'operator' })
  expect((await person.call(path, {})).status).toBe(201)
  expect((await person.call('GET /api/v1/me')).body.organization.slug).toBe('hub')
  const uses = await grid.query('select uses from invitations where id = $1', [again.body.id])
  expect(uses).toEqual([{ uses: 1 }])
})

test('the last admin is neither made less nor ended, not even when two go at once', async () => {
  const { id } = (await meOf(admin)).member
  expect((await admin.call(`PUT /api/v1/members/${id}/role`, { role: 'operator' })).body.code).toBe('last-admin')
  expect((await admin.call(`PUT /api/v1/members/${id}/ending`)).body.code).toBe('last-admin')
  const own = (await meOf(boltAdmin)).member.id
  expect((await boltAdmin.call(`PUT /api/v1/members/${own}/ending`)).body.code).toBe('last-admin')
  const second = await joined(grid, admin, { email: 'second@hub.example', role: 'admin' })
  const other = (await meOf(second)).member.id
  const both = await Promise.all([
    admin.call(`PUT /api/v1/members/${other}/role`, { role: 'auditor' }),
    second.call(`PUT /api/v1/members/${id}/role`, { role: 'auditor' }),
  ])
  expect(both.map(({ status }) => status).sort()).toSatisfy(
    ([one, two]: number[]) => one === 200 && (two === 409 || two === 403 || two === 401),
  )
  const admins = await grid.query(`select id from members where role = 'admin' and ended_at is null`)
  expect(admins).toHaveLength(1)
  await grid.query(`update members set role = 'admin' where id = $1`, [id])
  await grid.query(`select pg_notify('access', '')`)
  // The host can mend what a partner's last admin cannot.
  await grid.until('an admin again', async () => (await meOf(admin)).member?.role === 'admin')
  expect((await admin.call(`PUT /api/v1/members/${own}/ending`)).status).toBe(200)
})

test('a key that may invite gives no role beyond its own scopes', async () => {
  const bearer = { authorization: `Bearer ${await grid.keyOf(null, ['people:read', 'people:write'])}` }
  const program = new Person(grid)
  const ask = (body: object) => program.call('POST /api/v1/invitations', body, bearer)
  expect((await ask({ kind: 'code', role: 'admin' })).body.code).toBe('role-too-strong')
  expect((await ask({ kind: 'code', role: 'partner-member', organization: acme })).body.code).toBe('role-too-strong')
  const { id } = (await meOf(admin)).member
  const less = await program.call(
    `PUT /api/v1/members/${id}/role`,
    { role: 'guest', endsAt: '2099-01-01T00:00:00Z' },
    bearer,
  )
  expect(less.body.code).toBe('role-too-strong')
})

test('nobody gives or takes a role that sees what is hidden from themselves', async () => {
  const say = async (hidden: string[] | null, person: Person) => {
    expect((await admin.call('PUT /api/v1/sensitive-classes/partner-admin', { hidden })).status).toBe(200)
    await grid.until('the rule', async () => (await meOf(person)).hides.length === (hidden?.length ?? 0))
  }
  const person = await joined(grid, admin, { email: 'dim@acme.example', role: 'partner-admin', organization: acme })
  const other = await joined(grid, admin, { email: 'lit@acme.example', role: 'partner-member', organization: acme })
  const { id } = (await meOf(other)).member
  await say(['bank', 'price'], person)
  const ask = (role: string) => person.call('POST /api/v1/invitations', { kind: 'code', role })
  const refused = await ask('partner-member')
  expect(refused.body).toMatchObject({ code: 'role-sees-more', status: 403 })
  expect(refused.body.detail).toContain('bank, price')
  const change = { role: 'partner-admin' }
  expect((await person.call(`PUT /api/v1/members/${id}/role`, change)).body.code).toBe('role-sees-more')
  expect((await person.call(`PUT /api/v1/members/${id}/ending`)).body.code).toBe('role-sees-more')
  expect((await ask('partner-admin')).status).toBe(201)
  await say(null, person)
  expect((await ask('partner-member')).status).toBe(201)
})

test('people of an organization that is not active are out', async () => {
  const person = await joined(grid, admin, { email: 'idle@acme.example', role: 'partner-member', organization: acme })
  await grid.query(`update organizations set status = 'inactive' where id = $1`, [acme])
  await grid.query(`select pg_notify('access', '')`)
  await expectOut(person)
  await grid.query(`update organizations set status = 'active' where id = $1`, [acme])
})

async function expectOut(person: Person): Promise<void> {
  const since = performance.now()
  await grid.until('out', async () => (await person.call('GET /api/v1/me')).status === 401)
  expect(performance.now() - since).toBeLessThan(1_000)
}
