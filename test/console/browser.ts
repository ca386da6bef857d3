import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const PROGRAM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

/** Why tests in a browser cannot run here; null: they can. */
export const noBrowser = PROGRAM === undefined ? 'elsewhere: needs chromium, which is not installed' : null

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: PROGRAM!, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } }

interface Looking {
  at: keyof typeof SIZES
  dark?: boolean
  /** As kept in the browser: `de`, `mirrored`. */
  language?: string
}

/** A browser of somebody who was never here, whose pages say what went wrong in them. */
export async function look(browser: Browser, { at, dark, language }: Looking): Promise<Looked> {
  const context = await browser.newContext({
    viewport: SIZES[at],
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    acceptDownloads: false,
  })
  if (language) await context.addInitScript((value) => localStorage.setItem('entrepot.language', value), language)
  const page = await context.newPage()
  // Refusals and a network that is cut are what some tests are about; the page has to say them, and the browser does too.
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (line) => {
    if (line.type() === 'error' && !/status of 4\d\d|net::ERR_FAILED/.test(line.text())) faults.push(line.text())
  })
  return { context, page, faults }
}

interface Looked {
  context: BrowserContext
  page: Page
  /** Errors of scripts, and what the policy of the page refused. */
  faults: string[]
}
