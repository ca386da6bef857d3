/** What a byte is to a reader that looks for delimiters. */
const PLAIN = 0
const DELIMITER = 1
const LINE_END = 2
const ODD = 3
const RELEASE = 4
const HIGH = 5

const SIZE_FIRST = 4_096

/**
 * The places of all delimiters in a piece of bytes, found in one pass. A reader walks over them: an element is what lies between
 * two of them, and nothing is made for it.
 */
export class Marks {
  /** Positions in the bytes, ascending; those at and behind `count` are left from before. */
  at = new Uint32Array(SIZE_FIRST)
  count = 0
  /** The marks of the segment at hand: the one behind its tag, and its terminator. */
  first = 0
  last = 0
  #next = 0
  /** No byte stands inside an element that needs a look: no control character and none of the `odd` ones. */
  clean = true
  /** A byte above ASCII was found, where `seek` was asked to tell. */
  high = false
  readonly #kinds = new Uint8Array(256)
  #terminator = 0

  /**
   * What to look for from now on: `terminator` and `others` end an element; `odd` ones are told by `clean`. A release character
   * (ISO 9735) gets a mark of its own, and the byte behind it is no delimiter whatever it is; `high`: bytes above ASCII are told.
   */
  seek(
    terminator: number,
    others: readonly number[],
    odd: readonly (number | null)[] = [],
    { release, high }: { release: number | null; high: boolean } = { release: null, high: false },
  ): void {
    this.#terminator = terminator
    this.#kinds.fill(PLAIN).fill(ODD, 0, 0x20)
    if (high) this.#kinds.fill(HIGH, 0x80)
    this.#kinds[0x0a] = LINE_END
    this.#kinds[0x0d] = LINE_END
    for (const byte of odd) if (byte !== null) this.#kinds[byte] = ODD
    for (const byte of [terminator, ...others]) this.#kinds[byte] = DELIMITER
    if (release !== null) this.#kinds[release] = RELEASE
  }

  /** Finds those in bytes[from, end of them). */
  find(bytes: Uint8Array, from: number): void {
    this.#next = 0
    const most = bytes.length - from
    if (this.at.length < most) this.at = new Uint32Array(Math.max(most, this.at.length * 2))
    const { at } = this
    const kinds = this.#kinds
    let count = 0
    let clean = true
    let high = false
    let lineEnd = from - 1 // those between segments belong to nobody
    let between = true
    for (let i = from; i < bytes.length; i++) {
      const kind = kinds[bytes[i]!]!
      if (kind === PLAIN) continue
      if (kind === DELIMITER) at[count++] = i
      else if (kind === LINE_END) {
        if (i > lineEnd + 1) between = count > 0 && at[count - 1] === i - 1 && bytes[i - 1] === this.#terminator
        if (!between) clean = false
        lineEnd = i
      } else if (kind === RELEASE) at[count++] = i++
      else if (kind === HIGH) high = true
      else clean = false
    }
    this.count = count
    this.clean = clean
    this.high = high
  }

  /** Finds the marks of the segment that begins at `from`. False: its terminator is not among the bytes. */
  reach(bytes: Uint8Array, from: number): boolean {
    const { at, count } = this
    let first = this.#next
    while (first < count && at[first]! < from) first++ // what was passed over without marks, such as an ISA
    let last = first
    while (last < count && bytes[at[last]!] !== this.#terminator) last++
    if (last === count) return false
    this.first = first
    this.last = last
    return true
  }

  /** The segment that was reached has been used. */
  pass(): void {
    this.#next = this.last + 1
  }
}
