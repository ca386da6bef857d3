import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Marks } from '../marks.ts'
import type { Problem } from '../problems.ts'
import { charsetOf } from './charsets.ts'
import { directoryOf } from './directories.ts'
import { checkElements } from './elements.ts'
import { Segment } from './segment.ts'
import { DEFAULT_SERVICE } from './service-string.ts'
import { isShaped } from './shape.ts'
import { areSound, isSound, planSegment, separatorsOf, shapeOf } from './sound.ts'

const { segments } = directoryOf('D', '96A')!

const component = fc.oneof(
  fc.constantFrom(
    '',
    '',
    '9',
    'BY',
    '102',
    '20261120',
    '9.95',
    '-1',
    '1.2.3',
    ',5',
    '5.',
    '-',
    'EAN008',
    'S',
    '?+',
    "?'",
  ),
  fc.constantFrom('X'.repeat(40), 'A\tB', 'Ä', 'ä€', '?', '*', 'A*B', '4012345000009'),
  fc.string({ unit: fc.constantFrom('0', '1', '9', '-', '.', ',', 'A', 'z', ' ', '\x01', 'ß'), maxLength: 12 }),
)
const element = fc.array(component, { maxLength: 6 }).map((parts) => parts.join(':'))

function look(text: string, level: string, version: 3 | 4 = 3): { sound: boolean; problems: Problem[] } | null {
  const bytes = Buffer.from(text, level === 'UNOY' ? 'utf8' : 'latin1')
  const charset = charsetOf(level)!
  const service = { ...DEFAULT_SERVICE, repetition: version === 4 ? DEFAULT_SERVICE.repetition : null }
  const { terminator, element, component, repetition, release } = service
  const marks = new Marks()
  const others = repetition === null ? [element, component] : [element, component, repetition]
  marks.seek({ terminator, others, odd: charset.odd, release })
  marks.find(bytes, 0)
  if (!marks.reach(0)) return null // its terminator was released
  const segment = new Segment()
  Object.assign(segment, { service, charset })
  segment.point(bytes, 0, marks)
  const table = segments[segment.tag]
  if (!table) return null
  const problems: Problem[] = []
  const report = (one: Problem) => void problems.push(one)
  checkElements(segment, table, { level: 'element', position: 2, report, outside: report })
  const plan = planSegment(table)
  const wide = marks.high && charset.utf8
  const sound = isSound(segment, plan, { clean: marks.clean, wide })
  // On the marks themselves, as a course has it: release characters are among them.
  const quick = marks.clean && !wide && areSound(bytes, marks, separatorsOf(service, charset), plan)
  if (sound && !wide) expect(quick).toBe(true)
  return { sound: sound || quick, problems }
}

test('in a sound segment the slow look finds nothing, whatever the segment', () => {
  const tags = Object.keys(segments)
  const one = fc.tuple(fc.constantFrom(...tags), fc.array(element, { maxLength: 7 }))
  const options = fc.tuple(fc.constantFrom('UNOA', 'UNOC', 'UNOE', 'UNOY'), fc.constantFrom(3 as const, 4 as const))
  let sound = 0
  fc.assert(
    fc.property(one, options, ([tag, elements], [level, version]) => {
      const found = look(`${[tag, ...elements].join('+')}'`, level, version)
      if (found?.sound) sound++
      if (found?.sound) expect(found.problems).toEqual([])
    }),
    { numRuns: 10_000 },
  )
  expect(sound).toBeGreaterThan(200)
})

test('good segments are seen as sound, so that they cost little', () => {
  for (const text of [
    "BGM+220+PO-1+9'",
    "DTM+137:20261120:102'",
    "NAD+BY+4012345000009::9++BOLT GMBH+HAUPTSTR. 1+KOELN++50667+DE'",
    "LIN+1++4000000000001:EN'",
    "PRI+AAA:9.95'",
    "QTY+21:10:PCE'",
    "UNS+S'",
    "FTX+AAI+++WHAT?: TEN ?+ FIVE ?'IS?' FIFTEEN'",
  ]) {
    expect(look(text, 'UNOA')).toEqual({ sound: true, problems: [] })
  }
})

test('what has the shape of a sound segment is seen as it is by its table', () => {
  const learned = new Map(Object.keys(segments).map((tag) => [tag, planSegment(segments[tag]!)]))
  const patterns = [
    'QTY+?:?:?',
    'PRI+?:?',
    'LIN+?++?:?',
    'DTM+?:?:?',
    'MOA+?:?',
    'IMD+?++:::?',
    'UNS+?',
    'CNT+?:?',
    'TAX+?+?+++:::?+?',
  ]
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('1', '21', '9.95', 'AAA', 'S', 'D', '102', '12345', '') },
    fc.string({ unit: fc.constantFrom('0', '9', '-', '.', ',', 'A', 'S', 'D'), maxLength: 40 }),
  )
  const service = DEFAULT_SERVICE
  const charset = charsetOf('UNOC')!
  const others = fc.constantFrom(service, { ...service, element: service.component, component: service.element })
  const marks = new Marks()
  let [shaped, otherwise] = [0, 0]
  fc.assert(
    fc.property(
      fc.constantFrom(...patterns),
      fc.array(text, { minLength: 6, maxLength: 6 }),
      others,
      (pattern, values, of) => {
        const filled = values.reduce((all, value) => all.replace('?', value), pattern)
        const bytes = Buffer.from(`${filled.replaceAll('?', '')}'`)
        marks.seek({ terminator: of.terminator, others: [of.element, of.component], release: of.release })
        marks.find(bytes, 0)
        expect(marks.reach(0)).toBe(true)
        const tag = pattern.slice(0, 3)
        const separators = separatorsOf(of, charset)
        const sound = areSound(bytes, marks, separators, planSegment(segments[tag]!))
        const shape = shapeOf(learned.get(tag)!, marks.last - marks.first, separators)
        if (shape !== null && isShaped(bytes, marks.at, marks.first, shape)) {
          expect(sound).toBe(true)
          shaped++
        } else otherwise++
        expect(areSound(bytes, marks, separators, learned.get(tag)!)).toBe(sound)
      },
    ),
    { numRuns: 15_000 },
  )
  expect(Math.min(shaped, otherwise)).toBeGreaterThan(1_000)
})

test('a code of a shape is no other one, and no longer one that ends with it', () => {
  const codes = new Set(['AB', 'CD', 'LONGAB'])
  const use = { reference: '0001', mandatory: true, type: 'an' as const, min: 1, max: 9 }
  const table = {
    tag: 'ABC',
    elements: [{ reference: '0001', mandatory: true, max: 1, components: [{ ...use, codes }] }],
  }
  const plan = planSegment(table)
  const marks = new Marks()
  const { terminator, element, component, release } = DEFAULT_SERVICE
  marks.seek({ terminator, others: [element, component], release })
  const sound = (value: string) => {
    const bytes = Buffer.from(`ABC+${value}'`)
    marks.find(bytes, 0)
    marks.reach(0)
    return areSound(bytes, marks, separatorsOf(DEFAULT_SERVICE, charsetOf('UNOC')!), plan)
  }
  const twice = ['AB', 'AB', 'CD', 'EF', 'XXXXXXAB', 'XXXXAB', 'A', 'AB']
  expect([...twice, ...twice].map(sound)).toEqual([...twice, ...twice].map((value) => value === 'AB' || value === 'CD'))
})
