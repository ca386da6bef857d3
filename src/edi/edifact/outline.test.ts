import { expect, test } from 'vitest'
import { ANY } from './charsets.ts'
import { outlineMessage } from './outline.ts'
import { DEFAULT_SERVICE, inVersion } from './service-string.ts'

const outline = (type: string, segments: string[], segmentsMax = 100) =>
  outlineMessage(Buffer.from(segments.map((one) => `${one}'`).join('\r\n'), 'latin1'), {
    type,
    version: 'D',
    release: '96A',
    service: inVersion(DEFAULT_SERVICE, 3),
    charset: ANY,
    segmentsMax,
  })

/** Each segment on a line, indented by its level. */
const drawn = (type: string, segments: string[]) =>
  outline(type, segments).segments.map(({ tag, level }) => `${'  '.repeat(level)}${tag}`)

test('groups hang below the segment that opens them, and the next repeat stands beside it', () => {
  const order = [
    'UNH+1+ORDERS:D:96A:UN',
    'BGM+220+1+9',
    'DTM+137:20261120:102',
    'NAD+BY+1',
    'CTA+OC',
    'COM+1:TE',
    'NAD+SU+1',
  ]
  const lines = ['LIN+1', 'QTY+21:1', 'PRI+AAA:1', 'LIN+2', 'UNS+S', 'CNT+2:2', 'UNT+13+1']
  expect(drawn('ORDERS', [...order, ...lines])).toEqual([
    'UNH',
    'BGM',
    'DTM',
    'NAD',
    '  CTA',
    '    COM',
    'NAD',
    'LIN',
    '  QTY',
    '  PRI',
    'LIN',
    'UNS',
    'CNT',
    'UNT',
  ])
})

test('levels of packing hang below those that they name', () => {
  const advice = [
    'UNH+1+DESADV:D:96A:UN',
    'BGM+351+1',
    'CPS+1',
    'PAC+1',
    'CPS+2+1',
    'PAC+2',
    'CPS+3+1',
    'CNT+2:2',
    'UNT+9+1',
  ]
  expect(drawn('DESADV', advice)).toEqual(['UNH', 'BGM', 'CPS', '  PAC', '  CPS', '    PAC', '  CPS', 'CNT', 'UNT'])
})

test('elements have names and values, components their place, and what is empty is left out', () => {
  const { segments, count } = outline('ORDERS', ['UNH+1+ORDERS:D:96A:UN', "BGM+220+O?'1+9", 'DTM+137:20261120:102'], 2)
  expect(count).toBe(3)
  expect(segments).toHaveLength(2)
  expect(segments[1]).toEqual({
    position: 2,
    tag: 'BGM',
    name: 'Kind and number',
    level: 0,
    elements: [
      { position: 1, component: 1, name: 'Kind of document', value: '220' },
      { position: 2, name: 'Number of the document', value: "O'1" },
      { position: 3, name: 'Purpose', value: '9' },
    ],
  })
})

test('a segment that no table knows is shown as it stands', () => {
  const { segments } = outline('MSCONS', ['UNH+1+MSCONS:D:96A:UN', 'XYZ+A:B+C'])
  expect(segments[1]).toEqual({
    position: 2,
    tag: 'XYZ',
    name: null,
    level: 0,
    elements: [
      { position: 1, component: 1, name: null, value: 'A' },
      { position: 1, component: 2, name: null, value: 'B' },
      { position: 2, name: null, value: 'C' },
    ],
  })
})
