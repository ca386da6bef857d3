import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffOf } from './diff.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const TILDE = 0x7e
const diff = (before: string, after: string, terminator: number | null = TILDE) =>
  diffOf(bytes(before), bytes(after), terminator)

test('an edited segment is one stretch with its place', () => {
  expect(diff('ST*850*1~BEG*00~PO1*1~SE*3*1~', 'ST*850*1~BEG*01~PO1*1~SE*3*1~')).toEqual({
    unit: 'segment',
    hunks: [{ at: 2, removed: ['BEG*00'], added: ['BEG*01'] }],
    removed: 1,
    added: 1,
    cut: false,
  })
})

test('added, removed, repeated and equal ones', () => {
  expect(diff('A~B~', 'A~X~B~').hunks).toEqual([{ at: 2, removed: [], added: ['X'] }])
  expect(diff('A~X~B~', 'A~B~').hunks).toEqual([{ at: 2, removed: ['X'], added: [] }])
  expect(diff('A~A~B~', 'A~A~A~B~')).toMatchObject({ added: 1, removed: 0 })
  expect(diff('A~B~', 'A~B~').hunks).toEqual([])
  expect(diff('A~\r\nB~\r\n', 'A~\r\nC~\r\n').hunks).toEqual([{ at: 2, removed: ['B'], added: ['C'] }])
  expect(diff('', 'A~').hunks).toEqual([{ at: 1, removed: [], added: ['A'] }])
  expect(diff('one\ntwo\n', 'one\nzwei\n', null).hunks).toEqual([{ at: 2, removed: ['two'], added: ['zwei'] }])
})

test('what is said of the difference leads from the one to the other', () => {
  const text = fc.array(fc.constantFrom('A', 'B', 'C', 'DD'), { maxLength: 30 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const whole = (list: string[]) => list.map((piece) => `${piece}~`).join('')
      const { hunks } = diff(whole(before), whole(after))
      const now: string[] = [...before]
      for (const { at, removed, added } of hunks.toReversed()) {
        expect(now.splice(at - 1, removed.length, ...added)).toEqual(removed)
      }
      expect(now).toEqual(after)
    }),
    { numRuns: 2_000 },
  )
})

test('a large text with a small edit costs little, and one that is wholly other is one stretch', () => {
  const large = Array.from({ length: 300_000 }, (_, i) => `PO1*${i}*10*EA*9.95~`).join('')
  const began = performance.now()
  expect(diff(large, large.replace('PO1*150000*10', 'PO1*150000*11')).hunks[0]!.at).toBe(150_001)
  expect(performance.now() - began).toBeLessThan(3_000)
  const other = diff(large, large.replaceAll('PO1', 'PO2'))
  expect(other).toMatchObject({ removed: 300_000, added: 300_000, cut: true })
  expect(other.hunks).toHaveLength(1)
})
