import { parseDecimal, showDecimal, timesDecimal } from '../decimal.ts'
import type { Segment } from './segment.ts'

/** What a set holds at the places that somebody asked for. */
export interface Watched {
  values: Record<string, string[]>
  /** Its total, where that was asked for and is told: TDS01, else AMT*TT, else the sum of its lines. */
  amount: string | null
}

const PATH = /^(?:([A-Z][A-Z0-9]{1,2})\[([^\]]{1,80})\]\.)?([A-Z][A-Z0-9]{1,2})(\d{2})(?:-(\d{1,2}))?$/
const VALUES_MAX = 50

interface Place {
  path: string
  /** Only behind a segment with this first element, until the next one of its kind. */
  within: { tag: string; qualifier: string } | null
  tag: string
  element: number
  component: number | null
}

/** `BEG02`, `N1[ST].N104`, `SVC01-2`: a segment and the number of an element, perhaps within a loop that begins so. */
export function isElementPath(path: string): boolean {
  return PATH.test(path)
}

/** The places that rules ask for, put together once for all sets that are read. */
export class Watch {
  readonly amount: boolean
  readonly #byTag = new Map<string, Place[]>()

  constructor(of: { paths: Iterable<string>; amount: boolean }) {
    this.amount = of.amount
    for (const path of new Set(of.paths)) {
      const found = PATH.exec(path)
      if (!found) continue
      const [, outer, qualifier, tag, element, component] = found
      const within = outer === undefined ? null : { tag: outer, qualifier: qualifier! }
      const place = {
        path,
        within,
        tag: tag!,
        element: Number(element),
        component: component ? Number(component) : null,
      }
      for (const one of new Set([tag!, outer ?? tag!])) {
        const places = this.#byTag.get(one)
        if (places) places.push(place)
        else this.#byTag.set(one, [place])
      }
    }
  }

  at(tag: string): readonly Place[] | undefined {
    return this.#byTag.get(tag)
  }
}

/** Looks at the segments of one set, in order. */
export class Watching {
  readonly #watch: Watch
  readonly #values: Record<string, string[]> = {}
  readonly #inside = new Set<Place>()
  #total: bigint | null = null
  #lines: bigint | null = null

  constructor(watch: Watch) {
    this.#watch = watch
  }

  take(segment: Segment, component: number): void {
    const places = this.#watch.at(segment.tag)
    if (places) for (const place of places) this.#look(segment, place, component)
    if (this.#watch.amount) this.#add(segment)
  }

  get result(): Watched {
    const amount = this.#total ?? this.#lines
    return { values: this.#values, amount: amount === null ? null : showDecimal(amount) }
  }

  #look(segment: Segment, place: Place, component: number): void {
    if (place.within?.tag === segment.tag) {
      if (segment.trimmed(1) === place.within.qualifier) this.#inside.add(place)
      else this.#inside.delete(place)
    }
    if (segment.tag !== place.tag || (place.within && !this.#inside.has(place))) return
    const whole = segment.trimmed(place.element)
    const value =
      place.component === null ? whole : (whole.split(String.fromCharCode(component))[place.component - 1] ?? '')
    if (value === '') return
    const values = (this.#values[place.path] ??= [])
    if (values.length < VALUES_MAX) values.push(value)
  }

  #add(segment: Segment): void {
    if (segment.tag === 'TDS') {
      // Element 610 is of type N2: its last two digits are behind the point.
      const cents = /^-?\d+$/.test(segment.trimmed(1)) ? parseDecimal(segment.trimmed(1)) : null
      if (cents !== null) this.#total = cents / 100n
    } else if (segment.tag === 'AMT' && segment.trimmed(1) === 'TT') {
      this.#total ??= parseDecimal(segment.trimmed(2))
    } else if (segment.tag === 'PO1') {
      const [quantity, price] = [parseDecimal(segment.trimmed(2)), parseDecimal(segment.trimmed(4))]
      if (quantity !== null && price !== null) this.#lines = (this.#lines ?? 0n) + timesDecimal(quantity, price)
    }
  }
}
