/**
 * The stored form of a payload: eight bytes in front of its content. 'EP', format (1: plain), one reserved byte, the number of
 * the key that encrypts it (0: none), two reserved bytes. The hash is always that of the content alone.
 */
export const HEADER_BYTES = 8
const PLAIN = 1
const HEADER = Buffer.from([0x45, 0x50, PLAIN, 0, 0, 0, 0, 0])

export function header(): Buffer {
  return HEADER
}

export function wrapped(content: Uint8Array): Buffer {
  const stored = Buffer.allocUnsafe(HEADER_BYTES + content.length)
  stored.set(HEADER)
  stored.set(content, HEADER_BYTES)
  return stored
}

/** Throws when the bytes in front are not ours: another program's file, or a format of a newer version. */
export function checkHeader(stored: Uint8Array): void {
  if (stored[0] !== 0x45 || stored[1] !== 0x50) throw new Error('stored payload without its header')
  if (stored[2] !== PLAIN) throw new Error(`stored payload of format ${stored[2]}, which this version does not know`)
}
