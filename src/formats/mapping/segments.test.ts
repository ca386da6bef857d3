import { expect, test } from 'vitest'
import { view } from '../../../test/formats/view.ts'
import { charsetOf } from '../../edi/edifact/charsets.ts'
import { segmentsOf } from '../../edi/edifact/segments.ts'
import { DEFAULT_SERVICE } from '../../edi/edifact/service-string.ts'
import { checkCanonical } from '../canonical/checking.ts'
import { edifactInvoice } from '../edifact/invoic.ts'
import { edifactOrder } from '../edifact/orders.ts'
import { edifactViews } from '../edifact/views.ts'
import { x12Remittance } from '../x12/820.ts'
import { x12Order } from '../x12/850.ts'
import { SegmentReading } from './segment-reading.ts'
import type { MessageTable, SegmentWritten } from './segment-rules.ts'
import { writeSegments } from './segment-writing.ts'

function read(table: MessageTable, text: string, separator = '*') {
  const reading = new SegmentReading(table)
  for (const line of text.trim().split(/\n\s*/)) {
    const [tag = '', ...elements] = line.split(separator)
    const parts = elements.map((each) => (each.includes(':') ? each.split(':') : each))
    reading.segment(view([tag, ...parts]))
  }
  return reading.end()
}

const ORDER = `
  ST*850*0001
  BEG*00*SA*PO-1**20260517
  CUR*BY*USD
  REF*DP*038
  REF*QQ*what
  ITD*14*3*2**45**46
  DTM*002*20260601
  N1*ST*Shop*9*0003947268292
  N3*1 Road*Hall 2
  N4*Solon*OH*44139*US
  PER*OC*Ann*TE*555-1
  N1*BY*Buyer*UL*4012345000009
  PO1*1*120*EA*9.25*TE*CB*065322-117*VN*AB3542
  PID*F****Small widget
  PO4*4*4*EA
  PO1*2*7*CA*1.5**IN*7
  CTT*2
  SE*17*0001`

test('an 850 is read segment by segment, and what has no place is told and kept', () => {
  const { document, losses, lineage } = read(x12Order, ORDER)
  expect(document).toMatchObject({
    kind: 'order',
    number: 'PO-1',
    date: '2026-05-17',
    type: 'stand-alone',
    purpose: 'original',
    currency: 'USD',
    references: [
      { type: 'department', value: '038' },
      { type: 'x12:QQ', value: 'what' },
    ],
    terms: { discountPercent: '2', discountDays: '45', netDays: '46' },
    dates: [{ role: 'requested-delivery', value: '2026-06-01' }],
    parties: [
      {
        role: 'ship-to',
        name: 'Shop',
        ids: [{ scheme: 'duns-4', value: '0003947268292' }],
        address: { street: '1 Road', additionalStreet: 'Hall 2', city: 'Solon', region: 'OH', country: 'US' },
        contacts: [{ function: 'order', name: 'Ann', channels: [{ kind: 'phone', value: '555-1' }] }],
      },
      { role: 'buyer', ids: [{ scheme: 'gln', value: '4012345000009' }] },
    ],
    lines: [
      {
        number: '1',
        quantity: '120',
        unit: 'EA',
        price: { amount: '9.25', basisCode: 'x12:TE' },
        ids: [
          { scheme: 'x12:CB', value: '065322-117' },
          { scheme: 'seller-item', value: 'AB3542' },
        ],
        description: 'Small widget',
      },
      { number: '2', quantity: '7', unit: 'x12:CA', price: { amount: '1.5' } },
    ],
  })
  expect(losses).toEqual([
    { at: 'ITD[6]/01', value: '14', reason: 'the canonical form has no place for this element' },
    { at: 'ITD[6]/02', value: '3', reason: 'the canonical form has no place for this element' },
    ...['4', '4', 'EA'].map((value, n) => ({
      at: `PO4[15]/0${n + 1}`,
      value,
      reason: 'the canonical form has no place for this segment',
    })),
  ])
  expect(document['extensions']).toEqual(losses.map(({ at, value }) => ({ at, value })))
  expect(lineage).toContainEqual({ path: 'lines.1.price.amount', at: 'PO1[16]/04', rule: '850 PO1/4' })
  expect(checkCanonical(document).problems).toEqual([])
})

test('what an 850 says comes back from it, but for what it said it would lose', () => {
  const { document } = read(x12Order, ORDER)
  const { segments, losses } = writeSegments(x12Order, document)
  expect(losses.map(({ path }) => path)).toEqual(
    Array.from({ length: 5 }, (_, n) => [`extensions.${n}.at`, `extensions.${n}.value`]).flat(),
  )
  expect(segments.map((each) => each.join('*'))).toEqual([
    'BEG*00*SA*PO-1**20260517',
    'CUR*BY*USD',
    'REF*DP*038',
    'REF*QQ*what',
    'ITD***2**45**46',
    'DTM*002*20260601',
    'N1*ST*Shop*9*0003947268292',
    'N3*1 Road*Hall 2',
    'N4*Solon*OH*44139*US',
    'PER*OC*Ann*TE*555-1',
    'N1*BY*Buyer*UL*4012345000009',
    'PO1*1*120*EA*9.25*TE*CB*065322-117*VN*AB3542',
    'PID*F****Small widget',
    'PO1*2*7*CA*1.5**IN*7',
    'CTT*2',
  ])
})

test('the same order as ORDERS: what EDIFACT has no code for is told, and a unit that nobody knows passes with a note', () => {
  const { document } = read(x12Order, ORDER)
  document['extensions'] = undefined
  const { segments, losses } = writeSegments(edifactOrder('D96A'), document)
  expect(segments.map(shown)).toEqual([
    'BGM+220+PO-1+9',
    'DTM+137:20260517:102',
    'DTM+2:20260601:102',
    'NAD+DP+++Shop+1 Road::Hall 2+Solon+OH+44139+US',
    'CTA+OC+:Ann',
    'COM+555-1:TE',
    'NAD+BY+4012345000009::9++Buyer',
    'CUX+2:USD:9',
    'PAT+22++5:3:D:45',
    'PCD+12:2',
    'PAT+1++5:3:D:46',
    'LIN+1',
    'PIA+5+AB3542:SA',
    'IMD+F++:::Small widget',
    'QTY+21:120:EA',
    'PRI+AAA:9.25',
    'LIN+2',
    'PIA+5+7:IN',
    'QTY+21:7:CA',
    'PRI+AAA:1.5',
    'UNS+S',
    'CNT+2:2',
  ])
  expect(losses.map(({ path, value }) => `${path}=${value}`)).toEqual([
    'lines.1.unit=x12:CA',
    'type=stand-alone',
    'references.0.type=department',
    'references.0.value=038',
    'references.1.type=x12:QQ',
    'references.1.value=what',
    'parties.0.ids.0.scheme=duns-4',
    'parties.0.ids.0.value=0003947268292',
    'lines.0.price.basisCode=x12:TE',
    'lines.0.ids.0.scheme=x12:CB',
    'lines.0.ids.0.value=065322-117',
  ])
})

function shown(segment: SegmentWritten): string {
  return segment.map((each) => (typeof each === 'string' ? each : each.join(':'))).join('+')
}

test('a segment whose date or amount cannot be read is told whole, with what follows it', () => {
  const reading = new SegmentReading(edifactOrder('D96A'))
  const segments: SegmentWritten[] = [
    ['BGM', '220', '7'],
    ['DTM', ['2', '20260230', '102']],
    ['DTM', ['10', '202605170930', '203']],
    ['ALC', 'X', '', '', '', ['FC']],
    ['PCD', ['3', '5']],
    ['LIN', '1'],
    ['UNH', '1'],
  ]
  for (const segment of segments) reading.segment(view(segment))
  const { document, losses } = reading.end()
  expect(document).toMatchObject({
    number: '7',
    dates: [{ role: 'requested-ship', value: '2026-05-17T09:30' }],
    lines: [{ number: '1' }],
  })
  expect(checkCanonical(document).problems).toEqual([])
  expect(losses.map(({ at, value, reason }) => `${at} ${value}: ${reason}`)).toEqual([
    'DTM[2]/01:1 2: expected a date in format 102, 203 or 204',
    'DTM[2]/01:2 20260230: expected a date in format 102, 203 or 204',
    'DTM[2]/01:3 102: expected a date in format 102, 203 or 204',
    'ALC[4]/01:1 X: expected one of A, C',
    'ALC[4]/05:1 FC: expected one of A, C',
    'PCD[5]/01:1 3: what it belongs to could not be read',
    'PCD[5]/01:2 5: what it belongs to could not be read',
  ])
})

test('the currency beside an amount is that of the document, and another one is told', () => {
  const reading = new SegmentReading(edifactOrder('D96A'))
  const segments: SegmentWritten[] = [
    ['BGM', '220', '7'],
    ['CUX', ['2', 'EUR', '9']],
    ['UNS', 'S'],
    ['MOA', ['79', '10', 'EUR']],
    ['MOA', ['86', '11', 'USD']],
  ]
  for (const segment of segments) reading.segment(view(segment))
  const { document, losses } = reading.end()
  expect(document).toMatchObject({ currency: 'EUR', totals: { lineAmount: '10', payableAmount: '11' } })
  expect(losses).toEqual([{ at: 'MOA[5]/01:3', value: 'USD', reason: 'currency is known already' }])
})

test('what stands behind the tenth component is told as well', () => {
  const reading = new SegmentReading(edifactOrder('D96A'))
  const many = Array.from({ length: 40 }, (_, n) => `t${n + 1}`)
  for (const segment of [
    ['BGM', '220', '7'],
    ['FTX', 'AAI', '', '', many],
    ['XYZ', many],
  ] as SegmentWritten[]) {
    reading.segment(view(segment))
  }
  const { document, losses } = reading.end()
  expect(document).toMatchObject({ notes: [{ text: many.slice(0, 5).join('\n') }] })
  const places = (tag: string, from: number) => many.slice(from - 1).map((text, n) => `${tag}:${from + n} ${text}`)
  expect(losses.map(({ at, value }) => `${at} ${value}`)).toEqual([
    ...places('FTX[2]/04', 6),
    ...places('XYZ[3]/01', 1),
  ])
})

test('a group of more segments than a call may have arguments is written', () => {
  const references = () => ['1', '2', '3', '4', '5', '6'].map((value) => ({ type: 'invoice', value }))
  const lines = Array.from({ length: 20_000 }, () => ({ references: references() }))
  const { segments } = writeSegments(x12Remittance, { kind: 'remittance', number: '1', lines })
  expect(segments.filter(([tag]) => tag === 'REF')).toHaveLength(5 * lines.length)
})

test('repeats of an element become further items where there is a list, and are told where there is none (syntax 4)', () => {
  const service = { ...DEFAULT_SERVICE, repetition: 0x2a }
  const text = `BGM+220+PO-1*PO-2+9'
    NAD+BY+4012345000009::9*17::92++Buyer'CTA+PD+:Ann*:Bob'COM+1:TE*2:FX*a@b?*c:EM'
    LIN+1++4000000000001:EN'PIA+5+A:SA*B:IN*C'QTY+21:5:PCE*12:6:PCE'RFF+ON:1*CT:2'DTM+171:20260517:102'ZZZ+1*2'`
  const reading = new SegmentReading(edifactInvoice('D96A'))
  const bytes = Buffer.from(text.replaceAll(/\n\s*/g, ''))
  for (const one of edifactViews(segmentsOf(bytes, { service, charset: charsetOf('UNOC')! }))) reading.segment(one)
  const { document, losses } = reading.end()
  expect(document).toMatchObject({
    number: 'PO-1',
    parties: [
      {
        ids: [{ value: '4012345000009' }, { value: '17' }],
        name: 'Buyer',
        contacts: [{ name: 'Ann', channels: [{ value: '1' }, { value: '2' }, { value: 'a@b*c' }] }],
      },
    ],
    lines: [
      {
        ids: [{ value: '4000000000001' }, { value: 'A' }, { value: 'B' }, { value: 'C' }],
        quantities: [
          { role: 'ordered', value: '5' },
          { role: 'despatched', value: '6' },
        ],
        references: [{ value: '1', date: '2026-05-17' }, { value: '2' }],
      },
    ],
  })
  expect(losses).toEqual([
    { at: 'BGM[1]/02:1', value: 'PO-2', reason: 'the canonical form has one place for this repeated element' },
    { at: 'CTA[3]/02:2', value: 'Bob', reason: 'the canonical form has one place for this repeated element' },
    { at: 'ZZZ[10]/01:1', value: '1', reason: 'the canonical form has no place for this segment' },
    { at: 'ZZZ[10]/01:1', value: '2', reason: 'nothing was made of this segment' },
  ])
})
