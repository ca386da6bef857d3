import { expect, test } from 'vitest'
import { type Seen, Standstill } from './standstill.ts'

const refuses = (spent: number, waits = false): Seen => ({ answer: 'refuses', recovery: { spent, waits } })

/** At which of these seconds it is taken to stand still. */
function standsStillAt(seen: Seen[]): number[] {
  const standstill = new Standstill(3_000)
  return seen.flatMap((one, second) => (standstill.is(one, second * 1_000) ? [second] : []))
}

test('a recovery that does nothing stands still; one that goes on or waits for the disk does not', () => {
  expect(standsStillAt([refuses(7), refuses(7), refuses(8), refuses(8), refuses(8)])).toEqual([3, 4])
  expect(standsStillAt([0, 50, 100, 150, 200, 250].map((spent) => refuses(spent)))).toEqual([])
  expect(standsStillAt([0, 0, 5, 5, 5].map((spent) => refuses(spent)))).toEqual([])
  expect(standsStillAt([7, 7, 7, 7, 7].map((spent) => refuses(spent, true)))).toEqual([])
})

test('a new recovery begins anew; who answers, or of whom nothing is known, does not stand still', () => {
  expect(standsStillAt([refuses(90), refuses(90), refuses(2), refuses(2), refuses(2)])).toEqual([])
  expect(standsStillAt([refuses(1), refuses(1), { ...refuses(1), answer: 'ready' }, refuses(1), refuses(1)])).toEqual(
    [],
  )
  expect(standsStillAt(Array(6).fill({ answer: 'unknown', recovery: { spent: 1, waits: false } }))).toEqual([])
  expect(standsStillAt(Array(6).fill({ answer: 'refuses', recovery: null }))).toEqual([])
})
