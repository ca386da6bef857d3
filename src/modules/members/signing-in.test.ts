import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { accepted, codeIn, joined, PASSWORD, Person } from '../../../test/person.ts'
import { totp } from '../../../test/totp.ts'
import { firstSignInLink } from './verbs/links.ts'

let grid: TestGrid
let admin: Person
let firstLink: string

beforeAll(async () => {
  grid = await startTestGrid({
    network: `
organizations:
  hub: { name: Hub, role: host }
  acme: { name: Acme }
`,
  })
  firstLink = (await firstSignInLink(grid.app.grid, grid.app.grid.config.publicUrl))!.link
  admin = await accepted(grid, firstLink, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
})
afterAll(() => grid.close())

test('the first link makes an admin, once; then there is no other by itself', async () => {
  const me = await admin.call('GET /api/v1/me')
  expect(me.body).toMatchObject({
    member: { name: 'Ada', email: 'ada@hub.example', role: 'admin', locale: 'en', timeZone: 'UTC' },
    organization: { slug: 'hub', role: 'host' },
  })
  expect(me.body.scopes).toContain('people:write')
  expect(await firstSignInLink(grid.app.grid, grid.url)).toBeNull()
  const [row] = await grid.query(`select * from invitations where kind = 'link'`)
  expect(JSON.stringify(row)).not.toContain(codeIn(firstLink))
  const again = { name: 'Eve', email: 'eve@evil.example', password: PASSWORD }
  const late = await new Person(grid).call(`POST /api/v1/invitations/by-code/${codeIn(firstLink)}/acceptance`, again)
  expect(late).toMatchObject({
    status: 410,
    body: { code: 'invitation-over', detail: expect.stringContaining('used') },
  })
})

test('nobody signs up by themselves, and what better-auth would tell or change beside us is shut', async () => {
  const stranger = new Person(grid)
  const sent = { email: 'new@hub.example', password: PASSWORD, name: 'New' }
  expect((await stranger.call('POST /api/auth/sign-up/email', sent)).status).toBe(404)
  for (const path of ['update-user', 'delete-user', 'change-email', 'revoke-sessions', 'link-social']) {
    expect((await admin.call(`POST /api/auth/${path}`, {})).status).toBe(404)
  }
  expect((await admin.call('GET /api/auth/list-sessions')).status).toBe(404)
  expect(await grid.query(`select 1 from auth."user" where email = 'new@hub.example'`)).toEqual([])
})

test('the cookie is for our pages only, no script reads it, and with https it is secure', async () => {
  const person = await joined(grid, admin, { email: 'cookie@hub.example', role: 'auditor' })
  person.cookies.clear()
  const answer = await person.signIn('cookie@hub.example', PASSWORD)
  const cookie = answer.headers.getSetCookie().find((one) => one.includes('session_token'))!
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(cookie).not.toMatch(/Secure/i)
  expect((await person.call('GET /api/v1/me')).body.member.email).toBe('cookie@hub.example')
})

test('a wrong password tells nothing, and after some nobody may try that address from anywhere', async () => {
  await joined(grid, admin, { email: 'guessed@hub.example', role: 'auditor' })
  const thief = new Person(grid)
  const wrong = await thief.signIn('guessed@hub.example', 'not the password')
  expect(wrong).toMatchObject({ status: 401, body: { code: 'sign-in-refused' } })
  const unknown = await thief.signIn('nobody@hub.example', 'not the password')
  expect(unknown.body).toMatchObject({ code: 'sign-in-refused', detail: wrong.body.detail })
  for (let i = 0; i < 9; i++) await thief.signIn('Guessed@hub.example', 'not the password')
  const throttled = await thief.signIn('guessed@hub.example', PASSWORD)
  expect(throttled).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
  expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(throttled.body.detail).toContain(throttled.headers.get('retry-after'))
})

test('a cookie that we did not sign, or of a session that is none, is nobody', async () => {
  const [name, value] = [...admin.cookies].find(([one]) => one.includes('session_token'))!
  const token = decodeURIComponent(value).split('.')[0]!
  const thief = new Person(grid)
  const forged = createHmac('sha256', 'a secret').update(token).digest('base64')
  for (const made of [token, `${token}.${forged}`, `${token}.`, '%', `x${value}`]) {
    thief.cookies.set(name, encodeURIComponent(made))
    expect((await thief.call('GET /api/v1/me')).status).toBe(401)
  }
})

test('a change by cookie comes from our own pages, else it is refused; an API key needs no page', async () => {
  const evil = new Person(grid)
  for (const [name, value] of admin.cookies) evil.cookies.set(name, value)
  for (const origin of ['https://evil.example', 'null', null]) {
    evil.origin = origin
    expect(await evil.call('PATCH /api/v1/me', { name: 'Mallory' })).toMatchObject({
      status: 403,
      body: { code: 'foreign-origin' },
    })
    expect((await evil.call('POST /api/auth/sign-out', {})).body.code).toBe('foreign-origin')
  }
  evil.origin = 'https://evil.example'
  expect((await new Person(grid).call('GET /api/v1/sign-in-ways')).status).toBe(200)
  evil.cookies.clear()
  expect((await evil.signIn('ada@hub.example', PASSWORD)).body.code).toBe('foreign-origin')
  const sameSite = { 'sec-fetch-site': 'same-origin' }
  admin.origin = null
  expect((await admin.call('PATCH /api/v1/me', { name: 'Ada' }, sameSite)).status).toBe(200)
  admin.origin = new URL(grid.app.grid.config.publicUrl).origin
  const bearer = { authorization: `Bearer ${await grid.keyOf(null, ['people:read', 'people:write'])}` }
  const program = new Person(grid)
  program.origin = 'https://evil.example'
  const invited = { kind: 'code', role: 'guest', endsAt: '2099-01-01T00:00:00Z' }
  expect((await program.call('POST /api/v1/invitations', invited, bearer)).status).toBe(201)
  expect((await admin.call('GET /api/v1/me')).body.member.name).toBe('Ada')
})

test('two-factor: set up, asked for, answered by app or backup code, each once', async () => {
  const email = 'two@hub.example'
  const person = await joined(grid, admin, { email, role: 'approver' })
  const enabled = await person.call('POST /api/auth/two-factor/enable', { password: PASSWORD })
  expect(enabled.body.backupCodes.length).toBeGreaterThan(5)
  const secret = new URL(enabled.body.totpURI).searchParams.get('secret')!
  expect((await person.call('POST /api/auth/two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
  expect((await person.call('GET /api/v1/me')).status).toBe(200)
  const [stored] = await grid.query(
    `select t.secret from auth."twoFactor" t join auth."user" u on u.id = t."userId" where u.email = $1`,
    [email],
  )
  expect(stored!['secret']).not.toContain(secret)

  const later = new Person(grid)
  const asked = await later.signIn(email, PASSWORD)
  expect(asked.body.twoFactorRedirect).toBe(true)
  expect((await later.call('GET /api/v1/me')).status).toBe(401)
  const wrong = await later.call('POST /api/auth/two-factor/verify-totp', { code: '000000' })
  expect(wrong).toMatchObject({ status: 401, body: { code: 'second-factor-refused' } })
  expect((await later.call('POST /api/auth/two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
  expect((await later.call('GET /api/v1/me')).body.member.role).toBe('approver')

  const code = enabled.body.backupCodes[0]
  const lost = new Person(grid)
  await lost.signIn(email, PASSWORD)
  expect((await lost.call('POST /api/auth/two-factor/verify-backup-code', { code })).status).toBe(200)
  const again = new Person(grid)
  await again.signIn(email, PASSWORD)
  expect((await again.call('POST /api/auth/two-factor/verify-backup-code', { code })).body.code).toBe(
    'second-factor-refused',
  )
})

test('changing the password ends all other sessions, whatever the page asked for', async () => {
  const email = 'changes@hub.example'
  const here = await joined(grid, admin, { email, role: 'auditor' })
  const there = new Person(grid)
  await there.signIn(email, PASSWORD)
  expect((await there.call('GET /api/v1/me')).status).toBe(200)
  const short = await here.call('POST /api/auth/change-password', { currentPassword: PASSWORD, newPassword: 'short' })
  expect(short.body.code).toBe('password-unfit')
  const other = { currentPassword: 'something else', newPassword: 'another long password' }
  expect((await here.call('POST /api/auth/change-password', other)).body.code).toBe('password-wrong')
  const changed = { currentPassword: PASSWORD, newPassword: 'another long password', revokeOtherSessions: false }
  expect((await here.call('POST /api/auth/change-password', changed)).status).toBe(200)
  expect((await here.call('GET /api/v1/me')).status).toBe(200)
  await grid.until('the other session is over', async () => (await there.call('GET /api/v1/me')).status === 401)
  expect((await there.signIn(email, PASSWORD)).status).toBe(401)
})

test('a passkey is offered for this grid, to who is signed in only; what changes how one signs in is an event', async () => {
  const person = await joined(grid, admin, { email: 'keys@hub.example', role: 'auditor' })
  const options = await person.call('GET /api/auth/passkey/generate-register-options')
  expect(options.body).toMatchObject({ rp: { id: '127.0.0.1', name: 'Entrepot' }, user: { name: 'keys@hub.example' } })
  expect((await new Person(grid).call('GET /api/auth/passkey/generate-register-options')).status).toBe(401)
  expect((await new Person(grid).call('GET /api/auth/passkey/generate-authenticate-options')).status).toBe(200)
  const { id } = (await person.call('GET /api/v1/me')).body.member
  const changed = { currentPassword: PASSWORD, newPassword: 'another long password' }
  await person.call('POST /api/auth/change-password', { ...changed, currentPassword: 'wrong' })
  await person.call('POST /api/auth/change-password', changed)
  await person.call('POST /api/auth/sign-out', {})
  const types = await grid.query('select type from events where actor = $1 order by seq', [`member:${id}`])
  expect(types.map(({ type }) => type)).toEqual([
    ...['invitation.accepted', 'member.joined', 'member.signed-in', 'member.signed-in'],
    ...['member.password-changed', 'member.signed-out'],
  ])
})

test('a link from the machine lets an admin choose a new password, without the second factor', async () => {
  const email = 'lost@hub.example'
  const person = await joined(grid, admin, { email, role: 'admin' })
  const enabled = await person.call('POST /api/auth/two-factor/enable', { password: PASSWORD })
  const secret = new URL(enabled.body.totpURI).searchParams.get('secret')!
  await person.call('POST /api/auth/two-factor/verify-totp', { code: totp(secret) })
  // A role is not enough, however strong: it would open the accounts of the other admins.
  expect((await person.call('POST /api/v1/sign-in-links', { email })).status).toBe(403)
  const bearer = { authorization: `Bearer ${await grid.keyOf(null, ['*'])}` }
  const first = await new Person(grid).call('POST /api/v1/sign-in-links', { email }, bearer)
  const { link } = (await new Person(grid).call('POST /api/v1/sign-in-links', { email }, bearer)).body
  const newPassword = 'a password for another day'
  const old = await new Person(grid).call(`GET /api/v1/invitations/by-code/${codeIn(first.body.link)}`)
  expect(old).toMatchObject({ status: 410, body: { detail: expect.stringContaining('revoked') } })
  const back = await accepted(grid, link, { password: newPassword })
  expect((await back.call('GET /api/v1/me')).body.member).toMatchObject({ email, role: 'admin' })
  expect((await person.call('GET /api/v1/me')).status).toBe(401)
  expect((await new Person(grid).signIn(email, PASSWORD)).status).toBe(401)
})

test('only the proxies that are named say for whom they ask', async () => {
  const own = await startTestGrid({
    network: 'organizations: {}',
    env: { ENTREPOT_HTTP_PROXIES: '127.0.0.1' },
  })
  const made = await firstSignInLink(own.app.grid, own.url)
  const path = `POST /api/v1/invitations/by-code/${codeIn(made!.link)}/acceptance`
  const sent = { name: 'Ada', email: 'ada@hub.example', password: PASSWORD }
  const ada = new Person(own)
  // The last one is what the proxy saw; what stands before it anybody may have written.
  await ada.call(path, sent, { 'x-forwarded-for': '198.51.100.1, 203.0.113.7', 'x-entrepot-address': '10.0.0.1' })
  expect((await ada.call('GET /api/v1/sessions')).body.items).toMatchObject([{ address: '203.0.113.7' }])
  expect((await ada.call('GET /api/v1/me')).body.organization).toBeNull()
  await own.close()
  const spoofed = new Person(grid)
  await joined(grid, admin, { email: 'spoof@hub.example', role: 'auditor' })
  const body = { email: 'spoof@hub.example', password: PASSWORD }
  const forwarded = { 'x-forwarded-for': '203.0.113.7', 'x-entrepot-address': '203.0.113.7' }
  await spoofed.call('POST /api/auth/sign-in/email', body, forwarded)
  expect((await spoofed.call('GET /api/v1/sessions')).body.items).toMatchObject([
    { address: '127.0.0.1' },
    { address: '127.0.0.1' },
  ])
})
