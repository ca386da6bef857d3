import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Person } from '../person.ts'
import { violationsOf } from './audit.ts'
import { noBrowser, SIZES } from './browser.ts'
import { open, opened, stage, visits } from './visits.ts'

let robin: Person

visits()
beforeAll(async () => {
  if (noBrowser) return
  robin = await stage.somebody(null, 'operator')
  // What the sample has left to fail is no matter of these tests.
  await readUp()
  await robin.call('PUT /api/v1/notifications/reading', {})
}, 120_000)

const bell = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** As the admin, who is not told what she does. */
async function give(owner: string): Promise<void> {
  const [item] = await stage.grid.query(
    'select id, version from work_items where closed_at is null order by id limit 1',
  )
  const path = `PUT /api/v1/work-items/${item!['id']}/assignment`
  const answer = await stage.admin.call(path, { owner }, { 'if-match': `"v${item!['version']}"` })
  expect(answer.status).toBe(200)
}

/** Something happened to a document of ACME's. */
async function happen(type: string, key: string): Promise<void> {
  await stage.grid.query(
    `with h as (update event_head set n = n + 1 returning n)
     insert into events (seq, type, subject_kind, subject, organizations, actor, data)
     select h.n, $1, 'document', d.id, array[d.sender], 'system', '{}' from h, documents d where d.business_key = $2 and d.type = '850' limit 1`,
    [type, key],
  )
}

async function readUp(): Promise<void> {
  const [head] = await stage.grid.query('select n from event_head')
  await stage.grid.until('read', async () => {
    const [row] = await stage.grid.query("select cursor from readers where name = 'notifications'")
    return row!['cursor'] >= head!['n']
  })
}

test('what is given to somebody is told while they look, leads to it, and is read then', async () => {
  const page = await open('/documents', robin)
  await bell(page, 'Notifications, none unread').waitFor()
  await give('Robin Weaver')
  await bell(page, 'Notifications, 1 unread').focus()
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: 'Notifications' })
  await list.getByRole('link', { name: /A work item was given to you/ }).click()
  await page.waitForURL(/\/work-items\/[\w-]+$/)
  await bell(page, 'Notifications, none unread').waitFor()
  await list.waitFor({ state: 'detached' })
})

test('a crowd is one line; one is marked as read, then all, and another page of the browser knows', async () => {
  const page = await open('/', robin)
  const other = await opened[0]!.context.newPage()
  await other.goto(`${stage.grid.url}/documents`)
  for (let i = 0; i < 3; i++) await happen('document.suspended', 'PO-2001')
  await happen('document.invalid', 'PO-2001')
  await happen('document.declined', 'PO-2003')
  await bell(page, 'Notifications, 3 unread').click()
  const list = page.getByRole('dialog', { name: 'Notifications' })
  await list.getByRole('link', { name: /3 documents are suspended/ }).waitFor()
  await list.getByRole('button', { name: 'Mark as read: A document failed' }).click()
  await bell(other, 'Notifications, 2 unread').waitFor()
  await list.getByRole('button', { name: 'Mark all as read' }).click()
  await bell(page, 'Notifications, none unread').waitFor()
  await bell(other, 'Notifications, none unread').waitFor()
  expect(await list.getByRole('button', { name: 'Mark all as read' }).isEnabled()).toBe(false)
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  // Whoever closed it by keyboard stands where they were.
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toMatch(/^Notifications/)
})

test('who switches something off, or makes an exception, is told so no more; the log says who was told', async () => {
  const page = await open('/settings', robin)
  await page.getByRole('link', { name: 'Notifications' }).click()
  await page.getByRole('switch', { name: 'A document is declined' }).click()
  await page.getByText('Saved').first().waitFor()
  await page.getByRole('button', { name: 'Add an exception' }).click()
  await page.getByText('Name a partner or a type.').waitFor()
  await page.getByRole('textbox', { name: 'Partner' }).fill('nobody')
  await page.getByRole('button', { name: 'Add an exception' }).click()
  await page.getByText('There is no partner nobody of yours.').waitFor()
  await page.getByRole('textbox', { name: 'Partner' }).fill('')
  await page.getByLabel('Document type').fill('850')
  await page.getByRole('button', { name: 'Add an exception' }).click()
  await page.getByRole('table', { name: 'Exceptions' }).getByText('850').waitFor()
  await happen('document.declined', 'PO-2001')
  await happen('document.suspended', 'PO-2001')
  await readUp()
  await page.getByRole('button', { name: /^Remove the exception/ }).click()
  await page.getByText('No exceptions').waitFor()
  await page.reload()
  expect(await page.getByRole('switch', { name: 'A document is declined' }).isChecked()).toBe(false)
  expect((await robin.call('GET /api/v1/notifications/unread')).body.unread).toBe(0)
  const log = await open('/audit', stage.admin)
  await log.getByRole('link', { name: 'Who was told what' }).click()
  await log.getByRole('table').getByText('3 documents are suspended').first().waitFor()
})

test('a partner is told of its own alone, in its language, on a phone, and the list is sound', async () => {
  const acme = await stage.somebody('acme', 'partner-member')
  const bolt = await stage.somebody('bolt', 'partner-admin')
  await happen('document.invalid', 'PO-2001')
  const page = await open('/', acme, { at: 'phone', language: 'de' })
  await bell(page, 'Mitteilungen, 1 ungelesen').click()
  const list = page.getByRole('dialog', { name: 'Mitteilungen' })
  await list.getByRole('link', { name: /Ein Dokument ist fehlgeschlagen/ }).waitFor()
  const box = (await list.boundingBox())!
  expect(box.x).toBeGreaterThanOrEqual(0)
  expect(box.x + box.width).toBeLessThanOrEqual(SIZES.phone.width)
  expect(await violationsOf(page, ['header', '[role=dialog]'])).toEqual([])
  const other = await open('/', bolt)
  await bell(other, 'Notifications, none unread').click()
  await other.getByText('Nothing to tell you').waitFor()
})

test('a list that cannot be had says so, and is asked for again', async () => {
  await readUp()
  await robin.call('PUT /api/v1/notifications/reading', {})
  const page = await open('/', robin)
  await bell(page, 'Notifications, none unread').waitFor()
  await page.route('**/api/v1/notifications?*', (route) => route.fulfill({ status: 500, body: '{}' }))
  opened[0]!.faults.length = 0
  await bell(page, 'Notifications, none unread').click()
  const list = page.getByRole('dialog', { name: 'Notifications' })
  await list.getByRole('alert').waitFor()
  await page.unroute('**/api/v1/notifications?*')
  await list.getByRole('button', { name: 'Try again' }).click()
  await list
    .getByRole('link', { name: /A document/ })
    .first()
    .waitFor()
  // The browser says each refusal of a server in its console, and this one was asked for.
  opened[0]!.faults = opened[0]!.faults.filter((fault) => !/status of 500/.test(fault))
})
