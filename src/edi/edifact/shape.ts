/** What a sound segment was like, mark by mark: one that is like it is sound, too. */
export interface Shape {
  /** A row by mark, that behind the tag included. */
  rows: Int32Array
  /** What the marks are among. */
  separators: number
  /** How many were otherwise, since this one came. */
  missed: number
}

/** The words of a row: the byte of a mark; how long what stands before it may be, or of how many digits; and which code that must be. */
const LEAST = 1
const MOST = 2
const CODE = 3
const ROW = 4
/** Instead of a code: a number, and no digits. */
export const A_NUMBER = -1
export const NO_DIGITS = -2

/** Longer segments are each looked at. */
export const SHAPED_MARKS_MAX = 32
export const SHAPELESS: (Shape | null)[] = Array.from({ length: SHAPED_MARKS_MAX }, () => null)
/** A shape gives way to another one after so many. */
export const MISSED_MAX = 8

/** Whether the segment with its mark behind the tag at `first`, of as many marks, is like this. Inlined: it calls nothing. */
export function isShaped(bytes: Uint8Array, marks: Int32Array, first: number, { rows }: Shape): boolean {
  let to = marks[first]!
  if (bytes[to] !== rows[0]) return false
  for (let row = ROW, n = first + 1; row < rows.length; row += ROW, n++) {
    const from = to + 1
    to = marks[n]!
    let size = to - from
    const code = rows[row + CODE]!
    if (code > 0) {
      let found = 0
      for (let at = from; at < to; at++) found = (found << 8) | bytes[at]!
      if (found !== code) return false
    } else if (code < 0) {
      for (let at = from; at < to; at++) {
        const byte = bytes[at]!
        if (byte >= 0x30 && byte <= 0x39 ? code === A_NUMBER : code === NO_DIGITS) continue
        // One decimal mark, and digits on both sides.
        if (code === NO_DIGITS || (byte !== 0x2e && byte !== 0x2c) || at === from || at === to - 1) return false
        if (--size < to - from - 1) return false
      }
    }
    if (bytes[to] !== rows[row] || size < rows[row + LEAST]! || size > rows[row + MOST]!) return false
  }
  return true
}
