import { createHash, randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4096)
let used = pool.length
let last = 0
let counter = 0

const DIGITS = Buffer.from('0123456789abcdef')
/** One id after the other is written here: its moment stays while others are born in it. Text of pieces would have to be joined each time. */
const written = Buffer.from('00000000-0000-7000-8000-000000000000')

/**
 * A new uuidv7 (RFC 9562 §6.2 method 1: 48-bit milliseconds, then a 12-bit counter, so ids of one process sort by birth).
 * Made by us and not by the database, so that a `Change` waits for no answer.
 */
export function newId(now = Date.now()): string {
  if (now > last) at(now)
  else if (++counter > 0xfff) at(last + 1)
  digits(counter, 15, 18)
  if (used + 8 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  pool[used] = (pool[used]! & 0x3f) | 0x80
  let to = 19
  for (const end = used + 8; used < end; used++) {
    const byte = pool[used]!
    written[to++] = DIGITS[byte >> 4]!
    written[to++] = DIGITS[byte & 15]!
    if (to === 23) to++ // a dash
  }
  return written.toString('latin1')
}

function at(ms: number): void {
  last = ms
  counter = 0
  const high = Math.floor(ms / 0x1_0000)
  digits(high, 0, 8)
  digits(ms - high * 0x1_0000, 9, 13)
}

function digits(value: number, from: number, to: number): void {
  for (let i = to - 1, rest = value; i >= from; i--, rest >>>= 4) written[i] = DIGITS[rest & 15]!
}

/** When the thing with this id was born; null for an id that is not ours. */
export function bornAt(id: string): Date | null {
  return id[14] === '7' ? new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)) : null
}

/** No thing that was born at this moment or later has a smaller id. */
export function firstIdAt(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

/** The id of the nth thing made of another: the same after a restart (uuidv8, RFC 9562 §5.8). */
export function derivedId(of: string, index: number): string {
  const hex = createHash('sha256').update(`${of}:${index}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Whether a text has the form of an id, so that one parameter can take an id or a name. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
