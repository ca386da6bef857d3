import { beforeEach, expect, test } from 'vitest'
import { order } from '../messages.ts'
import type { Person } from '../person.ts'
import { noBrowser } from './browser.ts'
import { open as openAs, stage, visits } from './visits.ts'

/** Whose session the browsers of a test have; null: nobody's. */
let who: Person | null

visits()
beforeEach(async () => {
  if (!noBrowser) who = await stage.somebody(null, 'operator')
})

const open = (path: string) => openAs(path, who)

async function documentId(key: string, type = '850', status?: string): Promise<string> {
  const rows = await stage.grid.query(
    'select id from documents where business_key = $1 and type = $2 and ($3::text is null or status = $3)',
    [key, type, status ?? null],
  )
  return rows[0]!['id']
}

async function sendAs(slug: string, text: string, name: string): Promise<void> {
  const key = await stage.grid.keyOf(slug)
  const headers = { authorization: `Bearer ${key}`, 'entrepot-name': name }
  expect((await fetch(`${stage.grid.url}/api/v1/interchanges`, { method: 'POST', headers, body: text })).status).toBe(
    202,
  )
}

test('who is not signed in is led to the sign-in page, and back to where they wanted to go', async () => {
  who = null
  const page = await open('/documents?status=held')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(new URL(page.url()).searchParams.get('then')).toBe('/documents?status=held')
  await page.goto(`${stage.grid.url}/sign-in?then=https://elsewhere.example/`)
  expect(await page.getByRole('button', { name: 'Sign in', exact: true }).isVisible()).toBe(true)
  expect(await page.evaluate('location.host')).toBe(new URL(stage.grid.url).host)
})

test('filters stand in the address: shared, reloaded and gone back to', async () => {
  const page = await open('/documents')
  await page.getByRole('table', { name: 'Documents' }).waitFor()
  await page.getByRole('searchbox', { name: 'Business key' }).fill('po-2001')
  await page.getByLabel('Status').selectOption('completed')
  await page.waitForURL(/keyPrefix=po-2001&status=completed/)
  const rows = page.getByRole('table', { name: 'Documents' }).getByRole('row')
  await expect.poll(() => rows.count()).toBe(3) // with its head
  await page.reload()
  await expect.poll(() => rows.count()).toBe(3)
  expect(await page.getByLabel('Status').inputValue()).toBe('completed')
  await page.getByRole('button', { name: 'Saved searches' }).click()
  await page.getByLabel('Save this search').fill('done')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.goto(`${stage.grid.url}/documents`)
  await page.getByRole('button', { name: 'Saved searches' }).click()
  await page.getByRole('link', { name: 'done' }).click()
  await page.waitForURL(/status=completed/)
})

test('words that documents say narrow the list, stand in the address and are saved; what none says is told as that', async () => {
  await stage.grid.until('the words are kept', async () => {
    const [row] = await stage.grid.query(
      'select (select count(*) from documents) = (select count(*) from document_texts) as all',
    )
    return row!['all']
  })
  const page = await open('/documents')
  const rows = page.getByRole('table', { name: 'Documents' }).getByRole('row')
  await rows.first().waitFor()
  await page.getByRole('searchbox', { name: 'Business key' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Nothing says this')
  await page.waitForURL(/text=Nothing\+says\+this/)
  await page.getByRole('heading', { name: 'No document says that' }).waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.waitForURL(/documents$/)
  await page.getByRole('searchbox', { name: 'Words' }).fill('po 2001')
  await page.waitForURL(/text=po\+2001/)
  const said = async () => (await rows.allTextContents()).slice(1)
  await expect
    .poll(async () => (await said()).length > 0 && (await said()).every((row) => /PO-2001|2001/.test(row)))
    .toBe(true)
  await page.reload()
  expect(await page.getByRole('searchbox', { name: 'Words' }).inputValue()).toBe('po 2001')
  await page.getByRole('button', { name: 'Saved searches' }).click()
  await page.getByLabel('Save this search').fill('by words')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const elsewhere = await open('/documents')
  await elsewhere.getByRole('button', { name: 'Saved searches' }).click()
  await elsewhere.getByRole('link', { name: 'by words' }).click()
  await elsewhere.waitForURL(/text=po\+2001/)
  expect(await elsewhere.getByRole('searchbox', { name: 'Words' }).inputValue()).toBe('po 2001')
})

test('a search that is saved is there in another browser, seen by others once it is shared, and removed for all', async () => {
  const page = await open('/documents?status=held&type=850')
  await page.getByRole('button', { name: 'Saved searches' }).click()
  await page.getByLabel('Save this search').fill('held orders')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('link', { name: 'held orders' }).waitFor()
  await page.getByLabel('Save this search').fill('held orders')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('You have a saved search held orders already.').waitFor()
  const elsewhere = await open('/documents')
  await elsewhere.getByRole('button', { name: 'Saved searches' }).click()
  await elsewhere.getByRole('link', { name: 'held orders' }).waitFor()
  const asAuditor = async () => {
    who = await stage.somebody(null, 'auditor')
    const theirs = await open('/documents')
    await theirs.getByRole('button', { name: 'Saved searches' }).click()
    await theirs.getByLabel('Save this search').waitFor()
    return theirs
  }
  const before = await asAuditor()
  await before.getByText('None saved yet').waitFor()
  await elsewhere.getByRole('switch', { name: 'Share with my organization: held orders' }).click({ force: true })
  await expect.poll(async () => (await stage.grid.query('select from saved_searches where shared')).length).toBe(1)
  const after = await asAuditor()
  await after.getByText('shared by others').waitFor()
  expect(await after.getByRole('button', { name: 'Remove: held orders' }).count()).toBe(0)
  await after.getByRole('link', { name: 'held orders' }).click()
  await after.waitForURL(/status=held/)
  expect(await after.getByRole('combobox', { name: 'Type' }).inputValue()).toBe('850')
  await elsewhere.getByRole('button', { name: 'Remove: held orders' }).click()
  await elsewhere.getByRole('link', { name: 'held orders' }).waitFor({ state: 'detached' })
})

test('the list is walked by keyboard: j, k, Enter; Tab reaches the content past the navigation', async () => {
  const page = await open('/documents')
  await page.getByRole('table', { name: 'Documents' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
  const current = page.locator('tr[data-current=true]')
  const key = await current.getByRole('link').textContent()
  await page.keyboard.press('Enter')
  await page.waitForURL(/documents\/[0-9a-f-]{36}/)
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain(key)
})

test('a held document is released with a reason; the page shows it, and the button then says why it is disabled', async () => {
  const page = await open(`/documents/${await documentId('PO-2002', '850', 'held')}`)
  await page.getByRole('button', { name: 'Release' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('a second delivery was wanted')
  await dialog.getByRole('button', { name: 'Release' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => page.getByRole('main').textContent()).toContain('released')
  const button = page.getByRole('button', { name: 'Release' })
  await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true')
  await button.hover()
  await page.getByRole('tooltip').getByText('It does not wait for a decision.').waitFor()
})

test('what is forbidden says its reason, and pages that are not for somebody say which right they need', async () => {
  const id = await documentId('INV-2001', '810')
  who = await stage.somebody(null, 'auditor')
  const page = await open(`/documents/${id}`)
  await page.getByRole('button', { name: 'Release' }).focus()
  await page.getByRole('tooltip').getByText('You need the right “exchange:decide” for that.').waitFor()
  expect(await page.getByRole('navigation').getByRole('link', { name: 'Upload' }).count()).toBe(0)
  who = await stage.somebody(null, 'guest')
  const guests = await open('/documents')
  await guests.getByText('You need the right “exchange:read” for that.').waitFor()
})

test('a partner sees what is theirs: their form, not the release of others, nothing of strangers', async () => {
  who = await stage.somebody('bolt', 'partner-member')
  const page = await open(`/documents/${await documentId('PO-2001')}`)
  await page.getByRole('heading', { name: '850 PO-2001' }).waitFor()
  await page.getByText('850-acme-test-').first().waitFor()
  expect(await page.getByText('850-101.edi').count()).toBe(0)
  await page.goto(`${stage.grid.url}/documents/${await documentId('PO-2006')}`)
  await page.getByRole('heading', { name: 'No such document' }).waitFor()
})

test('an uploaded file is followed to what became of it', async () => {
  who = await stage.somebody('acme', 'partner-member')
  const page = await open('/upload')
  const buffer = Buffer.from(order({ control: 9001, po: 'PO-9001' }))
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Bestellung Größe №1.edi', mimeType: 'text/plain', buffer })
  await page.getByRole('heading', { name: 'What became of it' }).waitFor()
  await page.getByText('Bestellung Größe №1.edi').waitFor()
  await page.getByRole('link', { name: 'PO-9001' }).click()
  await page.getByRole('heading', { name: '850 PO-9001' }).waitFor()
})

test('a file that somebody gave to a document lies there to be downloaded', async () => {
  const id = await documentId('PO-2001')
  const page = await open(`/documents/${id}`)
  await page.getByRole('heading', { name: '850 PO-2001' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Attached' }).count()).toBe(0)
  const headers = { authorization: `Bearer ${await stage.grid.keyOf('acme')}`, 'content-type': 'application/pdf' }
  const address = `${stage.grid.url}/api/v1/documents/${id}/files?name=drawing.pdf&relation=drawing`
  const answer = await fetch(address, { method: 'POST', headers, body: '%PDF-1.4' })
  expect([answer.status, await answer.text()]).toEqual([201, expect.any(String)])
  await page.reload()
  await page.getByRole('heading', { name: 'Attached' }).waitFor()
  const link = page.getByRole('link', { name: 'Download (8 bytes)' })
  expect(await link.getAttribute('href')).toMatch(new RegExp(`^/api/v1/documents/${id}/files/[0-9a-f-]+/payload$`))
})

test('what happens is shown without a reload', async () => {
  const page = await open('/documents')
  await page.getByRole('table', { name: 'Documents' }).waitFor()
  await sendAs('acme', order({ control: 9002, po: 'PO-LIVE' }), 'live.edi')
  await page.getByRole('link', { name: 'PO-LIVE' }).waitFor({ timeout: 10_000 })
})

test('script in a file name and in the text of a document is text', async () => {
  const script = '<img src=x onerror=alert(1)><script>alert(2)</script>'
  const text = order({ control: 9003, po: 'PO-9003' }).replaceAll(/PID\*F\*{4}WIDGET[^~]*/g, `PID*F****${script}`)
  await sendAs('acme', text, `${script}.edi`)
  const id = await stage.grid.until('it', () => documentId('PO-9003').catch(() => null))
  const page = await open(`/documents/${id}`)
  let alerted = false
  page.on('dialog', (dialog) => {
    alerted = true
    void dialog.dismiss()
  })
  await page.getByText(`${script}.edi`, { exact: true }).waitFor()
  for (const tab of ['Page', 'Segments', 'Raw']) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByRole('tabpanel').getByText(script).first().waitFor({ state: 'attached' })
  }
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  expect(alerted).toBe(false)
})

test('languages and colours change at once and stay', async () => {
  const page = await open('/')
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Deutsch' }).click()
  await page.getByRole('heading', { name: 'Was Sie braucht' }).waitFor()
  await page.getByRole('button', { name: 'Ihr Konto' }).click()
  await page.getByRole('menuitem', { name: 'Dunkel' }).click()
  await page.reload()
  await page.getByRole('heading', { name: 'Was Sie braucht' }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('de')
  expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark')
})

test('a grid that cannot be reached is said in words, and asked again', async () => {
  const page = await open('/documents')
  await page.getByRole('table', { name: 'Documents' }).waitFor()
  await page.route('**/api/v1/documents/volume**', (route) => route.abort())
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByText('The grid cannot be reached').waitFor({ timeout: 20_000 })
  await page.unroute('**/api/v1/documents/volume**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Going well').first().waitFor({ state: 'attached' })
})
