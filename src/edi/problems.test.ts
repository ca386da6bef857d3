import { expect, test } from 'vitest'
import { type Problem, renderProblem } from './problems.ts'

const of = (more: Partial<Problem> & Pick<Problem, 'code'>): string =>
  renderProblem({
    ...{ level: 'segment', severity: 'error', acknowledgement: '5', offset: 0 },
    ...{ segment: 'PRF', segmentPosition: 4, ...more },
  })

test('how often something may be there is said in numbers that are English', () => {
  expect(of({ code: 'segment-too-often', expected: '1' })).toContain('more often than the one time that the standard')
  expect(of({ code: 'loop-too-often', expected: '20' })).toContain('more often than the 20 times that the standard')
  const guide = { place: 'N1[ST]', guide: 'bolt 1', expected: '1' }
  expect(of({ code: 'guide-segment-too-often', ...guide })).toContain('more often than the one time that the guide')
})

test('a segment in a wrong place is not said to be late, for it may be early', () => {
  expect(of({ code: 'segment-out-of-sequence' })).toBe(
    'PRF (segment 4 of its set) does not stand in its place in the set.',
  )
})

test('characters that cannot be written are named, and are not said to be the value', () => {
  const lost = { code: 'character-not-encodable', element: 2, value: 'Бо', expected: 'X12' } as const
  expect(of(lost)).toBe(
    'PRF02 (segment 4 of its set) holds "Бо": characters that X12 cannot carry. Write it without them.',
  )
  expect(of({ ...lost, standard: 'edifact' })).toContain('cannot carry. Use another level, or let them be replaced.')
})
