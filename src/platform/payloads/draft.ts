import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { PayloadFolder } from './disk.ts'
import { payloadError } from './errors.ts'
import type { KeptPayload } from './payloads.ts'
import { HEADER_BYTES, wrapped } from './stored-form.ts'

/**
 * A payload that is still being written, in any order of its bytes. Small ones stay in memory; a larger one goes to a file
 * that counts for nothing until `keep`.
 */
export class Draft {
  readonly #folder: PayloadFolder
  readonly #inlineBytesMax: number
  readonly #sizeBytesMax: number
  #memory: Buffer = Buffer.alloc(4096)
  #file: FileHandle | null = null
  #path = ''
  #written: [from: number, to: number][] = []
  sizeBytes = 0

  constructor(folder: PayloadFolder, limits: { inlineBytesMax: number; sizeBytesMax: number }) {
    this.#folder = folder
    this.#inlineBytesMax = limits.inlineBytesMax
    this.#sizeBytesMax = limits.sizeBytesMax
  }

  async write(offset: number, bytes: Uint8Array): Promise<void> {
    const end = offset + bytes.length
    if (end > this.#sizeBytesMax) {
      throw payloadError('payload-too-large', { sizeBytesMax: this.#sizeBytesMax })
    }
    if (!this.#file && end > this.#inlineBytesMax) await this.#spill()
    if (this.#file) await storing(() => this.#file!.write(bytes, 0, bytes.length, HEADER_BYTES + offset))
    else {
      if (end > this.#memory.length) {
        const larger = Buffer.alloc(Math.max(end, Math.min(this.#memory.length * 2, this.#inlineBytesMax)))
        larger.set(this.#memory)
        this.#memory = larger
      }
      this.#memory.set(bytes, offset)
    }
    this.#note(offset, end)
    this.sizeBytes = Math.max(this.sizeBytes, end)
  }

  /** Durable when resolved (small ones: with their row). Bytes that were never written are refused, not invented. */
  async keep(): Promise<KeptPayload> {
    if (this.sizeBytes > 0 && (this.#written.length !== 1 || this.#written[0]![0] !== 0)) {
      throw payloadError('payload-has-holes')
    }
    if (!this.#file) {
      const content = this.#memory.subarray(0, this.sizeBytes)
      const hash = createHash('sha256').update(content).digest()
      return { hash, sizeBytes: this.sizeBytes, place: 'row', content: wrapped(content) }
    }
    await this.#file.close()
    this.#file = null
    const stored = await storing(() => this.#folder.adopt(this.#path))
    return { ...stored, place: 'disk', content: null }
  }

  async discard(): Promise<void> {
    await this.#file?.close().catch(() => {})
    this.#file = null
    if (this.#path) await rm(this.#path, { force: true })
  }

  async #spill(): Promise<void> {
    this.#path = await this.#folder.draftPath()
    const file = await storing(() => open(this.#path, 'w+', 0o600))
    if (this.sizeBytes > 0) await storing(() => file.write(this.#memory, 0, this.sizeBytes, HEADER_BYTES))
    this.#file = file
    this.#memory = Buffer.alloc(0)
  }

  /** Keeps the ranges written, neighbours joined: a file written in order is one range. */
  #note(from: number, to: number): void {
    if (from === to) return
    const last = this.#written.at(-1)
    if (last && from === last[1]) last[1] = to
    else this.#written.push([from, to])
    if (this.#written.length < 2) return
    this.#written.sort((a, b) => a[0] - b[0])
    const joined: [number, number][] = []
    for (const range of this.#written) {
      const before = joined.at(-1)
      if (before && range[0] <= before[1]) before[1] = Math.max(before[1], range[1])
      else joined.push(range)
    }
    this.#written = joined
  }
}

/** A full disk is the operator's business, said plainly; nothing half-written is in place. */
async function storing<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error
    throw payloadError('storage-full')
  }
}
