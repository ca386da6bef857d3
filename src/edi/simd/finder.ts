import type { Marks, Sought } from '../marks.ts'
import { WASM } from './marks-wasm.ts'

/** Where the memory says, by byte, which of its bits are set, as eight words. Before it stands the set of odd bytes. */
const SET_BITS = 64
const ROW_WORDS = 8
/** Where the bytes begin, behind that; and how many are written over behind their end. */
const INPUT = SET_BITS + 256 * ROW_WORDS * 4
const PADDING = 64
/** Shorter pieces are not worth the call, longer ones not the memory: nine bytes for each. */
const LEAST = 128
const MOST = 1_048_576
/** Words that may be written behind the last position. */
const SPARE = 16

interface Exports {
  memory: WebAssembly.Memory
  clean: WebAssembly.Global
  high: WebAssembly.Global
  ends: WebAssembly.Global
  seek(...bytes: number[]): void
  find(from: number, to: number, base: number, out: number, ends: number): number
}

/** Finds delimiters by WebAssembly SIMD, 64 bytes at a time, in a memory of its own. */
export class Finder {
  readonly #wasm: Exports
  #room = 0

  constructor(module: WebAssembly.Module) {
    this.#wasm = new WebAssembly.Instance(module).exports as unknown as Exports
    const rows = new Int32Array(this.#wasm.memory.buffer, SET_BITS, 256 * ROW_WORDS)
    for (let byte = 0; byte < 256; byte++) {
      let at = byte * ROW_WORDS
      for (let bit = 0; bit < 8; bit++) if ((byte >> bit) & 1) rows[at++] = bit
    }
  }

  fits(length: number): boolean {
    return length >= LEAST && length <= MOST
  }

  /** `isOdd` by byte; `plain`: a byte that is nothing of what is sought. */
  seek({ terminator, others, release }: Sought, of: { plain: number; isOdd(byte: number): boolean }): void {
    const [second = terminator, third = terminator, fourth = terminator] = others
    this.#wasm.seek(terminator, second, third, fourth, release ?? -1, of.plain)
    const set = new Uint8Array(this.#wasm.memory.buffer, 0, 32).fill(0)
    for (let byte = 0; byte < 256; byte++) {
      if (of.isOdd(byte)) set[(byte & 15) + (byte >= 0x80 ? 16 : 0)]! |= 1 << ((byte >> 4) & 7)
    }
  }

  /** Writes what `Marks.find` says of bytes[from, end) to `marks`. */
  find(bytes: Uint8Array, from: number, marks: Marks): void {
    const length = bytes.length - from
    const { memory } = this.#wasm
    if (length > this.#room) this.#grow(length)
    new Uint8Array(memory.buffer, INPUT, length).set(from === 0 ? bytes : bytes.subarray(from))
    const words = this.#room + SPARE
    const out = INPUT + this.#room + PADDING
    const ends = out + words * 4
    marks.count = this.#wasm.find(INPUT, INPUT + length, INPUT - from, out, ends)
    marks.endCount = this.#wasm.ends.value
    marks.clean = this.#wasm.clean.value !== 0
    marks.high = this.#wasm.high.value !== 0
    if (marks.at.buffer !== memory.buffer || marks.at.byteOffset !== out) {
      marks.at = new Int32Array(memory.buffer, out, words)
      marks.ends = new Int32Array(memory.buffer, ends, words)
    }
  }

  /** In steps of 64 KB, as the memory itself. */
  #grow(length: number): void {
    const { memory } = this.#wasm
    this.#room = Math.ceil(length / 65_536) * 65_536
    const need = INPUT + this.#room + PADDING + (this.#room + SPARE) * 8
    const pages = Math.ceil((need - memory.buffer.byteLength) / 65_536)
    if (pages > 0) memory.grow(pages)
  }
}

let module: WebAssembly.Module | null | undefined

/** Null where the machine has no SIMD for WebAssembly. */
export function simdFinder(): Finder | null {
  if (module === undefined) {
    const binary = Uint8Array.from(atob(WASM), (character) => character.charCodeAt(0))
    module = WebAssembly.validate(binary) ? new WebAssembly.Module(binary) : null
  }
  return module && new Finder(module)
}
