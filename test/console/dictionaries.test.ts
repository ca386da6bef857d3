import { expect, test } from 'vitest'
import { ACME_DICTIONARY } from './dictionary.ts'
import { asGrid } from './partners.ts'
import { open, stage, visits } from './visits.ts'

visits()

test('a first version, by file or paste: what is wrong at its line, then what it holds as a tree', async () => {
  const page = await open('/dictionaries')
  await page.getByText('No dictionary yet').waitFor()
  await page.getByRole('button', { name: 'Add a dictionary' }).click()
  const dialog = page.getByRole('dialog')
  const text = dialog.getByLabel('The dictionary as JSON')
  await text.fill(JSON.stringify({ ...ACME_DICTIONARY, segments: { ZA: { elements: ['9001 Q'] } } }, null, 2))
  await dialog.getByText('/segments/ZA/elements/0: found "9001 Q"').waitFor()
  await dialog.getByRole('button', { name: /^Line \d+$/ }).click()
  const selected =
    'document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)'
  expect(await page.evaluate(selected)).toBe('"9001 Q"')
  expect(await dialog.getByRole('button', { name: 'Add a dictionary' }).isDisabled()).toBe(true)
  const buffer = Buffer.from(JSON.stringify(ACME_DICTIONARY))
  await dialog.locator('input[type=file]').setInputFiles({ name: 'acme.json', mimeType: 'application/json', buffer })
  await dialog.getByText('It can be used').waitFor()
  await dialog.getByRole('button', { name: 'Add a dictionary' }).click()
  await page.getByText('acme@1').waitFor()
  const tree = page.getByRole('region', { name: 'Sets and messages' })
  await tree.getByRole('listitem').filter({ hasText: 'PO1' }).getByText('loop · required · 1 or more').waitFor()
  await page.getByRole('region', { name: 'Segments' }).getByText('ZA', { exact: true }).click()
  const places = page.getByRole('table', { name: 'Elements of ZA' })
  await places
    .getByRole('row', { name: /1 9001/ })
    .getByText('required')
    .waitFor()
  await page.getByText('P0203').waitFor()
})

test('a second version shows what becomes other before it is added, and both can be compared', async () => {
  const page = await open('/dictionaries/acme')
  await page.getByRole('button', { name: 'Add a version' }).click()
  const dialog = page.getByRole('dialog')
  const text = dialog.getByLabel('The dictionary as JSON')
  await text.fill(JSON.stringify({ ...ACME_DICTIONARY, elements: { '9001': 'ID 3/3 RED' } }))
  await dialog.getByRole('listitem').filter({ hasText: 'RED, TAN' }).waitFor()
  await dialog.getByRole('button', { name: 'Add a dictionary' }).click()
  await page.getByText('acme@2').waitFor()
  const other = page.getByRole('region', { name: 'What became other' }).getByRole('listitem')
  await other.filter({ hasText: '9001 codes' }).filter({ hasText: 'RED, TAN → RED' }).waitFor()
  await page.getByLabel('Version', { exact: true }).selectOption('1')
  await page.getByText('acme@1').waitFor()
})

test('a partner sees the dictionaries that its guides narrow, and adds none; others are not there', async () => {
  await asGrid(stage, 'POST /dictionaries', { dictionary: { ...ACME_DICTIONARY, name: 'nobodys' } })
  const page = await open('/dictionaries', await stage.somebody('cedar', 'partner-admin'))
  await page.getByText('No dictionary yet').waitFor()
  expect(await page.getByRole('button', { name: 'Add a dictionary' }).getAttribute('aria-disabled')).toBe('true')
  await page.goto(`${stage.grid.url}/dictionaries/nobodys`)
  await page.getByText('There is no dictionary').waitFor()
})

test('by keyboard, on a phone and in German', async () => {
  const page = await open('/dictionaries', stage.admin, { at: 'phone', language: 'de' })
  await page.getByRole('heading', { level: 1, name: 'Wörterbücher' }).waitFor()
  await page.getByRole('link', { name: 'acme' }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'acme' }).waitFor()
  await page.getByText('Schleife · Pflicht').waitFor()
})
