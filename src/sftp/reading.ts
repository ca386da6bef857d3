import type { OpenedFile } from './home.ts'

const PIECE_BYTES = 262_144
const PIECES_MAX = 4

/** A file open for reading: requests of 32 KB are served from pieces of 256 KB, and it is known which bytes have gone out. */
export class ReadHandle {
  readonly #file: OpenedFile
  readonly #pieces = new Map<number, Promise<Buffer>>()
  #sent: [from: number, to: number][] = []

  constructor(file: OpenedFile) {
    this.#file = file
  }

  get sizeBytes(): number {
    return this.#file.sizeBytes
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const to = Math.min(offset + length, this.#file.sizeBytes)
    if (offset >= to) return Buffer.alloc(0)
    const start = offset - (offset % PIECE_BYTES)
    const piece = await this.#piece(start)
    // Short reads are allowed; the client asks again for the rest.
    const bytes = piece.subarray(offset - start, Math.min(to - start, piece.length))
    this.#note(offset, offset + bytes.length)
    return bytes
  }

  async close(): Promise<void> {
    const [first] = this.#sent
    const whole =
      this.#file.sizeBytes === 0 || (this.#sent.length === 1 && first![0] === 0 && first![1] === this.#file.sizeBytes)
    await this.#file.close(whole)
  }

  async abort(): Promise<void> {
    await this.#file.close(false)
  }

  #piece(start: number): Promise<Buffer> {
    let piece = this.#pieces.get(start)
    if (piece) return piece
    if (this.#pieces.size >= PIECES_MAX) this.#pieces.delete(this.#pieces.keys().next().value!)
    piece = this.#file.read(start, PIECE_BYTES)
    this.#pieces.set(start, piece)
    piece.catch(() => this.#pieces.delete(start))
    return piece
  }

  #note(from: number, to: number): void {
    const last = this.#sent.at(-1)
    if (last && last[1] === from) last[1] = to
    else this.#sent.push([from, to])
    if (this.#sent.length < 2) return
    this.#sent.sort((a, b) => a[0] - b[0])
    const joined: [number, number][] = []
    for (const range of this.#sent) {
      const before = joined.at(-1)
      if (before && range[0] <= before[1]) before[1] = Math.max(before[1], range[1])
      else joined.push(range)
    }
    this.#sent = joined
  }
}
