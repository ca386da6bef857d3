/** Bytes as text to edit, a segment a line, and back again to the very bytes. */
export interface Editable {
  text: string
  bytesOf(text: string): Blob
}

const ISA_LAST = 105

/**
 * Null where that cannot be undone: what is no segments, or has line breaks of its own. Behind ST to SE the terminator is the last
 * character; an interchange says its own at the end of ISA, or of UNA where that is not the standard's.
 */
export function editableOf(bytes: Uint8Array, kind: 'document' | 'interchange'): Editable | null {
  const utf8 = decoded(bytes)
  const whole = utf8 ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  const encode = utf8 === null ? latin1 : (text: string) => new Blob([text])
  const terminator = kind === 'document' ? whole.trimEnd().at(-1) : terminatorOf(whole)
  if (terminator === undefined || /[A-Za-z0-9*\s]/.test(terminator)) return null
  const end = whole.lastIndexOf(terminator)
  const tail = whole.slice(end)
  const breaks = /^[\r\n]*/.exec(whole.slice(whole.indexOf(terminator) + 1))![0]
  const between = end === whole.indexOf(terminator) ? terminator : terminator + breaks
  const lines = whole.slice(0, end).split(between)
  if (!/^[\r\n]*$/.test(tail.slice(1)) || lines.some((line) => /[\r\n]/.test(line))) return null
  return {
    text: lines.join('\n'),
    bytesOf: (text) => {
      const edited = text.split('\n').filter((line) => line.trim() !== '')
      return encode(edited.map((line) => withoutEnd(line, terminator)).join(between) + tail)
    },
  }
}

function terminatorOf(interchange: string): string | undefined {
  const [, una] = /^\s*(?:UNA.{5}(.)|UNB\+)/.exec(interchange) ?? []
  return una ?? (/^\s*UNB\+/.test(interchange) ? "'" : interchange[interchange.indexOf('ISA') + ISA_LAST])
}

/** Who is used to segments as files write them types the terminator too. */
function withoutEnd(line: string, terminator: string): string {
  return line.endsWith(terminator) ? line.slice(0, -1) : line
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function latin1(text: string): Blob {
  return new Blob([Uint8Array.from(text, (character) => Math.min(character.charCodeAt(0), 0xff))])
}
