/** What was just received is decided on in a moment: its bytes need not be read back. Bounded; the longest unused go first. */
export class RecentBytes {
  readonly #bytesMax: number
  readonly #entryBytesMax: number
  readonly #entries = new Map<string, Uint8Array>()
  /** Goes on where the last one went: from the beginning it would pass the places of all that are gone, each time. */
  #walk: MapIterator<[string, Uint8Array]> = this.#entries.entries()
  #bytes = 0

  constructor(limits: { bytesMax: number; entryBytesMax: number }) {
    this.#bytesMax = limits.bytesMax
    this.#entryBytesMax = limits.entryBytesMax
  }

  get sizeBytes(): number {
    return this.#bytes
  }

  add(hash: Buffer, bytes: Uint8Array): void {
    const name = hash.toString('latin1')
    if (bytes.length > this.#entryBytesMax || this.#entries.has(name)) return
    // A small piece of a large buffer would keep all of it alive.
    const own = bytes.buffer.byteLength > bytes.length * 2 ? new Uint8Array(bytes) : bytes
    this.#entries.set(name, own)
    this.#bytes += own.length
    while (this.#bytes > this.#bytesMax) {
      const { value: oldest } = this.#walk.next()
      if (!oldest) this.#walk = this.#entries.entries()
      else if (this.#entries.delete(oldest[0])) this.#bytes -= oldest[1].length
    }
  }

  find(hash: Buffer): Uint8Array | undefined {
    const name = hash.toString('latin1')
    const found = this.#entries.get(name)
    if (found) {
      this.#entries.delete(name)
      this.#entries.set(name, found)
    }
    return found
  }
}
