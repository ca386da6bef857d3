import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeIn, joined, PASSWORD, Person } from '../person.ts'
import { totp } from '../totp.ts'
import { leave, leaveBrowser, look, noBrowser, openBrowser } from './browser.ts'
import { type Stage, setStage } from './stage.ts'

let stage: Stage
let browser: Browser
const opened: Awaited<ReturnType<typeof look>>[] = []

beforeAll(async () => {
  if (noBrowser) return
  stage = await setStage()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await leaveBrowser()
  await stage?.close()
})
beforeEach((context) => (noBrowser ? context.skip(noBrowser) : undefined))
afterEach(async () => {
  const faults = opened.flatMap((one) => one.faults)
  for (const one of opened.splice(0)) await leave(one)
  expect(faults).toEqual([])
})

async function open(path: string): Promise<Page> {
  const looked = await look(browser, { at: 'desk' })
  opened.push(looked)
  await looked.page.goto(stage.grid.url + path)
  return looked.page
}

async function signInAs(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** A link for one more admin, as the command line makes it. */
async function oneTimeLink(): Promise<string> {
  const bearer = { authorization: `Bearer ${await stage.grid.keyOf(null, ['*'])}` }
  return (await new Person(stage.grid).call('POST /api/v1/sign-in-links', {}, bearer)).body.link
}

const home = (page: Page) => page.getByRole('heading', { name: 'What needs you' }).waitFor()

test('a one-time link: name, address and password, and one is inside; the link is over', async () => {
  const code = codeIn(await oneTimeLink())
  const page = await open(`/join#${code}`)
  await page.getByLabel('Your name').fill('Bea Long')
  await page.getByLabel('E-mail').fill('bea@harbour.example')
  const password = page.getByRole('textbox', { name: 'Choose a password' })
  await password.fill('too short')
  await page.getByRole('button', { name: 'Begin' }).click()
  // The hint, and once more as what is wrong.
  await expect.poll(() => page.getByText('At least 12 characters').count()).toBe(2)
  await password.fill(PASSWORD)
  await page.getByRole('button', { name: 'Begin' }).click()
  await home(page)
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByText('bea@harbour.example').waitFor()
  const late = await open(`/join#${code}`)
  await late.getByText('This link is over').waitFor()
  const wrong = await open('/join#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
  await wrong.getByText('No such invitation').waitFor()
})

test('an invitation whose time is up says so', async () => {
  const made = await stage.admin.call('POST /api/v1/invitations', {
    kind: 'personal',
    role: 'agent',
    email: 'late@harbour.example',
  })
  await stage.grid.query(
    `update invitations set created_at = created_at - interval '2 days', expires_at = now() - interval '1 day' where id = $1`,
    [made.body.id],
  )
  const page = await open(`/join#${codeIn(made.body.link)}`)
  await page.getByText('This link is over').waitFor()
})

test('signed in by password, back where one wanted to go, and out again: the session is over', async () => {
  await joined(stage.grid, stage.admin, { email: 'cleo@harbour.example', role: 'operator', name: 'Cleo' })
  const page = await open('/documents?status=held')
  await signInAs(page, 'cleo@harbour.example', 'not her password')
  await page.getByText('E-mail or password is wrong.').waitFor()
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/documents\?status=held/)
  await page.getByRole('table', { name: 'Documents' }).waitFor()
  const cookies = await page.context().cookies()
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  const thief = new Person(stage.grid)
  for (const { name, value } of cookies) thief.cookies.set(name, value)
  expect((await thief.call('GET /api/v1/me')).status).toBe(401)
  await page.goto(`${stage.grid.url}/`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('the second factor: a wrong code, the right one, and a backup code', async () => {
  const email = 'dana@harbour.example'
  const dana = await joined(stage.grid, stage.admin, { email, role: 'approver' })
  const { body } = await dana.call('POST /api/auth/two-factor/enable', { password: PASSWORD })
  const secret = new URL(body.totpURI).searchParams.get('secret')!
  await dana.call('POST /api/auth/two-factor/verify-totp', { code: totp(secret) })
  const page = await open('/sign-in')
  await signInAs(page, email, PASSWORD)
  await page.getByRole('heading', { name: 'Second step' }).waitFor()
  await page.keyboard.type('000000')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('The code is wrong or was used.').waitFor()
  await page.keyboard.type(totp(secret))
  await page.getByRole('button', { name: 'Continue' }).click()
  await home(page)
  const other = await open('/sign-in')
  await signInAs(other, email, PASSWORD)
  await other.getByRole('button', { name: 'Use a backup code' }).click()
  await other.getByLabel('Backup code').fill(body.backupCodes[0])
  await other.getByRole('button', { name: 'Continue' }).click()
  await home(other)
})

test('after too many wrong passwords the page says how long to wait', async () => {
  await joined(stage.grid, stage.admin, { email: 'eli@harbour.example', role: 'agent' })
  const thief = new Person(stage.grid)
  for (let i = 0; i < 10; i++) await thief.signIn('eli@harbour.example', 'not the password')
  const page = await open('/sign-in')
  await signInAs(page, 'eli@harbour.example', PASSWORD)
  await page.getByText('Too many tries').waitFor()
  await page.getByText(/Wait \d+ seconds, then try again\./).waitFor()
})
