import { latin1 } from '../../edi/latin1.ts'
import { Marks } from '../../edi/marks.ts'
import { tagCode } from '../../edi/tags.ts'
import type { Delimiters } from '../../edi/x12/items.ts'
import { Segment } from '../../edi/x12/segment.ts'
import { asUtf8, isUtf8Beyond } from '../../edi/x12/text.ts'
import { BITS_MAX, type SegmentCells } from '../mapping/segment-cells.ts'

/** So much is made text at once: a call for each element would cost more than all else. Documents may keep it from being collected. */
const WINDOW_BYTES = 2_048
const KEY_BYTES_MAX = 3

/** Segments of X12 that stand in one piece of bytes, each until the next. */
export class X12Cells implements SegmentCells {
  code = 0
  count = 0
  filled = 0
  readonly #bytes: Uint8Array
  readonly #component: number
  readonly #isUtf8: boolean
  #segment: Segment | null = null
  #marks = new Int32Array(0)
  #base = 0
  #window = ''
  #from = 0
  #to = 0

  /** The bytes must stay as they are; `component` is the delimiter inside elements. */
  constructor(bytes: Uint8Array, component: number) {
    this.#bytes = bytes
    this.#component = component
    this.#isUtf8 = isUtf8Beyond(bytes)
  }

  /** Points this at a segment that points at these bytes. */
  at(segment: Segment): this {
    const { marks, base, count } = segment
    this.#segment = segment
    this.#marks = marks
    this.#base = base
    this.code = segment.code
    this.count = count
    const most = count > BITS_MAX ? BITS_MAX : count
    let filled = count > BITS_MAX ? 1 : 0
    let before = marks[base]!
    for (let n = 1; n <= most; n++) {
      const end = marks[base + n]!
      if (end - before > 1) filled |= 1 << n
      before = end
    }
    this.filled = filled
    return this
  }

  get tag(): string {
    return this.#segment!.tag
  }

  /** Without white space at its end, which says nothing in X12 (X12.6). */
  element(n: number): string {
    if (n > this.count) return ''
    const to = this.#marks[this.#base + n]!
    const text = this.#text(this.#marks[this.#base + n - 1]! + 1, to)
    const last = this.#bytes[to - 1]!
    return last > 0x20 && last < 0x7f ? text : text.trimEnd()
  }

  component(n: number, c: number): string {
    const whole = this.element(n)
    if (this.#isParted(n)) return this.#parts(whole)[c - 1] ?? ''
    return c === 1 ? whole : ''
  }

  components(n: number): readonly string[] {
    const whole = this.element(n)
    return this.#isParted(n) ? this.#parts(whole) : [whole]
  }

  key(element: number, component: number): number {
    if (component > 0 || element > this.count) return -1
    const to = this.#marks[this.#base + element]!
    const from = this.#marks[this.#base + element - 1]! + 1
    if (to - from > KEY_BYTES_MAX) return -1
    let key = 1
    for (let at = from; at < to; at++) key = key * 256 + this.#bytes[at]!
    return key
  }

  #parts(whole: string): string[] {
    return whole.split(String.fromCharCode(this.#component))
  }

  #isParted(element: number): boolean {
    if (element > this.count) return false
    const to = this.#marks[this.#base + element]!
    for (let at = this.#marks[this.#base + element - 1]! + 1; at < to; at++) {
      if (this.#bytes[at] === this.#component) return true
    }
    return false
  }

  #text(from: number, to: number): string {
    if (from < this.#from || to > this.#to) {
      this.#from = from
      this.#to = Math.min(Math.max(to, from + WINDOW_BYTES), this.#bytes.length)
      this.#window = latin1(this.#bytes, from, this.#to)
    }
    const text = this.#window.substring(from - this.#from, to - this.#from)
    return this.#isUtf8 ? asUtf8(text) : text
  }
}

/** The segments of bytes that begin with one, such as those of a set; each is pointed at until the next is asked for. */
export function* cellsOf(
  bytes: Uint8Array,
  { element, component, terminator }: Omit<Delimiters, 'repetition'>,
): Generator<X12Cells> {
  const marks = new Marks({ plain: true })
  marks.seek({ terminator, others: [element] })
  // The last one may have lost its terminator with the end of its file.
  const whole = bytes.at(-1) === terminator ? bytes : Buffer.concat([bytes, Uint8Array.of(terminator)])
  marks.find(whole, 0)
  const cells = new X12Cells(whole, component)
  const segment = new Segment()
  for (let from = 0; from < whole.length; ) {
    while (isLineEnd(whole[from]!) && whole[from] !== terminator) from++
    if (!marks.reach(from)) return
    marks.pass()
    segment.point(whole, from, marks)
    from = marks.at[marks.last]! + 1
    if (segment.code !== NO_TAG) yield cells.at(segment)
  }
}

const NO_TAG = tagCode('')
const isLineEnd = (byte: number) => byte === 0x0d || byte === 0x0a
