import type { Segment } from '../edifact/segment.ts'
import { type Look, PACKED_BYTES_MAX, pack } from './look.ts'

/**
 * The segment that the EDIFACT reader is at. A byte is a character but in UTF-8 and behind release characters, where text tells.
 * Of an element that is repeated the first repeat is looked at.
 */
export class EdifactLook implements Look {
  #segment!: Segment
  #bytewise = true
  #from = 0
  #to = 0

  at(segment: Segment): this {
    this.#segment = segment
    this.#bytewise = !segment.released && !segment.charset.utf8
    return this
  }

  get code(): number {
    return this.#segment.code
  }

  get tag(): string {
    return this.#segment.tag
  }

  get offset(): number {
    return this.#segment.offset
  }

  get count(): number {
    return this.#segment.count
  }

  size(element: number, component: number): number {
    if (this.#segment.length(element) === 0) return 0
    const size = this.#sizeOf(element, Math.max(1, component))
    // A composite whose first component is empty is there all the same.
    return component === 0 ? Math.max(1, size) : size
  }

  packed(element: number, component: number): number {
    const of = Math.max(1, component)
    if (!this.#bytewise) return pack(this.#segment.value(element, of))
    this.#locate(element, of)
    if (this.#to - this.#from > PACKED_BYTES_MAX) return -1
    let all = 0
    for (let at = this.#from; at < this.#to; at++) all = all * 256 + this.#segment.bytes[at]!
    return all
  }

  text(element: number, component: number): string {
    return this.#segment.value(element, Math.max(1, component))
  }

  #sizeOf(element: number, component: number): number {
    if (!this.#bytewise) return this.#segment.value(element, component).length
    this.#locate(element, component)
    return this.#to - this.#from
  }

  #locate(element: number, component: number): void {
    const { marks, starts, bytes, service, count } = this.#segment
    this.#from = 0
    this.#to = 0
    if (element > count) return
    const first = starts[element - 1]!
    const index = first + component - 1
    if (index >= starts[element]!) return
    for (let at = first + 1; at <= index; at++) if (bytes[marks[at]!] === service.repetition) return
    this.#from = marks[index]! + 1
    this.#to = marks[index + 1]!
  }
}
