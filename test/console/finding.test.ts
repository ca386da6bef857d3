import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { violationsOf } from './audit.ts'
import { open, stage, visits } from './visits.ts'

visits()

/** A page, once it stands. */
async function openStanding(...visit: Parameters<typeof open>): Promise<Page> {
  const page = await open(...visit)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  return page
}

const box = (page: Page) => page.getByRole('combobox', { name: /A key, a partner/ })

test('Ctrl K finds a document by its key; the keyboard opens it; what one looked for last is offered again', async () => {
  const page = await openStanding('/upload')
  await page.keyboard.press('Control+k')
  await box(page).fill('INV-2002')
  await page.getByRole('group', { name: 'Documents' }).getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL(/documents\/[0-9a-f-]{36}/)
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain('INV-2002')
  await page.keyboard.press('Control+k')
  await page.getByRole('group', { name: 'Recent searches' }).getByRole('option', { name: 'INV-2002' }).click()
  expect(await box(page).inputValue()).toBe('INV-2002')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
})

test('partners and work items have their own groups, and each leads to its page', async () => {
  const page = await openStanding('/')
  await page
    .getByRole('button', { name: /Search/ })
    .first()
    .click()
  await box(page).fill('cedar')
  await page
    .getByRole('group', { name: 'Partners' })
    .getByRole('option', { name: /Cedar Freight/ })
    .click()
  await page.waitForURL(/partners\/cedar/)
  await page.keyboard.press('Control+k')
  await box(page).fill('INV-2001')
  await page.getByRole('group', { name: 'Work items' }).getByRole('option').first().click()
  await page.waitForURL(/work-items\/[0-9a-f-]{36}/)
})

test('commands are those that the person may do; nothing is found of what is not theirs', async () => {
  const page = await openStanding('/', await stage.somebody('cedar', 'partner-member'))
  await page.keyboard.press('Control+k')
  const commands = page.getByRole('group', { name: 'Go to and do' })
  await commands.getByRole('option', { name: 'Upload a file' }).waitFor()
  for (const name of ['Archive', 'Send many documents again', 'Invite somebody']) {
    expect([name, await commands.getByRole('option', { name }).count()]).toEqual([name, 0])
  }
  await box(page).fill('PO-2001')
  await page.getByText('Nothing found').waitFor()
  await box(page).fill('file upl')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/upload/)
})

test('a question that one has moved on from is let go, and only the last answer is shown', async () => {
  const page = await openStanding('/')
  const ended: string[] = []
  page.on('requestfailed', (request) => ended.push(request.url()))
  await page.route(/search\?q=PO-2001/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await route.continue().catch(() => {})
  })
  await page.keyboard.press('Control+k')
  const asked = page.waitForRequest(/search\?q=PO-2001/)
  await box(page).fill('PO-2001')
  await asked
  await box(page).fill('INV-2002')
  const options = page.getByRole('group', { name: 'Documents' }).getByRole('option')
  await expect.poll(() => options.allTextContents()).toEqual([expect.stringContaining('INV-2002')])
  await expect.poll(() => ended.filter((url) => url.includes('PO-2001')).length).toBe(1)
})

for (const looking of [
  { at: 'phone' },
  { at: 'desk', dark: true },
  { at: 'phone', dark: true, language: 'mirrored' },
] as const) {
  test(`the box has no violation of accessibility: ${JSON.stringify(looking)}`, async () => {
    const page = await openStanding('/upload', stage.admin, looking)
    await page.keyboard.press('Control+k')
    const combobox = page.getByRole('combobox')
    await combobox.fill('200')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(600)
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    expect(await violationsOf(page)).toEqual([])
  })
}
