/**
 * Column types as a grouped statement sends them: one array a column, in Postgres' binary form, which it reads without a parser.
 * `bytes` travel as one parameter that the database cuts apart (rows.ts).
 */
export type ColumnType =
  | 'uuid'
  | 'text'
  | 'int'
  | 'bigint'
  | 'boolean'
  | 'timestamptz'
  | 'json'
  | 'jsonb'
  | 'hash'
  | 'bytes'

/** The name of the element type, and its number in pg_type. */
export const SENT_AS: Record<ColumnType, { name: string; oid: number }> = {
  uuid: { name: 'uuid', oid: 2950 },
  text: { name: 'text', oid: 25 },
  int: { name: 'int', oid: 23 },
  bigint: { name: 'bigint', oid: 20 },
  boolean: { name: 'boolean', oid: 16 },
  timestamptz: { name: 'timestamptz', oid: 1184 },
  json: { name: 'json', oid: 114 },
  jsonb: { name: 'jsonb', oid: 3802 },
  hash: { name: 'bytea', oid: 17 },
  bytes: { name: 'int', oid: 23 },
}

const HEAD_BYTES = 20
const NULL_LENGTH = -1
const TWO_32 = 2 ** 32
/** From 1970 to 2000, where Postgres' clock begins. */
const EPOCH_MS = 946_684_800_000

/** Grows as needed and is used for one array after the other: an array is copied out when it is done. */
let scratch = Buffer.allocUnsafeSlow(65_536)
let view = new DataView(scratch.buffer)

/** One column of the rows as an array in binary form: a head, then each element with its length before it (array_recv). */
export function binaryArray(type: ColumnType, rows: unknown[][], column: number): Buffer {
  const write = WRITERS[type] as (value: unknown, at: number) => number
  let nulls = 0
  let at = HEAD_BYTES
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i]![column]
    if (value === null || value === undefined) {
      reserve(at + 4)
      view.setInt32(at, NULL_LENGTH)
      at += 4
      nulls = 1
      continue
    }
    const from = at
    at = write(value, at)
    if (typeof value !== 'string') continue
    // Many columns say the same in every row: copied, not encoded again.
    let alike = 0
    while (isSame(value, rows[i + 1]?.[column])) {
      alike++
      i++
    }
    if (alike > 0) at = repeat(from, at, alike)
  }
  view.setInt32(0, 1) // dimensions
  view.setInt32(4, nulls)
  view.setInt32(8, SENT_AS[type].oid)
  view.setInt32(12, rows.length)
  view.setInt32(16, 1) // the first index
  return Buffer.from(scratch.subarray(0, at))
}

/** Ids of one moment begin alike, so their ends are asked first. */
function isSame(value: string, next: unknown): boolean {
  const last = value.length - 1
  return (
    typeof next === 'string' &&
    last === next.length - 1 &&
    value.charCodeAt(last) === next.charCodeAt(last) &&
    value === next
  )
}

/** Writes what lies between `from` and `to` as many times more behind itself: each copy doubles what can be copied. */
function repeat(from: number, to: number, times: number): number {
  const end = to + (to - from) * times
  reserve(end)
  for (let at = to; at < end; ) {
    const size = Math.min(at - from, end - at)
    scratch.copyWithin(at, from, from + size)
    at += size
  }
  return end
}

function reserve(bytes: number): void {
  if (bytes > scratch.length) grow(bytes)
}

function grow(bytes: number): void {
  const larger = Buffer.allocUnsafeSlow(Math.max(bytes, scratch.length * 2))
  scratch.copy(larger)
  scratch = larger
  view = new DataView(larger.buffer)
}

/** Each writes one element behind its length and returns where the next one begins. */
const WRITERS: Record<ColumnType, (value: never, at: number) => number> = {
  text,
  uuid,
  json: (value: unknown, at: number) => text(json(value), at),
  jsonb,
  hash: bytes,
  timestamptz: (value: Date, at: number) => bigint(sinceEpoch(value), at),
  bigint,
  boolean(value: boolean, at: number) {
    sized(1, at)
    scratch[at + 4] = value ? 1 : 0
    return at + 5
  },
  int,
  bytes: int,
}

/** Makes room for an element and writes its length. */
function sized(size: number, at: number): void {
  reserve(at + 4 + size)
  view.setInt32(at, size)
}

/** A view would let what does not fit wrap around. */
function int(value: number, at: number): number {
  if ((value | 0) !== value) throw new RangeError(`no whole number of 32 bits: ${value}`)
  sized(4, at)
  view.setInt32(at + 4, value)
  return at + 8
}

/** What is this short is there before a call into the runtime has begun. */
const SHORT_CHARS = 20

function text(value: string, at: number): number {
  reserve(at + 4 + value.length * 3) // a UTF-16 unit takes at most three bytes
  const size = value.length <= SHORT_CHARS && isPlain(value, at + 4) ? value.length : written(value, at + 4)
  view.setInt32(at, size)
  return at + 4 + size
}

/** Writes characters that are one byte each, and none of them U+0000; says whether all were. */
function isPlain(value: string, at: number): boolean {
  const into = scratch
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code === 0 || code > 127) return false
    into[at + i] = code
  }
  return true
}

/** U+0000 cannot be kept in a text of Postgres: left out. */
function written(value: string, at: number): number {
  return scratch.write(value.includes('\0') ? value.replaceAll('\0', '') : value, at)
}

/** As jsonb_recv wants it: a version, 1, and the text. */
function jsonb(value: unknown, at: number): number {
  const end = text(` ${json(value)}`, at)
  scratch[at + 4] = 1
  return end
}

/** Escapes of what no text of Postgres holds: U+0000, and half of a pair of surrogates. A backslash is an escape, too. */
const ESCAPES = /\\\\|\\u(?:0000|d[89a-f][\da-f]{2})/g

/** What no text holds is left out. */
function json(value: unknown): string {
  const written = JSON.stringify(value)
  if (!written.includes('\\u')) return written
  return written.replace(ESCAPES, (found) => (found === '\\\\' ? found : ''))
}

function bytes(value: Uint8Array, at: number): number {
  sized(value.length, at)
  scratch.set(value, at + 4)
  return at + 4 + value.length
}

function bigint(value: number | string | bigint, at: number): number {
  sized(8, at)
  if (Number.isSafeInteger(value)) {
    // In two halves: a bigint is an object of its own.
    const high = Math.floor((value as number) / TWO_32)
    view.setInt32(at + 4, high)
    view.setUint32(at + 8, (value as number) - high * TWO_32)
  } else scratch.writeBigInt64BE(BigInt(value), at + 4)
  return at + 12
}

/** Microseconds. Before the year 1714 and after 2285 they are more than a number holds exactly. */
function sinceEpoch(at: Date): number | bigint {
  const micros = (at.getTime() - EPOCH_MS) * 1000
  return Number.isSafeInteger(micros) ? micros : BigInt(at.getTime() - EPOCH_MS) * 1000n
}

const UUID_BYTES = 16
const UUID_CHARS = 36
const DASH = 45
const NO_DIGIT = 0xff
/** The value of a hexadecimal digit by its character code. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(digit) ? NO_DIGIT : digit
})

/** As it is written everywhere, with its four dashes. */
function uuid(value: string, at: number): number {
  sized(UUID_BYTES, at)
  let seen = value.length === UUID_CHARS ? 0 : NO_DIGIT
  let to = at + 4
  for (let i = 0; i < UUID_CHARS; i += 2) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (value.charCodeAt(i++) !== DASH) seen = NO_DIGIT
    }
    const high = DIGITS[value.charCodeAt(i)] ?? NO_DIGIT
    const low = DIGITS[value.charCodeAt(i + 1)] ?? NO_DIGIT
    seen |= high | low
    scratch[to++] = (high << 4) | low
  }
  if (seen > 15) throw new Error(`not an id: ${value}`)
  return to
}
