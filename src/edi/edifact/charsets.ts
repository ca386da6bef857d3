import { latin1 } from '../latin1.ts'

/** A level of characters that UNB S001 0001 names (ISO 9735 §7, annex A). */
export interface Charset {
  level: string
  /** For people. */
  name: string
  utf8: boolean
  /** Bytes that need a look: the level does not have them. Control characters are seen to by others. */
  odd: readonly number[]
  decode(bytes: Uint8Array, from?: number, to?: number): string
  /** The characters of a text that the level does not have, each once. */
  lacking(text: string): string
  /** The bytes of a text: what the level lacks of ASCII as it is, since separators may be any of it. */
  encode(text: string): Uint8Array
}

const LEVEL_A = `ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-()/='+:?!"%&*;<>`
const LEVEL_B = `${LEVEL_A}abcdefghijklmnopqrstuvwxyz`

const PARTS: Record<string, string> = {
  UNOC: '8859-1',
  UNOD: '8859-2',
  UNOE: '8859-5',
  UNOF: '8859-7',
  UNOG: '8859-3',
  UNOH: '8859-4',
  UNOI: '8859-6',
  UNOJ: '8859-8',
  UNOK: '8859-9',
}

const ascii = /^[\x00-\x7f]*$/
const known = new Map<string, Charset>()

/** Undefined: a level that cannot be read here, such as UNOX with its code extensions (ISO 2022). */
export function charsetOf(level: string): Charset | undefined {
  const found = known.get(level)
  if (found) return found
  const made = makeCharset(level)
  if (made) known.set(level, made)
  return made
}

/** Each byte a character: reads anything, where a level is not known. */
export const ANY: Charset = singleBytes(
  '',
  'any',
  Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)),
)

export const LEVELS = ['UNOA', 'UNOB', ...Object.keys(PARTS), 'UNOY', 'UNOW']

function makeCharset(level: string): Charset | undefined {
  if (level === 'UNOA' || level === 'UNOB') {
    const of = level === 'UNOA' ? LEVEL_A : LEVEL_B
    const all = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))
    return singleBytes(level, `level ${level.at(-1)} of ISO 9735`, all, new Set(of))
  }
  if (level === 'UNOY' || level === 'UNOW') return utf8(level)
  if (!Object.hasOwn(PARTS, level)) return undefined
  const part = PARTS[level]!
  return singleBytes(level, `ISO ${part}`, tableOf(part))
}

/** The characters of an ISO 8859 part by byte. Decoders of the web read 8859-1 and 8859-9 as code pages of Windows. */
function tableOf(part: string): string[] {
  const decoder = new TextDecoder(`iso-${part}`)
  return Array.from({ length: 256 }, (_, byte) =>
    isControl(byte) ? String.fromCharCode(byte) : decoder.decode(Uint8Array.of(byte)),
  )
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function isControl(byte: number): boolean {
  return byte < 0x20 || (byte >= 0x7f && byte <= 0x9f)
}

function singleBytes(level: string, name: string, table: string[], only?: ReadonlySet<string>): Charset {
  const bytes = new Map<string, number>()
  const odd: number[] = []
  for (const [byte, character] of table.entries()) {
    if (byte < 0x20) continue // seen to by `Marks`
    if (level === '' ? byte === 0x7f : isControl(byte)) odd.push(byte)
    else if (character === '\ufffd' || (only && !only.has(character))) odd.push(byte)
    else bytes.set(character, byte)
  }
  const has = new RegExp(`^[${[...bytes.keys()].map(escaped).join('')}]*$`)
  const byteOf = (character: string) => bytes.get(character) ?? (ascii.test(character) ? character.charCodeAt(0) : 0x3f)
  const plain = table.every((character, byte) => character.charCodeAt(0) === byte)
  return {
    level,
    name,
    utf8: false,
    odd,
    decode(from, start = 0, end = from.length) {
      const text = latin1(from, start, end)
      return plain ? text : text.replace(/[\x80-\xff]/g, (character) => table[character.charCodeAt(0)]!)
    },
    lacking: (text) => (has.test(text) ? '' : distinct(text, (character) => !bytes.has(character))),
    encode: (text) => (ascii.test(text) ? Buffer.from(text, 'latin1') : Uint8Array.from(text, byteOf)),
  }
}

function utf8(level: string): Charset {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return {
    level,
    name: 'UTF-8',
    utf8: true,
    odd: [0x7f],
    decode: (bytes, from = 0, to = bytes.length) => decoder.decode(bytes.subarray(from, to)),
    lacking: (text) =>
      distinct(text, (character) => character < ' ' || character === '\x7f' || !character.isWellFormed()),
    encode: (text) => Buffer.from(text, 'utf8'),
  }
}

function distinct(text: string, fits: (character: string) => boolean): string {
  let found = ''
  for (const character of text) if (fits(character) && !found.includes(character)) found += character
  return found
}

/** What stands for characters that have no base letter of their own, as people write them. */
const INSTEAD: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ı: 'i',
  '€': 'EUR',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\t': ' ',
  '\r\n': ' ',
  '\r': ' ',
  '\n': ' ',
}

/** The text with what the level lacks written in its letters, as far as there are such: the rest stays as it is. */
export function transliterated(text: string, charset: Charset): string {
  if (charset.lacking(text) === '') return text
  let result = ''
  for (const character of text.replaceAll('\r\n', '\n'))
    result += charset.lacking(character) === '' ? character : instead(character, charset)
  return result
}

function instead(character: string, charset: Charset): string {
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '')
  for (const candidate of [INSTEAD[character], bare]) {
    if (candidate === undefined || candidate === '') continue
    for (const form of [candidate, candidate.toUpperCase()]) if (charset.lacking(form) === '') return form
  }
  return character
}
