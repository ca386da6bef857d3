import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Pieces } from './pieces.ts'

test('what is kept stands before what comes, also where the place of the piece is used again', () => {
  const step = fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(60))
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const pieces = new Pieces()
      const place = new Uint8Array(40)
      let expected: number[] = []
      for (const [piece, used] of steps) {
        place.set(piece)
        const bytes = pieces.with(place.subarray(0, piece.length))
        expected = [...expected, ...piece]
        expect([...bytes]).toEqual(expected)
        const from = Math.min(used, bytes.length)
        pieces.keep(bytes, from)
        expected = expected.slice(from)
        place.fill(0xaa)
        expect([...pieces.with(new Uint8Array(0))]).toEqual(expected)
      }
    }),
  )
})
