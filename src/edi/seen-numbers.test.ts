import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SeenNumbers } from './seen-numbers.ts'

test('a number is told when it comes again, however the numbers go on', () => {
  const number = fc.oneof(
    fc.integer({ min: 0, max: 12 }).map(String),
    fc.integer({ min: 0, max: 12 }).map((n) => String(n).padStart(4, '0')),
    fc.constantFrom('', '9', '10', '09', '1.5', '1e1', '-1', ' 1', 'A1', '999999999999999', '1000000000000000'),
  )
  const row = fc.tuple(fc.constantFrom(0, 4), fc.integer({ min: 0, max: 9 }), fc.nat(8))
  const numbers = fc.array(
    fc.oneof(
      number.map((one) => [one]),
      row.map(([digits, from, count]) =>
        Array.from({ length: count }, (_, i) => String(from + i).padStart(digits, '0')),
      ),
    ),
  )
  fc.assert(
    fc.property(numbers, numbers, (before, rows) => {
      const seen = new SeenNumbers()
      for (const one of before.flat()) seen.add(one)
      seen.clear()
      const known = new Set<string>()
      for (const one of rows.flat()) {
        expect(seen.add(one)).toBe(known.has(one))
        known.add(one)
      }
    }),
    { numRuns: 5_000 },
  )
})
