import { expect, test } from 'vitest'
import { SHIP_NOTICE_GUIDE } from '../../src/modules/sample/guide.ts'
import { asGrid } from './partners.ts'
import { open, stage, visits } from './visits.ts'

visits()

const brokenNotice = async () => {
  const [row] = await stage.grid.query("select id from documents where business_key = 'SH-2010'")
  return row!['id'] as string
}

test('from a problem of a document to what the guide says of that place, and on to the agreement', async () => {
  const page = await open(`/documents/${await brokenNotice()}`)
  const problems = page.getByRole('alert').filter({ hasText: 'expected one of EA by the guide acme-856 1' })
  await problems.getByRole('link', { name: 'What the guide says' }).click()
  await page.getByRole('heading', { level: 1, name: 'Ship notices to ACME Stores' }).waitFor()
  const elements = page.getByRole('table', { name: 'Elements of HL/SN1' })
  await elements.getByRole('row', { name: /SN103/ }).getByText('required').waitFor()
  await elements.getByText('Docks count pieces, not cases.').waitFor()
  expect(new URL(page.url()).hash).toBe('#HL/SN1')
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('SUMMARY')
  const named = page.getByRole('region', { name: 'Named by agreements' })
  await named.getByRole('link', { name: /cedar → acme · 856/ }).click()
  await page.getByRole('region', { name: 'What it is about' }).getByRole('link', { name: 'acme-856' }).waitFor()
})

test('a version is added: what is wrong is shown at its line, what becomes other beside it, and then the comparison', async () => {
  const page = await open('/guides')
  await page.getByRole('table', { name: 'Guides' }).getByRole('link', { name: 'acme-856' }).click()
  await page.getByRole('button', { name: 'Add a version' }).click()
  const dialog = page.getByRole('dialog')
  const text = dialog.getByLabel('The guide as JSON')
  const wrong = { ...SHIP_NOTICE_GUIDE, version: '2', segments: [{ at: 'ZZZ' }] }
  await text.fill(JSON.stringify(wrong, null, 2))
  await dialog.getByText('/segments/0/at: found "ZZZ"').waitFor()
  await dialog.getByRole('button', { name: /^Line \d+$/ }).click()
  const selected =
    'document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)'
  expect(await page.evaluate(selected)).toBe('"ZZZ"')
  expect(await dialog.getByRole('button', { name: 'Add a guide' }).isDisabled()).toBe(true)
  const [notice, hl, pack, , order] = SHIP_NOTICE_GUIDE.segments
  const unit = { at: 'HL/SN1', elements: [{ at: '3', usage: 'required', codes: ['EA', 'CA'] }] }
  await text.fill(JSON.stringify({ ...wrong, segments: [notice, hl, pack, unit, order] }, null, 2))
  await dialog.getByText('It can be used').waitFor()
  await dialog.getByText('CA, EA').waitFor()
  await dialog.getByRole('button', { name: 'Add a guide' }).click()
  await page.getByText('acme-856@2').waitFor()
  const comparison = page.getByRole('region', { name: 'What became other' })
  await comparison.getByRole('listitem').filter({ hasText: 'HL/SN1 3' }).filter({ hasText: 'looser' }).first().waitFor()
  await page.getByLabel('Version', { exact: true }).selectOption('1')
  await page.getByText('acme-856@1').waitFor()
})

test('samples are downloaded: one that the guide takes, and one for each thing that is wrong', async () => {
  const page = await open('/guides/acme-856?version=1')
  const samples = page.getByRole('region', { name: 'Samples' })
  const loading = page.waitForEvent('download')
  await samples.getByRole('link', { name: 'A document that it takes' }).click()
  const download = await loading
  expect(download.suggestedFilename()).toBe('acme-856-1.edi')
  await samples.getByText(/documents that it does not take/).click()
  await samples.getByRole('link', { name: 'BSN: another code' }).waitFor()
})

test('a partner sees the guides of its agreements and no others, and adds none', async () => {
  const name = 'bolt-855'
  const guide = { ...SHIP_NOTICE_GUIDE, name, document: '855', segments: [], rules: [] }
  await asGrid(stage, 'POST /guides', { guide })
  const cedar = await stage.somebody('cedar', 'partner-admin')
  const page = await open('/guides', cedar)
  await page.getByRole('link', { name: 'acme-856' }).waitFor()
  expect(await page.getByRole('link', { name }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Add a guide' }).getAttribute('aria-disabled')).toBe('true')
  await page.goto(`${stage.grid.url}/guides/${name}`)
  await page.getByText('There is no guide').waitFor()
  const bolt = await open('/guides', await stage.somebody('bolt', 'partner-admin'))
  await bolt.getByText('No guide fits').waitFor()
})

test('by keyboard, and in German', async () => {
  const page = await open('/guides', stage.admin, { at: 'phone', language: 'de' })
  await page.getByRole('heading', { name: 'Leitfäden' }).waitFor()
  await page.getByRole('link', { name: 'acme-856' }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Ship notices to ACME Stores' }).waitFor()
  await page.getByText('nicht benutzt').or(page.getByText('Pflicht')).first().waitFor()
})
