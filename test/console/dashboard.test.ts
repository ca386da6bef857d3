import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { order } from '../messages.ts'
import { noBrowser } from './browser.ts'
import { open, stage, visits } from './visits.ts'

visits()
beforeAll(async () => {
  if (noBrowser) return
  await stage.grid.until('all is counted', async () => {
    const [row] = await stage.grid.query(
      "select (select count(*) from documents) = (select coalesce(sum(n), 0) from figures where measure = 'documents' and side = 'sent') as all",
    )
    return row!['all']
  })
}, 120_000)

const today = () => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(new Date())
const volume = (page: Page) => page.getByRole('region', { name: 'Documents' })

test('a column leads to the documents behind it, and so does the table by keyboard', async () => {
  const page = await open('/dashboard?type=850')
  const [orders] = await stage.grid.query("select count(*)::int as n from documents where type = '850'")
  await volume(page).getByText(String(orders!['n']), { exact: true }).first().waitFor()
  await page.locator('.recharts-bar-rectangle path').first().click()
  await page.waitForURL(/\/documents\?/)
  expect(new URL(page.url()).search).toBe(`?type=%22850%22&from=${today()}&to=${today()}`)
  const rows = page.getByRole('table', { name: 'Documents' }).getByRole('row')
  await expect.poll(() => rows.count()).toBe(orders!['n'] + 1) // with its head
  await page.goBack()
  const summary = volume(page).getByText('As a table')
  await summary.focus()
  await page.keyboard.press('Enter')
  const link = volume(page).getByRole('row').last().getByRole('link')
  await link.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/documents\?type=%22850%22&from=/)
})

test('the time and the filters stand in the address; failures lead to the work items of their class', async () => {
  const page = await open('/dashboard')
  await page.getByText('24 hours').click()
  await page.waitForURL(/period=day/)
  await page.getByLabel('Partner', { exact: true }).selectOption('bolt')
  await page.waitForURL(/period=day&partner=bolt/)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.waitForURL(/\/dashboard\?period=day$/)
  await page
    .getByRole('region', { name: 'Failures' })
    .getByRole('link', { name: /Duplicate/ })
    .click()
  await page.waitForURL(/work-items\?.*class=duplicate/)
  await page.getByRole('table', { name: 'Work list' }).getByRole('row').nth(1).waitFor()
})

test('it follows what happens within seconds', async () => {
  const page = await open('/dashboard?type=850')
  const number = volume(page).locator('p').nth(1)
  const before = Number(await number.textContent())
  const key = await stage.grid.keyOf('acme')
  await fetch(`${stage.grid.url}/api/v1/interchanges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: order({ sender: 'ACME', receiver: 'BOLT', control: 90_001, po: 'PO-90001' }),
  })
  await expect.poll(async () => Number(await number.textContent()), { timeout: 30_000 }).toBeGreaterThan(before)
}, 60_000)

test('a partner sees its own figures only; who may not read says so', async () => {
  const [theirs] = await stage.grid.query(
    "select count(*)::int as n from document_sides v join organizations o on o.id = v.organization where o.slug = 'cedar'",
  )
  const page = await open('/dashboard', await stage.somebody('cedar', 'partner-member'))
  await volume(page).getByText(String(theirs!['n']), { exact: true }).first().waitFor()
  const guests = await open('/dashboard', await stage.somebody(null, 'guest'))
  await guests.getByText('You need the right “exchange:read” for that.').first().waitFor()
})
