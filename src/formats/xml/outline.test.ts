import { expect, test } from 'vitest'
import { cxmlOrder, ublInvoice } from '../../../test/xml-documents.ts'
import { outlineXml } from './outline.ts'
import { classOfElementName } from './sensitive.ts'

const hiddenIn = (text: string) => {
  const { elements } = outlineXml(Buffer.from(text), { elementsMax: 1_000 })
  return elements.flatMap(({ path, values }) =>
    values.filter(({ of }) => of !== null).map(({ of, value }) => `${of} ${path.split('/').at(-1)} ${value}`),
  )
}

test('what lies in an account of a bank is of the bank, and what lies in a price a price', () => {
  const found = hiddenIn(ublInvoice({ number: 'I', order: 'O' }))
  expect(found).toContain('bank cbc:ID DE89370400440532013000')
  expect(found).toContain('price cbc:PriceAmount 24.99')
  expect(found).toContain('price cbc:PayableAmount EUR')
  expect(found.join('\n')).not.toContain('Quantity')
})

test('names say their class in UBL and cXML', () => {
  const names = [
    'cac:PayeeFinancialAccount',
    'cac:PaymentMandate',
    'PCard',
    'Money',
    'cac:AllowanceCharge',
    'cbc:ElectronicMail',
    'DeliverTo',
    'cbc:Note',
    'Comments',
    'cbc:ID',
    'ItemOut',
  ]
  expect(names.map(classOfElementName)).toEqual([
    'bank',
    'bank',
    'bank',
    'price',
    'price',
    'person',
    'person',
    'text',
    'text',
    null,
    null,
  ])
})

test('a secret between systems is shown to nobody', () => {
  const { elements } = outlineXml(Buffer.from(cxmlOrder({ payloadId: 'p', number: '1' })), { elementsMax: 1_000 })
  expect(JSON.stringify(elements)).not.toContain('not kept')
  expect(elements.find(({ tag }) => tag === 'SharedSecret')!.values).toEqual([
    { name: null, value: '‹hidden›', of: null },
  ])
})

test('the beginning of a document is shown as far as it goes, and elements beyond the most are counted', () => {
  const text = ublInvoice({ number: 'I', order: 'O' })
  const half = outlineXml(Buffer.from(text.slice(0, text.length / 2)), { elementsMax: 1_000 })
  expect(half.elements.length).toBeGreaterThan(10)
  const few = outlineXml(Buffer.from(text), { elementsMax: 5 })
  expect(few.elements).toHaveLength(5)
  expect(few.count).toBeGreaterThan(30)
})
