import { InterchangeReader } from './interchange-reader.ts'
import type { Unb } from './items.ts'

/** Enough for blanks, UNA and a UNB. */
export const HEADER_BYTES = 4_096

/** The header of the interchange that these bytes begin with, blanks before it passed over; null: they begin with none. */
export function headerOf(bytes: Uint8Array): Unb | null {
  const [first] = new InterchangeReader({ problemsMax: 0 }).push(bytes)
  return first?.kind === 'interchange-start' ? first.envelope : null
}
