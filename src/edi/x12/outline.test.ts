import { expect, test } from 'vitest'
import { outlineSet } from './outline.ts'

const delimiters = { element: 0x2a, terminator: 0x7e }

/** Each segment on a line, indented by its level. */
function drawn(type: string, segments: string[], segmentsMax = 100): string[] {
  const bytes = Buffer.from(segments.map((one) => `${one}~`).join('\r\n'), 'latin1')
  const outline = outlineSet(bytes, { version: '004010', type, delimiters, segmentsMax })
  return outline.segments.map(({ tag, level }) => `${'  '.repeat(level)}${tag}`)
}

test('loops hang below the segment that opens them, and the next repeat stands beside it', () => {
  const order = [
    'ST*850*1',
    'BEG*00*SA*1**20261120',
    'N1*ST*X',
    'N3*Y',
    'PO1*1*2*EA',
    'PID*F****A',
    'PO1*2*2*EA',
    'CTT*2',
    'SE*9*1',
  ]
  expect(drawn('850', order)).toEqual(['ST', 'BEG', 'N1', '  N3', 'PO1', '  PID', 'PO1', 'CTT', 'SE'])
})

test('levels of a ship notice hang below those that they name', () => {
  const notice = [
    'ST*856*1',
    'BSN*00*S*20261121*1015',
    'HL*1**S',
    'TD1*CTN*3',
    'HL*2*1*O',
    'PRF*1',
    'HL*3*2*I',
    'SN1*1*2*EA',
    'HL*4*1*O',
    'PRF*2',
    'CTT*4',
    'SE*12*1',
  ]
  expect(drawn('856', notice)).toEqual([
    'ST',
    'BSN',
    'HL',
    '  TD1',
    '  HL',
    '    PRF',
    '    HL',
    '      SN1',
    '  HL',
    '    PRF',
    'CTT',
    'SE',
  ])
})

test('what has no place, and sets without a table, are shown all the same', () => {
  expect(drawn('850', ['ST*850*1', 'ZZZ*1', 'BEG*00', 'PO1*1', 'BEG*00', 'SE*6*1'])).toEqual([
    'ST',
    'ZZZ',
    'BEG',
    'PO1',
    '  BEG',
    'SE',
  ])
  expect(drawn('214', ['ST*214*1', 'B10*1', 'SE*3*1'])).toEqual(['ST', 'B10', 'SE'])
})

test('elements have names and their text as it is, and only so many segments are given', () => {
  const set = Buffer.from('ST*850*0001~BEG*00*SA* PO-1 **20261120~SE*3*0001~')
  const { segments, count } = outlineSet(set, { version: '004010', type: '850', delimiters, segmentsMax: 2 })
  expect(count).toBe(3)
  expect(segments).toHaveLength(2)
  expect(segments[1]).toMatchObject({ position: 2, name: 'Purchase order', level: 0 })
  expect(segments[1]!.elements.slice(2, 5)).toEqual([
    { position: 3, name: 'Order number', value: ' PO-1 ' },
    { position: 4, name: 'Release number', value: '' },
    { position: 5, name: 'Date', value: '20261120' },
  ])
})
