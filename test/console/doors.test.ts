import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { newKeyPair } from '../../src/sftp/key-pair.ts'
import type { Person } from '../person.ts'
import { look, noBrowser, openBrowser } from './browser.ts'
import { asGrid } from './partners.ts'
import { cookiesOf, type Stage, setStage } from './stage.ts'

let stage: Stage
let browser: Browser
const SLOW = { timeout: 10_000 }
const opened: Awaited<ReturnType<typeof look>>[] = []

beforeAll(async () => {
  if (noBrowser) return
  stage = await setStage()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})
beforeEach(async (context) => {
  if (noBrowser) return context.skip(noBrowser)
})
afterEach(async () => {
  const faults = opened.flatMap((one) => one.faults)
  for (const { context } of opened.splice(0)) await context.close()
  expect(faults).toEqual([])
})

async function open(path: string, who: Person = stage.admin): Promise<Page> {
  const looked = await look(browser, { at: 'desk' })
  opened.push(looked)
  await looked.context.addCookies(cookiesOf(stage, who))
  await looked.page.goto(stage.grid.url + path)
  return looked.page
}

/** Where words are typed, each with Enter; its list of suggestions has the same name. */
const tags = (dialog: Locator, name: string) => dialog.getByLabel(name).and(dialog.locator('input'))

test("a partner's admin names a contact, changes it and ends it; a member of theirs sees it and may not", async () => {
  const page = await open('/partners/bolt', await stage.somebody('bolt', 'partner-admin'))
  await page.getByRole('button', { name: 'Add a contact' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Robin Weaver')
  await tags(dialog, 'What for').fill('orders')
  await page.keyboard.press('Enter')
  await tags(dialog, 'What for').fill('the yard at night')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('E-mail').fill('robin@bolt.example')
  await dialog.getByLabel('Language').fill('no such language')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('expected a language such as en or de-AT').waitFor()
  await dialog.getByLabel('Language').fill('de')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('table', { name: 'Contacts' }).getByRole('row').filter({ hasText: 'Robin Weaver' })
  await row.getByText('orders, the yard at night').waitFor()
  expect(await row.getByRole('link').getAttribute('href')).toBe('mailto:robin%40bolt.example')
  const theirs = await open('/partners/bolt', await stage.somebody('bolt', 'partner-member'))
  await theirs.getByText('robin@bolt.example').waitFor()
  await theirs.getByRole('button', { name: 'Add a contact' }).focus()
  await theirs.getByRole('tooltip').getByText('You need the right “contacts:write” for that.').waitFor()
  await row.getByRole('button', { name: 'Change' }).click()
  await dialog.getByLabel('Phone').fill('+44 20 7946 0000')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row.getByText('+44 20 7946 0000').waitFor()
  await row.getByRole('button', { name: 'End' }).click()
  await dialog.getByRole('button', { name: 'End' }).click()
  await page.getByText('Nobody is named yet.').waitFor()
  expect((await asGrid(stage, 'GET /organizations/bolt/contacts')).items).toEqual([])
})

test('an SFTP key is pasted with an end that is near: it says so, is given another, and is revoked', async () => {
  const page = await open('/partners/bolt', await stage.somebody('bolt', 'partner-admin'))
  const keys = page.getByRole('region', { name: 'SFTP keys' })
  await keys.getByRole('button', { name: 'Add a key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Public key').fill('no key')
  await dialog.getByRole('button', { name: 'Add a key' }).click()
  await dialog.getByText('no public key in the one-line form of OpenSSH').waitFor()
  await dialog.getByLabel('Public key').fill(`${newKeyPair('ed25519').public.trim()} night-run`)
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await dialog.getByLabel('Ends').fill(day(5))
  await dialog.getByRole('button', { name: 'Add a key' }).click()
  await keys.getByText('night-run', { exact: true }).waitFor()
  await keys.getByText('ends soon').waitFor()
  await keys.getByText('Ending soon: 1.').waitFor()
  await keys.getByRole('button', { name: 'Change its end' }).last().click()
  await dialog.getByLabel('Ends').fill(day(400))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => keys.getByText('ends soon').count(), SLOW).toBe(0)
  await keys.getByRole('button', { name: 'Revoke the SFTP key night-run' }).click()
  await dialog.getByRole('button', { name: 'Revoke the SFTP key' }).click()
  await keys.getByText('revoked', { exact: true }).waitFor()
  const [row] = await stage.grid.query(`select expires_at, revoked_at from sftp_credentials where label = 'night-run'`)
  expect(row!['revoked_at']).not.toBeNull()
  expect(row!['expires_at'].getTime()).toBeGreaterThan(Date.now() + 399 * 86_400_000)
})

test("an API key of a partner that ends soon is said so on the partner's page", async () => {
  const { id } = await asGrid(stage, 'GET /organizations/cedar')
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  await asGrid(stage, 'POST /api-keys', { name: 'dock', organization: id, scopes: ['exchange:read'], expiresAt })
  const page = await open('/partners/cedar')
  const keys = page.getByRole('region', { name: 'API keys' })
  await keys.getByText('dock').waitFor()
  await keys.getByText('ends soon').waitFor()
})

test('a webhook is made, its secret shown once and changed; it is paused, goes on, sends failed ones again, and ends', async () => {
  const page = await open('/webhooks')
  await page.getByRole('button', { name: 'Make a webhook' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('erp')
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/hook')
  await tags(dialog, 'Events').fill('organization.*')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Make a webhook' }).click()
  const secret = (await dialog.getByText(/^whsec_/).textContent())!
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('link', { name: 'erp' }).click()
  await page.getByText('http://127.0.0.1:9/hook').waitFor()
  expect(await page.content()).not.toContain(secret)
  await page.getByRole('button', { name: 'Change the secret' }).click()
  await dialog.getByRole('button', { name: 'Change the secret' }).click()
  const second = (await dialog.getByText(/^whsec_/).textContent())!
  expect(second).not.toBe(secret)
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('paused', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Let it go on' }).click()
  await page.getByText('active', { exact: true }).waitFor()
  await failedMessage()
  await page.reload()
  await page.getByLabel('State').selectOption('failed')
  const messages = page.getByRole('table', { name: 'Messages' })
  await messages.getByText('organization.changed').first().waitFor()
  await page.getByRole('button', { name: 'Send failed ones again' }).click()
  await dialog.getByLabel('From').fill('2020-01-01T00:00')
  await dialog.getByRole('button', { name: 'Send failed ones again' }).click()
  await page.getByText('1 are sent again').waitFor()
  await page.getByText('Nothing like that was told.').waitFor()
  await page.getByRole('button', { name: 'End', exact: true }).click()
  await dialog.getByRole('button', { name: 'End' }).click()
  await page.getByText('ended', { exact: true }).waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Pause' }).getAttribute('aria-disabled'), SLOW).toBe('true')
})

/** An event that it is told of, which came nowhere. */
async function failedMessage(): Promise<void> {
  const { version } = await asGrid(stage, 'GET /organizations/cedar')
  await asGrid(stage, 'PATCH /organizations/cedar', { locale: 'de-AT' }, version)
  await stage.grid.until('it is to be told', async () => {
    const text = `update webhook_messages set status = 'failed', problem = '{"code":"http-rejected","status":410}' returning id`
    return (await stage.grid.query(text)).length > 0
  })
}

test('a rule of the archive is made, changed, paused and ended', async () => {
  const page = await open('/archive-rules')
  await page.getByRole('button', { name: 'Make a rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Rule').fill('orders')
  await tags(dialog, 'Types').fill('850')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Path').fill('orders/{number}')
  await dialog.getByRole('button', { name: 'Make a rule' }).click()
  await dialog.getByText('expected {hash}').waitFor()
  await dialog.getByLabel('Path').fill('orders/{number}-{hash}')
  await dialog.getByRole('button', { name: 'Make a rule' }).click()
  const row = page.getByRole('row').filter({ hasText: 'orders/{number}-{hash}' })
  await row.getByRole('button', { name: 'Change' }).click()
  await dialog.getByLabel('Mode').selectOption('test')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row.getByText('Test', { exact: false }).first().waitFor()
  await row.getByRole('button', { name: 'Pause' }).click()
  await dialog.getByRole('button', { name: 'Pause' }).click()
  await row.getByText('paused', { exact: true }).waitFor()
  await row.getByRole('button', { name: 'Let it go on' }).click()
  await dialog.getByRole('button', { name: 'Let it go on' }).click()
  await row.getByText('active', { exact: true }).waitFor()
  await row.getByRole('button', { name: 'Archive earlier ones' }).click()
  await dialog.getByLabel('From').fill('2020-01-01T00:00')
  await dialog.getByLabel('To').fill('2020-02-01T00:00')
  await dialog.getByRole('button', { name: 'Archive earlier ones' }).click()
  await page.getByText('0 will be archived').waitFor()
  await row.getByRole('button', { name: 'End', exact: true }).click()
  await dialog.getByRole('button', { name: 'End' }).click()
  await page.getByText('Nothing is archived yet').waitFor()
  const [rule] = await stage.grid.query('select mode, types, paused_at, version, ended_at from archive_rules')
  expect(rule).toMatchObject({ mode: 'test', types: ['850'], paused_at: null, version: 5, ended_at: expect.any(Date) })
})
