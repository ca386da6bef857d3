import { expect, test } from 'vitest'
import { order } from '../messages.ts'
import { asGrid, haltedConnection, madeConnection } from './partners.ts'
import { open, stage, visits } from './visits.ts'

/** Machines under test have more to do than a browser. */
const SLOW = { timeout: 10_000 }

visits()

/** A partner as the grid makes one of an envelope that names somebody unknown. */
async function proposedPartner(): Promise<void> {
  const headers = { authorization: `Bearer ${await stage.grid.keyOf('acme')}`, 'entrepot-name': 'unknown.edi' }
  const body = order({ control: 9101, po: 'PO-9101', receiver: 'NEWCO' })
  const answer = await fetch(`${stage.grid.url}/api/v1/interchanges`, { method: 'POST', headers, body })
  const { interchange } = (await answer.json()) as { interchange: string }
  await stage.grid.until('it is set aside', async () => {
    const rows = await stage.grid.query('select status from interchanges where id = $1', [interchange])
    return rows[0]!['status'] === 'quarantined'
  })
  await asGrid(stage, `POST /interchanges/${interchange}/organization`, { slug: 'newco', name: 'New Company' })
}

test('a partner that was made from an envelope is found among the inactive, looked at, and confirmed', async () => {
  await proposedPartner()
  const page = await open('/partners')
  const rows = page.getByRole('table', { name: 'Partners' }).getByRole('row')
  await rows.first().waitFor()
  expect(await rows.count()).toBe(6) // with its head
  await page.getByLabel('State').selectOption('inactive')
  await page.waitForURL(/status=inactive/)
  await expect.poll(() => rows.count(), SLOW).toBe(2)
  await page.getByRole('link', { name: 'New Company' }).click()
  await page.getByRole('table', { name: 'Identifiers' }).getByText('ZZ/NEWCO', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('Confirmed: it is active now').waitFor()
  await expect
    .poll(() => page.getByRole('button', { name: 'Confirm' }).getAttribute('aria-disabled'), SLOW)
    .toBe('true')
  const [row] = await stage.grid.query("select status from organizations where slug = 'newco'")
  expect(row!['status']).toBe('active')
})

test('a profile is edited; one who was slower is told of it, and loses nothing of what they typed', async () => {
  const page = await open('/partners/cedar')
  await page.getByRole('button', { name: 'Edit profile' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Cedar Freight Ltd')
  const { version } = await asGrid(stage, 'GET /organizations/cedar')
  await asGrid(stage, 'PATCH /organizations/cedar', { locale: 'de' }, version)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Somebody changed it meanwhile').waitFor()
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Cedar Freight Ltd')
  await page.reload()
  await page.getByRole('button', { name: 'Edit profile' }).click()
  await dialog.getByLabel('Name').fill('Cedar Freight Ltd')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Cedar Freight Ltd' }).waitFor()
  const after = await asGrid(stage, 'GET /organizations/cedar')
  expect([after.name, after.locale]).toEqual(['Cedar Freight Ltd', 'de'])
})

test('the page of a partner shows what belongs to it, and nothing that its reader may not see', async () => {
  const page = await open('/partners/acme')
  await page.getByRole('table', { name: 'Identifiers' }).getByText('ZZ/ACME', { exact: true }).waitFor()
  await page.getByRole('table', { name: 'Channels' }).getByText('outbox', { exact: true }).waitFor()
  await page
    .getByRole('region', { name: 'SFTP keys' })
    .getByText(/^SHA256:[\w+/]{43}$/)
    .waitFor()
  await page.getByRole('table', { name: 'Agreements' }).getByText('acme → bolt').first().waitFor()
  await page.getByRole('table', { name: 'Recent documents' }).waitFor()
  const theirs = await open('/partners/bolt', await stage.somebody('bolt', 'partner-member'))
  await theirs.getByRole('table', { name: 'Channels' }).getByText('outbox', { exact: true }).waitFor()
  await theirs.getByRole('button', { name: 'Edit profile' }).focus()
  await theirs.getByRole('tooltip').getByText('You need the right “partners:write” for that.').waitFor()
  await theirs.goto(`${stage.grid.url}/partners/acme`)
  await theirs.getByText('There is no organization acme').waitFor()
  const guests = await open('/partners', await stage.somebody(null, 'guest'))
  await guests.getByText('You need the right “partners:read” for that.').waitFor()
})

test('an agreement is edited: what the grid refuses is said, a conflict explained, and the history shows the change', async () => {
  const [row] = await stage.grid.query("select id from agreements where document_type = '810'")
  const page = await open(`/agreements/${row!['id']}`)
  const applies = page.getByRole('table', { name: 'What applies' }).getByRole('row')
  await applies.filter({ hasText: 'order' }).filter({ hasText: 'this agreement' }).getByText('strict').waitFor()
  await applies.filter({ hasText: 'retry.attemptsMax' }).getByText('the program').waitFor()
  await page.getByRole('button', { name: 'Edit settings' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('All of it as JSON').click()
  const says = dialog.getByLabel('What this agreement says itself')
  await says.fill('{ "retry": { "attemptsMax": 0 } }')
  const refused = dialog.getByText('settings.retry.attemptsMax')
  await refused.waitFor() // while one types
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => refused.count()).toBe(2)
  const settings = { order: 'strict', expect: { withinMinutes: 30 } }
  await asGrid(stage, `PATCH /agreements/${row!['id']}`, { settings }, 1)
  await says.fill('{ "retry": { "attemptsMax": 7 } }')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('You began with version 1; now it is version 2.').waitFor()
  await dialog.getByRole('alert').getByText('expect.withinMinutes').waitFor()
  await dialog.getByRole('button', { name: 'I have seen it' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await applies.filter({ hasText: 'retry.attemptsMax' }).filter({ hasText: 'this agreement' }).getByText('7').waitFor()
  const history = page.getByRole('region', { name: 'History' })
  await history.getByText('Version 3').waitFor()
  await history.getByText('settings.retry.attemptsMax').waitFor()
})

test('a connection is made by the form of its connector, and its test names the layer that fails; no secret shows', async () => {
  const page = await open('/connections')
  await page.getByRole('button', { name: 'Make a connection' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Partner').selectOption('bolt')
  await dialog.getByRole('textbox', { name: 'Connection' }).fill('server')
  await dialog.getByLabel('Connector').selectOption('sftp')
  await dialog.getByRole('textbox', { name: 'host', exact: true }).fill('127.0.0.1')
  await dialog.getByLabel('port').fill('9')
  await dialog.getByLabel('user').fill('bolt')
  await dialog.getByRole('textbox', { name: 'password' }).fill('hunter2-hidden')
  await dialog.getByLabel('hostKeys').fill('not a fingerprint')
  await dialog.getByRole('button', { name: 'Make a connection' }).click()
  await dialog.getByText('expected a fingerprint').waitFor()
  await dialog.getByLabel('hostKeys').fill(`SHA256:${'A'.repeat(43)}`)
  await dialog.getByRole('button', { name: 'Make a connection' }).click()
  await page.waitForURL(/connections\/[0-9a-f-]{36}/)
  await page.getByText('kept, never shown').waitFor()
  await page.getByRole('button', { name: 'Test it' }).click()
  await page.getByText('It fails at: Network').waitFor()
  const tests = page.getByRole('region', { name: 'Last tests' })
  await tests.getByText('Name of the host: holds').waitFor()
  await tests.getByText('Network: does not hold').waitFor()
  expect(await page.content()).not.toContain('hunter2')
})

test('a secret that is kept stays when the rest is changed', async () => {
  const id = await madeConnection(stage, 'kept')
  const page = await open(`/connections/${id}`)
  await page.getByRole('button', { name: 'Edit settings' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('textbox', { name: 'password' }).inputValue()).toBe('')
  await dialog.getByLabel('timeoutMs').fill('5000')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const after = await asGrid(stage, `GET /connections/${id}`)
  expect([after.settings.timeoutMs, after.credentials]).toEqual([5_000, ['password']])
})

test('a halted connection says why, and is let go on', async () => {
  const page = await open(`/connections/${await haltedConnection(stage)}`)
  await page.getByText('Halted by an alarm').waitFor()
  await page.getByRole('button', { name: 'Let it go on' }).click()
  await page.getByText('Halted by an alarm').waitFor({ state: 'hidden' })
  await expect
    .poll(() => page.getByRole('button', { name: 'Let it go on' }).getAttribute('aria-disabled'), SLOW)
    .toBe('true')
})

test('an API key is made and shown once, works, is rotated, and ends when it is revoked', async () => {
  const page = await open('/api-keys')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('warehouse')
  await dialog.getByLabel('partners:read').check()
  await dialog.getByRole('button', { name: 'Make a key' }).click()
  const key = (await dialog.getByText(/^ent_/).textContent())!
  const ask = (secret: string) =>
    fetch(`${stage.grid.url}/api/v1/organizations`, { headers: { authorization: `Bearer ${secret}` } })
  expect((await ask(key)).status).toBe(200)
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  const row = page.getByRole('row').filter({ hasText: 'warehouse' })
  await row.getByText('active').waitFor()
  expect(await page.content()).not.toContain(key)
  await row.getByRole('button', { name: 'Rotate' }).click()
  await dialog.getByLabel('Minutes').fill('0')
  await dialog.getByRole('button', { name: 'Rotate' }).click()
  const second = (await dialog.getByText(/^ent_/).textContent())!
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await expect.poll(async () => [(await ask(key)).status, (await ask(second)).status], SLOW).toEqual([401, 200])
  await row.filter({ hasText: 'active' }).getByRole('button', { name: 'Revoke' }).click()
  await dialog.getByRole('button', { name: 'Revoke' }).click()
  await row.getByText('revoked', { exact: true }).waitFor()
  await expect.poll(async () => (await ask(second)).status, SLOW).toBe(401)
})
