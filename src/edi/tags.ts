/** A segment's tag as one number, so that a reader need not make text of it. */
export function tagCode(tag: string): number {
  let code = 1 // so that a leading NUL counts
  for (let at = 0; at < tag.length; at++) code = code * 256 + tag.charCodeAt(at)
  return code
}

const TAG_BYTES_MAX = 3
/** Before the bytes of a tag of three. */
const TAG = 1 << 24

/** The tag in bytes[from, to) as one number; -1 where it is longer than any tag can be. */
export function codeAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from === TAG_BYTES_MAX) return TAG | (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]!
  if (to - from > TAG_BYTES_MAX) return -1
  let code = 1
  for (let at = from; at < to; at++) code = code * 256 + bytes[at]!
  return code
}
