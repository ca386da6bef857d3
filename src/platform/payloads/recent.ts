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
    if (this.#young.has(hash) || this.#young.add(hash, bytes)) return
    const emptied = this.#old
    emptied.clear()
    this.#old = this.#young
    this.#young = emptied
    emptied.add(hash, bytes)
  }

  /** A copy: what lies behind it may be written over at any time. */
  find(hash: Buffer): Uint8Array | undefined {
    return this.#young.find(hash) ?? this.#old.find(hash)
  }
}

const HASH_BYTES = 32
/** An entry: its hash, its length, its bytes. */
const HEAD_BYTES = HASH_BYTES + 4
/** Places are found by the beginning of the hash, which is as good as random; at most half of them are taken. */
const PLACES = 2 ** 17
const NOTHING = 0

class Generation {
  readonly #bytesMax: number
  /** Only what is written to takes memory. */
  #buffer: Buffer | null = null
  /** Where an entry begins, plus one. Not a map: V8 keeps each text that is a key of one in a table of its own. */
  readonly #places = new Uint32Array(PLACES)
  #count = 0
  sizeBytes = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  has(hash: Buffer): boolean {
    return this.#places[this.#placeOf(hash)] !== NOTHING
  }

  /** False: there is no room. */
  add(hash: Buffer, bytes: Uint8Array): boolean {
    const at = this.sizeBytes
    const end = at + HEAD_BYTES + bytes.length
    if (end > this.#bytesMax || this.#count >= PLACES / 2) return false
    this.#buffer ??= Buffer.allocUnsafeSlow(this.#bytesMax)
    this.#places[this.#placeOf(hash)] = at + 1
    this.#buffer.set(hash, at)
    this.#buffer.writeUInt32LE(bytes.length, at + HASH_BYTES)
    this.#buffer.set(bytes, at + HEAD_BYTES)
    this.#count++
    this.sizeBytes = end
    return true
  }

  find(hash: Buffer): Uint8Array | undefined {
    const place = this.#places[this.#placeOf(hash)]!
    if (place === NOTHING) return undefined
    const buffer = this.#buffer!
    const from = place - 1 + HEAD_BYTES
    return Buffer.from(buffer.subarray(from, from + buffer.readUInt32LE(from - 4)))
  }

  clear(): void {
    this.#places.fill(NOTHING)
    this.#count = 0
    this.sizeBytes = 0
  }

  /** The place that this hash has, or would get. */
  #placeOf(hash: Buffer): number {
    let place = hash.readUInt32LE(0) % PLACES
    for (let at = this.#places[place]!; at !== NOTHING; at = this.#places[place]!) {
      if (hash.compare(this.#buffer!, at - 1, at - 1 + HASH_BYTES) === 0) break
      place = (place + 1) % PLACES
    }
    return place
  }
}
