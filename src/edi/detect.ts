export type Kind = 'x12' | 'edifact' | 'xml' | 'json' | 'unknown'

/** How many bytes are looked at; a file's first ones say what it is, behind a byte order mark and blanks. */
export const DETECT_BYTES = 512

/** What a file is by its first bytes; nothing else of it is looked at. */
export function detect(bytes: Uint8Array): Kind {
  const text = startOf(bytes.subarray(0, DETECT_BYTES)).replace(/^[\s\x1a]+/, '')
  if (/^ISA[^A-Za-z0-9\s]/.test(text)) return 'x12'
  // UNA names six characters, then comes a segment; the separator behind a UNB without UNA is the standard's.
  if (/^UNB\+/.test(text) || /^UNA[^A-Za-z0-9]{6}\s*[A-Z]{3}/.test(text)) return 'edifact'
  if (/^<[?!A-Za-z_]/.test(text)) return 'xml'
  if (/^[{[]/.test(text)) return 'json'
  return 'unknown'
}

/** As text, without a byte order mark: UTF-16 where one says so, else a character a byte. */
function startOf(bytes: Uint8Array): string {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('latin1').decode(bytes.subarray(3))
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('latin1').decode(bytes)
}
