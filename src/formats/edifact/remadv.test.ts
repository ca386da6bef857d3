import { expect, test } from 'vitest'
import { view } from '../../../test/formats/view.ts'
import type { SegmentWritten } from '../mapping/segment-rules.ts'
import { translate } from '../translate.ts'

const ADVICE: SegmentWritten[] = [
  ['BGM', '481', 'ZA-100', '9'],
  ['DTM', ['137', '20261210', '102']],
  ['DTM', ['138', '20261212', '102']],
  ['RFF', ['CR', 'K-1']],
  ['FII', 'BF', ['DE89370400440532013000', 'Supplier AG'], 'COBADEFFXXX'],
  ['FII', 'OR', 'DE02120300000000202051'],
  ['PAI', ['', '', '30']],
  ['NAD', 'PR', ['4012345000009', '', '9']],
  ['NAD', 'PE', ['4098765000008', '', '9']],
  ['CUX', ['2', 'EUR', '11']],
  ['DOC', '380', 'RE-77'],
  ['MOA', ['12', '119.50']],
  ['MOA', ['52', '0.50']],
  ['DTM', ['7', '20261202', '102']],
  ['RFF', ['ON', 'PO-4711']],
  ['DOC', '381', 'GS-3'],
  ['MOA', ['12', '-19.50']],
  ['MOA', ['165', '1.00']],
  ['UNS', 'S'],
  ['MOA', ['12', '100.00']],
]

test('a remittance advice is read: what is paid of each document, by whom to whom', () => {
  const { document, report } = translate({ segments: ADVICE.map(view) }, 'edifact:REMADV:D96A', 'json')
  expect(report).toMatchObject({ losses: [], problems: [] })
  expect(document).toEqual({
    kind: 'remittance',
    number: 'ZA-100',
    purpose: 'original',
    date: '2026-12-10',
    payment: {
      date: '2026-12-12',
      account: 'DE89370400440532013000',
      accountName: 'Supplier AG',
      bank: 'COBADEFFXXX',
      payerAccount: 'DE02120300000000202051',
      method: 'edifact:30',
    },
    references: [{ type: 'buyer-reference', value: 'K-1' }],
    parties: [
      { role: 'payer', ids: [{ scheme: 'gln', value: '4012345000009' }] },
      { role: 'payee', ids: [{ scheme: 'gln', value: '4098765000008' }] },
    ],
    currency: 'EUR',
    lines: [
      {
        references: [
          { type: 'invoice', value: 'RE-77' },
          { type: 'order', value: 'PO-4711' },
        ],
        amount: '119.50',
        amounts: [{ role: 'discount', value: '0.50' }],
        dates: [{ role: 'effective', value: '2026-12-02' }],
      },
      {
        references: [{ type: 'credit-note', value: 'GS-3' }],
        amount: '-19.50',
        amounts: [{ role: 'adjustment', value: '1.00' }],
      },
    ],
    totals: { payableAmount: '100.00' },
  })
})

test('it is written as it was', () => {
  const { document } = translate({ segments: ADVICE.map(view) }, 'edifact:REMADV:D96A', 'json')
  const again = translate({ bytes: Buffer.from(JSON.stringify(document)) }, 'json', 'edifact:REMADV:D96A')
  expect(again.output).toEqual({ segments: ADVICE })
  expect(again.report.losses).toEqual([])
})

test('an 820 becomes a REMADV, and what has no place there is told', () => {
  const payment: SegmentWritten[] = [
    [
      'BPR',
      'I',
      '100',
      'C',
      'ACH',
      '',
      '01',
      '121000248',
      'DA',
      '123',
      '',
      '',
      '01',
      '021000021',
      'DA',
      '456',
      '20261212',
    ],
    ['TRN', '1', 'PAY-1'],
    ['N1', 'PR', 'Payer'],
    ['ENT', '1'],
    ['RMR', 'IV', 'INV-1', '', '90', '100', '10'],
    ['ADX', '5', '01'],
    ['RMR', 'PO', 'PO-9', '', '10'],
  ]
  const { output, report } = translate({ segments: payment.map(view) }, 'x12:820', 'edifact:REMADV:D96A')
  expect(output).toEqual({
    segments: [
      ['BGM', '481', 'PAY-1'],
      ['DTM', ['137', '20261212', '102']],
      ['FII', 'BF', '456', '021000021'],
      ['FII', 'OR', '123', '121000248'],
      ['NAD', 'PR', '', '', 'Payer'],
      ['DOC', '380', 'INV-1'],
      ['MOA', ['12', '90']],
      ['MOA', ['98', '100']],
      ['MOA', ['52', '10']],
      ['MOA', ['165', '5']],
      // An order is no document that is paid: its number goes along as a reference.
      ['DOC', '380'],
      ['MOA', ['12', '10']],
      ['RFF', ['ON', 'PO-9']],
      ['UNS', 'S'],
      ['MOA', ['12', '100']],
    ],
  })
  expect(report.losses.map(({ at, path, value }) => `${at ?? path} ${value}`)).toEqual([
    'ADX[6]/02 01',
    'payment.method x12:ACH',
  ])
})
