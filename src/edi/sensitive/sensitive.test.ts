import { expect, test } from 'vitest'
import { classOfElement, classOfField, MASK, type SensitiveClass } from './classes.ts'
import { maskJson, maskLooseSegment, maskProblems, maskSet, valuesOfJson } from './masking.ts'

const hide = (...classes: SensitiveClass[]) => new Set(classes)
const marks = { element: '*', terminator: '~' }

test('prices, persons and accounts are hidden each by itself, everything else stays as it is', () => {
  const text =
    'ST*810*0001~\nREF*11*ACCOUNT~\nREF*DP*38~\nN1*ST*ACME~\nPER*BD*Jane Doe*TE*555~\nIT1*1*10*EA*9.95**BP*SKU~\nTDS*995~\n'
  expect(maskSet(text, marks, hide('price'))).toBe(text.replace('9.95', MASK).replace('TDS*995', `TDS*${MASK}`))
  expect(maskSet(text, marks, hide('person'))).toBe(text.replace('Jane Doe', MASK).replace('555', MASK))
  expect(maskSet(text, marks, hide('bank'))).toBe(text.replace('ACCOUNT', MASK))
  expect(maskSet(text, marks, hide())).toBe(text)
})

test('an empty value stays empty, and every other is the same mark, however long', () => {
  expect(maskSet('PO1*1*10*EA***BP*X~', marks, hide('price'))).toBe('PO1*1*10*EA***BP*X~')
  for (const price of ['1', '123456.78']) {
    expect(maskLooseSegment(`PO1*1*10*EA*${price}`, hide('price'))).toBe(`PO1*1*10*EA*${MASK}`)
  }
  expect(maskLooseSegment('no segment', hide('price'))).toBe(MASK)
})

test('the name of a person, not that of an organization', () => {
  expect(classOfElement('NM1', 3, ['BY', '1', 'Doe'])).toBe('person')
  expect(classOfElement('NM1', 3, ['BY', '2', 'ACME'])).toBeNull()
  expect(classOfElement('N1', 2, ['BY', 'ACME'])).toBeNull()
})

test('JSON by the names of fields, also of all within one', () => {
  const text = JSON.stringify({
    order: '1',
    unit_price: 9.95,
    contact: { name: 'Jane', since: null },
    bankAccount: 'DE1',
  })
  expect(JSON.parse(maskJson(text, hide('price', 'person', 'bank'))!)).toEqual({
    ...{ order: '1', unit_price: MASK, contact: { name: MASK, since: null }, bankAccount: MASK },
  })
  expect(maskJson('no JSON', hide('price'))).toBeNull()
  expect(maskJson('"a word"', hide('price'))).toBeNull()
  expect(valuesOfJson('[{"email":"a@b"},"x"]')).toEqual([
    { value: 'a@b', of: 'person' },
    { value: 'x', of: null },
  ])
  expect(['totalAmount', 'IBAN', 'quantity', 'accountNumber', 'lineTotal'].map(classOfField)).toEqual([
    ...['price', 'bank', null, 'bank', null],
  ])
})

test('the value that a problem found', () => {
  const problem = { code: 'x', segment: 'PO1', element: 4, value: '9,95' }
  expect(maskProblems({ problems: [problem] }, hide('price'))).toEqual({ problems: [{ ...problem, value: MASK }] })
  expect(maskProblems(problem, hide('bank'))).toEqual(problem)
})
