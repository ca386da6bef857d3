import type { Marks } from '../marks.ts'
import { codeAt } from '../tags.ts'
import { ANY, type Charset } from './charsets.ts'
import { DEFAULT_SERVICE, type ServiceString } from './service-string.ts'

/** An element as text: its repeats, each its components. One of a simple element, which is not repeated, has one of one. */
export type Occurrences = string[][]

/**
 * One segment in its buffer: elements and components lie between delimiters, and are offsets until somebody asks for text. Only
 * then its characters are decoded and released ones freed of their release character.
 */
export class Segment {
  bytes: Uint8Array = new Uint8Array(0)
  /** The delimiters of the bytes, without release characters. */
  marks = new Int32Array(0)
  /** Behind the tag, and the terminator. */
  first = 0
  last = 0
  /** By element, from 0: the index of the mark before it; behind the last one that of the terminator. */
  starts = new Int32Array(16)
  /** Elements behind the tag. */
  count = 0
  /** A release character stands in it: lengths in bytes are not those of its text. */
  released = false
  /** Of the segment's first byte in the payload. */
  offset = 0
  /** The tag as one number (`tagCode`); -1 where it is longer than any tag can be. */
  code = 0
  /** Of the segment's first byte in its buffer. */
  from = 0
  service: ServiceString = DEFAULT_SERVICE
  charset: Charset = ANY
  #own = new Int32Array(0)

  /** Points this at the segment that begins at `from` and that `marks` has reached. */
  point(bytes: Uint8Array, from: number, marks: Marks): this {
    this.bytes = bytes
    this.marks = marks.at
    this.first = marks.first
    this.last = marks.last
    this.from = from
    this.#locate()
    if (this.released) this.#withoutReleases()
    this.code = codeAt(bytes, from, this.marks[this.first]!)
    return this
  }

  #locate(): void {
    const { bytes, marks, last } = this
    const { element, release } = this.service
    let count = 0
    this.released = false
    for (let index = this.first; index < last; index++) {
      const byte = bytes[marks[index]!]!
      if (byte === element) {
        if (count + 1 >= this.starts.length) this.starts = grown(this.starts)
        this.starts[count++] = index
      } else if (byte === release) this.released = true
    }
    this.starts[count] = last
    this.count = count
  }

  /** Release characters have marks, too, so that they are seen in passing; here they are left out. */
  #withoutReleases(): void {
    const { bytes, marks, first, last } = this
    if (this.#own.length <= last - first) this.#own = new Int32Array(2 * (last - first) + 2)
    let kept = 0
    for (let index = first; index <= last; index++) {
      if (bytes[marks[index]!] !== this.service.release) this.#own[kept++] = marks[index]!
    }
    this.marks = this.#own
    this.first = 0
    this.last = kept - 1
    const released = this.released
    this.#locate()
    this.released = released
  }

  get tag(): string {
    return this.#text(this.from, this.marks[this.first]!)
  }

  /** Bytes of the nth element, from 1, with its separators; 0 where there is none. */
  length(n: number): number {
    if (n > this.count) return 0
    return this.marks[this.starts[n]!]! - this.marks[this.starts[n - 1]!]! - 1
  }

  /** The nth element as it stands, from 1. */
  element(n: number): string {
    if (n > this.count) return ''
    return this.charset.decode(this.bytes, this.marks[this.starts[n - 1]!]! + 1, this.marks[this.starts[n]!])
  }

  /** A component of the first repeat of an element, both from 1. */
  value(n: number, component = 1): string {
    if (n > this.count) return ''
    const index = this.starts[n - 1]! + component - 1
    const end = this.starts[n]!
    if (index >= end) return ''
    for (let at = this.starts[n - 1]! + 1; at <= index; at++) {
      if (this.bytes[this.marks[at]!] === this.service.repetition) return ''
    }
    return this.#text(this.marks[index]! + 1, this.marks[index + 1]!)
  }

  trimmed(n: number, component = 1): string {
    return this.value(n, component).trim()
  }

  /** All of the nth element. */
  occurrences(n: number): Occurrences {
    const found: Occurrences = []
    if (n > this.count) return found
    const end = this.starts[n]!
    for (let index = this.starts[n - 1]!; index < end; index++) {
      const mark = this.marks[index]!
      const begins = index === this.starts[n - 1] || this.bytes[mark] === this.service.repetition
      const text = this.#text(mark + 1, this.marks[index + 1]!)
      if (begins) found.push([text])
      else found.at(-1)!.push(text)
    }
    return found
  }

  #text(from: number, to: number): string {
    if (from >= to) return ''
    const text = this.charset.decode(this.bytes, from, to)
    return this.released ? unescaped(text, this.service.release!) : text
  }
}

/** The characters that release characters stand before, without them (ISO 9735 §9.2). */
function unescaped(text: string, release: number): string {
  const character = String.fromCharCode(release)
  let at = text.indexOf(character)
  if (at < 0) return text
  let result = ''
  let from = 0
  for (; at >= 0 && at + 1 < text.length; at = text.indexOf(character, at + 2)) {
    result += text.slice(from, at)
    from = at + 1
  }
  return result + text.slice(from)
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2)
  larger.set(list)
  return larger
}
