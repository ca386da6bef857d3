import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SHIP_NOTICE_GUIDE } from '../../src/modules/sample/guide.ts'
import { newKeyPair } from '../../src/sftp/key-pair.ts'
import { violationsOf } from './audit.ts'
import { leaveBrowser, look, noBrowser, openBrowser, SIZES } from './browser.ts'
import { ACME_DICTIONARY } from './dictionary.ts'
import { haltedConnection } from './partners.ts'
import { cookiesOf, type Stage, setStage } from './stage.ts'

let stage: Stage
let browser: Browser
let pages: Record<string, string>
/** The folder that gets a picture of each page, for a person to look at: PICTURES_OF_PAGES=/tmp/pages npm test -- test/console/pages */
const PICTURES = process.env['PICTURES_OF_PAGES']

beforeAll(async () => {
  if (noBrowser) return
  stage = await setStage()
  await stage.somebody('bolt', 'partner-admin')
  await stage.admin.call('POST /api/v1/invitations', { kind: 'code', role: 'auditor', emailDomain: 'harbour.example' })
  browser = await openBrowser()
  if (PICTURES) await mkdir(PICTURES, { recursive: true })
  const rows = await stage.grid.query('select id, business_key as key, type, status from documents')
  const items = await stage.grid.query('select distinct on (kind, subject_kind) kind, subject_kind, id from work_items')
  const document = (key: string, type: string) =>
    `/documents/${rows.find((row) => row['key'] === key && row['type'] === type)!['id']}`
  pages = {
    home: '/',
    dashboard: '/dashboard',
    'dashboard-none': '/dashboard?period=quarter&partner=nobody',
    documents: '/documents',
    'documents-none': '/documents?keyPrefix=nothing-like-it',
    order: document('PO-2001', '850'),
    answer: document('PO-2001', '855'),
    'ship-notice': document('SH-2001', '856'),
    invoice: document('INV-2001', '810'),
    label: document('PO-2006', 'shipping-label'),
    ...(await partnerPages()),
    'document-unknown': '/documents/01a1fdd7-96be-7000-91c7-7960bff6d040',
    upload: '/upload',
    'work-list': '/work-items',
    'work-list-none': '/work-items?text=nothing-like-it',
    ...Object.fromEntries(items.map(({ kind, subject_kind, id }) => [`${kind}-${subject_kind}`, `/work-items/${id}`])),
    'work-item-unknown': '/work-items/01a1fdd7-96be-7000-91c7-7960bff6d040',
    correct: `/corrections/document/${rows.find((row) => row['key'] === 'PO-2003')!['id']}`,
    quarantine: '/quarantine',
    'quarantine-none': '/quarantine?text=nothing-like-it',
    resends: '/resends',
    unapproved: `/documents/${rows.find((row) => row['status'] === 'unapproved')!['id']}`,
    account: '/settings',
    people: '/settings/people',
    'settings-notifications': '/settings/notifications',
    nowhere: '/no/such/page',
    'sign-in': '/sign-in',
    'forgot-password': '/forgot-password',
    'reset-password': '/reset-password#not-a-token',
    join: '/join',
  }
}, 120_000)
afterAll(async () => {
  await leaveBrowser()
  await stage?.close()
})

/** Partners and what belongs to them, with something to see on each page. */
async function partnerPages(): Promise<Record<string, string>> {
  const connection = await haltedConnection(stage)
  const everything = [
    'partners:read',
    'partners:write',
    'contacts:write',
    'access:write',
    'webhooks:write',
    'archive:write',
  ]
  const headers = {
    authorization: `Bearer ${await stage.grid.keyOf(null, everything)}`,
    'content-type': 'application/json',
  }
  const make = async (path: string, body: object) => {
    const options = { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await fetch(`${stage.grid.url}/api/v1/${path}`, options)
    expect(answer.status).toBe(201)
    return (await answer.json()) as { id: string }
  }
  const robin = {
    name: 'Robin Weaver',
    purposes: ['orders', 'emergencies'],
    email: 'robin@acme.example',
    language: 'de',
  }
  await make('organizations/acme/contacts', { ...robin, phone: '+44 20 7946 0000', note: 'Only in the morning.' })
  const expiresAt = new Date(Date.now() + 5 * 86_400_000).toISOString()
  await make('organizations/acme/sftp-keys', { publicKey: `${newKeyPair('ed25519').public.trim()} night`, expiresAt })
  const webhook = await make('webhooks', { name: 'erp', url: 'https://erp.example/entrepot', types: ['document.*'] })
  await make('archive-rules', { name: 'orders', types: ['850'] })
  await proposed()
  await make('guides', {
    guide: { ...SHIP_NOTICE_GUIDE, version: '2', segments: SHIP_NOTICE_GUIDE.segments.slice(0, 4) },
  })
  await make('dictionaries', { dictionary: ACME_DICTIONARY })
  await make('dictionaries', { dictionary: { ...ACME_DICTIONARY, elements: { '9001': 'ID 3/3 RED' } } })
  const [agreement] = await stage.grid.query("select id from agreements where document_type = '810'")
  return {
    partners: '/partners',
    'partners-none': '/partners?search=nothing-like-it',
    partner: '/partners/acme',
    'partner-unknown': '/partners/nobody',
    agreements: '/agreements',
    'agreements-none': '/agreements?party=nobody',
    agreement: `/agreements/${agreement!['id']}`,
    guides: '/guides',
    'guides-none': '/guides?name=nothing-like-it',
    guide: '/guides/acme-856?version=2#HL/SN1',
    'guide-unknown': '/guides/nothing-like-it',
    dictionaries: '/dictionaries',
    dictionary: '/dictionaries/acme',
    'dictionary-unknown': '/dictionaries/nothing-like-it',
    proposals: '/proposals?all=true',
    connections: '/connections',
    connection: `/connections/${connection}`,
    'api-keys': '/api-keys',
    webhooks: '/webhooks',
    webhook: `/webhooks/${webhook.id}`,
    'archive-rules': '/archive-rules',
    audit: '/audit',
    'notification-log': '/audit/notifications',
    'audit-none': '/audit?type=nothing.like-it',
  }
}

/** One who wants to change an agreement, and another who could say yes. */
async function proposed(): Promise<void> {
  await stage.somebody(null, 'engineer')
  const path = '/api/v1/four-eyes/agreements'
  await stage.admin.call(`PUT ${path}`, { required: true }, { 'if-match': '"v0"' })
  const [row] = await stage.grid.query("select id, version from agreements where document_type = '810'")
  const headers = { 'if-match': `"v${row!['version']}"` }
  const settings = { order: 'none', expect: { withinMinutes: 30 } }
  const answer = await stage.admin.call(`PATCH /api/v1/agreements/${row!['id']}`, { settings }, headers)
  expect(answer.status).toBe(202)
}

/** What must hold of every page, whoever looks and however: nothing wrong in it, nothing beyond its right edge. */
async function expectSound(page: Page, name: string, closely: boolean): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await expect.poll(() => page.getByRole('status').count(), { timeout: 20_000 }).toBe(0)
  const beyond = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  await expect.poll(beyond, { message: `${name}: pixels beyond the edge` }).toBe(0)
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
  if (!closely) return
  expect([name, await violationsOf(page)]).toEqual([name, []])
}

type Size = keyof typeof SIZES
type Colours = 'light' | 'dark'

/**
 * In each language a page is opened once, and then looked at so: closely (audited) in each size and colour. Audited again in German
 * are longer words in other colours, and what stands around each page, on each of so many; a mirrored page has the same parts, words
 * and colours as one that was audited.
 */
const LANGUAGES: Record<string, { at: Size; colours: Colours; closely: boolean; eachOf?: number }[]> = {
  en: [
    { at: 'phone', colours: 'light', closely: true },
    { at: 'phone', colours: 'dark', closely: false },
    { at: 'desk', colours: 'dark', closely: true },
    { at: 'desk', colours: 'light', closely: false },
  ],
  de: [
    { at: 'desk', colours: 'light', closely: true, eachOf: 4 },
    { at: 'phone', colours: 'light', closely: false },
  ],
  mirrored: [
    { at: 'phone', colours: 'dark', closely: false },
    { at: 'desk', colours: 'dark', closely: false },
  ],
}

/** From a page that is open already, as by a link: its scripts go on. */
async function goInside(page: Page, path: string): Promise<void> {
  await page.evaluate(`window.__TSR_ROUTER__.navigate({ href: ${JSON.stringify(path)} })`)
  const shown = '(({ status, location, resolvedLocation }) => status === "idle" && location === resolvedLocation)'
  await expect.poll(() => page.evaluate(`${shown}(__TSR_ROUTER__.state)`), { message: path }).toBe(true)
}

for (const [language, looks] of Object.entries(LANGUAGES)) {
  const { at, colours } = looks[0]!
  test(`every page in ${language}, on a phone and a desk: no violation of accessibility, no error, nothing beyond the edge`, async (context) => {
    if (noBrowser) return context.skip(noBrowser)
    const { page, faults, context: opened } = await look(browser, { at, dark: colours === 'dark', language })
    await opened.addCookies(cookiesOf(stage, stage.admin))
    for (const [number, [of, path]] of Object.entries(pages).entries()) {
      await page.setViewportSize(SIZES[at])
      await page.emulateMedia({ colorScheme: colours })
      // In one language each is loaded anew.
      if (language === 'en' || number === 0) await page.goto(stage.grid.url + path, { waitUntil: 'load' })
      else await goInside(page, path)
      for (const { at, colours, closely, eachOf = 1 } of looks) {
        await page.setViewportSize(SIZES[at])
        await page.emulateMedia({ colorScheme: colours })
        await expectSound(page, `${of}-${at}-${colours}-${language}`, closely && number % eachOf === 0)
      }
    }
    if (language === 'mirrored') expect(await page.evaluate('document.documentElement.dir')).toBe('rtl')
    expect(faults).toEqual([])
    await opened.close()
  }, 300_000)
}
