import type { Segment } from '../x12/segment.ts'

/** Values of more bytes than fit exactly into one number are compared as text. */
export const PACKED_BYTES_MAX = 6

/**
 * A segment as guides look at it, whichever reader it comes from. Elements and components count from 1; component 0 is the whole
 * element, which of a simple one is the same as component 1.
 */
export interface Look {
  /** The tag as one number (`tagCode`). */
  readonly code: number
  readonly tag: string
  readonly offset: number
  /** Elements behind the tag. */
  readonly count: number
  /** Characters; 0: it is empty. */
  size(element: number, component: number): number
  /** A value of up to six bytes as one number, so that no text is made of it; -1: it is longer. */
  packed(element: number, component: number): number
  text(element: number, component: number): string
}

/** A text as `packed` has it; -1 as well where its characters are no bytes of every character set. */
export function pack(text: string): number {
  if (text.length > PACKED_BYTES_MAX) return -1
  let all = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x7e) return -1
    all = all * 256 + code
  }
  return all
}

/** A qualifier is the first value of a segment: an element, or the first component of a composite. */
export function matches({ qualifier, packed }: Qualified, look: Look): boolean {
  if (qualifier === null) return true
  return packed >= 0 ? look.packed(1, 1) === packed : look.text(1, 1) === qualifier
}

/** What a segment's first value must be, and the same as one number. */
export interface Qualified {
  qualifier: string | null
  packed: number
}

/** The segment that the X12 reader is at: nothing is made of it but what somebody asks for as text. */
export class X12Look implements Look {
  readonly #component: number
  #segment!: Segment
  #from = 0
  #to = 0

  /** `component`: the separator of ISA16. */
  constructor(component: number) {
    this.#component = component
  }

  at(segment: Segment): this {
    this.#segment = segment
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
    if (component === 0) return this.#segment.length(element)
    this.#locate(element, component)
    return this.#to - this.#from
  }

  packed(element: number, component: number): number {
    this.#locate(element, component)
    if (this.#to - this.#from > PACKED_BYTES_MAX) return -1
    let all = 0
    for (let at = this.#from; at < this.#to; at++) all = all * 256 + this.#segment.bytes[at]!
    return all
  }

  text(element: number, component: number): string {
    const whole = this.#segment.element(element)
    if (component === 0) return whole
    return whole.split(String.fromCharCode(this.#component))[component - 1] ?? ''
  }

  #locate(element: number, component: number): void {
    const { bytes } = this.#segment
    let from = this.#segment.start(element)
    const end = from + this.#segment.length(element)
    this.#from = from
    this.#to = end
    if (component === 0) return
    for (let n = 1; ; n++) {
      let to = from
      while (to < end && bytes[to] !== this.#component) to++
      if (n === component || to === end) {
        this.#from = n === component ? from : end
        this.#to = n === component ? to : end
        return
      }
      from = to + 1
    }
  }
}
