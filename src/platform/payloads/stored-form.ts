import { payloadError } from './errors.ts'
import { FRAME_BYTES, Frames, frameCount, plainSize, SEALED_FRAME_BYTES } from './frames.ts'
import type { PayloadKey, PayloadKeys } from './keys.ts'

/**
 * The stored form of a payload: eight bytes in front of its content. 'EP', the format, one reserved byte, the number of the key
 * that encrypts it (0: none), two reserved bytes. The hash is always that of the content alone.
 */
export const HEADER_BYTES = 8
const PLAIN = 1
const FRAMED = 2

/** Bytes as they lie somewhere: a row, a file, an object. A read past the end returns what there is. */
export interface StoredBytes {
  sizeBytes: number
  read(offset: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** The content behind a stored form. */
export interface Content {
  sizeBytes: number
  read(offset: number, length: number): Promise<Buffer>
}

export function headerOf(key: PayloadKey | null): Buffer {
  const header = Buffer.from([0x45, 0x50, key ? FRAMED : PLAIN, 0, 0, 0, 0, 0])
  if (key) header.writeUInt16BE(key.number, 4)
  return header
}

/** The stored form of a small content. */
export function wrapped(content: Uint8Array, hash: Buffer, key: PayloadKey | null): Buffer {
  const header = headerOf(key)
  return Buffer.concat(key ? [header, ...sealedFrames(content, hash, key)] : [header, content])
}

/** The stored form, piece by piece, of a content that is read piece by piece. */
export async function* encrypted(content: Content, hash: Buffer, key: PayloadKey): AsyncIterable<Buffer> {
  const header = headerOf(key)
  yield header
  const frames = new Frames(key.key, hash, header)
  const count = frameCount(content.sizeBytes)
  for (let index = 0; index < count; index++) {
    const length = Math.min(FRAME_BYTES, content.sizeBytes - index * FRAME_BYTES)
    yield frames.seal(await content.read(index * FRAME_BYTES, length), index, index === count - 1)
  }
}

/** Throws when the bytes in front are not ours, or the key is not known. */
export async function contentOf(stored: StoredBytes, hash: Buffer, keys: PayloadKeys | null): Promise<Content> {
  const header = await stored.read(0, HEADER_BYTES)
  if (header.length < HEADER_BYTES || header[0] !== 0x45 || header[1] !== 0x50) throw damaged(hash)
  if (header[2] === PLAIN) return plainContent(stored, hash)
  if (header[2] !== FRAMED)
    throw payloadError('payload-form-unknown', { hash: hash.toString('hex'), format: header[2] })
  const number = header.readUInt16BE(4)
  const key = keys?.find(number)
  if (!key) throw payloadError('payload-key-missing', { hash: hash.toString('hex'), key: number })
  return framedContent(stored, hash, new Frames(key, hash, header))
}

export function damaged(hash: Buffer) {
  return payloadError('payload-damaged', { hash: hash.toString('hex') })
}

function sealedFrames(content: Uint8Array, hash: Buffer, key: PayloadKey): Buffer[] {
  const frames = new Frames(key.key, hash, headerOf(key))
  const count = frameCount(content.length)
  return Array.from({ length: count }, (_, index) =>
    frames.seal(content.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES), index, index === count - 1),
  )
}

function plainContent(stored: StoredBytes, hash: Buffer): Content {
  const sizeBytes = stored.sizeBytes - HEADER_BYTES
  return {
    sizeBytes,
    async read(offset, length) {
      const wanted = within(offset, length, sizeBytes)
      const bytes = await stored.read(HEADER_BYTES + offset, wanted)
      if (bytes.length !== wanted) throw damaged(hash)
      return bytes
    },
  }
}

function framedContent(stored: StoredBytes, hash: Buffer, frames: Frames): Content {
  const sizeBytes = plainSize(stored.sizeBytes - HEADER_BYTES)
  if (sizeBytes === undefined) throw damaged(hash)
  const last = frameCount(sizeBytes) - 1
  return {
    sizeBytes,
    async read(offset, length) {
      const wanted = within(offset, length, sizeBytes)
      // An empty payload's only frame says that it is whole.
      if (wanted === 0 && sizeBytes > 0) return Buffer.alloc(0)
      const from = Math.floor(offset / FRAME_BYTES)
      const to = Math.min(last, Math.floor(Math.max(offset, offset + wanted - 1) / FRAME_BYTES))
      const sealed = await stored.read(HEADER_BYTES + from * SEALED_FRAME_BYTES, (to - from + 1) * SEALED_FRAME_BYTES)
      const pieces: Buffer[] = []
      for (let index = from; index <= to; index++) {
        const at = (index - from) * SEALED_FRAME_BYTES
        const plain = frames.open(sealed.subarray(at, at + SEALED_FRAME_BYTES), index, index === last)
        if (!plain) throw damaged(hash)
        pieces.push(plain)
      }
      const begin = offset - from * FRAME_BYTES
      return (pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)).subarray(begin, begin + wanted)
    },
  }
}

function within(offset: number, length: number, sizeBytes: number): number {
  return Math.max(0, Math.min(length, sizeBytes - offset))
}
