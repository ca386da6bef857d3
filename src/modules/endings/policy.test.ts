import { expect, test } from 'vitest'
import { warningDue } from './policy.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000)
const DAYS = [30, 7]

test('one is warned a month and a week before, and then no more', () => {
  const key = { madeAt: day(0), endsAt: day(365) }
  expect([334, 335, 350, 358, 364].map((now) => warningDue(key, DAYS, day(now)))).toEqual([null, 30, 30, 7, 7])
  expect([365, 400].map((now) => warningDue(key, DAYS, day(now)))).toEqual([null, null])
  expect(warningDue(key, [], day(364))).toBe(null)
})

test('what was made for a short time is warned of when less of it is left than that', () => {
  const key = { madeAt: day(0), endsAt: day(20) }
  expect([0, 12, 13].map((now) => warningDue(key, DAYS, day(now)))).toEqual([null, null, 7])
  expect(warningDue({ madeAt: day(0), endsAt: day(1) }, DAYS, day(0.5))).toBe(null)
})
