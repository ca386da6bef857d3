/**
 * What was just received is decided on in a moment: its bytes need not be read back. Bounded: two generations, of which the older one is
 * forgotten as a whole when the younger is full; what is asked for is young again.
 */
export class RecentBytes {
  readonly #generationMax: number
  readonly #entryBytesMax: number
  #young = new Map<string, Uint8Array>()
  #youngBytes = 0
  #old = new Map<string, Uint8Array>()
  #oldBytes = 0

  constructor(limits: { bytesMax: number; entryBytesMax: number }) {
    this.#generationMax = limits.bytesMax / 2
    this.#entryBytesMax = limits.entryBytesMax
  }

  get sizeBytes(): number {
    return this.#youngBytes + this.#oldBytes
  }

  add(hash: Buffer, bytes: Uint8Array): void {
    if (bytes.length > this.#entryBytesMax) return
    // A small piece of a large buffer would keep all of it alive.
    const own = bytes.buffer.byteLength > bytes.length * 2 ? new Uint8Array(bytes) : bytes
    this.#keep(hash.toString('latin1'), own)
  }

  find(hash: Buffer): Uint8Array | undefined {
    const name = hash.toString('latin1')
    const young = this.#young.get(name)
    if (young) return young
    const old = this.#old.get(name)
    if (old) this.#keep(name, old)
    return old
  }

  #keep(name: string, bytes: Uint8Array): void {
    if (this.#youngBytes + bytes.length > this.#generationMax) this.#age()
    if (!this.#young.has(name)) this.#youngBytes += bytes.length
    this.#young.set(name, bytes)
  }

  #age(): void {
    this.#old = this.#young
    this.#oldBytes = this.#youngBytes
    this.#young = new Map()
    this.#youngBytes = 0
  }
}
