import type { Line } from './documents.ts'

/** What tells a line of an order from its others. */
export type LineName = Pick<Line, 'number' | 'ids'>

/** The lines of an order, to be found from lines of other documents. */
export class OrderLines<T extends LineName> {
  readonly #byNumber = new Map<string, T>()
  readonly #byItem = new Map<string, T>()

  add(line: T): void {
    const { number } = line
    if (number !== undefined) setOnce(this.#byNumber, withoutZeros(number), line)
    for (const name of itemNames(line)) setOnce(this.#byItem, name, line)
  }

  /**
   * The line that a line of another document is of: by the line of the order that it refers to, by the buyer's line number
   * unless what it names is something else, then by numbers of the item.
   */
  find(line: Line): T | null {
    const referred = line.references?.find(({ type, line: number }) => type === 'order' && number !== undefined)?.line
    const found = this.#numbered(referred)
    if (found) return found
    const same = this.#numbered(line.number)
    if (same && !isOther(same, line)) return same
    for (const name of itemNames(line)) {
      const item = this.#byItem.get(name)
      if (item) return item
    }
    return null
  }

  #numbered(number: string | undefined): T | undefined {
    return number === undefined ? undefined : this.#byNumber.get(withoutZeros(number))
  }
}

/** Of two lines with one number or item the first is meant. */
function setOnce<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value)
}

/** 0001 is 1. */
const withoutZeros = (number: string) => number.trim().replace(/^0+(?=.)/, '')

function isSameItem(one: LineName, other: LineName): boolean {
  const names = new Set(itemNames(one))
  return itemNames(other).some((name) => names.has(name))
}

/** They name their items by the same scheme, and none of the numbers is the same. */
function isOther(one: LineName, other: LineName): boolean {
  if (isSameItem(one, other)) return false
  const schemes = new Set(itemNames(one).map(schemeOf))
  return itemNames(other).some((name) => schemes.has(schemeOf(name)))
}

const schemeOf = (name: string) => name.slice(0, name.indexOf(' '))

/** A GTIN is the same with fourteen digits as with twelve (GS1 General Specifications, 3.3). */
function itemNames({ ids = [] }: LineName): string[] {
  return ids.flatMap(({ scheme = '', value }) =>
    scheme === 'group' ? [] : scheme.startsWith('gtin') ? [`gtin ${value.padStart(14, '0')}`] : [`${scheme} ${value}`],
  )
}

/** What people know a line by. */
export function lineName(line: LineName, position: number): string {
  return line.number ?? line.ids?.[0]?.value ?? String(position + 1)
}
