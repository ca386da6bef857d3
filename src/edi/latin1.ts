const { latin1Slice } = Buffer.prototype as unknown as { latin1Slice(from: number, to: number): string }

/** The bytes as text, a character a byte, so that writing it gives the same bytes again. `to` may lie behind their end. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return latin1Slice.call(bytes as Buffer, from, Math.min(to, bytes.length))
}

/** A byte a character; what is beyond ISO 8859-1 is for the caller to see to. */
export function latin1Bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}
