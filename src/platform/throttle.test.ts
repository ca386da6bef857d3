import { expect, test } from 'vitest'
import { Throttle } from './throttle.ts'

test('so many in so long, each for itself, and then anew', () => {
  let now = 1_000
  const throttle = new Throttle({ max: 2, windowMs: 100 }, () => now)
  expect([throttle.take('a'), throttle.take('a')]).toEqual([0, 0])
  now += 40
  expect(throttle.take('a')).toBe(60)
  expect(throttle.take('b')).toBe(0)
  now += 60
  expect(throttle.take('a')).toBe(0)
  throttle.take('a')
  throttle.forget('a')
  expect(throttle.take('a')).toBe(0)
})

test('a flood of names takes no more than its room', () => {
  const throttle = new Throttle({ max: 1, windowMs: 60_000 }, () => 0)
  throttle.take('first')
  expect(throttle.take('first')).toBe(60_000)
  for (let i = 0; i < 50_000; i++) throttle.take(`name ${i}`)
  expect(throttle.take('first')).toBe(0)
})
