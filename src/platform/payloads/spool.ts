import { createCipheriv, randomBytes } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { bytesPassed } from '../memory.ts'
import { payloadError } from './errors.ts'
import { HEADER_BYTES, headerOf } from './stored-form.ts'

/**
 * A file that counts for nothing yet, with room for the header in front. Where payloads are encrypted it is veiled: AES-256-CTR
 * under a key that only this object knows, so what a killed process leaves behind can be read by no one.
 */
export class Spool {
  readonly path: string
  readonly #file: FileHandle
  readonly #veil: Veil | null

  constructor(path: string, file: FileHandle, veil: Veil | null) {
    this.path = path
    this.#file = file
    this.#veil = veil
  }

  static open(path: string, veiled: boolean): Promise<Spool> {
    return storing(async () => new Spool(path, await open(path, 'wx+', 0o600), veiled ? new Veil() : null))
  }

  async write(offset: number, bytes: Uint8Array): Promise<void> {
    const stored = this.#veil ? this.#veil.over(offset, bytes) : bytes
    await this.#put(stored, HEADER_BYTES + offset)
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const stored = await readFully(this.#file, HEADER_BYTES + offset, length)
    return this.#veil ? this.#veil.over(offset, stored) : stored
  }

  truncate(sizeBytes: number): Promise<void> {
    return storing(() => this.#file.truncate(HEADER_BYTES + sizeBytes))
  }

  /** Makes a stored payload of an unveiled spool: header in front, nothing behind. */
  async finish(sizeBytes: number): Promise<number> {
    await this.#put(headerOf(null), 0)
    await this.truncate(sizeBytes)
    return HEADER_BYTES + sizeBytes
  }

  /** Fills an unveiled spool with a stored form. Returns its size. */
  async fill(stored: AsyncIterable<Uint8Array>): Promise<number> {
    let at = 0
    for await (const piece of stored) {
      await this.#put(piece, at)
      at += piece.length
    }
    return at
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async discard(): Promise<void> {
    await this.#file.close().catch(() => {})
    await rm(this.path, { force: true })
  }

  async #put(bytes: Uint8Array, position: number): Promise<void> {
    bytesPassed(bytes.length)
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await storing(() => this.#file.write(bytes, done, bytes.length - done, position + done))
      done += bytesWritten
    }
  }
}

/** A full disk is the operator's business, said plainly; nothing half-written is in place. */
export async function storing<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error
    throw payloadError('storage-full')
  }
}

/** As many bytes as there are, up to `length`. */
export async function readFully(file: FileHandle, position: number, length: number): Promise<Buffer> {
  bytesPassed(length)
  const buffer = Buffer.allocUnsafeSlow(length)
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done)
    if (bytesRead === 0) return buffer.subarray(0, done)
    done += bytesRead
  }
  return buffer
}

const BLOCK_BYTES = 16

class Veil {
  readonly #key = randomBytes(32)
  readonly #nonce = randomBytes(8)

  /** Put on and taken off alike, at any offset. */
  over(offset: number, bytes: Uint8Array): Buffer {
    const counter = Buffer.alloc(BLOCK_BYTES)
    counter.set(this.#nonce)
    counter.writeBigUInt64BE(BigInt(Math.floor(offset / BLOCK_BYTES)), 8)
    const cipher = createCipheriv('aes-256-ctr', this.#key, counter)
    cipher.update(Buffer.alloc(offset % BLOCK_BYTES))
    return cipher.update(bytes)
  }
}
