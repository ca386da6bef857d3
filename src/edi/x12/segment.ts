/** One segment in its buffer: elements are offsets until somebody asks for text. */
export class Segment {
  bytes: Uint8Array = new Uint8Array(0)
  tag = ''
  /** Of the segment's first byte in the payload. */
  offset = 0
  /** Elements behind the tag. */
  count = 0
  readonly #starts = new Int32Array(ELEMENTS_MAX)
  readonly #ends = new Int32Array(ELEMENTS_MAX)
  #surplus = 0

  /** Points this at bytes[from, to), split at `separator`. */
  set(bytes: Uint8Array, from: number, to: number, separator: number): this {
    this.bytes = bytes
    this.count = -1
    this.#surplus = 0
    let start = from
    for (let at = from; at <= to; at++) {
      if (at < to && bytes[at] !== separator) continue
      if (this.count < 0) this.tag = text(bytes, start, at)
      else if (this.count < ELEMENTS_MAX) {
        this.#starts[this.count] = start
        this.#ends[this.count] = at
      } else this.#surplus++
      if (this.count < ELEMENTS_MAX) this.count++
      start = at + 1
    }
    return this
  }

  /** Elements in all, those beyond what is kept included. */
  get total(): number {
    return this.count + this.#surplus
  }

  /** Bytes of the nth element, from 1; 0 where there is none. */
  length(n: number): number {
    return n <= this.count ? this.#ends[n - 1]! - this.#starts[n - 1]! : 0
  }

  start(n: number): number {
    return n <= this.count ? this.#starts[n - 1]! : 0
  }

  element(n: number): string {
    return n <= this.count ? text(this.bytes, this.#starts[n - 1]!, this.#ends[n - 1]!) : ''
  }

  trimmed(n: number): string {
    return this.element(n).trim()
  }
}

const ELEMENTS_MAX = 120
const decoder = new TextDecoder('latin1')

/** Tags and codes, most of what is asked for, each made once: a large file asks for millions. */
const known = new Map<number, string>()
const KNOWN_MAX = 4_096

function text(bytes: Uint8Array, from: number, to: number): string {
  const length = to - from
  if (length === 0) return ''
  if (length > 3) return decoder.decode(bytes.subarray(from, to))
  let key = length
  for (let at = from; at < to; at++) key = key * 256 + bytes[at]!
  let found = known.get(key)
  if (found === undefined) {
    found = String.fromCharCode(...bytes.subarray(from, to))
    if (known.size < KNOWN_MAX) known.set(key, found)
  }
  return found
}
