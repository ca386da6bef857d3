import { closeSync, openSync, readSync } from 'node:fs'
import { Marks, type Sought } from '../../src/edi/marks.ts'

const CHUNK_BYTES = 262_144

export interface Walked {
  segments: number
  /** Over tags and element lengths, in order. */
  checksum: number
}

/** From the file to a walk over all segments, their tags and where their elements begin and end. */
export function walk(path: string, sought: Sought, from: number): Walked {
  const marks = new Marks()
  marks.seek(sought)
  const file = openSync(path, 'r')
  const buffer = new Uint8Array(SEGMENT_MAX + CHUNK_BYTES)
  let kept = 0
  let segments = 0
  let checksum = 0
  for (let place = from; ; ) {
    const read = readSync(file, buffer, kept, CHUNK_BYTES, place)
    if (read === 0) break
    place += read
    const bytes = buffer.subarray(0, kept + read)
    marks.find(bytes, 0)
    const { at: places, ends, endCount } = marks
    let at = 0
    let first = 0
    for (let end = 0; end < endCount; end++) {
      while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++
      const last = ends[end]!
      let before = places[first]!
      for (let i = at; i < before; i++) checksum = (Math.imul(checksum, 31) + bytes[i]!) | 0
      for (let n = first + 1; n <= last; n++) {
        const to = places[n]!
        checksum = (checksum + (to - before)) | 0
        before = to
      }
      segments++
      first = last + 1
      at = before + 1
    }
    buffer.copyWithin(0, at, bytes.length)
    kept = bytes.length - at
  }
  closeSync(file)
  return { segments, checksum }
}

const SEGMENT_MAX = 1_048_576

/** The same, byte by byte and with nothing clever. */
export function walkSlowly(text: Buffer, sought: Sought): Walked {
  const { terminator, others, release } = sought
  let segments = 0
  let checksum = 0
  let tag: number[] | null = []
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const byte = text[i]!
    if (tag?.length === 0 && (byte === 0x0a || byte === 0x0d)) continue
    if (byte === terminator || others.includes(byte)) {
      if (tag) for (const one of tag) checksum = (checksum * 31 + one) | 0
      else checksum = (checksum + length + 1) | 0
      tag = byte === terminator ? [] : null
      if (byte === terminator) segments++
      length = 0
      continue
    }
    if (tag) tag.push(byte)
    else length++
    if (byte === release) {
      i++
      if (!tag) length++
    }
  }
  return { segments, checksum }
}
