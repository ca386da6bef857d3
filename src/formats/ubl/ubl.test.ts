import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOf } from '../../../test/formats/documents.ts'
import { lessLosses, packagesNamed, plain } from '../../../test/formats/lossless.ts'
import type { DocumentKind } from '../canonical/documents.ts'
import { type Problem, sentenceOf } from '../problems.ts'
import { writeElements } from '../xml/element-writing.ts'
import { XML_LIMITS } from '../xml/events.ts'
import { readUbl, UBL_TABLES, UblReading } from './reading.ts'

/** Missing elements and currencies are what a document is not made of; all else would be a fault of the writer. */
const isOfWriter = ({ code }: Problem) => code !== 'element-missing' && code !== 'attribute-missing'

test.each(Object.entries(UBL_TABLES))(
  '%s: a document comes back but for what was said to be lost, and is in order',
  (_, table) => {
    fc.assert(
      fc.property(documentsOf(table.kind as DocumentKind), (document) => {
        const { xml, losses } = writeElements(table, document)
        const { read, problems } = readUbl(Buffer.from(xml))
        expect(problems.filter(isOfWriter)).toEqual([])
        expect(read!.losses).toEqual([])
        expect(packagesNamed(plain(read!.document))).toEqual(packagesNamed(lessLosses(document, losses)))
      }),
      { numRuns: 100 },
    )
  },
)

const CBC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'
const CAC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'
const order = (inner: string, before = '') =>
  Buffer.from(
    `${before}<o:Order xmlns:o="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:b="${CBC}" xmlns:a="${CAC}">${inner}</o:Order>`,
  )
const LINE = '<a:OrderLine><a:LineItem><b:ID>1</b:ID><a:Item/></a:LineItem></a:OrderLine>'
const PARTIES = '<a:BuyerCustomerParty/><a:SellerSupplierParty/>'
const HEAD = '<b:ID>7</b:ID><b:IssueDate>2026-05-17</b:IssueDate>'
const told = (bytes: Uint8Array) => {
  const { problems, read } = readUbl(bytes)
  return {
    read,
    problems: problems.map(({ code, severity, at }) => `${severity} ${code} ${at}`),
    said: problems.map(sentenceOf),
  }
}

test('an order is read with any prefixes, and what it lacks, has too much or in wrong order is told with its place', () => {
  const fine = told(order(`${HEAD}${PARTIES}${LINE}`))
  expect(fine.problems).toEqual([])
  expect(fine.read!.document).toMatchObject({
    kind: 'order',
    number: '7',
    date: '2026-05-17',
    lines: [{ number: '1' }],
  })
  expect(told(order(`${HEAD}<b:Nonsense>x</b:Nonsense>${PARTIES}${LINE}`)).problems).toEqual([
    'warning element-unknown /Order/cbc:Nonsense',
  ])
  const wrong = told(order(`<b:IssueDate>17.5.</b:IssueDate><b:ID>7</b:ID><b:ID>8</b:ID>${LINE}`))
  expect(wrong.problems).toEqual([
    'error element-value /Order/cbc:IssueDate',
    'error element-order /Order/cbc:ID',
    'error element-order /Order/cbc:ID',
    'error element-repeated /Order/cbc:ID',
    'error element-missing /Order/cac:BuyerCustomerParty',
    'error element-missing /Order/cac:SellerSupplierParty',
  ])
  expect(wrong.said[0]!.replace(/column \d+/, 'column N')).toBe(
    '/Order/cbc:IssueDate (line 1, column N) is "17.5.", expected a date such as 2026-05-17. Correct the value.',
  )
})

test('amounts need a currency, and another one than that of the document is told', () => {
  const amount = (currency: string) =>
    `<a:AnticipatedMonetaryTotal><b:PayableAmount${currency}>1.50</b:PayableAmount></a:AnticipatedMonetaryTotal>`
  expect(told(order(`${HEAD}${PARTIES}${amount('')}${LINE}`)).problems).toEqual([
    'error attribute-missing /Order/cac:AnticipatedMonetaryTotal/cbc:PayableAmount/@currencyID',
  ])
  const currency = '<b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>'
  const { read } = told(order(`${HEAD}${currency}${PARTIES}${amount(' currencyID="USD"')}${LINE}`))
  expect(read!.losses).toMatchObject([{ value: 'USD', reason: 'currency is known already' }])
})

test('of two orders that an invoice names, number and date are of the first, and the other is told', () => {
  const references = [
    { type: 'order', value: 'A' },
    { type: 'order', value: 'B', date: '2026-05-01' },
  ]
  const { xml, losses } = writeElements(UBL_TABLES.Invoice, { kind: 'invoice', number: '1', references })
  expect(readUbl(Buffer.from(xml)).read!.document['references']).toEqual([references[0]])
  expect(losses.map(({ path }) => path)).toEqual(['references.1.type', 'references.1.value', 'references.1.date'])
})

test('document type declarations, entities, cut and broken files, other roots and charsets are problems', () => {
  expect(told(order('', '<!DOCTYPE o [<!ENTITY e "x">]>')).problems).toEqual(['error xml-declaration '])
  expect(told(order('<b:ID>&e;</b:ID>')).problems).toContain('error xml-entity ')
  expect(told(order(HEAD).subarray(0, -5)).problems).toContain('error xml-unfinished ')
  expect(told(order('<b:ID></b:IssueDate>')).problems).toContain('error xml-not-well-formed ')
  expect(sentenceOf(readUbl(order('<b:ID></b:IssueDate>')).problems.at(-1)!)).toMatch(/[^.]\. Expected well-formed XML/)
  expect(told(Buffer.from('')).problems).toEqual(['error xml-unfinished '])
  expect(told(Buffer.from('<Nothing/>')).problems).toEqual(['error root-unknown /{}Nothing'])
  expect(told(order(HEAD, '<?xml version="1.0" encoding="EBCDIC"?>')).problems).toEqual(['error xml-encoding '])
  expect(told(Buffer.from(order('<b:ID>\u00e4</b:ID>').toString(), 'latin1')).problems).toContain('error xml-encoding ')
  expect(told(Buffer.from(`\ufeff${order(`${HEAD}${PARTIES}${LINE}`)}`, 'utf16le')).problems).toEqual([])
})

test('depth, attributes and texts have limits', () => {
  const deep = `${'<a:X>'.repeat(XML_LIMITS.depth)}${'</a:X>'.repeat(XML_LIMITS.depth)}`
  expect(told(order(deep)).problems).toContain('error xml-limit ')
  const many = Array.from({ length: XML_LIMITS.attributes + 1 }, (_, n) => ` a${n}=""`).join('')
  expect(told(order(`<b:ID${many}/>`)).problems).toContain('error xml-limit ')
  const reading = new UblReading({ limits: { ...XML_LIMITS, text: 200_000 } })
  reading.write(order('<b:ID>').subarray(0, -10))
  for (let n = 0; n < 10; n++) reading.write(Buffer.alloc(65_536, 'x'))
  expect(reading.end().problems.at(-1)).toMatchObject({ code: 'xml-limit' })
})

test('a document cut anywhere into pieces is read as one', () => {
  const bytes = order(`${HEAD}<b:Note>ä & ü</b:Note>${PARTIES}${LINE}`.replace(' & ', ' &amp; '))
  const whole = readUbl(bytes)
  expect(whole.read!.document).toMatchObject({ notes: [{ text: 'ä & ü' }] })
  for (let at = 0; at <= bytes.length; at++) {
    const reading = new UblReading()
    reading.write(bytes.subarray(0, at))
    reading.write(bytes.subarray(at))
    expect(reading.end()).toEqual(whole)
  }
})

test('a large document is checked piece by piece, and nothing of it is kept', () => {
  const reading = new UblReading({ onlyChecked: true })
  const [before = '', after = ''] = order(`${HEAD}${PARTIES}|`).toString().split('|')
  reading.write(Buffer.from(before))
  const lines = Buffer.from(`${LINE}\n`.repeat(1_000))
  const began = process.memoryUsage().heapUsed
  for (let n = 0; n < 200; n++) reading.write(lines)
  // Of 20 MB far less remains than a document of 200,000 lines would take.
  expect(process.memoryUsage().heapUsed - began).toBeLessThan(100_000_000)
  reading.write(Buffer.from(`<a:OrderLine/>${after}`))
  expect(reading.end()).toMatchObject({
    read: null,
    problems: [{ code: 'element-missing', at: '/Order/cac:OrderLine/cac:LineItem', line: 200_001 }],
  })
})
