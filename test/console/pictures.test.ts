import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { leave, leaveBrowser, look, noBrowser, openBrowser, type SIZES } from './browser.ts'
import { cookiesOf, type Stage, setStage } from './stage.ts'

/**
 * The pictures in the documentation, taken of the sample network. Each run takes them all, so that none shows a page that is gone;
 * PICTURES=write keeps them in docs/pictures.
 */
interface Picture {
  name: string
  path: string
  at?: keyof typeof SIZES
  language?: string
  dark?: boolean
}

const ROOT = resolve(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'docs/pictures')
const WRITE = process.env['PICTURES'] === 'write'

let stage: Stage
let browser: Browser
let pictures: Picture[]

beforeAll(async () => {
  if (noBrowser) return
  stage = await setStage()
  browser = await openBrowser()
  const documents = await stage.grid.query('select id, business_key as key, type, status from documents')
  const [failed] = await stage.grid.query("select id from work_items where kind = 'failure' order by id limit 1")
  const document = (key: string, type: string) =>
    `/documents/${documents.find((row) => row['key'] === key && row['type'] === type)!['id']}`
  pictures = [
    { name: 'home', path: '/' },
    { name: 'dashboard', path: '/dashboard' },
    { name: 'documents', path: '/documents' },
    { name: 'order', path: document('PO-2001', '850') },
    { name: 'order-phone', path: document('PO-2001', '850'), at: 'phone', dark: true },
    { name: 'work-list', path: '/work-items' },
    { name: 'quarantine', path: '/quarantine' },
    { name: 'work-item', path: `/work-items/${failed!['id']}` },
    { name: 'correct', path: `/corrections/document/${documents.find((row) => row['key'] === 'PO-2003')!['id']}` },
    { name: 'partner', path: '/partners/acme' },
    { name: 'agreements', path: '/agreements', language: 'de' },
    { name: 'audit', path: '/audit' },
  ]
}, 120_000)
afterAll(async () => {
  await leaveBrowser()
  await stage?.close()
})
beforeEach((context) => (noBrowser ? context.skip(noBrowser) : undefined))

test('every picture can be taken, is kept, and stands in a page of the documentation', async () => {
  const faults: string[] = []
  if (WRITE) await mkdir(FOLDER, { recursive: true })
  for (const { name, path, at = 'desk', language = 'en', dark = false } of pictures) {
    const looked = await look(browser, { at, language, dark })
    await looked.context.addCookies(cookiesOf(stage, stage.admin))
    await looked.page.goto(stage.grid.url + path, { waitUntil: 'load' })
    await looked.page.getByRole('heading', { level: 1 }).first().waitFor()
    await expect.poll(() => looked.page.getByRole('status').count(), { timeout: 20_000 }).toBe(0)
    const taken = await looked.page.screenshot()
    if (WRITE) await writeFile(join(FOLDER, `${name}.png`), taken)
    const kept = await readFile(join(FOLDER, `${name}.png`))
    expect([name, sizeOf(kept)]).toEqual([name, sizeOf(taken)])
    faults.push(...looked.faults)
    await leave(looked)
  }
  expect(faults).toEqual([])
}, 120_000)

test('the folder of pictures has nothing else, and none that no page shows', async () => {
  const kept = (await readdir(FOLDER)).sort()
  expect(kept).toEqual(pictures.map(({ name }) => `${name}.png`).sort())
  const pages = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)
  const text = (await Promise.all(['README.md', ...pages].map((page) => readFile(join(ROOT, page), 'utf8')))).join('')
  expect(kept.filter((name) => !text.includes(`pictures/${name}`))).toEqual([])
})

/** Width and height stand at the same place of every PNG (RFC 2083 §4.1.1). */
function sizeOf(png: Buffer): string {
  return `${png.readUInt32BE(16)} × ${png.readUInt32BE(20)}`
}
