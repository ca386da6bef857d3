import { expect, test } from 'vitest'
import { sentenceOf } from '../problems.ts'
import { checkCanonical } from './checking.ts'
import { canonicalSchema } from './documents.ts'

const said = (given: unknown) => checkCanonical(given).problems.map(sentenceOf)

test('a document is checked by its kind: paths, what was found and what was expected', () => {
  expect(said({ kind: 'order', number: '1', lines: [{ quantity: '10.50' }] })).toEqual([])
  expect(said({ kind: 'order', number: '1', lines: [{ quantity: 10.5 }] })).toEqual([
    'lines.0.quantity is "10.5", expected a text. Correct the value.',
  ])
  expect(said({ kind: 'order', number: '1', lines: [{ quantity: '1e3' }], date: '17.5.2026' })).toEqual([
    'date is "17.5.2026", expected a date such as 2026-05-17. Correct the value.',
    'lines.0.quantity is "1e3", expected a decimal number such as -12.50. Correct the value.',
  ])
  expect(said({ kind: 'order', parties: [{ name: 'x' }] })).toEqual([
    'number is missing, expected a text. Add it.',
    'parties.0.role is missing, expected a text. Add it.',
  ])
  expect(said({ kind: 'catalog', number: '1', totals: {} })).toEqual([
    'totals is no part of a canonical document. Remove it, or give it as one of the extensions.',
  ])
  expect(said({ kind: 'letter' })).toHaveLength(1)
  expect(said(null)).toHaveLength(1)
})

test('the schema of all documents is there for whoever writes mappings', () => {
  const { oneOf } = canonicalSchema() as { oneOf: { properties: { kind: { const: string } } }[] }
  expect(oneOf.map(({ properties }) => properties.kind.const)).toEqual([
    'order',
    'order-response',
    'order-change',
    'ship-notice',
    'receiving-advice',
    'invoice',
    'credit-note',
    'remittance',
    'catalog',
    'inventory',
    'status',
  ])
})
