import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, stage, visits } from './visits.ts'

visits()

const rowOf = (page: Page, text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text })

test('what was set aside says why, and an unknown partner is introduced, confirmed and its file decided anew, in place', async () => {
  const page = await open('/quarantine')
  const row = rowOf(page, 'The receiver ZZ/DELTA')
  await row.getByText('From: acme').waitFor()
  await row.getByText('a whole file').waitFor()
  const acts = row.getByRole('button', { name: 'What can be done' })
  await acts.click()
  expect(await acts.getAttribute('aria-expanded')).toBe('true')
  await row.getByRole('button', { name: 'Introduce the partner' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Short name/).fill('delta')
  await dialog.getByRole('button', { name: 'Introduce the partner' }).click()
  for (const act of ['Confirm the partner', 'Decide anew']) {
    await row.getByRole('button', { name: act }).click()
    await dialog.getByRole('button', { name: act }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  await row.waitFor({ state: 'detached' })
})

test('all that was set aside for a reason is counted and decided anew; what stays says why', async () => {
  const page = await open('/quarantine?text=INV-2002')
  await rowOf(page, 'There is no test agreement').waitFor()
  await page.getByRole('button', { name: 'Decide anew on many' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('From whom').selectOption('bolt')
  await dialog.getByText('1 fit.').waitFor()
  await dialog.getByLabel(/^Reason/).fill('the agreement may be there by now')
  await dialog.getByRole('button', { name: 'Decide 1 anew' }).click()
  await dialog.getByText('0 went on, 1 stay set aside').waitFor()
  await dialog.getByText('Why some stay').waitFor()
})

test('several are chosen; what does not fit all of them says so; they are declined with one reason', async () => {
  const page = await open('/quarantine')
  await page.getByLabel(/^Choose: There is no test agreement .* 810/).check()
  const anew = page.getByRole('button', { name: 'Decide anew', exact: true })
  expect(await anew.getAttribute('aria-disabled')).toBe('true')
  await anew.hover()
  await page.getByRole('tooltip').getByText('Not all of them can be decided so.').waitFor()
  await page.getByRole('button', { name: 'Decline' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('0 of 1').waitFor()
  await dialog.getByLabel('Reason').fill('agreed by phone')
  await dialog.getByRole('button', { name: 'Decline' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await rowOf(page, 'INV-2002').waitFor({ state: 'detached' })
  const kept = await stage.grid.query("select status from documents where business_key = 'INV-2002'")
  expect(kept).toEqual([{ status: 'declined' }])
})

test('a partner sees its own and that others see to it; an auditor is told the right; a guest may not look', async () => {
  const theirs = await open('/quarantine', await stage.somebody('acme', 'partner-member'))
  await theirs.getByText('Nothing is set aside').or(rowOf(theirs, 'From: acme').first()).first().waitFor()
  expect(await rowOf(theirs, 'From: bolt').count()).toBe(0)
  const bolts = await open('/quarantine', await stage.somebody('bolt', 'partner-member'))
  await rowOf(bolts, 'INV-2001').first().waitFor()
  const many = bolts.getByRole('button', { name: 'Decide anew on many' })
  expect(await many.getAttribute('aria-disabled')).toBe('true')
  const auditor = await open('/quarantine', await stage.somebody(null, 'auditor'))
  const button = auditor.getByRole('button', { name: 'Decide anew on many' })
  await button.hover()
  await auditor.getByRole('tooltip').getByText('You need the right “exchange:write” for that.').waitFor()
  const guest = await open('/quarantine', await stage.somebody(null, 'guest'))
  await guest.getByText('You need the right “work:read” for that.').first().waitFor()
})
