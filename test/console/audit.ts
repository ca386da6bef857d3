import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A look at no recordings, which would have to be loaded first, and at nothing that holds anyway. */
const OPTIONS = { resultTypes: ['violations'], preload: false }

/**
 * What of a page, or of its parts that these selectors name, hinders people, each with the first element of which it is true. Colours are
 * weighed when they have ceased to change.
 */
export async function violationsOf(page: Page, parts?: string[]): Promise<string[]> {
  // What crosses to here is a yes and the findings: the library itself and all that it looked at are large.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(`${axe}; 0`)
  const what = JSON.stringify(parts ? { include: parts } : { exclude: [] })
  return page.evaluate(
    `Promise.allSettled(document.getAnimations().filter((one) => one.effect.getTiming().iterations < 9).map((one) => one.finished))
      .then(() => axe.run(${what}, ${JSON.stringify(OPTIONS)}))
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  )
}
