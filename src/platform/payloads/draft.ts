import { createHash, type Hash } from 'node:crypto'
import { payloadError } from './errors.ts'
import type { KeptPayload } from './payloads.ts'
import { Ranges } from './ranges.ts'
import type { Spool } from './spool.ts'

/** What a draft needs of the store. */
export interface DraftStore {
  inlineBytesMax: number
  sizeBytesMax: number
  spool(): Promise<Spool>
  /** Small content: kept by its row. */
  small(content: Uint8Array): KeptPayload
  /** Durable when resolved. Takes the spool over. */
  place(spool: Spool, hash: Buffer, sizeBytes: number): Promise<KeptPayload>
}

const FIRST_BYTES = 4096
const PIECE_BYTES = 262_144

/**
 * A payload that is still being written, in any order of its bytes. A small one stays in memory; a larger one goes to a file
 * that counts for nothing until `keep`. Acts take effect in the order of the calls, whether awaited or not; the first one that
 * fails fails all that follow.
 */
export class Draft {
  readonly #store: DraftStore
  readonly #written = new Ranges()
  #memory: Buffer | null = Buffer.alloc(FIRST_BYTES)
  #spool: Spool | null = null
  /** Ends with what failed, if anything did. */
  #acts: Promise<unknown> = Promise.resolve(null)
  /** Of the first `#hashed` bytes; null once bytes came out of order: then the file is read again at the end. */
  #sha: Hash | null = createHash('sha256')
  #hashed = 0
  #ended = false
  sizeBytes = 0

  constructor(store: DraftStore) {
    this.#store = store
  }

  /** The bytes must stay as they are until this resolves. */
  async write(offset: number, bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return
    const end = offset + bytes.length
    this.#begin(end)
    this.#hash(offset, bytes)
    this.#written.add(offset, end)
    this.sizeBytes = Math.max(this.sizeBytes, end)
    await this.#then(() => this.#put(offset, bytes))
  }

  read(offset: number, length: number): Promise<Buffer> {
    return this.#then(() => this.#get(offset, Math.max(0, Math.min(length, this.sizeBytes - offset))))
  }

  /** Cuts, or makes room that must still be written. */
  async truncate(sizeBytes: number): Promise<void> {
    this.#begin(sizeBytes)
    this.#written.cut(sizeBytes)
    this.sizeBytes = sizeBytes
    await this.#then(() => this.#spool?.truncate(sizeBytes))
  }

  /** Durable when resolved (small ones: with their row). Bytes that were never written are refused, not invented. */
  async keep(): Promise<KeptPayload> {
    if (this.#ended) throw new Error('the draft has ended')
    return this.#then(async () => {
      const hole = this.#written.hole(this.sizeBytes)
      if (hole) throw payloadError('payload-has-holes', { from: hole.from, to: hole.to - 1 })
      this.#ended = true
      if (this.sizeBytes <= this.#store.inlineBytesMax) return this.#keepSmall()
      const spool = this.#spool!
      const kept = await this.#store.place(spool, await this.#digest(spool), this.sizeBytes)
      this.#spool = null
      return kept
    })
  }

  /** May be called at any time, also after a failed `keep`; after a good one it does nothing. */
  async discard(): Promise<void> {
    this.#ended = true
    await this.#acts
    await this.#spool?.discard()
    this.#spool = null
    this.#memory = null
  }

  #begin(end: number): void {
    if (this.#ended) throw new Error('the draft has ended')
    const { sizeBytesMax } = this.#store
    if (end > sizeBytesMax) throw payloadError('payload-too-large', { sizeBytesMax })
  }

  #then<T>(act: () => T | Promise<T>): Promise<T> {
    const done = this.#acts.then((error) => {
      if (error) throw error
      return act()
    })
    this.#acts = done.then(
      () => null,
      (error) => error,
    )
    return done
  }

  async #put(offset: number, bytes: Uint8Array): Promise<void> {
    const end = offset + bytes.length
    if (!this.#spool && end <= this.#store.inlineBytesMax) return this.#remember(offset, bytes)
    if (!this.#spool) {
      const spool = await this.#store.spool()
      this.#spool = spool
      await spool.write(0, this.#memory!)
      this.#memory = null
    }
    await this.#spool.write(offset, bytes)
  }

  async #get(offset: number, length: number): Promise<Buffer> {
    if (this.#spool) return this.#spool.read(offset, length)
    return Buffer.from(this.#memory!.subarray(offset, offset + length))
  }

  #remember(offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length
    if (end > this.#memory!.length) {
      const larger = Buffer.alloc(Math.max(end, Math.min(this.#memory!.length * 2, this.#store.inlineBytesMax)))
      larger.set(this.#memory!)
      this.#memory = larger
    }
    this.#memory!.set(bytes, offset)
  }

  #hash(offset: number, bytes: Uint8Array): void {
    if (offset !== this.#hashed) this.#sha = null
    this.#sha?.update(bytes)
    this.#hashed = offset + bytes.length
  }

  async #keepSmall(): Promise<KeptPayload> {
    const kept = this.#store.small(await this.#get(0, this.sizeBytes))
    await this.#spool?.discard()
    this.#spool = null
    return kept
  }

  async #digest(spool: Spool): Promise<Buffer> {
    if (this.#sha && this.#hashed === this.sizeBytes) return this.#sha.digest()
    const sha = createHash('sha256')
    for (let at = 0; at < this.sizeBytes; at += PIECE_BYTES) {
      sha.update(await spool.read(at, Math.min(PIECE_BYTES, this.sizeBytes - at)))
    }
    return sha.digest()
  }
}
