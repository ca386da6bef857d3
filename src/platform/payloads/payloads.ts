import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { Pool } from 'pg'
import type { GridError } from '../errors.ts'
import { grouped } from '../grouped.ts'
import { PayloadFolder } from './disk.ts'
import { Draft } from './draft.ts'
import { payloadError } from './errors.ts'
import { checkHeader, HEADER_BYTES, wrapped } from './stored-form.ts'

/** Bytes that are durable, or will be with the row that holds them (`place: 'row'`). */
export interface KeptPayload {
  /** SHA-256 */
  hash: Buffer
  sizeBytes: number
  place: 'row' | 'disk'
  /** The stored form, for the payload's row; null when the bytes lie elsewhere. */
  content: Buffer | null
}

/** Random access to the bytes of one payload. */
export interface PayloadReader {
  sizeBytes: number
  read(offset: number, length: number): Promise<Buffer>
  /** Pieces of at most 256 KiB, from one offset up to another. Read whole, the bytes are checked against their hash. */
  stream(from?: number, to?: number): AsyncIterable<Buffer>
  close(): Promise<void>
}

export interface PayloadOptions {
  pool: Pool
  folder: string
  inlineBytesMax: number
  sizeBytesMax: number
}

const RECENT_BYTES_MAX = 67_108_864
const PIECE_BYTES = 262_144

/** Immutable bytes, named by their SHA-256: small ones in their row, larger ones on disk. */
export class Payloads {
  readonly #options: PayloadOptions
  readonly #folder: PayloadFolder
  readonly #row: (hash: string) => Promise<{ place: string; content: Buffer | null; size_bytes: number } | undefined>
  readonly #recent = new Map<string, Uint8Array>()
  #recentBytes = 0

  constructor(options: PayloadOptions) {
    this.#options = options
    this.#folder = new PayloadFolder(options.folder)
    this.#row = grouped(async (hashes) => {
      const { rows } = await options.pool.query({
        name: 'payloads',
        text: `select encode(hash, 'hex') as hash, place, content, size_bytes from payloads where hash = any($1::bytea[])`,
        values: [hashes.map((hash) => Buffer.from(hash, 'hex'))],
      })
      const found = new Map(rows.map((row) => [row.hash, row]))
      return hashes.map((hash) => found.get(hash))
    })
  }

  /** Small content, kept by the row that the caller's change inserts. */
  small(content: Uint8Array): KeptPayload {
    const hash = createHash('sha256').update(content).digest()
    this.remember(hash, content)
    return { hash, sizeBytes: content.length, place: 'row', content: wrapped(content) }
  }

  /** Keeps a stream of any size in constant memory; durable when resolved, small ones with their row. */
  async keep(source: AsyncIterable<Uint8Array>): Promise<KeptPayload> {
    const draft = this.draft()
    try {
      for await (const piece of source) await draft.write(draft.sizeBytes, piece)
      return await draft.keep()
    } catch (error) {
      await draft.discard()
      throw error
    }
  }

  draft(): Draft {
    return new Draft(this.#folder, this.#options)
  }

  /** The whole bytes of a payload that fits in memory. Many callers of one moment share one query. */
  async bytes(hash: Buffer, sizeBytesMax: number): Promise<Uint8Array> {
    const recent = this.#recent.get(hash.toString('latin1'))
    if (recent) return recent
    const reader = await this.open(hash)
    try {
      if (reader.sizeBytes > sizeBytesMax)
        throw new Error(`payload of ${reader.sizeBytes} bytes, at most ${sizeBytesMax} wanted`)
      const content = await reader.read(0, reader.sizeBytes)
      if (!createHash('sha256').update(content).digest().equals(hash)) throw damaged(hash)
      return content
    } finally {
      await reader.close()
    }
  }

  async open(hash: Buffer): Promise<PayloadReader> {
    const name = hash.toString('hex')
    const row = await this.#row(name)
    if (!row) throw payloadError('payload-missing', { hash: name })
    if (row.content) {
      checkHeader(row.content)
      return new RowReader(row.content.subarray(HEADER_BYTES))
    }
    try {
      return new FileReader(await open(this.#folder.pathOf(hash), 'r'), hash, row.size_bytes)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw payloadError('payload-missing', { hash: name })
    }
  }

  /** What was just received is decided on in a moment: its bytes need not be read back. */
  remember(hash: Buffer, content: Uint8Array): void {
    const name = hash.toString('latin1')
    if (this.#recent.has(name)) return
    this.#recent.set(name, content)
    this.#recentBytes += content.length
    for (const [oldest, bytes] of this.#recent) {
      if (this.#recentBytes <= RECENT_BYTES_MAX) break
      this.#recent.delete(oldest)
      this.#recentBytes -= bytes.length
    }
  }

  sweep(now: number): Promise<number> {
    return this.#folder.sweep(now)
  }
}

function damaged(hash: Buffer): GridError {
  const name = hash.toString('hex')
  return payloadError('payload-damaged', { hash: name })
}

class RowReader implements PayloadReader {
  readonly #content: Buffer
  constructor(content: Buffer) {
    this.#content = content
  }
  get sizeBytes(): number {
    return this.#content.length
  }
  async read(offset: number, length: number): Promise<Buffer> {
    return this.#content.subarray(offset, offset + length)
  }
  async *stream(from = 0, to = this.#content.length): AsyncIterable<Buffer> {
    if (from < to) yield this.#content.subarray(from, to)
  }
  async close(): Promise<void> {}
}

class FileReader implements PayloadReader {
  readonly #file: FileHandle
  readonly #hash: Buffer
  readonly sizeBytes: number
  constructor(file: FileHandle, hash: Buffer, sizeBytes: number) {
    this.#file = file
    this.#hash = hash
    this.sizeBytes = sizeBytes
  }
  async read(offset: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.sizeBytes - offset)))
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, HEADER_BYTES + offset)
    return buffer.subarray(0, bytesRead)
  }
  async *stream(from = 0, to = this.sizeBytes): AsyncIterable<Buffer> {
    const whole = from === 0 && to === this.sizeBytes ? createHash('sha256') : null
    for (let at = from; at < to; ) {
      const piece = await this.read(at, Math.min(PIECE_BYTES, to - at))
      if (piece.length === 0) throw damaged(this.#hash)
      whole?.update(piece)
      at += piece.length
      yield piece
    }
    if (whole && !whole.digest().equals(this.#hash)) throw damaged(this.#hash)
  }
  async close(): Promise<void> {
    await this.#file.close()
  }
}
