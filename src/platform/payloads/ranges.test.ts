import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Ranges } from './ranges.ts'

type Act = { kind: 'add'; from: number; length: number } | { kind: 'cut'; size: number }

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), from: fc.nat(60), length: fc.nat(20) }),
    fc.record({ kind: fc.constant('cut' as const), size: fc.nat(80) }),
  ),
  { maxLength: 30 },
)

test('knows the first hole after any writes and cuts, as a list of every byte would', () => {
  fc.assert(
    fc.property(acts, fc.nat(80), (given, size) => {
      const ranges = new Ranges()
      const bytes: boolean[] = Array(100).fill(false)
      for (const act of given) {
        if (act.kind === 'add') {
          ranges.add(act.from, act.from + act.length)
          bytes.fill(true, act.from, act.from + act.length)
        } else {
          ranges.cut(act.size)
          bytes.fill(false, act.size)
        }
      }
      const from = bytes.slice(0, size).indexOf(false)
      const hole = ranges.hole(size)
      expect(hole?.from ?? -1).toBe(from)
      if (hole) expect(bytes.slice(hole.from, Math.min(hole.to, size)).some(Boolean)).toBe(false)
    }),
    { numRuns: 500 },
  )
})
