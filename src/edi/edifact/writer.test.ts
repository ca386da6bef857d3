import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InterchangeReader } from './interchange-reader.ts'
import type { Item, Unb } from './items.ts'
import { segmentsOf } from './segments.ts'
import { type ElementText, type EnvelopeText, type MessageText, type SegmentText, writeInterchange } from './writer.ts'

const envelope: EnvelopeText = {
  syntax: { id: 'UNOC', version: 3 },
  sender: { id: '4012345000009', qualifier: '14' },
  receiver: { id: '4098765000008', qualifier: '14' },
  at: new Date('2026-11-20T22:30:00Z'),
  reference: 'REF42',
}
const message = (segments: SegmentText[]): MessageText => ({
  type: 'ORDERS',
  version: 'D',
  release: '96A',
  agency: 'UN',
  association: 'EAN008',
  reference: '1',
  segments,
})
const text = (of: Partial<EnvelopeText>, segments: SegmentText[]) => {
  const { bytes, problems } = writeInterchange({ ...envelope, ...of }, [message(segments)])
  expect(problems).toEqual([])
  return Buffer.from(bytes!).toString('latin1')
}

test('an interchange is written with its counts and references, and nothing behind the last element', () => {
  expect(
    text({}, [
      ['BGM', '220', '', '9', ''],
      ['DTM', ['137', '20261120', '102', '']],
      ['UNS', 'S'],
    ]),
  ).toBe(
    "UNB+UNOC:3+4012345000009:14+4098765000008:14+261120:2230+REF42'UNH+1+ORDERS:D:96A:UN:EAN008'" +
      "BGM+220++9'DTM+137:20261120:102'UNS+S'UNT+5+1'UNZ+1+REF42'",
  )
})

test('what would be a delimiter is released', () => {
  expect(text({}, [['FTX', 'AAI', '', '', ["?+:'", 'A*B']]])).toContain("FTX+AAI+++???+?:?':A*B'")
  expect(text({ syntax: { id: 'UNOC', version: 4 } }, [['FTX', 'A*B', [['1', '2'], ['3']]]])).toContain(
    "FTX+A?*B+1:2*3'",
  )
})

test('UNA stands where it says something new, or is asked for', () => {
  const comma = { component: 58, element: 43, decimal: 44, release: 63, repetition: null, terminator: 39 }
  expect(text({}, [])).toMatch(/^UNB/)
  expect(text({ una: true, lines: true }, [])).toMatch(/^UNA:\+\.\? '\r\nUNB.*'\r\nUNH/)
  expect(text({ service: comma }, [])).toMatch(/^UNA:\+,\? 'UNB/)
  expect(text({ service: { ...comma, repetition: 42 }, syntax: { id: 'UNOC', version: 4 } }, [])).toMatch(
    /^UNB\+UNOC:4.*\+20261120:2230/,
  )
})

test('characters that the level does not have are a problem, or written in its letters where that is asked for', () => {
  const segments: SegmentText[] = [['FTX', 'AAI', '', '', 'Müller & Søn, 5 € – “neu”']]
  const refused = writeInterchange({ ...envelope, syntax: { id: 'UNOA', version: 3 } }, [message(segments)])
  expect(refused.bytes).toBeNull()
  expect(refused.problems[0]).toMatchObject({ code: 'character-not-encodable', segment: 'FTX', element: 4 })
  expect(text({ syntax: { id: 'UNOA', version: 3 }, transliterate: true }, segments)).toContain(
    `FTX+AAI+++MUELLER & SON, 5 EUR - "NEU"'`,
  )
  const chinese = writeInterchange({ ...envelope, transliterate: true }, [message([['FTX', '訂單']])])
  expect(chinese.bytes).toBeNull()
  expect(writeInterchange({ ...envelope, syntax: { id: 'UNOX', version: 3 } }, []).problems).toMatchObject([
    { acknowledgement: '46' },
  ])
  expect(writeInterchange(envelope, [message([['FTX', [['A'], ['B']]]])]).problems).toMatchObject([
    { acknowledgement: '35' },
  ])
})

function read(bytes: Uint8Array): Item[] {
  const reader = new InterchangeReader()
  return [...reader.push(bytes), ...reader.end()]
}

/** What the reader found, written again. */
function again(bytes: Uint8Array): Uint8Array {
  const items = read(bytes)
  let unb: Unb | null = null
  const messages: MessageText[] = []
  for (const item of items) {
    if (item.kind === 'interchange-start') unb = item.envelope
    if (item.kind !== 'message') continue
    const own = bytes.subarray(item.message.from, item.message.to)
    const found = Array.from(
      segmentsOf(own, unb!),
      (segment): SegmentText => [
        segment.tag,
        ...Array.from({ length: segment.count }, (_, n): ElementText => segment.occurrences(n + 1)),
      ],
    )
    messages.push({ ...item.message, segments: found.slice(1, -1) })
  }
  const { syntax, sender, receiver, reference, service, una } = unb!
  const version = Number(syntax.version) as 3 | 4
  return writeInterchange(
    { ...envelope, syntax: { id: syntax.id, version }, sender, receiver, reference, service, una },
    messages,
  ).bytes!
}

test('what is read and written again is the same, byte by byte', () => {
  const value = fc.string({
    unit: fc.constantFrom('A', 'z', '9', ' ', '+', ':', "'", '?', '*', '.', 'Ä', 'ß'),
    minLength: 1,
    maxLength: 8,
  })
  const element = fc.oneof(value, fc.constant(''), fc.array(value, { minLength: 1, maxLength: 4 }))
  const repeated = fc.array(fc.array(value, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  const segment = (version: 3 | 4) =>
    fc
      .array(version === 4 ? fc.oneof(element, repeated) : element, { maxLength: 5 })
      .map((elements): SegmentText => ['FTX', ...elements])
  const interchange = fc.constantFrom(3 as const, 4 as const).chain((version) =>
    fc.record({
      version: fc.constant(version),
      id: fc.constantFrom('UNOC', 'UNOK', 'UNOY'),
      una: fc.boolean(),
      messages: fc.array(fc.array(segment(version), { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
    }),
  )
  fc.assert(
    fc.property(interchange, ({ version, id, una, messages }) => {
      const all = messages.map((segments, i) => ({ ...message(segments), reference: String(i) }))
      const { bytes } = writeInterchange({ ...envelope, syntax: { id, version }, una }, all)
      expect(Buffer.from(again(bytes!)).toString('latin1')).toBe(Buffer.from(bytes!).toString('latin1'))
    }),
    { numRuns: 1_000 },
  )
})
