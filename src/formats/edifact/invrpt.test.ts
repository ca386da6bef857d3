import { expect, test } from 'vitest'
import { view } from '../../../test/formats/view.ts'
import type { SegmentWritten } from '../mapping/segment-rules.ts'
import { translate } from '../translate.ts'

const STOCK: SegmentWritten[] = [
  ['BIA', '00', 'SI', 'LB-5', '20261210'],
  ['N1', 'WH', 'Depot', 'UL', '4012345000016'],
  ['LIN', '1', 'EN', '4000000000001'],
  ['PID', 'F', '', '', '', 'Small widget'],
  ['QTY', '17', '120', 'EA'],
  ['QTY', '01', '8', 'EA'],
  ['LIN', '2', 'EN', '4000000000018'],
  ['QTY', '17', '0', 'EA'],
]

const head: SegmentWritten[] = [
  ['BGM', '35', 'LB-5', '9'],
  ['DTM', ['137', '20261210', '102']],
  ['NAD', 'WH', ['4012345000016', '', '9'], '', 'Depot'],
]
const quantities: SegmentWritten[] = [
  ['QTY', ['145', '120', 'EA']],
  ['QTY', ['1', '8', 'EA']],
  ['QTY', ['145', '0', 'EA']],
]
const first: SegmentWritten[] = [
  ['LIN', '1', '', ['4000000000001', 'EN']],
  ['IMD', 'F', '', ['', '', '', 'Small widget']],
]
const second: SegmentWritten = ['LIN', '2', '', ['4000000000018', 'EN']]

test('an 846 becomes an INVRPT of D.96A, each quantity a group of its own', () => {
  const { output, report } = translate({ segments: STOCK.map(view) }, 'x12:846', 'edifact:INVRPT:D96A')
  const [one, two, three] = quantities
  expect(output).toEqual({ segments: [...head, ...first, one, two, second, three] })
  expect(report.losses.map(({ path, value }) => `${path} ${value}`)).toEqual(['type x12:SI'])
})

test('in D.01B every quantity stands behind an INV, and comes back', () => {
  const { output } = translate({ segments: STOCK.map(view) }, 'x12:846', 'edifact:INVRPT:D01B')
  const [one, two, three] = quantities
  const segments = [...head, ...first, ['INV'], one, ['INV'], two, second, ['INV'], three] as SegmentWritten[]
  expect(output).toEqual({ segments })
  const { document, report } = translate({ segments: segments.map(view) }, 'edifact:INVRPT:D01B', 'json')
  expect(report).toMatchObject({ losses: [], problems: [] })
  expect(document).toMatchObject({
    kind: 'inventory',
    number: 'LB-5',
    date: '2026-12-10',
    parties: [{ role: 'warehouse', name: 'Depot', ids: [{ scheme: 'gln', value: '4012345000016' }] }],
    lines: [
      {
        number: '1',
        description: 'Small widget',
        quantities: [
          { role: 'on-hand', value: '120', unit: 'EA' },
          { role: 'discrete', value: '8', unit: 'EA' },
        ],
      },
      { number: '2', quantities: [{ role: 'on-hand', value: '0', unit: 'EA' }] },
    ],
  })
})

test('a quantity that cannot be read is told, and leaves nothing behind', () => {
  const segments: SegmentWritten[] = [...head, ['LIN', '1'], ['INV'], ['QTY', ['145', 'many']], ['INV', '', '1']]
  const { document, report } = translate({ segments: segments.map(view) }, 'edifact:INVRPT:D01B', 'json')
  expect(document).toMatchObject({ lines: [{ number: '1' }] })
  expect(document).not.toHaveProperty('lines.0.quantities')
  expect(report.problems).toEqual([])
  expect(report.losses.map(({ at, value }) => `${at} ${value}`)).toEqual([
    'QTY[6]/01:1 145',
    'QTY[6]/01:2 many',
    'INV[7]/02:1 1',
  ])
})
