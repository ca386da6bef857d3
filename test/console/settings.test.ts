import decode from 'qr/decode.js'
import { expect, test } from 'vitest'
import { codeIn, joined, PASSWORD, Person } from '../person.ts'
import { totp } from '../totp.ts'
import { open, stage, visits } from './visits.ts'

visits()

const member = (email: string, role: string) => joined(stage.grid, stage.admin, { email, role, name: 'Fay Moor' })

test('the last admin stays, and the page says why; others get another role, and their end', async () => {
  const fay = await member('fay@harbour.example', 'operator')
  const page = await open('/settings/people', stage.admin)
  const members = page.getByRole('table', { name: 'Members' })
  const own = members.getByRole('row', { name: /ada@harbour\.example/ })
  await own.getByRole('button', { name: 'End membership' }).focus()
  await page
    .getByRole('tooltip')
    .getByText(/^The last admin/)
    .waitFor()
  const row = members.getByRole('row', { name: /fay@harbour\.example/ })
  await row.getByRole('button', { name: 'Change role' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Role').selectOption('auditor')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row.getByText('Auditor').waitFor()
  expect((await fay.call('GET /api/v1/me')).body.member.role).toBe('auditor')
  await row.getByRole('button', { name: 'End membership' }).click()
  await dialog.getByRole('button', { name: 'End membership' }).click()
  await row.waitFor({ state: 'detached' })
  expect((await fay.call('GET /api/v1/me')).status).toBe(401)
})

test('somebody is invited: the link is shown once, lets them in, and its status follows; another is revoked', async () => {
  const page = await open('/settings/people', stage.admin)
  const dialog = page.getByRole('dialog')
  const invite = async (email: string): Promise<string> => {
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await dialog.getByLabel('Organization').selectOption({ label: 'Bolt Supply' })
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email)
    await dialog.getByRole('button', { name: 'Make the invitation' }).click()
    const link = (await dialog.getByText(/\/join#/).textContent())!
    await dialog.getByRole('button', { name: 'Done' }).click()
    return link
  }
  const invitations = page.getByRole('table', { name: 'Invitations' })
  const link = await invite('gus@bolt.example')
  await invitations
    .getByRole('row', { name: /gus@bolt\.example/ })
    .getByText('link handed over')
    .waitFor()
  const gus = await open(`/join#${codeIn(link)}`, new Person(stage.grid))
  await gus.getByText('Bolt Supply invites you.').waitFor()
  await gus.getByLabel('Your name').fill('Gus Pine')
  await gus.getByRole('textbox', { name: 'Choose a password' }).fill(PASSWORD)
  await gus.getByRole('button', { name: 'Accept the invitation' }).click()
  await gus.getByRole('heading', { name: 'What needs you' }).waitFor()
  await page.reload()
  await invitations
    .getByRole('row', { name: /gus@bolt\.example/ })
    .getByText('accepted')
    .waitFor()
  const other = await invite('hal@bolt.example')
  const row = invitations.getByRole('row', { name: /hal@bolt\.example/ })
  await row.getByRole('button', { name: 'Revoke the invitation for hal@bolt.example' }).click()
  await row.getByText('revoked').waitFor()
  const late = await open(`/join#${codeIn(other)}`, new Person(stage.grid))
  await late.getByText('This link is over').waitFor()
})

test('who may only look reads why they may not change, and who may not look reads which right is missing', async () => {
  const page = await open('/settings/people', await stage.somebody(null, 'operator'))
  await page.getByRole('button', { name: 'Invite', exact: true }).focus()
  await page.getByRole('tooltip').getByText('You need the right “people:write” for that.').waitFor()
  const guests = await open('/settings/people', await stage.somebody(null, 'agent'))
  await guests.getByText('You need the right “people:read” for that.').waitFor()
})

test('a role that sees what is hidden from oneself cannot be chosen, and says why', async () => {
  const rule = 'PUT /api/v1/sensitive-classes/partner-admin'
  await stage.admin.call(rule, { hidden: ['bank', 'price', 'text'] })
  const page = await open('/settings/people', await stage.somebody('bolt', 'partner-admin'))
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const choices = page.getByRole('dialog').getByLabel('Role')
  const refused = choices.getByRole('option', {
    name: 'Member of the partner (sees bank data, prices, free text, hidden from you)',
  })
  await refused.waitFor({ state: 'attached' })
  expect(await refused.isDisabled()).toBe(true)
  expect(await choices.getByRole('option', { name: 'Admin of the partner', exact: true }).isEnabled()).toBe(true)
  expect(await choices.getByRole('option', { name: 'Guest', exact: true }).isEnabled()).toBe(true)
  await stage.admin.call(rule, { hidden: null })
})

test('my account: name and zone, password, and the other session is over', async () => {
  const ivy = await member('ivy@harbour.example', 'agent')
  const there = new Person(stage.grid)
  await there.signIn('ivy@harbour.example', PASSWORD)
  const page = await open('/settings', ivy)
  await page.getByLabel('Name').fill('Ivy Stone')
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').waitFor()
  expect((await ivy.call('GET /api/v1/me')).body.member).toMatchObject({ name: 'Ivy Stone', timeZone: 'Asia/Tokyo' })
  const sessions = page.getByRole('table', { name: 'Where you are signed in' })
  await expect.poll(() => sessions.getByRole('row').count()).toBe(3) // with its head
  await page.getByLabel('Your password now').fill('not her password')
  await page.getByLabel('New password').fill('another long password')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('That is not your password.').waitFor()
  await page.getByLabel('Your password now').fill(PASSWORD)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByText('The password is changed').waitFor()
  await expect.poll(() => sessions.getByRole('row').count()).toBe(2)
  await stage.grid.until('the other session is over', async () => (await there.call('GET /api/v1/me')).status === 401)
})

test('a session is ended from another one', async () => {
  const jay = await member('jay@harbour.example', 'agent')
  const there = new Person(stage.grid)
  await there.signIn('jay@harbour.example', PASSWORD)
  const page = await open('/settings', jay)
  const sessions = page.getByRole('table', { name: 'Where you are signed in' })
  await expect.poll(() => sessions.getByRole('row').count()).toBe(3)
  const other = sessions.getByRole('row').filter({ hasNotText: 'this one' }).last()
  await other.getByRole('button').click()
  await expect.poll(() => sessions.getByRole('row').count()).toBe(2)
  await stage.grid.until('it is over', async () => (await there.call('GET /api/v1/me')).status === 401)
  expect((await jay.call('GET /api/v1/me')).status).toBe(200)
})

test('a second factor is set up with the key that is shown, and its codes are kept', async () => {
  const page = await open('/settings', await member('kim@harbour.example', 'agent'))
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Say your password once more').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Set up' }).click()
  const address = (await dialog.getByText(/^otpauth:/).textContent())!
  const secret = new URL(address).searchParams.get('secret')!
  await dialog.getByText(secret, { exact: true }).waitFor()
  const picture = dialog.getByRole('img', { name: /^QR code/ })
  expect(
    readPicture((await picture.locator('path').nth(1).getAttribute('d'))!, (await picture.getAttribute('viewBox'))!),
  ).toMatch(new RegExp(`^otpauth://totp/.*secret=${secret}`))
  await dialog.getByLabel('Code that the app shows now').fill(totp(secret))
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  const codes = dialog.getByRole('list', { name: 'Backup codes' }).getByRole('listitem')
  await codes.first().waitFor()
  expect(await codes.count()).toBeGreaterThan(5)
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText('On: signing in asks for a code of your app.').waitFor()
  const later = new Person(stage.grid)
  expect((await later.signIn('kim@harbour.example', PASSWORD)).body.twoFactorRedirect).toBe(true)
})

test('the language of the account is spoken at once', async () => {
  const page = await open('/settings', await member('lou@harbour.example', 'agent'))
  await page.getByLabel('Language').selectOption('de')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Mein Konto' }).waitFor()
})

test('the audit says who did what, is narrowed to one person by a click, and is downloaded as it is narrowed', async () => {
  const gwen = await member('gwen@harbour.example', 'auditor')
  const page = await open('/audit', gwen)
  const rows = page.getByRole('table', { name: 'Audit' }).getByRole('row')
  await page.getByLabel('Kind of act').selectOption('member.*')
  await expect.poll(() => page.url()).toContain('type=member.*')
  await rows
    .filter({ hasText: 'member.signed-in' })
    .getByRole('link', { name: /Ada Brook/ })
    .first()
    .click()
  await expect.poll(() => page.url()).toContain('actor=member')
  await expect
    .poll(async () => (await rows.allTextContents()).slice(1).every((text) => text.includes('Ada Brook')))
    .toBe(true)
  const href = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')
  const { status, body } = await gwen.call(`GET ${href}`)
  expect(status).toBe(200)
  expect(
    body
      .split('\r\n')
      .slice(1, -1)
      .every((line: string) => line.includes(',Ada Brook,member.')),
  ).toBe(true)
  const partner = await stage.somebody('bolt', 'partner-member')
  const refused = await open('/audit', partner)
  await refused.getByText(/audit:read/).waitFor()
})

/** What a camera would make of the picture: its squares, three points wide, read by a decoder. */
function readPicture(path: string, viewBox: string): string {
  const scale = 3
  const width = Number(viewBox.split(' ')[2]) * scale
  const data = new Uint8Array(width * width * 4).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)/g)) {
    for (let i = 0; i < scale * scale; i++) {
      const at = (Number(y) * scale + Math.floor(i / scale)) * width + Number(x) * scale + (i % scale)
      data.fill(0, at * 4, at * 4 + 3)
    }
  }
  return decode({ width, height: width, data })
}
