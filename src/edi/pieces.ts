/** What a reader was given and has not read to its end, and what comes behind it: in one place that is used again and again. */
export class Pieces {
  #room = new Uint8Array(0)
  #kept = 0

  /** How many bytes are kept. */
  get kept(): number {
    return this.#kept
  }

  /** The bytes that are kept and these; good until something is kept again. */
  with(piece: Uint8Array): Uint8Array {
    if (this.#kept === 0) return piece
    const length = this.#kept + piece.length
    this.#make(length)
    this.#room.set(piece, this.#kept)
    return this.#room.subarray(0, length)
  }

  /** Keeps what stands from here on: a copy, since the one who gave the bytes may use their place again. */
  keep(bytes: Uint8Array, from: number): void {
    const length = bytes.length - from
    this.#make(length)
    if (bytes.buffer === this.#room.buffer) this.#room.copyWithin(0, from, bytes.length)
    else if (length > 0) this.#room.set(bytes.subarray(from))
    this.#kept = length
  }

  #make(length: number): void {
    if (this.#room.length >= length) return
    const larger = new Uint8Array(Math.max(length, this.#room.length * 2))
    larger.set(this.#room.subarray(0, this.#kept))
    this.#room = larger
  }
}
