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
let scratch = Buffer.allocUnsafe(65_536)

/** One column of the rows as an array in binary form: a head, then each element with its length before it (array_recv). */
export function binaryArray(type: ColumnType, rows: unknown[][], column: number): Buffer {
  let nulls = 0
  let at = HEAD_BYTES
  let previous: unknown
  let previousAt = 0
  for (const row of rows) {
    const value = row[column]
    if (value === null || value === undefined) {
      reserve(at + 4)
      scratch.writeInt32BE(NULL_LENGTH, at)
      at += 4
      nulls = 1
    } else if (isSame(value, previous)) {
      // Many columns say the same in every row: copied, not encoded again.
      const size = previousSize(previousAt)
      reserve(at + size)
      repeat(previousAt, at, size)
      previousAt = at
      at += size
    } else {
      previous = value
      previousAt = at
      at = element(type, value, at)
    }
  }
  scratch.writeInt32BE(1, 0) // dimensions
  scratch.writeInt32BE(nulls, 4)
  scratch.writeInt32BE(SENT_AS[type].oid, 8)
  scratch.writeInt32BE(rows.length, 12)
  scratch.writeInt32BE(1, 16) // the first index
  return Buffer.from(scratch.subarray(0, at))
}

/** Ids of one moment begin alike, so their ends are asked first. */
function isSame(value: unknown, previous: unknown): boolean {
  if (typeof value !== 'string' || typeof previous !== 'string') return value === previous
  const last = value.length - 1
  return last === previous.length - 1 && value.charCodeAt(last) === previous.charCodeAt(last) && value === previous
}

const SHORT_BYTES = 64

/** Short ones are there before `copyWithin` has begun. */
function repeat(from: number, to: number, size: number): void {
  if (size > SHORT_BYTES) scratch.copyWithin(to, from, from + size)
  else for (let i = 0; i < size; i++) scratch[to + i] = scratch[from + i]!
}

function previousSize(at: number): number {
  return 4 + scratch.readInt32BE(at)
}

function reserve(bytes: number): void {
  if (bytes <= scratch.length) return
  const larger = Buffer.allocUnsafe(Math.max(bytes, scratch.length * 2))
  scratch.copy(larger)
  scratch = larger
}

/** Writes one element behind its length and returns where the next one begins. */
function element(type: ColumnType, value: unknown, at: number): number {
  switch (type) {
    case 'text':
      return text(value as string, at)
    case 'uuid':
      return uuid(value as string, at)
    case 'json':
      return text(json(value), at)
    case 'jsonb':
      return jsonb(value, at)
    case 'hash':
      return bytes(value as Buffer, at)
    case 'timestamptz':
      return bigint(sinceEpoch(value as Date), at)
    case 'bigint':
      return bigint(value as number | string | bigint, at)
    case 'boolean':
      sized(1, at)
      scratch[at + 4] = value ? 1 : 0
      return at + 5
    default:
      sized(4, at)
      scratch.writeInt32BE(value as number, at + 4)
      return at + 8
  }
}

/** Makes room for an element and writes its length. */
function sized(size: number, at: number): void {
  reserve(at + 4 + size)
  scratch.writeInt32BE(size, at)
}

/** U+0000 cannot be kept in a text of Postgres: left out. */
function text(value: string, at: number): number {
  const kept = value.includes('\0') ? value.replaceAll('\0', '') : value
  reserve(at + 4 + kept.length * 3) // a UTF-16 unit takes at most three bytes
  const size = scratch.write(kept, at + 4)
  scratch.writeInt32BE(size, at)
  return at + 4 + size
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
    scratch.writeInt32BE(high, at + 4)
    scratch.writeUInt32BE((value as number) - high * TWO_32, at + 8)
  } else scratch.writeBigInt64BE(BigInt(value), at + 4)
  return at + 12
}

/** Microseconds. Before the year 1714 and after 2285 they are more than a number holds exactly. */
function sinceEpoch(at: Date): number | bigint {
  const micros = (at.getTime() - EPOCH_MS) * 1000
  return Number.isSafeInteger(micros) ? micros : BigInt(at.getTime() - EPOCH_MS) * 1000n
}

const UUID_BYTES = 16
const DASH = 45
/** The value of a hexadecimal digit by its character code. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(digit) ? 0xff : digit
})

function uuid(value: string, at: number): number {
  reserve(at + 4 + Math.max(UUID_BYTES, value.length))
  scratch.writeInt32BE(UUID_BYTES, at)
  let to = at + 4
  let seen = 0
  for (let i = 0; i < value.length; i += 2) {
    if (value.charCodeAt(i) === DASH) i++
    const high = DIGITS[value.charCodeAt(i)]!
    const low = DIGITS[value.charCodeAt(i + 1)]!
    seen |= high | low
    scratch[to++] = (high << 4) | low
  }
  if (seen > 15 || to !== at + 4 + UUID_BYTES) throw new Error(`not an id: ${value}`)
  return to
}
