import { expect, test } from 'vitest'
import { view } from '../../../test/formats/view.ts'
import { SegmentReading } from '../mapping/segment-reading.ts'
import { writeShipNotice, x12ShipNotice } from './856.ts'
import { shipmentLevels } from './shipping.ts'

const line = (number: string, order: string, inside?: string) => ({
  number,
  quantity: '1',
  unit: 'EA',
  references: [{ type: 'order', value: order, date: '2026-05-01' }],
  ...(inside === undefined ? {} : { package: inside }),
})
const NOTICE = {
  kind: 'ship-notice',
  number: 'S-1',
  date: '2026-05-17',
  time: '09:30',
  parties: [{ role: 'ship-to', name: 'Shop' }],
  packages: [
    { number: '1', type: 'tare', ids: [{ scheme: 'sscc', value: '340000000000000001' }] },
    { number: '2', parent: '1', ids: [{ scheme: 'sscc', value: '340000000000000002' }] },
  ],
  lines: [line('1', 'PO-1', '2'), line('2', 'PO-1'), line('3', 'PO-2')],
}

function read(segments: Parameters<typeof view>[0][]) {
  const reading = new SegmentReading(x12ShipNotice, { levels: shipmentLevels() })
  for (const segment of segments) reading.segment(view(segment))
  return reading.end()
}

test('shipment, orders, tares, packs and items are levels, and come back as packages and lines', () => {
  const { segments, losses } = writeShipNotice(NOTICE)
  expect(losses).toEqual([])
  expect(segments.filter(([tag]) => tag === 'HL').map((each) => each.join('*'))).toEqual([
    'HL*1**S',
    'HL*2*1*O',
    'HL*3*2*T',
    'HL*4*3*P',
    'HL*5*4*I',
    'HL*6*2*I',
    'HL*7*1*O',
    'HL*8*7*I',
  ])
  expect(segments.at(-1)).toEqual(['CTT', '8'])
  const back = read(segments)
  expect(back.losses).toEqual([])
  expect(back.document).toEqual({ ...NOTICE, lines: NOTICE.lines })
  expect(back.lineage.map(({ path }) => path)).toContain('lines.0.references.0.value')
})

test('a package with lines of two orders stands under each of them, and that is told', () => {
  const packages = [{ number: '1', ids: [{ scheme: 'sscc', value: '1' }] }]
  const { segments, losses } = writeShipNotice({
    ...NOTICE,
    packages,
    lines: [line('1', 'A', '1'), line('2', 'B', '1')],
  })
  expect(losses.map(({ path, now }) => [path, now])).toEqual([
    ['packages.0.number', 'two packages, one for each order'],
  ])
  expect(read(segments).document['packages']).toHaveLength(2)
})

test('packages that lie in each other without an end are told below twenty levels', () => {
  const packages = Array.from({ length: 30_000 }, (_, n) => ({ number: String(n), parent: String(n - 1) }))
  const { segments, losses } = writeShipNotice({ ...NOTICE, packages, lines: [line('1', 'A', '29999')] })
  expect(segments.filter(([tag, , , level]) => tag === 'HL' && level === 'P')).toHaveLength(20)
  expect(losses.length).toBeGreaterThan(59_000)
})

test('packages that lie in each other, and lines in one that is not there, are told and end nothing', () => {
  const packages = [
    { number: '1', parent: '2' },
    { number: '2', parent: '1' },
  ]
  const { losses } = writeShipNotice({ ...NOTICE, packages, lines: [line('1', 'A', '1'), line('2', 'A', '9')] })
  expect(losses.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['packages.0.number', 'lines.0.package', 'lines.0.quantity', 'lines.1.package']),
  )
})
