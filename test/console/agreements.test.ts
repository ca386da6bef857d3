import { expect, test } from 'vitest'
import { asGrid, madeConnection } from './partners.ts'
import { open, stage, visits } from './visits.ts'

const SLOW = { timeout: 10_000 }

visits()

async function made(type: string, settings: object = {}): Promise<string> {
  const [channel] = (await asGrid(stage, 'GET /organizations/bolt/channels')).items.filter(
    (one: { name: string }) => one.name === 'outbox',
  )
  const form = { sender: 'acme', receiver: 'bolt', type, mode: 'test', channel: channel.id, settings }
  return (await asGrid(stage, 'POST /agreements', form)).id
}

test('an agreement is made: the way out is one of the receiver, and its page shows where what applies comes from', async () => {
  const page = await open('/agreements')
  await page.getByRole('button', { name: 'Make an agreement' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Sender').selectOption('acme')
  await dialog.getByLabel(/^Receiver/).selectOption('bolt')
  await dialog.getByLabel('Type').fill('860')
  await dialog.getByLabel('Way out to the receiver').selectOption('outbox')
  const willApply = dialog.getByRole('table', { name: 'What applies' }).getByRole('row')
  await willApply.filter({ hasText: 'duplicates.windowDays' }).getByText('the program').waitFor()
  await dialog.getByLabel('What a failure holds back').selectOption('strict')
  await willApply.filter({ hasText: 'order' }).filter({ hasText: 'this agreement' }).getByText('strict').waitFor()
  await dialog.getByLabel('Attempts at most').fill('1000')
  await dialog.getByText('settings.retry.attemptsMax').waitFor()
  await dialog.getByLabel('Attempts at most').fill('')
  await dialog.getByText('All of it as JSON').click()
  expect(JSON.parse(await dialog.getByLabel('What this agreement says itself').inputValue())).toEqual({
    order: 'strict',
  })
  await dialog.getByRole('button', { name: 'Make an agreement' }).click()
  await page.getByRole('heading', { name: 'acme → bolt · 860' }).waitFor()
  const applies = page.getByRole('table', { name: 'What applies' }).getByRole('row')
  await applies.filter({ hasText: 'order' }).filter({ hasText: 'this agreement' }).getByText('strict').waitFor()
  await applies.filter({ hasText: 'retry.attemptsMax' }).getByText('the program').waitFor()
})

test('an agreement is rolled back to an earlier version, after the difference was shown', async () => {
  const id = await made('861', { order: 'strict' })
  await asGrid(stage, `PATCH /agreements/${id}`, { settings: { retry: { attemptsMax: 3 } } }, 1)
  const page = await open(`/agreements/${id}`)
  await page.getByRole('region', { name: 'History' }).getByRole('button', { name: 'Back to this' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('settings.order').waitFor()
  await dialog.getByText('settings.retry.attemptsMax').waitFor()
  await dialog.getByRole('button', { name: 'Back to this' }).click()
  await page.getByText('As it was, as a new version').waitFor()
  const now = await asGrid(stage, `GET /agreements/${id}`)
  expect([now.version, now.said]).toEqual([3, { order: 'strict' }])
})

test('an agreement of test is taken to production: made there, then changed, with the difference shown', async () => {
  const id = await made('862', { order: 'strict' })
  const page = await open(`/agreements/${id}`)
  const promote = async () => {
    await page.getByRole('button', { name: 'Take to production' }).click()
    return page.getByRole('dialog')
  }
  const first = await promote()
  await first.getByText('There is none in production yet').waitFor()
  await first.getByLabel('Way out to the receiver').selectOption('outbox')
  await first.getByRole('button', { name: 'Take to production' }).click()
  await page.getByText('production', { exact: true }).first().waitFor()
  expect(page.url()).not.toContain(id)
  await asGrid(stage, `PATCH /agreements/${id}`, { settings: { order: 'none' } }, 1)
  await page.goto(`${stage.grid.url}/agreements/${id}`)
  const second = await promote()
  await second.getByText('There is an agreement in production, version 1').waitFor()
  await second.getByText('strict').first().waitFor()
  await second.getByRole('button', { name: 'Take to production' }).click()
  await page.getByText('It holds in production').waitFor()
  const { items } = await asGrid(stage, 'GET /agreements?type=862&mode=production')
  expect(items.map((one: { said: object; version: number }) => [one.said, one.version])).toEqual([
    [{ order: 'none' }, 2],
  ])
})

test('an agreement is ended, and can then neither be changed nor rolled back', async () => {
  const id = await made('863')
  const page = await open(`/agreements/${id}`)
  await page.getByRole('button', { name: 'End it' }).click()
  await page.getByRole('dialog').getByText('No 863 goes from acme to bolt from then on.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click()
  await page.getByText('The agreement ends').waitFor()
  await expect
    .poll(() => page.getByRole('button', { name: 'Edit settings' }).getAttribute('aria-disabled'), SLOW)
    .toBe('true')
})

test('a channel and a connection in use say by what before they end; unused they end', async () => {
  const page = await open('/partners/bolt')
  await page.getByRole('button', { name: 'Close the channel outbox' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('list').getByText('acme → bolt · 850').first().waitFor()
  expect(await dialog.getByRole('button', { name: 'Close the channel' }).isDisabled()).toBe(true)
  const id = await madeConnection(stage, 'used')
  const settings = { folder: '/' }
  await asGrid(stage, 'PUT /organizations/bolt/channels/drops', {
    direction: 'out',
    kind: 'sftp',
    connection: 'used',
    settings,
  })
  await page.goto(`${stage.grid.url}/connections/${id}`)
  await page.getByRole('button', { name: 'End it' }).click()
  await dialog.getByText('channel drops').waitFor()
  expect(await dialog.getByRole('button', { name: 'End the connection' }).isDisabled()).toBe(true)
  await page.goto(`${stage.grid.url}/partners/bolt`)
  await page.getByRole('button', { name: 'Close the channel drops' }).click()
  await dialog.getByText('Nothing uses it.').waitFor()
  await dialog.getByRole('button', { name: 'Close the channel' }).click()
  await page.getByText('The channel is closed').waitFor()
  await page.goto(`${stage.grid.url}/connections/${id}`)
  await page.getByRole('button', { name: 'End it' }).click()
  await dialog.getByText('Nothing uses it.').waitFor()
  await dialog.getByRole('button', { name: 'End the connection' }).click()
  await page.getByText('The connection has ended').waitFor()
  const [secret] = await stage.grid.query('select count(*)::int as n from secrets where name like $1', [`%${id}%`])
  expect(secret!['n']).toBe(0)
})

test('a secret is rotated, and what uses the connection stays as it is', async () => {
  const id = await madeConnection(stage, 'rotated')
  const channel = { direction: 'out', kind: 'sftp', connection: 'rotated', settings: { folder: '/' } }
  const before = await asGrid(stage, 'PUT /organizations/bolt/channels/rotates', channel)
  const sealed = () => stage.grid.query('select sealed from secrets where name like $1', [`%${id}%`])
  const [old] = await sealed()
  const page = await open(`/connections/${id}`)
  await page.getByRole('button', { name: 'Edit settings' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'password' }).fill('another-hidden')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const [fresh] = await sealed()
  expect(fresh!['sealed'].equals(old!['sealed'])).toBe(false)
  expect(await asGrid(stage, `GET /channels/${before.id}`)).toEqual(before)
})

test('an identifier and the SFTP key of a partner end, and one is told what that means', async () => {
  const identifier = { scheme: 'x12-isa', qualifier: 'ZZ', value: 'CEDAROLD', mode: 'test' }
  await asGrid(stage, 'POST /organizations/cedar/identifiers', identifier)
  const page = await open('/partners/cedar')
  await page.getByRole('button', { name: 'End the identifier ZZ/CEDAROLD' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('is set aside as of somebody unknown').waitFor()
  await dialog.getByRole('button', { name: 'End the identifier' }).click()
  await page.getByText('The identifier ends').waitFor()
  const ended = await stage.grid.query("select valid_until from identifiers where value = 'CEDAROLD'")
  expect(Number(ended[0]!['valid_until'])).toBeLessThanOrEqual(Date.now())
  await page.goto(`${stage.grid.url}/partners/acme`)
  await page.getByRole('button', { name: /Revoke the SFTP key/ }).click()
  await dialog.getByText('It is the last key of this partner').waitFor()
  await dialog.getByRole('button', { name: 'Revoke the SFTP key' }).click()
  await page.getByText('The SFTP key is revoked').waitFor()
  const theirs = await open('/partners/bolt', await stage.somebody('bolt', 'partner-admin'))
  const end = theirs.getByRole('button', { name: 'Close the channel outbox' })
  expect(await end.getAttribute('aria-disabled')).toBe('true')
})

test('where two people are needed, one proposes and another approves; the proposer may not, and all of it is seen', async () => {
  const other = await stage.somebody(null, 'engineer')
  const id = await made('864', { order: 'none' })
  const page = await open('/proposals')
  const agreements = page.getByRole('group', { name: 'Agreements', exact: true })
  await agreements.getByRole('button', { name: 'Ask for two people' }).click()
  await agreements.getByText('waits until another person').waitFor()
  await page.goto(`${stage.grid.url}/agreements/${id}`)
  await page.getByRole('button', { name: 'Edit settings' }).click()
  await page.getByText('All of it as JSON').click()
  await page.getByLabel('What this agreement says itself').fill('{ "order": "strict" }')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('Proposed, not done').waitFor()
  const waiting = page.getByRole('region', { name: 'A change waits for another person' })
  await waiting.getByText('settings.order').waitFor()
  const approve = waiting.getByRole('button', { name: 'Approve' })
  expect(await approve.getAttribute('aria-disabled')).toBe('true')
  await waiting.getByText('It is your own').waitFor({ state: 'attached' })
  expect((await asGrid(stage, `GET /agreements/${id}`)).version).toBe(1)
  const theirs = await open('/proposals', other)
  const card = theirs.getByRole('article', { name: 'Change an agreement' })
  await card.getByText('acme → bolt · 864').waitFor()
  await card.getByRole('button', { name: 'Approve' }).click()
  await theirs.getByRole('dialog').getByText('settings.order').waitFor()
  await theirs.getByRole('dialog').getByLabel('Reason').fill('Agreed by phone.')
  await theirs.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await theirs.getByText('None of them is open').waitFor()
  expect(await asGrid(stage, `GET /agreements/${id}`)).toMatchObject({ version: 2, said: { order: 'strict' } })
  await theirs.getByText('All', { exact: true }).click()
  await card.getByText('Agreed by phone.').waitFor()
  await theirs.getByRole('button', { name: 'Propose to ask for one only' }).click()
  const relaxing = theirs.getByRole('article', { name: 'Ask for one person only: Agreements' })
  await relaxing.getByRole('button', { name: 'Withdraw' }).click()
  await theirs.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await relaxing.getByText('withdrawn', { exact: true }).waitFor()
})

test('defaults and rules of routing wait for another person where that is asked for, and the proposal says where they would hold', async () => {
  const other = await stage.somebody(null, 'engineer')
  const page = await open('/proposals')
  for (const name of ['Defaults below agreements', 'Rules of routing']) {
    const group = page.getByRole('group', { name })
    await group.getByRole('button', { name: 'Ask for two people' }).click()
    await group.getByText('waits until another person').waitFor()
  }
  const path = '/api/v1/organizations/bolt/agreement-defaults/receiving/test'
  const proposed = await stage.admin.call(`PUT ${path}`, { retry: { attemptsMax: 7 } }, { 'if-match': '"v0"' })
  expect(proposed.status).toBe(202)
  const theirs = await open('/proposals', other)
  const card = theirs.getByRole('article', { name: 'Change defaults' })
  await card.getByText('bolt · when receiving · test').waitFor()
  await card.getByText('settings.retry.attemptsMax').waitFor()
  await card.getByRole('button', { name: 'Approve' }).click()
  await theirs.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await card.waitFor({ state: 'detached' })
  expect((await stage.admin.call(`GET ${path}`)).body).toEqual({ settings: { retry: { attemptsMax: 7 } }, version: 1 })
})
