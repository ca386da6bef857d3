import { readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { BUILT } from '../src/console/folder.ts'
import { look, noBrowser, openBrowser } from '../test/console/browser.ts'
import { cookiesOf, type Stage, setStage } from '../test/console/stage.ts'
import { enterableFolder } from '../test/grid.ts'
import { type Figure, figure } from './figure.ts'

const RUNS = Number(process.env['BENCH_RUNS'] ?? 7)
const SLOW_DOWN = 4
const GOAL_MS = 1_500
const GOAL_KB = 250

/** Somebody who is signed in opens the console for the first time on this machine, sees the newest documents and opens one. */
export async function consoleFirstUse(): Promise<Figure[]> {
  if (noBrowser) throw new Error(noBrowser)
  const dataFolder = await enterableFolder()
  const stage = await setStage({ dataFolder })
  const browser = await openBrowser()
  try {
    const taken: number[] = []
    for (let run = 0; run < RUNS; run++) taken.push(await usableAfter(browser, stage))
    return [
      figure('console/first-usable-ms', taken.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!, 'ms', GOAL_MS),
      figure('console/script-kb', firstScripts().kilobytes, 'kB', GOAL_KB),
    ]
  } finally {
    await browser.close()
    await stage.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** Until the rows are there and one that was clicked has opened; a browser of its own each time, so nothing is cached. */
async function usableAfter(browser: Browser, stage: Stage): Promise<number> {
  const { context, page, faults } = await look(browser, { at: 'desk' })
  await context.addCookies(cookiesOf(stage, stage.admin))
  const tools = await context.newCDPSession(page)
  await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN })
  const began = performance.now()
  await page.goto(stage.grid.url, { waitUntil: 'commit' })
  const key = await page.evaluate<string>(inFrames(FIRST_KEY))
  await page.locator('main td a', { hasText: key }).first().click()
  await page.evaluate(inFrames(`document.querySelector('h1')?.textContent.includes(${JSON.stringify(key)})`))
  const taken = performance.now() - began
  await context.close()
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return taken
}

/** Asked in each frame until it is something: what waits for an element by its role asks again only after half a second. */
const inFrames = (what: string) => `new Promise((found) => {
  const look = () => {
    const value = ${what}
    value ? found(value) : requestAnimationFrame(look)
  }
  look()
})`

/** In the page: the newest order, once the rows are there. */
const FIRST_KEY = `[...document.querySelectorAll('main td a')].map((link) => link.textContent).find((text) => /^PO-\\d+/.test(text))`

/** What the browser loads before the home page stands: the page names all of it. */
export function firstScripts(): { names: string[]; kilobytes: number } {
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8')
  const names = [...page.matchAll(/"\/(assets\/[^"]+\.js)"/g)].map(([, name]) => name!)
  const bytes = names.reduce((sum, name) => sum + statSync(join(BUILT, `${name}.gz`)).size, 0)
  return { names, kilobytes: bytes / 1024 }
}
