import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Drop } from '../define.ts'
import type { DropSettings } from './conventions.ts'

const CR = 13
const LF = 10
/** What no text has: below the blank only tab, line feed, form feed and carriage return. */
const BINARY = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 32 && ![9, LF, 12, CR].includes(byte) ? 1 : 0))

/**
 * The drop with other ends of lines: `\r\n` and `\n` become what is asked for, a `\r` of its own stays. It is read once to
 * know its size and sum, which every attempt finds the same. What is no text is left as it is: X12 has delimiters that may be
 * control characters, and a label is none of ours to change.
 */
export async function withLineEnds(drop: Drop, ends: DropSettings['lineEnds']): Promise<Drop> {
  if (ends === 'asIs') return drop
  const sha = createHash('sha256')
  let sizeBytes = 0
  let isText = true
  for await (const piece of converted(await pieces(drop), ends, () => (isText = false))) {
    if (!isText) return drop
    sha.update(piece)
    sizeBytes += piece.length
  }
  if (!isText) return drop
  const bytes = async () =>
    Readable.from(
      converted(await pieces(drop), ends, () => {}),
      { objectMode: false },
    )
  return { ...drop, sizeBytes, sha256: sha.digest(), bytes }
}

async function pieces(drop: Drop): Promise<AsyncIterable<Uint8Array> | Uint8Array[]> {
  const bytes = await drop.bytes()
  return bytes instanceof Uint8Array ? [bytes] : (bytes as AsyncIterable<Uint8Array>)
}

async function* converted(
  from: AsyncIterable<Uint8Array> | Uint8Array[],
  ends: 'lf' | 'crlf',
  binary: () => void,
): AsyncGenerator<Uint8Array> {
  let held = false // a carriage return at the end of a piece: what follows says whether it ends a line
  for await (const piece of from) {
    const made = Buffer.allocUnsafe(piece.length * 2 + 2)
    let at = 0
    for (const byte of piece) {
      if (BINARY[byte]) return binary()
      if (byte === LF) {
        if (ends === 'crlf') made[at++] = CR
        made[at++] = LF
        held = false
        continue
      }
      if (held) made[at++] = CR
      held = byte === CR
      if (!held) made[at++] = byte
    }
    if (at > 0) yield made.subarray(0, at)
  }
  if (held) yield Buffer.of(CR)
}
