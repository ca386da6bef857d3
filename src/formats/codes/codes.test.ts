import { expect, test } from 'vitest'
import { implied, qualifiedDate } from '../mapping/forms.ts'
import {
  INVOICE_TYPES,
  LINE_ACTIONS,
  LINE_STATUSES,
  ORDER_TYPES,
  PURPOSES,
  RESPONSES,
  STATUS_RESPONSES,
} from './documents.ts'
import { ITEM_IDS, PACKAGE_IDS, PARTY_IDS } from './identifiers.ts'
import { CHANNEL_KINDS, CONTACT_FUNCTIONS, PARTY_ROLES } from './parties.ts'
import {
  ALLOWANCE_KINDS,
  AMOUNT_ROLES,
  DATE_ROLES,
  NOTE_SUBJECTS,
  PAID_DOCUMENTS,
  QUANTITY_ROLES,
  REFERENCE_TYPES,
  TAX_TYPES,
  TRANSPORT_MODES,
} from './qualifiers.ts'
import { type CodeTable, codeOf, nameOf } from './table.ts'
import { unit, x12Unit } from './units.ts'

const TABLES: Record<string, CodeTable> = {
  INVOICE_TYPES,
  LINE_ACTIONS,
  LINE_STATUSES,
  ORDER_TYPES,
  PURPOSES,
  RESPONSES,
  STATUS_RESPONSES,
  ITEM_IDS,
  PACKAGE_IDS,
  PARTY_IDS,
  CHANNEL_KINDS,
  CONTACT_FUNCTIONS,
  PARTY_ROLES,
  ALLOWANCE_KINDS,
  AMOUNT_ROLES,
  DATE_ROLES,
  NOTE_SUBJECTS,
  PAID_DOCUMENTS,
  QUANTITY_ROLES,
  REFERENCE_TYPES,
  TAX_TYPES,
  TRANSPORT_MODES,
}

/** Names that share the code of another, which is then read as that one. */
const SHARED = new Set(['ITEM_IDS gtin-14', 'ITEM_IDS gtin-13', 'ITEM_IDS gtin-12', 'PARTY_ROLES remittance-address'])

test.each(Object.entries(TABLES))('%s: every code is read as the name that it is written for', (table, entries) => {
  for (const [name, codes] of Object.entries(entries)) {
    for (const [standard, code] of Object.entries(codes)) {
      expect(codeOf(entries, standard as 'x12', name)).toBe(code)
      const back = nameOf(entries, standard as 'x12', code)
      if (!SHARED.has(`${table} ${name}`)) expect(back).toBe(name)
    }
  }
})

test('units that are sure are translated, others stand for themselves', () => {
  expect(x12Unit.read(['LB'])).toBe('LBR')
  expect(x12Unit.write('LBR')).toEqual(['LB'])
  expect(x12Unit.read(['CA'])).toBe('x12:CA')
  expect(x12Unit.write('x12:CA')).toEqual(['CA'])
  expect(x12Unit.write('XBX')).toBe(undefined)
  expect(unit.write('x12:CA')).toEqual(['CA'])
})

test('a piece of EDIFACT is an each of X12, and an each stays one', () => {
  expect(['EA', 'C62', 'PCE', 'NAR'].map((each) => x12Unit.write(each))).toEqual(Array(4).fill(['EA']))
  expect(x12Unit.read(['EA'])).toBe('EA')
  expect(x12Unit.write('H87')).toEqual(['PC'])
})

test.each(['EA', 'PC', 'DZ', 'BX', 'LB', 'KG', 'FT', 'SF', 'CR', 'HR', 'RL'])(
  'the X12 unit %s comes back as itself',
  (of) => {
    const known = x12Unit.read([of])!
    expect(known).not.toMatch(/^x12:/)
    expect(x12Unit.write(known)).toEqual([of])
  },
)

test('numbers with implied digits, and dates by their format', () => {
  const n2 = implied(2)
  expect(['12345', '5', '-5', '0'].map((found) => n2.read([found]))).toEqual(['123.45', '0.05', '-0.05', '0.00'])
  expect(['123.45', '123', '-0.5', '0.00', '1.005'].map((value) => n2.write(value)?.[0])).toEqual([
    '12345',
    '12300',
    '-50',
    '0',
    undefined,
  ])
  expect(n2.read(['12.5'])).toBe(undefined)
  expect(qualifiedDate.read(['20260517', '102'])).toBe('2026-05-17')
  expect(qualifiedDate.read(['202605170930', '203'])).toBe('2026-05-17T09:30')
  expect(qualifiedDate.read(['20260230', '102'])).toBe(undefined)
  expect(qualifiedDate.read(['2026051720260518', '718'])).toBe(undefined)
})
