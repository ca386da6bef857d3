import { tagCode } from '../../edi/tags.ts'
import type { SegmentView } from './segment-rules.ts'

/** A segment as a reading looks at it: numbers where they are enough, and text only where it is wanted. */
export interface SegmentCells extends SegmentView {
  /** The tag as one number (`tagCode`); -1 where it is longer than any tag of a table. */
  readonly code: number
  readonly count: number
  /** Bit n: the nth element may hold something. Bit 0 stands for all behind `BITS_MAX`. */
  readonly filled: number
  /** The text as one number (`tagCode`), where that is quicker to be had; -1 where not. Component 0 is the whole element. */
  key(element: number, component: number): number
}

/** Elements that have a bit of their own. */
export const BITS_MAX = 30

const ELEMENTS_MAX = 40
const TAG_LENGTH_MAX = 3

/** The bit of an element. */
export function bitOf(element: number): number {
  return element > BITS_MAX ? 1 : 1 << element
}

/** The bits of so many elements. */
export function bitsUpTo(count: number): number {
  return count > BITS_MAX ? (1 << (BITS_MAX + 1)) - 1 : (1 << (count + 1)) - 2
}

/** The text at a place as it stands there: white space around it is a matter of the form it is read by. */
export function textIn(segment: SegmentView, element: number, component: number): string {
  return component === 0 ? segment.element(element) : segment.component(element, component)
}

/** Any view of a segment, of which nothing is known but its texts. */
export class ViewCells implements SegmentCells {
  code = 0
  count = 0
  filled = 0
  #view: SegmentView | null = null

  at(view: SegmentView): this {
    const { tag, count = ELEMENTS_MAX } = view
    this.#view = view
    this.code = tag.length <= TAG_LENGTH_MAX && ASCII.test(tag) ? tagCode(tag) : -1
    this.count = count
    this.filled = bitsUpTo(count)
    return this
  }

  get tag(): string {
    return this.#view!.tag
  }

  element(n: number): string {
    return this.#view!.element(n)
  }

  component(n: number, c: number): string {
    return this.#view!.component(n, c)
  }

  key(): number {
    return -1
  }

  components(n: number): readonly string[] {
    return this.#view!.components(n)
  }
}

/** The segment as it would be with one repeat of an element alone. */
export function withRepeat(view: SegmentView, element: number, repeat: readonly string[]): SegmentCells {
  const alone = {
    tag: view.tag,
    element: (n: number) => (n === element ? (repeat[0] ?? '') : view.element(n)),
    component: (n: number, c: number) => (n === element ? (repeat[c - 1] ?? '') : view.component(n, c)),
    components: (n: number) => (n === element ? repeat : view.components(n)),
  }
  return new ViewCells().at(view.count === undefined ? alone : { ...alone, count: view.count })
}

const ASCII = /^[ -~]*$/
