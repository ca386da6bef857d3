import { isAscii, isUtf8 } from 'node:buffer'
import { latin1 } from '../latin1.ts'

/** X12 does not say which characters its bytes are: what is not ASCII and as a whole is UTF-8 is read as that, all else as ISO 8859-1. */
export const isUtf8Beyond = (bytes: Uint8Array) => !isAscii(bytes) && isUtf8(bytes)

/** Bytes of X12 as people read them. */
export function x12Text(bytes: Uint8Array): string {
  return isUtf8Beyond(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
    : latin1(bytes)
}

/** A character a byte, as the readers have it, as people read it. */
export const asUtf8 = (text: string) => (BEYOND.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text)

/** How many characters people read in such a text: the lengths of X12.6 §3.5 are of characters, whatever number of bytes each takes. */
export function charactersOf(text: string): number {
  if (!BEYOND.test(text)) return text.length
  const bytes = Buffer.from(text, 'latin1')
  return isUtf8(bytes) ? [...bytes.toString('utf8')].length : text.length
}

const BEYOND = /[\x80-\xff]/
