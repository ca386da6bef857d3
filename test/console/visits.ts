import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Person } from '../person.ts'
import { leave, leaveBrowser, look, noBrowser, openBrowser } from './browser.ts'
import { cookiesOf, type Stage, setStage } from './stage.ts'

/** The grid that all tests of a file visit, and the browser they visit it with; there once `visits` has been called. */
export let stage: Stage
export let browser: Browser

type Looked = Awaited<ReturnType<typeof look>>

/** What the test that runs has opened so far. */
export const opened: Looked[] = []

/** Sets the stage for the tests of a file. Whatever they open is closed after each, and nothing may have gone wrong in it. */
export function visits(): void {
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
  afterEach(async () => {
    const faults = opened.flatMap((one) => one.faults)
    for (const one of opened.splice(0)) await leave(one)
    expect(faults).toEqual([])
  })
}

/** A page in a browser of its own, with the session of this person; null: of nobody. */
export async function open(
  path: string,
  who: Person | null = stage.admin,
  looking: Parameters<typeof look>[1] = { at: 'desk' },
): Promise<Page> {
  const looked = await look(browser, looking)
  opened.push(looked)
  if (who !== null) await looked.context.addCookies(cookiesOf(stage, who))
  // Machines under test have more to do than a browser.
  looked.page.setDefaultTimeout(20_000)
  await looked.page.goto(stage.grid.url + path)
  return looked.page
}
