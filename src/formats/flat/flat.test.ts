import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOf } from '../../../test/formats/documents.ts'
import { lessLosses, plain } from '../../../test/formats/lossless.ts'
import { checkCanonical } from '../canonical/checking.ts'
import { readJsonLayout, writeJsonLayout } from './json.ts'
import { checkLayout, type FlatLayout } from './layout.ts'
import { readFlat } from './reading.ts'
import { writeFlat } from './writing.ts'

function layoutOf(given: object): FlatLayout {
  const { layout, problems } = checkLayout(given)
  expect(problems).toEqual([])
  return layout!
}

const ROWS = {
  kind: 'order',
  form: 'delimited',
  names: true,
  decimalMark: ',',
  dateFormat: 'DD.MM.YYYY',
  records: [
    {
      type: 'row',
      columns: [
        { name: 'Order', path: '/number', needed: true },
        { name: 'Date', path: '/date', type: 'date' },
        { name: 'Buyer', path: '/parties[buyer].ids[gln]' },
        { name: 'Wanted', path: 'dates[requested-delivery]', type: 'date' },
        { name: 'EAN', path: 'ids[gtin-13]' },
        { name: 'Text', path: 'description' },
        { name: 'Count', path: 'quantity', type: 'decimal' },
        { name: 'Unit', path: 'unit', codes: { ST: 'EA', KG: 'KGM' } },
        { name: 'Price', path: 'price.amount', type: 'decimal' },
      ],
    },
  ],
}

test('rows with their header beside them are documents: delimiter and charset are found out and told', () => {
  const text = [
    'Order;Date;EAN;Text;Count;Unit;Price;Buyer;Wanted;Colour',
    '4711;17.05.2026;4012345678901;"Rohr; ""groß""";10;ST;1,50;4012345000009;01.06.2026;',
    '4711;17.05.2026;;Öl;2,5;KG;99999999999999999999,99;4012345000009;;rot',
    '4712;18.05.2026;;x;1;FASS;1.000,00;;;',
    '',
  ].join('\r\n')
  const { documents, problems, detected } = readFlat(Buffer.from(text, 'latin1'), layoutOf(ROWS))
  expect(detected).toEqual({ charset: 'windows-1252', delimiter: ';' })
  expect(documents.map(({ document }) => document)).toMatchObject([
    {
      kind: 'order',
      number: '4711',
      date: '2026-05-17',
      parties: [{ role: 'buyer', ids: [{ scheme: 'gln', value: '4012345000009' }] }],
      lines: [
        {
          dates: [{ role: 'requested-delivery', value: '2026-06-01' }],
          ids: [{ scheme: 'gtin-13', value: '4012345678901' }],
          description: 'Rohr; "groß"',
          quantity: '10',
          unit: 'EA',
          price: { amount: '1.50' },
        },
        { description: 'Öl', quantity: '2.5', unit: 'KGM', price: { amount: '99999999999999999999.99' } },
      ],
    },
    { number: '4712', lines: [{ quantity: '1' }] },
  ])
  for (const { document } of documents) expect(checkCanonical(document).problems).toEqual([])
  expect(documents[0]!.losses).toEqual([{ at: 'row 3 Colour', value: 'rot', reason: 'the layout has no such column' }])
  expect(problems.map(({ at, found, expected }) => [at, found, expected])).toEqual([
    ['row 4 Unit', 'FASS', 'one of ST, KG'],
    ['row 4 Price', '1.000,00', 'a decimal number with ","'],
  ])
  expect(documents[0]!.lineage).toContainEqual({ path: 'lines.1.quantity', at: 'row 3 Count', rule: 'Count' })
})

const FIXED = {
  kind: 'invoice',
  form: 'fixed',
  dateFormat: 'YYYYMMDD',
  records: [
    {
      type: 'header',
      tag: 'H',
      columns: [
        { name: 'number', path: 'number', width: 10 },
        { name: 'date', path: 'date', type: 'date', width: 8 },
        { name: 'supplier', path: 'parties[supplier].name', width: 12 },
      ],
    },
    {
      type: 'line',
      tag: 'L',
      columns: [
        { name: 'number', path: 'number', width: 5, align: 'right' },
        { name: 'count', path: 'quantity', type: 'decimal', width: 9, align: 'right' },
        { name: 'amount', path: 'amount', type: 'decimal', implied: 2, width: 9, align: 'right' },
      ],
    },
    {
      type: 'trailer',
      tag: 'T',
      columns: [
        { name: 'total', path: 'totals.payableAmount', type: 'decimal', implied: 2, width: 12, align: 'right' },
      ],
    },
  ],
}
const JSON_LAYOUT = {
  kind: 'order',
  form: 'json',
  records: [
    {
      type: 'header',
      columns: [
        { name: 'order.no', path: 'number', needed: true },
        { name: 'order.buyer', path: 'parties[buyer].name' },
      ],
    },
    {
      type: 'line',
      array: 'order.items',
      columns: [
        { name: 'pos', path: 'number' },
        { name: 'qty', path: 'quantity', type: 'decimal', number: true },
        { name: 'unit', path: 'unit' },
      ],
    },
  ],
}

test('records of fixed width, with tags and numbers without their point', () => {
  const text = 'H4711      20260517Acme Ltd.   \nL    1       10    12345  extra\nT       12345\nX?\nH4712\n'
  const { documents, problems } = readFlat(Buffer.from(text), layoutOf(FIXED))
  expect(documents.map(({ document }) => document)).toEqual([
    {
      kind: 'invoice',
      number: '4711',
      date: '2026-05-17',
      parties: [{ role: 'supplier', name: 'Acme Ltd.' }],
      lines: [{ number: '1', quantity: '10', amount: '123.45' }],
      totals: { payableAmount: '123.45' },
      extensions: [{ at: 'row 2 column 4', value: '  extra' }],
    },
    { kind: 'invoice', number: '4712' },
  ])
  expect(problems).toMatchObject([{ code: 'row-unreadable', at: 'row 4', expected: 'H or L or T' }])
})

test('JSON by a layout keeps all digits of numbers', () => {
  const layout = layoutOf(JSON_LAYOUT)
  const text =
    '{"order":{"no":7,"items":[{"pos":"1","qty":12345678901234567890.12,"colour":"red","unit":"EA"},{"qty":1e3}]}}'
  const { documents, problems } = readJsonLayout(Buffer.from(text), layout)
  expect(documents).toMatchObject([
    {
      document: {
        kind: 'order',
        number: '7',
        lines: [{ number: '1', quantity: '12345678901234567890.12', unit: 'EA' }],
      },
      losses: [
        { at: 'order.items.1.qty', value: '1e3' },
        { at: 'order.items.0.colour', value: 'red' },
      ],
    },
  ])
  expect(problems).toMatchObject([{ at: 'order.items.1.qty', found: '1e3' }])
  const { text: written } = writeJsonLayout(documents[0]!.document, layout)
  expect(written).toContain('"qty": 12345678901234567890.12')
  expect(readJsonLayout(Buffer.from('{'), layout).problems).toMatchObject([
    { code: 'value-unreadable', expected: 'JSON' },
  ])
})

const WAYS = [
  ['rows', ROWS],
  ['fixed', FIXED],
  ['json', JSON_LAYOUT],
] as const

test.each(WAYS)('%s: a document comes back but for what was said to be lost', (_, given) => {
  const layout = layoutOf(given)
  fc.assert(
    fc.property(documentsOf(layout.kind), (document) => {
      fc.pre(given !== ROWS || document.kind !== 'order' || document.lines !== undefined) // rows are lines
      const isJson = layout.form === 'json'
      const { text, losses } = isJson ? writeJsonLayout(document, layout) : writeFlat(document, layout)
      const read = isJson ? readJsonLayout : readFlat
      const { documents, problems } = read(Buffer.from(text), {
        ...layout,
        charset: 'utf-8',
        delimiter: layout.delimiter ?? ',',
      })
      expect(problems).toEqual([])
      expect(plain(documents[0]!.document)).toEqual(lessLosses(document, losses))
    }),
    { numRuns: 100 },
  )
})

test('a layout that contradicts itself, a cell without an end and bytes of another charset are problems', () => {
  expect(checkLayout({ ...FIXED, names: true }).problems).toMatchObject([{ at: 'names' }])
  expect(checkLayout({ kind: 'order', form: 'csv', records: [] }).problems.map(({ at }) => at)).toEqual([
    'form',
    'records',
  ])
  const narrow = { ...FIXED, records: [{ type: 'header', columns: [{ name: 'a', path: 'number' }] }] }
  expect(checkLayout(narrow).problems).toMatchObject([{ at: 'records.0.columns.0.width' }])
  const layout = layoutOf(ROWS)
  expect(readFlat(Buffer.from('Order\n"47'), layout).problems).toMatchObject([{ at: 'row 2', found: 'an open cell' }])
  const bytes = Buffer.from([0xe4])
  expect(readFlat(bytes, { ...layout, charset: 'utf-8' }).problems).toMatchObject([{ code: 'text-encoding' }])
  expect(readFlat(Buffer.from(''), layout)).toMatchObject({ documents: [], problems: [] })
})
