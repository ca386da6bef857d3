const LENGTH_BYTES = 4

/**
 * What was just received is decided on in a moment: its bytes need not be read back. Bounded: two generations, of which the older one is
 * forgotten as a whole when the younger is full. A generation is one buffer, filled from its beginning and used again: an entry with memory
 * of its own would live long enough to be moved about by the collector, and a burst has thousands of them.
 */
export class RecentBytes {
  readonly #entryBytesMax: number
  #young: Generation
  #old: Generation

  constructor(limits: { bytesMax: number; entryBytesMax: number }) {
    this.#entryBytesMax = limits.entryBytesMax
    this.#young = new Generation(limits.bytesMax / 2)
    this.#old = new Generation(limits.bytesMax / 2)
  }

  get sizeBytes(): number {
    return this.#young.sizeBytes + this.#old.sizeBytes
  }

  add(hash: Buffer, bytes: Uint8Array): void {
    if (bytes.length > this.#entryBytesMax) return
    const name = hash.toString('latin1')
    if (this.#young.has(name) || this.#young.add(name, bytes)) return
    const emptied = this.#old
    emptied.clear()
    this.#old = this.#young
    this.#young = emptied
    emptied.add(name, bytes)
  }

  /** A copy: what lies behind it may be written over at any time. */
  find(hash: Buffer): Uint8Array | undefined {
    const name = hash.toString('latin1')
    return this.#young.find(name) ?? this.#old.find(name)
  }
}

class Generation {
  readonly #bytesMax: number
  /** Each entry behind its length. Only what is written to takes memory. */
  #buffer: Buffer | null = null
  #at = new Map<string, number>()
  sizeBytes = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  has(name: string): boolean {
    return this.#at.has(name)
  }

  /** False: there is no room. */
  add(name: string, bytes: Uint8Array): boolean {
    const at = this.sizeBytes
    const end = at + LENGTH_BYTES + bytes.length
    if (end > this.#bytesMax) return false
    this.#buffer ??= Buffer.allocUnsafeSlow(this.#bytesMax)
    this.#buffer.writeUInt32LE(bytes.length, at)
    this.#buffer.set(bytes, at + LENGTH_BYTES)
    this.#at.set(name, at)
    this.sizeBytes = end
    return true
  }

  find(name: string): Uint8Array | undefined {
    const at = this.#at.get(name)
    if (at === undefined) return undefined
    const buffer = this.#buffer!
    const from = at + LENGTH_BYTES
    return Buffer.from(buffer.subarray(from, from + buffer.readUInt32LE(at)))
  }

  clear(): void {
    this.#at = new Map()
    this.sizeBytes = 0
  }
}
