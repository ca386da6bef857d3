import { latin1 } from '../latin1.ts'
import type { Marks } from '../marks.ts'
import { codeAt } from '../tags.ts'

/** One segment in its buffer: elements lie between delimiters, and are offsets until somebody asks for text. */
export class Segment {
  bytes: Uint8Array = new Uint8Array(0)
  /** The delimiters of the bytes; that of index `base` stands behind the tag. */
  marks = new Int32Array(0)
  base = 0
  /** Of the segment's first byte in the payload. */
  offset = 0
  /** The tag as one number (`tagCode`); -1 where it is longer than any tag can be. */
  code = 0
  /** Elements behind the tag. */
  count = 0
  #from = 0

  /** Points this at the segment that begins at `from` and that `marks` has reached. */
  point(bytes: Uint8Array, from: number, marks: Marks): this {
    const { first } = marks
    this.bytes = bytes
    this.marks = marks.at
    this.base = first
    this.count = marks.last - first
    this.#from = from
    this.code = codeAt(bytes, from, marks.at[first]!)
    return this
  }

  get tag(): string {
    return latin1(this.bytes, this.#from, this.marks[this.base]!)
  }

  /** Bytes of the nth element, from 1; 0 where there is none. */
  length(n: number): number {
    return n <= this.count ? this.marks[this.base + n]! - this.marks[this.base + n - 1]! - 1 : 0
  }

  start(n: number): number {
    return n <= this.count ? this.marks[this.base + n - 1]! + 1 : 0
  }

  element(n: number): string {
    return n <= this.count ? latin1(this.bytes, this.marks[this.base + n - 1]! + 1, this.marks[this.base + n]!) : ''
  }

  trimmed(n: number): string {
    return this.element(n).trim()
  }
}
