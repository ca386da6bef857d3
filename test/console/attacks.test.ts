import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clientOf } from '../client.ts'
import { order } from '../messages.ts'
import { leaveBrowser, look, noBrowser, openBrowser } from './browser.ts'
import { cookiesOf, type Stage, setStage } from './stage.ts'

/** What runs if any page takes it for more than text: each sets its own mark. */
const SCRIPT = '<img src=x onerror="window.struck=1"><script>window.struck=1</script>'
const LINK = 'javascript:window.struck=1'

let stage: Stage
let browser: Browser

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

test('script in file names, messages, reasons and names is text on every page that shows it', async () => {
  const { document, item } = await planted()
  const { page, faults, context } = await look(browser, { at: 'desk' })
  await context.addCookies(cookiesOf(stage, stage.admin))
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('dialog', (dialog) => void dialog.dismiss())
  const paths = [
    '/',
    '/documents',
    `/documents?keyPrefix=${encodeURIComponent(SCRIPT)}`,
    `/documents/${document}`,
    '/work-items',
    `/work-items/${item}`,
    `/corrections/document/${document}`,
    '/partners',
    '/partners/struck',
    '/settings/people',
    '/api-keys',
    '/webhooks',
    '/audit',
    `/sign-in?then=${encodeURIComponent(LINK)}`,
    '/sign-in?then=//evil.example',
  ]
  for (const path of paths) {
    await page.goto(stage.grid.url + path, { waitUntil: 'load' })
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await expect.poll(() => page.getByRole('status').count(), { timeout: 20_000 }).toBe(0)
    for (const tab of await page.getByRole('tab').all()) await tab.click()
    expect([path, await page.evaluate('window.struck')]).toEqual([path, undefined])
    const ways = await page.locator('a[href^="javascript:" i]').count()
    expect([path, ways]).toEqual([path, 0])
  }
  // It was there to be seen: as what it says.
  await page.goto(`${stage.grid.url}/partners/struck`)
  await page.getByRole('heading', { name: SCRIPT }).waitFor()
  expect(asked.filter((url) => !url.startsWith(stage.grid.url))).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

/** A partner, its order, its file, a webhook, a key and the reason of an act, all called by script. */
async function planted(): Promise<{ document: string; item: string }> {
  const { grid, admin } = stage
  const made = await admin.call('POST /api/v1/organizations', { slug: 'struck', name: SCRIPT })
  expect(made.status).toBe(201)
  const key = await grid.keyOf('acme', ['exchange:read', 'exchange:write', 'webhooks:write'])
  const text = order({ control: 4711, po: 'PO-4711' }).replaceAll(/WIDGET NUMBER \d/g, SCRIPT.slice(0, 40))
  const sent = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/edi-x12',
      'entrepot-name': 'struck.edi',
    },
    body: text.replace('20261120~PO1', '20269999~PO1'),
  })
  expect(sent.status).toBe(202)
  const row = await grid.until('the document', async () => {
    const [found] = await grid.query("select id from documents where business_key = 'PO-4711'")
    return found
  })
  const document = row['id'] as string
  const file = `POST /api/v1/documents/${document}/files?name=${encodeURIComponent(`${SCRIPT.replaceAll('/', '')}.pdf`)}`
  expect((await clientOf(grid.url)(key, file, Buffer.from('x'))).status).toBe(201)
  const [item] = await grid.query('select id from work_items order by id desc limit 1')
  const seen = await admin.call(`GET /api/v1/work-items/${item!['id']}`)
  const version = { 'if-match': seen.headers.get('etag')! }
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const ignored = await admin.call(`PUT /api/v1/work-items/${item!['id']}/ignoring`, { reason: SCRIPT, until }, version)
  expect(ignored.status).toBe(200)
  const hook = { name: 'struck', url: 'https://x.example/"><script>window.struck=1</script>', types: ['*'] }
  expect((await admin.call('POST /api/v1/webhooks', hook)).status).toBe(201)
  const named = { name: SCRIPT.slice(0, 60), scopes: ['exchange:read'], organization: null }
  expect((await admin.call('POST /api/v1/api-keys', named)).status).toBeLessThan(500)
  return { document, item: item!['id'] }
}
