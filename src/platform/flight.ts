/** A statement of a flight: prepared once a connection, under its name. */
export interface FlightStatement {
  name: string
  text: string
  /** Buffers travel in binary form, strings as text. */
  values: (Buffer | string)[]
}

/** The messages of a flight, from the beginning of a buffer that may be longer. */
export interface FlightBytes {
  buffer: ArrayBuffer
  length: number
}

const TEXT = 0
const BINARY = 1
/** Of the unnamed portal, all rows. */
const EXECUTE = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0])
const SYNC = Buffer.from([0x53, 0, 0, 0, 4])

/**
 * Statements as one transaction in one flight: all are sent at once with a single Sync, up to which Postgres treats them as
 * one transaction, committed at the Sync or, after an error, skipped and rolled back as a whole (PostgreSQL 18, §54.2.4; the
 * messages are those of §54.7). Written into `spare` where that is large enough.
 */
export function flightBytes(statements: FlightStatement[], spare: ArrayBuffer | null): FlightBytes {
  const sizes = statements.map(bindSize)
  const length = sizes.reduce((sum, size) => sum + 1 + size + EXECUTE.length, SYNC.length)
  const buffer = spare && spare.byteLength >= length ? spare : new ArrayBuffer(roomFor(length))
  const bytes = Buffer.from(buffer)
  let at = 0
  for (const [i, statement] of statements.entries()) {
    at = writeBind(bytes, at, statement, sizes[i]!)
    at += EXECUTE.copy(bytes, at)
  }
  SYNC.copy(bytes, at)
  return { buffer, length }
}

const ROOM_BYTES = 262_144

/** A power of two, so that it will do for the next ones. */
function roomFor(length: number): number {
  return Math.max(ROOM_BYTES, 2 ** Math.ceil(Math.log2(length)))
}

const sizeOf = (value: Buffer | string) => (typeof value === 'string' ? Buffer.byteLength(value) : value.length)

/** What the Bind message says of its own length: all but its first byte. */
function bindSize({ name, values }: FlightStatement): number {
  const given = values.reduce((sum, value) => sum + 2 + 4 + sizeOf(value), 0)
  return 4 + 1 + Buffer.byteLength(name) + 1 + 2 + 2 + given + 2 + 2
}

/** Into the unnamed portal; what comes back is text. */
function writeBind(bytes: Buffer, from: number, { name, values }: FlightStatement, size: number): number {
  let at = bytes.writeUInt8(0x42, from)
  at = bytes.writeInt32BE(size, at)
  at = bytes.writeUInt8(0, at)
  at += bytes.write(name, at)
  at = bytes.writeUInt8(0, at)
  at = bytes.writeInt16BE(values.length, at)
  for (const value of values) at = bytes.writeInt16BE(typeof value === 'string' ? TEXT : BINARY, at)
  at = bytes.writeInt16BE(values.length, at)
  for (const value of values) {
    at = bytes.writeInt32BE(sizeOf(value), at)
    at += typeof value === 'string' ? bytes.write(value, at) : value.copy(bytes, at)
  }
  at = bytes.writeInt16BE(1, at)
  return bytes.writeInt16BE(TEXT, at)
}
