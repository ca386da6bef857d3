import { isoDate, plainDecimal } from '../mapping/forms.ts'
import { shown } from '../problems.ts'
import { ElementChecking, type Vocabulary, type Wrong } from '../xml/element-checking.ts'
import { rowOf } from './elements.ts'

/** Versions of the DTD differ in the order of elements, so that is not looked at. */
const CXML: Vocabulary = {
  roots: ['cXML'],
  childrenOf: (name) => rowOf(name)?.children,
  ordered: false,
  isValue: (name) => name === 'Money',
  wrong: ({ name, text, attributes }) => [
    ...(rowOf(name)?.attributes ?? []).filter((each) => !attributes[each]).map(missing),
    ...(name === 'Money' ? wrongMoney(text, attributes) : []),
    ...Object.entries(attributes).flatMap(([attribute, value]) => wrongValue(attribute, value)),
  ],
}

/** Checks a cXML document while its elements pass, by the tables of elements.ts; the envelope included. */
export class CxmlChecking extends ElementChecking {
  constructor() {
    super(CXML)
  }
}

const missing = (attribute: string): Wrong => ({ code: 'attribute-missing', attribute, expected: 'a value' })

function wrongMoney(text: string, attributes: Readonly<Record<string, string>>): Wrong[] {
  const wrong: Wrong[] = []
  if (plainDecimal(text) === undefined) {
    wrong.push({ code: 'element-value', found: shown(text), expected: 'a decimal number' })
  }
  if (!/^[A-Z]{3}$/.test(attributes['currency'] ?? '')) {
    wrong.push({ code: 'attribute-missing', attribute: 'currency', expected: 'a currency of ISO 4217' })
  }
  return wrong
}

/** Quantities, and dates of ISO 8601, which may have a time. */
function wrongValue(attribute: string, value: string): Wrong[] {
  if (value === '') return []
  const isQuantity = attribute === 'quantity' && plainDecimal(value) === undefined
  const isDate = DATES.has(attribute) && isoDate.read([value.slice(0, 10)]) === undefined
  if (!isQuantity && !isDate) return []
  const expected = isQuantity ? 'a decimal number' : 'a date such as 2026-05-17'
  return [{ code: 'element-value', attribute, found: shown(value), expected }]
}

const DATES = new Set([
  'orderDate',
  'noticeDate',
  'invoiceDate',
  'requestedDeliveryDate',
  'deliveryDate',
  'shipmentDate',
])
