import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Marks } from '../marks.ts'
import type { Problem } from '../problems.ts'
import { segments } from './004010/segments.ts'
import { checkElements } from './elements.ts'
import { Segment } from './segment.ts'
import { isSound, planSegment } from './sound.ts'

const element = fc.oneof(
  fc.constantFrom(
    '',
    '',
    '00',
    'SA',
    'EA',
    '9.95',
    '-1',
    '1.2.3',
    '.',
    '-',
    '20261120',
    '20260230',
    '20260229',
    '2230',
  ),
  fc.constantFrom('2561', '223059', '22305999', '004010', 'PO', 'X'.repeat(90), 'A\tB', 'Ä', '>', '^'),
  fc.string({ unit: fc.constantFrom('0', '1', '9', '-', '.', 'A', 'z', ' ', '\x01'), maxLength: 12 }),
)
const repetition = '^'.charCodeAt(0)

function look(tag: string, elements: string[]): { sound: boolean; problems: Problem[] } {
  const bytes = Buffer.from(`${[tag, ...elements].join('*')}~`, 'latin1')
  const marks = new Marks()
  marks.seek({ terminator: '~'.charCodeAt(0), others: ['*'.charCodeAt(0)], odd: [repetition] })
  marks.find(bytes, 0)
  expect(marks.reach(0)).toBe(true)
  const segment = new Segment().point(bytes, 0, marks)
  const problems: Problem[] = []
  const context = { position: 2, component: 0x3e, repetition, report: (one: Problem) => void problems.push(one) }
  checkElements(segment, segments[tag]!, context)
  return { sound: isSound(segment, planSegment(segments[tag]!), marks.clean), problems }
}

test('in a sound segment the slow look finds nothing, whatever the segment', () => {
  const tags = Object.keys(segments)
  const one = fc.tuple(fc.constantFrom(...tags), fc.array(element, { maxLength: 33 }))
  let sound = 0
  fc.assert(
    fc.property(one, ([tag, elements]) => {
      const found = look(tag, elements)
      if (found.sound) sound++
      if (found.sound) expect(found.problems).toEqual([])
    }),
    { numRuns: 10_000 },
  )
  expect(sound).toBeGreaterThan(200)
})

test('good segments are seen as sound, so that they cost little', () => {
  expect(look('BEG', ['00', 'SA', 'PO-1', '', '20261120']).sound).toBe(true)
  expect(look('PO1', ['1', '10', 'EA', '9.95', '', 'BP', 'SKU', 'VP', 'V']).sound).toBe(true)
  expect(look('N1', ['ST', 'BOLT WEST', '92', '17']).sound).toBe(true)
})

test('line ends between segments belong to nobody, within one they are looked at', () => {
  const cleanOf = (text: string) => {
    const marks = new Marks()
    marks.seek({ terminator: 0x7e, others: [0x2a] })
    marks.find(Buffer.from(text, 'latin1'), 0)
    return marks.clean
  }
  expect(['A*1~\r\nB*2~\n\n', '\r\nA*1~', 'A*1~'].map(cleanOf)).toEqual([true, true, true])
  expect(['A*1\n~', 'A*1~\r\nB\n*2~', 'A*\x01~', 'A\r\n*1~\r\n'].map(cleanOf)).toEqual([false, false, false, false])
})
