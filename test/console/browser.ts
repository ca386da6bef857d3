import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** The same Chromium without windows of its own needs a third less processor time. */
const PROGRAM = ['chromium-headless-shell', 'chromium', 'chromium-browser']
  .map((name) => `/usr/bin/${name}`)
  .find((path) => existsSync(path))

/** Why tests in a browser cannot run here; null: they can. */
export const noBrowser = PROGRAM === undefined ? 'elsewhere: needs chromium, which is not installed' : null

let browser: Promise<Browser> | undefined

/** One for all files that this process runs; it ends with it. */
export function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: PROGRAM!,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  })
  return browser
}

/** At the end of a file: nothing stays open. */
export async function leaveBrowser(): Promise<void> {
  left.clear()
  for (const context of (await browser)?.contexts() ?? []) await context.close()
}

export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } }

interface Looking {
  at: keyof typeof SIZES
  dark?: boolean
  /** As kept in the browser: `de`, `mirrored`. */
  language?: string
}

interface Looked {
  context: BrowserContext
  page: Page
  /** Errors of scripts, and what the policy of the page refused. */
  faults: string[]
  looking: Looking
}

/** Emptied, by how they look. Their next page finds the scripts compiled, which takes two thirds of the time of a first one. */
const left = new Map<string, { context: BrowserContext; page: Page }[]>()

/** A browser of somebody who was never here, whose pages say what went wrong in them. */
export async function look(browser: Browser, looking: Looking): Promise<Looked> {
  const { context, page } = left.get(JSON.stringify(looking))?.pop() ?? (await opened(browser, looking))
  // Refusals and a network that is cut are what some tests are about; the page has to say them, and the browser does too.
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (line) => {
    if (line.type() === 'error' && !/status of 4\d\d|net::ERR_FAILED/.test(line.text())) faults.push(line.text())
  })
  return { context, page, faults, looking }
}

async function opened(browser: Browser, { at, dark, language }: Looking) {
  const context = await browser.newContext({
    viewport: SIZES[at],
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    acceptDownloads: false,
  })
  if (language) await context.addInitScript((value) => localStorage.setItem('entrepot.language', value), language)
  return { context, page: await context.newPage() }
}

/** Closes its pages but the first, and forgets who was there. */
export async function leave({ context, page, looking }: Looked): Promise<void> {
  // What was kept by a page at no address cannot be forgotten.
  if (!page.url().startsWith('http')) return context.close()
  for (const other of context.pages()) if (other !== page) await other.close()
  page.removeAllListeners()
  await page.unrouteAll()
  await page.evaluate('localStorage.clear(), sessionStorage.clear()')
  await page.mouse.move(0, 0)
  await page.setViewportSize(SIZES[looking.at])
  // Of the same place, which keeps the process of the page.
  await page.goto(new URL('/icon.svg', page.url()).href)
  await context.clearCookies()
  const key = JSON.stringify(looking)
  left.set(key, [...(left.get(key) ?? []), { context, page }])
}
