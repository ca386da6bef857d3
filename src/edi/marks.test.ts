import { readFile } from 'node:fs/promises'
import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { assembled, WASM_FILE } from '../../tools/wasm.ts'
import { Marks, type Sought } from './marks.ts'
import { simdFinder } from './simd/finder.ts'

const TERMINATOR = 0x27
const bytesOf = (text: string) => new TextEncoder().encode(text)

function found(marks: Marks, bytes: Uint8Array, from: number) {
  marks.find(bytes, from)
  const { count, endCount, clean, high } = marks
  return { at: [...marks.at.subarray(0, count)], ends: [...marks.ends.subarray(0, endCount)], clean, high }
}

test('this machine has SIMD, or the readers go without', () => {
  expect(simdFinder()).not.toBeNull()
})

test('the binary is what its text becomes', async () => {
  expect(await readFile(WASM_FILE, 'utf8')).toBe(await assembled())
})

test('SIMD finds what JavaScript finds, in all bytes, one piece behind another', () => {
  const fast = new Marks()
  const plain = new Marks({ plain: true })
  const byte = constantFrom(TERMINATOR, 0x2b, 0x3a, 0x3f, 0x2a, 0x41, 0x42, 0x30, 0x0a, 0x0d, 0x00, 0x80, 0xff)
  const sought: Sought[] = [
    { terminator: TERMINATOR, others: [0x2b, 0x3a], release: 0x3f },
    { terminator: TERMINATOR, others: [0x2b, 0x3a, 0x2a], release: 0x3f },
    { terminator: TERMINATOR, others: [0x2b], odd: [0x2a, 0x42, 0xff, 0x80, null] },
    { terminator: 0x0a, others: [0x2b] },
    { terminator: 0xff, others: [0x80], odd: [0x00, 0x0a] },
  ]
  assert(
    property(
      record({
        of: constantFrom(...sought),
        pieces: array(
          record({ bytes: array(byte, { minLength: 120, maxLength: 400 }), from: integer({ min: 0, max: 40 }) }),
        ),
      }),
      ({ of, pieces }) => {
        fast.seek(of)
        plain.seek(of)
        for (const { bytes, from } of pieces) {
          const piece = Uint8Array.from(bytes)
          expect(found(fast, piece, from)).toEqual(found(plain, piece, from))
        }
      },
    ),
    { numRuns: 2_000 },
  )
})

test('a piece larger than the memory so far, and one too large for it', () => {
  const fast = new Marks()
  const plain = new Marks({ plain: true })
  for (const marks of [fast, plain]) marks.seek({ terminator: TERMINATOR, others: [0x2b, 0x3a], release: 0x3f })
  for (const times of [10, 10_000, 60_000, 300]) {
    const bytes = bytesOf("LIN+1++4711:EN'\r\nIMD+F++:::?'a?''".repeat(times))
    expect(found(fast, bytes, 3)).toEqual(found(plain, bytes, 3))
  }
})

test('what is released is no delimiter; its release character has a mark', () => {
  const marks = new Marks()
  marks.seek({ terminator: TERMINATOR, others: [0x2b], release: 0x3f })
  const bytes = bytesOf(`FTX+a?'b??'${'X'.repeat(200)}+`)
  expect(found(marks, bytes, 0)).toEqual({ at: [3, 5, 8, 10, 211], ends: [3], clean: true, high: false })
})
