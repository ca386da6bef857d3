import { type Finder, simdFinder } from './simd/finder.ts'

/** What a byte is to a reader that looks for delimiters. */
const PLAIN = 0
const DELIMITER = 1
const LINE_END = 2
const ODD = 3
const RELEASE = 4

const SIZE_FIRST = 4_096

/** What ends elements and segments, and which bytes need a look. */
export interface Sought {
  terminator: number
  /** The others that end an element: at most three. */
  others: readonly number[]
  /** Told by `clean`, as control characters are. */
  odd?: readonly (number | null)[]
  /** ISO 9735: the byte behind it is no delimiter, whatever it is. It gets a mark of its own. */
  release?: number | null
}

/**
 * The places of all delimiters in a piece of bytes, found in one pass. A reader walks over them: an element is what lies between
 * two of them, and nothing is made for it.
 */
export class Marks {
  /** Positions in the bytes, ascending; those at and behind `count` are left from before. */
  at = new Int32Array(SIZE_FIRST)
  count = 0
  /** Which of them are terminators: as many as `endCount`. */
  ends = new Int32Array(SIZE_FIRST)
  endCount = 0
  /** The marks of the segment at hand: the one behind its tag, and its terminator. */
  first = 0
  last = 0
  /** No byte stands inside an element that needs a look: no control character and none of the `odd` ones. */
  clean = true
  /** A byte above ASCII was found: perhaps in a delimiter's place, perhaps an odd one. */
  high = false
  #next = 0
  #end = 0
  readonly #kinds = new Uint8Array(256)
  #terminator = 0
  readonly #simd: Finder | null
  /** Readers go without all that makes them quick, too. */
  readonly plain: boolean

  /** `plain`: without SIMD, whatever the machine can do. */
  constructor({ plain = false }: { plain?: boolean } = {}) {
    this.plain = plain
    this.#simd = plain ? null : simdFinder()
  }

  /** What to look for from now on. */
  seek(sought: Sought): void {
    const { terminator, others, odd = [], release = null } = sought
    this.#terminator = terminator
    this.#kinds.fill(PLAIN).fill(ODD, 0, 0x20)
    this.#kinds[0x0a] = LINE_END
    this.#kinds[0x0d] = LINE_END
    for (const byte of odd) if (byte !== null) this.#kinds[byte] = ODD
    for (const byte of [terminator, ...others]) this.#kinds[byte] = DELIMITER
    if (release !== null) this.#kinds[release] = RELEASE
    this.#simd?.seek(sought, { plain: this.#kinds.indexOf(PLAIN), isOdd: (byte) => this.#kinds[byte] === ODD })
  }

  /** Finds those in bytes[from, end of them). */
  find(bytes: Uint8Array, from: number): void {
    this.#next = 0
    this.#end = 0
    if (this.#simd?.fits(bytes.length - from)) this.#simd.find(bytes, from, this)
    else this.#find(bytes, from)
  }

  #find(bytes: Uint8Array, from: number): void {
    const most = bytes.length - from
    if (this.at.length < most || this.at.buffer !== this.ends.buffer) this.#grow(Math.max(most, this.at.length * 2))
    const { at, ends } = this
    const kinds = this.#kinds
    let count = 0
    let endCount = 0
    let clean = true
    let lineEnd = from - 1 // those between segments belong to nobody
    let between = true
    let high = 0
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i]!
      high |= byte
      const kind = kinds[byte]!
      if (kind === PLAIN) continue
      if (kind === DELIMITER) {
        if (byte === this.#terminator) ends[endCount++] = count
        at[count++] = i
      } else if (kind === LINE_END) {
        if (i > lineEnd + 1) between = endCount > 0 && at[ends[endCount - 1]!] === i - 1
        if (!between) clean = false
        lineEnd = i
      } else if (kind === RELEASE) {
        at[count++] = i
        const next = i + 1 < bytes.length ? kinds[bytes[i + 1]!] : PLAIN
        if (next === DELIMITER || next === RELEASE) high |= bytes[++i]!
      } else clean = false
    }
    this.high = high >= 0x80
    this.count = count
    this.endCount = endCount
    this.clean = clean
  }

  /** Both in memory of their own: what SIMD wrote to is used again. */
  #grow(size: number): void {
    const memory = new ArrayBuffer(size * 8)
    this.at = new Int32Array(memory, 0, size)
    this.ends = new Int32Array(memory, size * 4, size)
  }

  /** Finds the marks of the segment that begins at `from`. False: its terminator is not among the bytes. */
  reach(from: number): boolean {
    const { at, count, ends, endCount } = this
    let first = this.#next
    while (first < count && at[first]! < from) first++ // what was passed over without marks, such as an ISA
    let end = this.#end
    while (end < endCount && ends[end]! < first) end++
    if (end === endCount) return false
    this.#end = end
    this.first = first
    this.last = ends[end]!
    return true
  }

  /** Which of the terminators that of the segment at hand is. */
  get end(): number {
    return this.#end
  }

  /** The segments up to this terminator have been used. */
  passTo(end: number): void {
    this.#end = end
    this.#next = this.ends[end - 1]! + 1
  }

  /** The segment that was reached has been used. */
  pass(): void {
    this.#next = this.last + 1
    this.#end++
  }
}
