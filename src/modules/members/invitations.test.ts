import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { startSmtp } from '../../../test/peers/smtp.ts'
import { accepted, codeIn, PASSWORD, Person } from '../../../test/person.ts'
import { firstSignInLink } from './verbs/links.ts'

let grid: TestGrid
let smtp: Awaited<ReturnType<typeof startSmtp>>
let admin: Person
let acme: string

beforeAll(async () => {
  smtp = await startSmtp({ refuse: /^gone@/ })
  grid = await startTestGrid({
    network: `
organizations:
  hub: { name: Hub, role: host }
  acme: { name: "Acme & <Söhne>", locale: de-DE, timeZone: Europe/Berlin }
`,
    env: { ENTREPOT_SMTP_URL: smtp.url, ENTREPOT_MAIL_FROM: 'Hub <grid@hub.example>' },
  })
  const first = await firstSignInLink(grid.app.grid, grid.app.grid.config.publicUrl)
  admin = await accepted(grid, first!.link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  acme = grid.app.exchange.directory.organizationBySlug('acme')!.id
})
afterAll(async () => {
  await grid.close()
  await smtp.stop()
})

const invite = (given: object) =>
  admin.call('POST /api/v1/invitations', { role: 'partner-member', organization: acme, ...given })
const shown = async (id: string) =>
  (await admin.call('GET /api/v1/invitations?limit=500')).body.items.find((one: { id: string }) => one.id === id)
const mailTo = (email: string) =>
  grid.until(`a mail to ${email}`, async () => smtp.mails.find(({ to }) => to.includes(email)))

test('an invitation goes out by mail in the language of the invited, and every step of it is seen', async () => {
  const email = 'jürgen@acme.example'.replace('ü', 'u')
  const made = await invite({ kind: 'personal', email: email.toUpperCase() })
  expect(made).toMatchObject({ status: 201, body: { mailed: true, email, locale: 'de', uses: 0, usesMax: 1 } })
  const mail = await mailTo(email)
  expect(mail.from).toBe('grid@hub.example')
  expect(mail.subject).toBe('Einladung zum Austausch von Dokumenten mit Acme & <Söhne>')
  expect(mail.text).toContain('Ada lädt Sie als Mitglied von Acme & <Söhne> in das Handelsnetz ein.')
  const code = codeIn(mail.text)
  expect(code).toBe(made.body.code)
  expect(mail.raw).toContain('text/html')
  expect(mail.raw).toMatch(/lang=(3D)?"de"/)
  expect(mail.raw).not.toContain('<Söhne>')
  await grid.until('sent', async () => (await shown(made.body.id)).mail?.status === 'sent')
  // What lets in is nowhere in the database once the mail is out.
  const [row] = await grid.query('select * from mails where recipient = $1', [email])
  expect(row).toMatchObject({ status: 'sent', attempt: 1, sealed: null })
  expect(JSON.stringify([row, await grid.query('select * from invitations')])).not.toContain(code)

  const person = new Person(grid)
  const opened = await person.call(`GET /api/v1/invitations/by-code/${code}`)
  expect(opened.body).toMatchObject({
    kind: 'personal',
    email,
    role: 'partner-member',
    known: false,
    organization: { name: 'Acme & <Söhne>' },
  })
  expect((await shown(made.body.id)).openedAt).not.toBeNull()
  const other = { name: 'Eve', email: 'eve@evil.example', password: PASSWORD }
  const path = `POST /api/v1/invitations/by-code/${code}/acceptance`
  expect((await person.call(path, { name: 'J', password: 'short' })).body.code).toBe('password-unfit')
  expect((await person.call(path, { name: 'J' })).body.code).toBe('password-needed')
  const joined = await person.call(path, { ...other, name: 'Jürgen' })
  // The address is the one that was invited, whatever the form says.
  expect(joined.body.member).toMatchObject({ name: 'Jürgen', email, locale: 'de', timeZone: 'Europe/Berlin' })
  expect(joined.body.organization.slug).toBe('acme')
  expect((await person.call('GET /api/v1/me')).body).toEqual(joined.body)
  expect(await shown(made.body.id)).toMatchObject({
    uses: 1,
    accepted: [{ member: joined.body.member.id, name: 'Jürgen' }],
  })
  expect((await new Person(grid).call(path, other)).body).toMatchObject({ code: 'invitation-over' })
  const types = await grid.query(`select type, actor from events where subject = $1 or subject = $2 order by seq`, [
    made.body.id,
    joined.body.member.id,
  ])
  const acting = `member:${joined.body.member.id}`
  expect(types.slice(1)).toEqual([
    { type: 'invitation.accepted', actor: acting },
    { type: 'member.joined', actor: acting },
    { type: 'member.signed-in', actor: acting },
  ])
})

test('a code lets in as many as it says, of the domain it names, two at once included', async () => {
  const made = await invite({ kind: 'code', emailDomain: 'Acme.example', usesMax: 2, locale: 'en' })
  expect(made.body).toMatchObject({ mailed: false, mail: null, emailDomain: 'acme.example' })
  const path = `POST /api/v1/invitations/by-code/${made.body.code}/acceptance`
  const come = (email: string) => new Person(grid).call(path, { name: 'N', email, password: PASSWORD })
  expect((await new Person(grid).call(path, { name: 'N', password: PASSWORD })).body.code).toBe('email-needed')
  expect((await come('eve@evil.example')).body.code).toBe('invitation-for-others')
  expect((await come('eve@evil-acme.example')).body.code).toBe('invitation-for-others')
  const all = await Promise.all(['one', 'two', 'three'].map((name) => come(`${name}@acme.example`)))
  expect(all.map(({ status }) => status).sort()).toEqual([201, 201, 410])
  expect((await shown(made.body.id)).uses).toBe(2)
})

test('the same code twice at once by one person makes one user and one member', async () => {
  const made = await invite({ kind: 'code', usesMax: 5 })
  const path = `POST /api/v1/invitations/by-code/${made.body.code}/acceptance`
  const sent = { name: 'Twice', email: 'twice@acme.example', password: PASSWORD }
  const both = await Promise.all([new Person(grid).call(path, sent), new Person(grid).call(path, sent)])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect((await shown(made.body.id)).uses).toBe(1)
  // Whoever lost the answer signs in with what was set, and asks again.
  const person = new Person(grid)
  expect((await person.signIn('twice@acme.example', PASSWORD)).status).toBe(200)
  expect((await person.call(path, {})).status).toBe(201)
  expect((await shown(made.body.id)).uses).toBe(1)
})

test('expired, revoked, unknown and badly made invitations let nobody in and say why', async () => {
  const made = await invite({ kind: 'code' })
  const open = () => new Person(grid).call(`GET /api/v1/invitations/by-code/${made.body.code}`)
  await grid.query(`update invitations set expires_at = now() - interval '1 second' where id = $1`, [made.body.id])
  expect(await open()).toMatchObject({ status: 410, body: { parameters: { reason: 'it has expired' } } })
  expect((await admin.call(`DELETE /api/v1/invitations/${made.body.id}`)).status).toBe(204)
  expect((await admin.call(`DELETE /api/v1/invitations/${made.body.id}`)).status).toBe(204)
  expect((await open()).body.parameters.reason).toBe('it was revoked')
  const stranger = new Person(grid)
  expect((await stranger.call(`GET /api/v1/invitations/by-code/${'x'.repeat(32)}`)).body.code).toBe(
    'invitation-unknown',
  )
  expect((await stranger.call('GET /api/v1/invitations/by-code/short')).status).toBe(400)
  expect((await invite({ kind: 'personal' })).body.code).toBe('email-needed')
  expect((await invite({ kind: 'code', expiresAt: '2020-01-01T00:00:00Z' })).body.code).toBe('invitation-expiry')
  expect((await invite({ kind: 'code', role: 'guest' })).body.code).toBe('guest-end')
  expect((await invite({ kind: 'code', role: 'admin' })).body.code).toBe('role-unfit')
  const nowhere = '00000000-0000-4000-8000-000000000000'
  expect((await invite({ kind: 'code', organization: nowhere })).body.code).toBe('people-organization-unknown')
})

test('guessing codes is throttled', async () => {
  const stranger = new Person(grid)
  const forwarded = { 'x-forwarded-for': '203.0.113.9' } // nobody's proxy: not believed
  let last = 404
  for (let i = 0; i < 40 && last !== 429; i++) {
    const answer = await stranger.call(`GET /api/v1/invitations/by-code/${'y'.repeat(32)}`, undefined, forwarded)
    last = answer.status
    if (last === 429) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
  }
  expect(last).toBe(429)
})

test('a mail server that refuses an address ends the mail with its reason; one that is away is tried again', async () => {
  const refused = await invite({ kind: 'personal', email: 'gone@acme.example' })
  await grid.until('failed', async () => (await shown(refused.body.id)).mail?.status === 'failed')
  expect((await shown(refused.body.id)).mail.reason).toMatch(/no such mailbox/)
  const { port } = smtp
  await smtp.stop()
  const made = await invite({ kind: 'personal', email: 'later@acme.example' })
  const [mail] = await grid.query('select id from mails where recipient = $1', ['later@acme.example'])
  await grid.until('one try', async () => {
    const [job] = await grid.query('select attempt from jobs where subject = $1', [mail!['id']])
    return job?.['attempt'] === 1
  })
  expect((await shown(made.body.id)).mail.status).toBe('waiting')
  smtp = await startSmtp({ port })
  await grid.query('update jobs set due_at = now() where subject = $1', [mail!['id']])
  await grid.query(`select pg_notify('entrepot', '')`)
  expect(codeIn((await mailTo('later@acme.example')).text)).toBe(made.body.code)
  await grid.until('sent', async () => (await shown(made.body.id)).mail?.status === 'sent')
})

test('a forgotten password is chosen anew by a link that works once, and ends every session', async () => {
  const email = 'ada@hub.example'
  const stranger = new Person(grid)
  const asked = await stranger.call('POST /api/auth/request-password-reset', { email })
  const unknown = await stranger.call('POST /api/auth/request-password-reset', { email: 'nobody@hub.example' })
  expect(unknown.body).toEqual(asked.body)
  const mail = await mailTo(email)
  expect(mail.subject).toBe('Choose a new password')
  const newPassword = 'a new long password'
  const reset = { newPassword, token: codeIn(mail.text) }
  expect((await stranger.call('POST /api/auth/reset-password', reset)).status).toBe(200)
  await grid.until('the session is over', async () => (await admin.call('GET /api/v1/me')).status === 401)
  expect((await stranger.call('POST /api/auth/reset-password', reset)).status).toBe(400)
  expect((await admin.signIn(email, PASSWORD)).status).toBe(401)
  expect((await admin.signIn(email, newPassword)).status).toBe(200)
})
