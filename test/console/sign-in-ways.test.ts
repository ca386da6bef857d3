import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startOidc } from '../peers/oidc.ts'
import { freePorts } from '../peers/ports.ts'
import { startSaml } from '../peers/saml.ts'
import { startSmtp } from '../peers/smtp.ts'
import { codeIn, joined, PASSWORD } from '../person.ts'
import { leaveBrowser, look, noBrowser, openBrowser } from './browser.ts'
import { type Stage, setStage } from './stage.ts'

const CLIENT = { id: 'entrepot', secret: 'known to both' }
let stage: Stage
let browser: Browser
let url: string
let smtp: Awaited<ReturnType<typeof startSmtp>>
let provider: Awaited<ReturnType<typeof startOidc>>
let saml: Awaited<ReturnType<typeof startSaml>>
const opened: Awaited<ReturnType<typeof look>>[] = []

beforeAll(async () => {
  if (noBrowser) return
  smtp = await startSmtp()
  provider = await startOidc(CLIENT)
  saml = await startSaml()
  const port = await freePorts(1)
  // Browsers bind a passkey to a name.
  url = `http://localhost:${port}`
  stage = await setStage({
    env: {
      ENTREPOT_HTTP_PORT: String(port),
      ENTREPOT_PUBLIC_URL: url,
      ENTREPOT_SMTP_URL: smtp.url,
      ENTREPOT_OIDC_ISSUER: provider.issuer,
      ENTREPOT_OIDC_CLIENT_ID: CLIENT.id,
      ENTREPOT_OIDC_CLIENT_SECRET: CLIENT.secret,
      ENTREPOT_OIDC_NAME: 'Harbour login',
      ENTREPOT_SAML: 'yes',
      ENTREPOT_SAML_ENTRY_POINT: saml.entryPoint,
      ENTREPOT_SAML_ISSUER: saml.issuer,
      ENTREPOT_SAML_CERTIFICATE_FILE: saml.certificateFile,
    },
  })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await leaveBrowser()
  await stage?.close()
  await provider?.stop()
  await saml?.stop()
  await smtp?.stop()
})
beforeEach((context) => (noBrowser ? context.skip(noBrowser) : undefined))
afterEach(async () => {
  const faults = opened.flatMap((one) => one.faults)
  // The devices of a page stay with it.
  for (const { context } of opened.splice(0)) await context.close()
  expect(faults).toEqual([])
})

async function open(path: string): Promise<Page> {
  const looked = await look(browser, { at: 'desk' })
  opened.push(looked)
  await looked.page.goto(url + path)
  return looked.page
}

async function signInAs(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

const home = (page: Page) => page.getByRole('heading', { name: 'What needs you' }).waitFor()

/** A key on the device whose owner is there and says yes. */
async function authenticator(page: Page) {
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2' as const,
    transport: 'internal' as const,
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  }
  await devices.send('WebAuthn.addVirtualAuthenticator', { options })
}

test('a passkey is added in the settings, signs in without a password, and no more once it is removed', async () => {
  const email = 'pia@harbour.example'
  await joined(stage.grid, stage.admin, { email, role: 'operator', name: 'Pia' })
  const page = await open('/sign-in')
  await authenticator(page)
  await signInAs(page, email, PASSWORD)
  await home(page)
  await page.goto(`${url}/settings`)
  await page.getByText('You have none.').waitFor()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('laptop')
  await dialog.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added').waitFor()
  const kept = page.getByRole('list', { name: 'Passkeys' })
  await kept.getByText('laptop').first().waitFor()
  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await home(page)
  await page.goto(`${url}/settings`)
  await kept.getByRole('button', { name: 'Remove laptop' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('The passkey is removed').waitFor()
  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('That did not work').first().waitFor()
  const types = await stage.grid.query("select type from events where type like 'member.passkey%' order by seq")
  expect(types.map(({ type }) => type)).toEqual(['member.passkey-added', 'member.passkey-removed'])
})

test('where the grid is opened by a number, the button says why it cannot be a passkey', async () => {
  const page = await open('/sign-in')
  await page.goto(`${url.replace('localhost', '127.0.0.1')}/sign-in`)
  const button = page.getByRole('button', { name: 'Sign in with a passkey' })
  expect(await button.getAttribute('aria-disabled')).toBe('true')
  await page.getByText('Passkeys need this grid to be opened by a name').waitFor({ state: 'attached' })
})

test('who is known to the provider comes in by its button, back where they wanted to go; a stranger is told no', async () => {
  const email = 'olaf@harbour.example'
  await joined(stage.grid, stage.admin, { email, role: 'operator', name: 'Olaf' })
  await stage.grid.query(`update auth."user" set "emailVerified" = true where email = $1`, [email])
  provider.person = { sub: 'olaf', email, email_verified: true, name: 'Olaf' }
  const page = await open('/documents?status=held')
  await page.getByRole('button', { name: 'Sign in with Harbour login' }).click()
  await page.waitForURL(/documents\?status=held/)
  await page.getByRole('table', { name: 'Documents' }).waitFor()
  provider.person = { sub: 'eve', email: 'eve@elsewhere.example', email_verified: true, name: 'Eve' }
  const stranger = await open('/sign-in')
  await stranger.getByRole('button', { name: 'Sign in with Harbour login' }).click()
  await stranger.getByText('You were not let in there').waitFor()
})

test('who a SAML provider signs for comes in by its button; a stranger, an unproven address and a changed answer do not', async () => {
  const email = 'sam@harbour.example'
  await joined(stage.grid, stage.admin, { email, role: 'operator', name: 'Sam' })
  await stage.grid.query(`update auth."user" set "emailVerified" = true where email = $1`, [email])
  const throughThere = async (path: string) => {
    const page = await open(path)
    await page.getByRole('button', { name: 'Sign in with SAML' }).click()
    return page
  }
  saml.person = { id: 'sam', email, proven: false }
  await (await throughThere('/sign-in')).getByText('You were not let in there').waitFor()
  saml.person = { id: 'sam', email, proven: true }
  const page = await throughThere('/documents?status=held')
  await page.waitForURL(/documents\?status=held/)
  await page.getByRole('table', { name: 'Documents' }).waitFor()
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByText(email).first().waitFor()
  saml.person = { id: 'eve', email: 'eve@elsewhere.example', proven: true }
  await (await throughThere('/sign-in')).getByText('You were not let in there').waitFor()
  saml.tamper = (xml) => xml.replaceAll('eve@elsewhere.example', email)
  const forged = await throughThere('/sign-in')
  await forged.getByText('You were not let in there').waitFor()
  await forged.goto(`${url}/documents`)
  await forged.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('a forgotten password is chosen anew by a link that works once; nobody learns who has an account; sessions end', async () => {
  const email = 'fritz@harbour.example'
  const before = await joined(stage.grid, stage.admin, { email, role: 'operator', name: 'Fritz' })
  const ask = async (address: string) => {
    const page = await open('/sign-in')
    await page.getByRole('link', { name: 'Forgot the password?' }).click()
    // Both pages ask for an address: not before the second is there.
    await page.getByRole('button', { name: 'Send the link' }).waitFor()
    await page.getByLabel('E-mail').fill(address)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('status').filter({ hasText: 'a link is on its way' }).waitFor()
    return page.getByRole('main').innerText()
  }
  expect(await ask('nobody@harbour.example')).toBe(await ask(email))
  const mail = await stage.grid.until('the mail', async () =>
    smtp.mails.find(({ to, subject }) => to.includes(email) && subject === 'Choose a new password'),
  )
  expect(smtp.mails.filter(({ to }) => to.includes('nobody@harbour.example'))).toEqual([])
  const link = `/reset-password#${codeIn(mail.text)}`
  const page = await open(link)
  await page.getByRole('textbox', { name: 'Choose a password' }).fill('quite another password')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('The password is changed.').waitFor()
  await stage.grid.until('the session ends', async () => (await before.call('GET /api/v1/me')).status === 401)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await signInAs(page, email, 'quite another password')
  await home(page)
  const late = await open(link)
  await late.getByRole('textbox', { name: 'Choose a password' }).fill('one more password here')
  await late.getByRole('button', { name: 'Save the password' }).click()
  await late.getByText('This link is over').waitFor()
})
