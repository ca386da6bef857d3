import { expect, test } from 'vitest'
import { bornAt, isId, newId } from './ids.ts'

test('ids are different, and each is greater than those before it, however many are born in a millisecond', () => {
  const now = Date.now() + 1_000
  const ids = Array.from({ length: 20_000 }, (_, at) => newId(now + Math.floor(at / 9_000)))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(ids.every(isId)).toBe(true)
})

test('an id says when it was born', () => {
  const now = Date.now() + 60_000
  expect(bornAt(newId(now))).toEqual(new Date(now))
  // A clock that goes back: those born then stand behind those before.
  expect(bornAt(newId(now - 10_000))).toEqual(new Date(now))
  const far = Date.UTC(9999, 11, 31)
  expect(bornAt(newId(far))).toEqual(new Date(far))
})
