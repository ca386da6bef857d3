import fc from 'fast-check'
import { expect, test } from 'vitest'
import { view } from '../../../test/formats/view.ts'
import { latin1Bytes } from '../../edi/latin1.ts'
import { outlineSet } from '../../edi/x12/outline.ts'
import { x12Text } from '../../edi/x12/text.ts'
import { SegmentReading } from '../mapping/segment-reading.ts'
import type { MessageTable } from '../mapping/segment-rules.ts'
import { x12Catalog } from './832.ts'
import { x12Order } from './850.ts'
import { cellsOf } from './cells.ts'

const DELIMITERS = { element: 0x2a, component: 0x3e, terminator: 0x7e }

function asCells(table: MessageTable, text: string, wishes = {}) {
  const reading = new SegmentReading(table, wishes)
  for (const segment of cellsOf(latin1Bytes(text), DELIMITERS)) reading.segment(segment)
  return reading.end()
}

/** The same, with all elements as texts. */
function asTexts(table: MessageTable, text: string) {
  const reading = new SegmentReading(table)
  for (const line of text.replace(/~\n?$/, '').split(/~\n?/)) {
    const [tag = '', ...elements] = line.split('*').map((each) => each.trimEnd())
    const parts = elements.map((each) => (each.includes('>') ? each.split('>') : each))
    reading.segment({ ...view([tag, ...parts]), element: (n) => elements[n - 1] ?? '' })
  }
  return reading.end()
}

const texts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'A',
    'EA ',
    ' 7',
    '1',
    '0.10',
    '-5',
    '.5',
    '1,5',
    'VP',
    'UP',
    'ST',
    'VX',
    'DP',
    'F',
    'TEN',
    '\u00a0',
  ),
  fc.constantFrom(
    '20260517',
    '20260230',
    'UCP',
    'a>b',
    '>',
    '>>x',
    'Caf\u00e9',
    'a text of some length',
    '9'.repeat(31),
  ),
)
const tags = fc.constantFrom(
  'BEG',
  'CUR',
  'REF',
  'DTM',
  'N1',
  'N3',
  'N4',
  'PER',
  'PO1',
  'LIN',
  'CTP',
  'PID',
  'N9',
  'MSG',
  'SAC',
  'ZZZ',
)
const segments = fc
  .array(fc.tuple(tags, fc.array(texts, { maxLength: 36 })), { minLength: 1, maxLength: 12 })
  .map((all) => all.map(([tag, elements]) => `${[tag, ...elements].join('*')}~\n`).join(''))

test.each([
  ['850', x12Order],
  ['832', x12Catalog],
])('%s: bytes are read as their texts are, to the last loss', (_, table) => {
  fc.assert(
    fc.property(segments, (text) => {
      expect(asCells(table, text)).toEqual(asTexts(table, text))
    }),
    { numRuns: 500 },
  )
})

test('without lineage the document and what was lost are the same', () => {
  const text = 'BEG*00*SA*7~ITD*14~PO1*1*2*EA*3**VP*A~'
  const { document, losses, lineage } = asCells(x12Order, text)
  expect(lineage.length).toBeGreaterThan(5)
  expect(asCells(x12Order, text, { lineage: false })).toEqual({ document, losses, lineage: [] })
})

test('a segment that an outer group took before is offered to the inner one again', () => {
  const { document } = asCells(x12Order, 'N1*ST*A~REF*DP*1~N1*BY*B~REF*VX*2~N1*SU*C~REF*DP*3~')
  expect(document).toMatchObject({
    parties: [{ name: 'A' }, { name: 'B', vatNumber: '2' }, { name: 'C' }],
    references: [{ value: '1' }, { value: '3' }],
  })
})

test('a line of which nothing can be read is none, and the last segment may have lost its terminator', () => {
  const { document, losses } = asCells(x12Order, 'BEG*00*SA*7~PO1**TEN~PO1*2')
  expect(document['lines']).toEqual([{ number: '2' }])
  expect(losses).toEqual([{ at: 'PO1[2]/02', value: 'TEN', reason: 'expected a decimal number' }])
})

test('what is UTF-8 as a whole is read as that, and all else as ISO 8859-1', () => {
  const text = 'ST*850*0001~BEG*00*SA*Ä-1**20261120~PO1*1*10*EA*9.95**VP*B8~PID*F****Schräube 8 мм~SE*5*0001~'
  const described = (bytes: Uint8Array) => {
    const reading = new SegmentReading(x12Order)
    for (const segment of cellsOf(bytes, DELIMITERS)) reading.segment(segment)
    const { document } = reading.end() as unknown as { document: { number: string; lines: { description: string }[] } }
    return [document.number, document.lines[0]!.description]
  }
  expect(described(Buffer.from(text))).toEqual(['Ä-1', 'Schräube 8 мм'])
  const single = text.replace('мм', 'mm')
  expect(described(latin1Bytes(single))).toEqual(['Ä-1', 'Schräube 8 mm'])
  expect(x12Text(Buffer.from(text))).toBe(text)
  expect(x12Text(latin1Bytes(single))).toBe(single)
  const shown = outlineSet(Buffer.from(text), {
    ...{ version: '004010', type: '850', delimiters: DELIMITERS, segmentsMax: 9 },
  })
  expect(shown.segments[3]!.elements[4]!.value).toBe('Schräube 8 мм')
})
