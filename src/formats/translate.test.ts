import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOf } from '../../test/formats/documents.ts'
import { view } from '../../test/formats/view.ts'
import type { DocumentKind } from './canonical/documents.ts'
import { checkLayout } from './flat/layout.ts'
import type { SegmentWritten } from './mapping/segment-rules.ts'
import { sentenceOf } from './problems.ts'
import { FORMATS, type Output, type Source, translate } from './translate.ts'

const json = (document: object): Source => ({ bytes: Buffer.from(JSON.stringify(document)) })
const given = (output: Output): Source =>
  'segments' in output ? { segments: output.segments.map(view) } : { bytes: Buffer.from(output.text) }

const ORDER: SegmentWritten[] = [
  ['BEG', '00', 'SA', 'PO-1', '', '20260517'],
  ['CUR', 'BY', 'EUR'],
  ['TD3', 'TL'],
  ['N1', 'BY', 'Buyer', 'UL', '4012345000009'],
  ['N1', 'SU', 'Supplier'],
  ['PO1', '1', '120', 'CA', '9.25', '', 'VN', 'AB'],
]

test('an 850 becomes a UBL order, with one report of what was lost and where each value comes from', () => {
  const { output, report } = translate({ segments: ORDER.map(view) }, 'x12:850', 'ubl:Order')
  expect(report.problems).toEqual([])
  expect((output as { text: string }).text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
  <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
  <cbc:ID>PO-1</cbc:ID>
  <cbc:IssueDate>2026-05-17</cbc:IssueDate>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:BuyerCustomerParty>
    <cac:Party>
      <cac:PartyIdentification>
        <cbc:ID schemeID="0088">4012345000009</cbc:ID>
      </cac:PartyIdentification>
      <cac:PartyName>
        <cbc:Name>Buyer</cbc:Name>
      </cac:PartyName>
    </cac:Party>
  </cac:BuyerCustomerParty>
  <cac:SellerSupplierParty>
    <cac:Party>
      <cac:PartyName>
        <cbc:Name>Supplier</cbc:Name>
      </cac:PartyName>
    </cac:Party>
  </cac:SellerSupplierParty>
  <cac:OrderLine>
    <cac:LineItem>
      <cbc:ID>1</cbc:ID>
      <cbc:Quantity unitCode="CA">120</cbc:Quantity>
      <cac:Price>
        <cbc:PriceAmount currencyID="EUR">9.25</cbc:PriceAmount>
      </cac:Price>
      <cac:Item>
        <cac:SellersItemIdentification>
          <cbc:ID>AB</cbc:ID>
        </cac:SellersItemIdentification>
      </cac:Item>
    </cac:LineItem>
  </cac:OrderLine>
</Order>
`)
  expect(report.losses).toEqual([
    { at: 'TD3[3]/01', value: 'TL', reason: 'the canonical form has no place for this segment' },
    { path: 'lines.0.unit', value: 'x12:CA', now: 'CA', reason: 'UBL Order has it as "CA"' },
    { path: 'purpose', value: 'original', reason: 'UBL Order has no place for it' },
    { path: 'type', value: 'stand-alone', reason: 'here UBL Order carries a code of UBL, and none is known for this' },
  ])
  expect(report.lineage).toContainEqual({
    path: 'lines.0.price.amount',
    from: 'PO1[6]/04',
    to: '/Order/cac:OrderLine/cac:LineItem/cac:Price/cbc:PriceAmount',
  })
})

const all = Object.entries(FORMATS).filter(([name]) => name !== 'json')
const pairs = all.flatMap(([from, { kinds }]) =>
  all
    .filter(([to, target]) => from !== to && target.kinds.some((kind) => kinds.includes(kind)))
    .map(([to, target]) => [from, to, kinds.find((kind) => target.kinds.includes(kind))!] as const),
)

test.each(pairs)('%s becomes %s: what does not arrive is in the report', (from, to, kind) => {
  fc.assert(
    fc.property(documentsOf(kind as DocumentKind), (document) => {
      const source = translate(json(document), 'json', from)
      const there = translate(given(source.output!), from, to)
      expect(there.report.problems.filter(({ code }) => !/missing/.test(code))).toEqual([])
      const back = translate(given(there.output!), to, 'json')
      // Each text of the first that is nowhere in the last one is named by a loss.
      const arrived = JSON.stringify(back.document)
      const told = JSON.stringify(there.report.losses)
      for (const text of textsOf(there.document)) {
        if (!arrived.includes(JSON.stringify(text))) expect(told).toContain(JSON.stringify(text))
      }
    }),
    { numRuns: 5 },
  )
})

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return /^-?[\d.]+$/.test(value) ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

test('a format that nobody knows, one of another kind and bytes that are none are problems', () => {
  const said = (source: Source, from: string, to: string) => translate(source, from, to).report.problems.map(sentenceOf)
  const order = json({ kind: 'order', number: '1' })
  expect(said(order, 'json', 'x12:999')[0]).toMatch(/^format is "x12:999", expected json, x12:810, /)
  expect(said(order, 'json', 'ubl:Invoice')).toEqual([
    'kind is "order", expected invoice for ubl:Invoice. Send one of these documents.',
  ])
  expect(said({ bytes: Buffer.from('{') }, 'json', 'x12:850')).toHaveLength(1)
  expect(said(order, 'x12:850', 'json')).toEqual([
    'The document is nothing, expected the segments of a message. Correct it and send again.',
  ])
  expect(said(json({ kind: 'order', number: '1', nonsense: 1 }), 'json', 'x12:850')).toEqual([
    'nonsense is no part of a canonical document. Remove it, or give it as one of the extensions.',
  ])
})

test('a layout of ours is a format like any other, of one document a file', () => {
  const { layout } = checkLayout({
    kind: 'order',
    form: 'delimited',
    records: [
      {
        type: 'row',
        columns: [
          { name: 'Order', path: '/number' },
          { name: 'Item', path: 'ids[seller-item]' },
          { name: 'Count', path: 'quantity', type: 'decimal' },
        ],
      },
    ],
  })
  const { output } = translate({ bytes: Buffer.from('7,AB,1.5\n7,CD,2\n') }, layout!, 'x12:850')
  expect(output).toEqual({
    segments: [
      ['BEG', '', '', '7'],
      ['PO1', '', '1.5', '', '', '', 'VN', 'AB'],
      ['PO1', '', '2', '', '', '', 'VN', 'CD'],
      ['CTT', '2'],
    ],
  })
  expect(translate(given(output!), 'x12:850', layout!).output).toEqual({ text: '7,AB,1.5\r\n7,CD,2\r\n' })
  const two = translate({ bytes: Buffer.from('7,AB,1\n8,CD,2\n') }, layout!, 'x12:850')
  expect(two.report.problems).toMatchObject([{ found: '2 documents', expected: 'one document' }])
  const deep = { bytes: Buffer.from('['.repeat(100_000)) }
  expect(translate(deep, 'json', 'x12:850').report.problems).toMatchObject([{ expected: 'JSON of at most 200 levels' }])
})
