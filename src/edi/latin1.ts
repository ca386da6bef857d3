const { latin1Slice } = Buffer.prototype as unknown as { latin1Slice(from: number, to: number): string }

/** The bytes as text, a character a byte, so that writing it gives the same bytes again. `to` may lie behind their end. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  const length = to - from
  if (length > 0 && length <= SHORT_MAX && to <= bytes.length) return short(bytes, from, to)
  return latin1Slice.call(bytes as Buffer, from, Math.min(to, bytes.length))
}

const SHORT_MAX = 3
/** Tags and codes, most of what is asked for, each made once: a large file asks for millions. */
const known = new Map<number, string>()
const KNOWN_MAX = 4_096

function short(bytes: Uint8Array, from: number, to: number): string {
  let key = to - from
  for (let at = from; at < to; at++) key = key * 256 + bytes[at]!
  let found = known.get(key)
  if (found === undefined) {
    found = String.fromCharCode(...bytes.subarray(from, to))
    if (known.size < KNOWN_MAX) known.set(key, found)
  }
  return found
}

/** A byte a character; what is beyond ISO 8859-1 is for the caller to see to. */
export function latin1Bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}
