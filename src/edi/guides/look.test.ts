import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Segment as EdifactSegment } from '../edifact/segment.ts'
import { DEFAULT_SERVICE } from '../edifact/service-string.ts'
import { Marks } from '../marks.ts'
import { Segment as X12Segment } from '../x12/segment.ts'
import { EdifactLook } from './edifact-look.ts'
import { type Look, pack, X12Look } from './look.ts'
import { EDIFACT_SYNTAX, TokenLook, tokensOf, writeTokens, X12_SYNTAX } from './tokens.ts'

const value = fc.string({ unit: fc.constantFrom('A', 'b', '7', '.', '-', ' ', 'Z'), maxLength: 9 })
const escaped = fc.string({ unit: fc.constantFrom('A', '+', ':', "'", '?', '1'), maxLength: 9 })
const elements = (of: fc.Arbitrary<string>) =>
  fc.array(fc.array(of, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })

const seen = (look: Look) => {
  const all: unknown[] = [look.code, look.tag, look.count]
  for (let n = 1; n <= 9; n++)
    for (let c = 0; c <= 5; c++)
      // Whole composites are compared as being there or not.
      all.push(c === 0 ? look.size(n, 0) > 0 : [look.size(n, c), look.packed(n, c), look.text(n, c)])
  return all
}

function marked(text: string, terminator: string, others: string) {
  const bytes = Buffer.from(text, 'latin1')
  const marks = new Marks()
  const code = (one: string) => one.charCodeAt(0)
  marks.seek({ terminator: code(terminator), others: [...others].map(code) })
  marks.find(bytes, 0)
  expect(marks.reach(0)).toBe(true)
  return { bytes, marks }
}

test('a segment of X12 looks the same to guides in its buffer and as text', () => {
  fc.assert(
    fc.property(elements(value), (parts) => {
      const text = writeTokens([{ tag: 'N1', elements: parts }], X12_SYNTAX)
      const { bytes, marks } = marked(text, '~', '*')
      const look = new X12Look('>'.charCodeAt(0)).at(new X12Segment().point(bytes, 0, marks))
      expect(seen(look)).toEqual(seen(new TokenLook().at(tokensOf(text, X12_SYNTAX)[0]!)))
    }),
  )
})

test('so does one of EDIFACT, with release characters', () => {
  fc.assert(
    fc.property(fc.oneof(elements(value), elements(escaped)), (parts) => {
      const text = writeTokens([{ tag: 'NAD', elements: parts }], EDIFACT_SYNTAX)
      const tokens = tokensOf(text, EDIFACT_SYNTAX)[0]!
      const bytes = Buffer.from(text, 'latin1')
      const marks = new Marks()
      const { terminator, element, component, release } = DEFAULT_SERVICE
      marks.seek({ terminator, others: [element, component], release })
      marks.find(bytes, 0)
      expect(marks.reach(0)).toBe(true)
      expect(seen(new EdifactLook().at(new EdifactSegment().point(bytes, 0, marks)))).toEqual(
        seen(new TokenLook().at(tokens)),
      )
    }),
  )
})

test('what is written is read again, and what is packed is told apart', () => {
  fc.assert(
    fc.property(fc.array(elements(escaped), { minLength: 1, maxLength: 3 }), (segments) => {
      const drafted = segments.map((parts) => ({ tag: 'FTX', elements: parts }))
      const text = writeTokens(drafted, EDIFACT_SYNTAX)
      expect(writeTokens(tokensOf(text, EDIFACT_SYNTAX), EDIFACT_SYNTAX)).toBe(text)
    }),
  )
  expect([pack('A'), pack('1234567'), pack('Ä'), pack('A\0')]).toEqual([65, -1, -1, 16_640])
})
