import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InterchangeReader } from './interchange-reader.ts'
import { outlineSet } from './outline.ts'
import { type EnvelopeText, type SegmentText, writeSets } from './writer.ts'

const envelope: EnvelopeText = {
  sender: { qualifier: 'ZZ', id: 'ACME' },
  receiver: { qualifier: 'ZZ', id: 'BOLT' },
  isaVersion: '00401',
  controlNumber: 7,
  usage: 'T',
  at: new Date('2026-11-20T22:30:00Z'),
  group: { gsSender: 'ACME', gsReceiver: 'BOLT', functionalId: 'PO', version: '004010' },
}
const text = (bytes: Uint8Array | null) => Buffer.from(bytes!).toString('latin1')
const order = (segments: SegmentText[]) => [{ type: '850', controlNumber: '0001', segments }]

test('an interchange with its counts, without empty ends', () => {
  const { bytes, problems } = writeSets(
    envelope,
    order([
      ['BEG', '00', 'SA', 'PO-1', '', '20261120'],
      ['REF', 'DP', '', '', ['9', '', '']],
    ]),
  )
  expect(problems).toEqual([])
  expect(text(bytes).slice(106)).toBe(
    'GS*PO*ACME*BOLT*20261120*2230*7*X*004010~ST*850*0001~BEG*00*SA*PO-1**20261120~REF*DP***9~SE*4*0001~GE*1*7~IEA*1*000000007~',
  )
  expect(text(writeSets({ ...envelope, lines: true }, order([])).bytes)).toContain('~\nST*850*0001~\nSE*2*0001~\n')
})

test('delimiters that do not occur in the data; none left, or asked for ones that do, is a problem', () => {
  const { bytes } = writeSets({ ...envelope, isaVersion: '00501' }, order([['MSG', 'A*B>C~D^E']]))
  const [start] = new InterchangeReader().push(bytes!)
  expect(start).toMatchObject({
    envelope: { delimiters: { element: 0x7c, component: 0x3a, repetition: 0x21, terminator: 0x0a } },
  })
  const all = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('')
  const none = writeSets(envelope, order([['MSG', all]]))
  expect(none.bytes).toBeNull()
  expect(none.problems.map(({ code }) => code)).toContain('delimiters-invalid')
  const delimiters = { element: 0x2a, component: 0x3e, repetition: null, terminator: 0x7e }
  expect(writeSets({ ...envelope, delimiters }, order([['MSG', 'A*B']]))).toMatchObject({
    bytes: null,
    problems: [{ code: 'character-not-encodable', segment: 'MSG', segmentPosition: 2, element: 1, value: '*' }],
  })
})

test('what ISO 8859-1 does not have is named, and nothing is written', () => {
  const { bytes, problems } = writeSets(envelope, order([['N1', 'ST', 'Łódź Größe']]))
  expect(bytes).toBeNull()
  expect(problems).toMatchObject([{ segment: 'N1', element: 2, value: 'Łź' }])
})

test('what was written is read again, value by value', () => {
  const value = fc.string({
    unit: fc.constantFrom('A', 'z', '9', ' ', '*', '~', 'ü', '>', "'", '+', '.'),
    minLength: 1,
    maxLength: 8,
  })
  const segment = fc.tuple(fc.constantFrom('REF', 'MSG', 'N1'), value, fc.option(value, { nil: '' }), value)
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
      const { bytes } = writeSets(envelope, order(segments))
      const reader = new InterchangeReader()
      const items = [...reader.push(bytes!), ...reader.end()]
      const start = items.find((item) => item.kind === 'interchange-start')!
      const { set } = items.find((item) => item.kind === 'set')!
      expect(
        items.flatMap((item) => (item.kind === 'group-end' || item.kind === 'interchange-end' ? item.problems : [])),
      ).toEqual([])
      expect(set.segmentCount).toBe(segments.length + 2)
      const { delimiters } = start.envelope
      const outline = outlineSet(bytes!.subarray(set.from, set.to), {
        version: '004010',
        type: '850',
        delimiters,
        segmentsMax: 100,
      })
      const read = outline.segments.slice(1, -1).map(({ tag, elements }) => [tag, ...elements.map((one) => one.value)])
      expect(read).toEqual(segments)
    }),
  )
})
