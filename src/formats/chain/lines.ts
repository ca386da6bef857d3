import type { Line } from './documents.ts'

/** What tells a line of an order from its others. */
export type LineName = Pick<Line, 'number' | 'ids'>

/**
 * The line of an order that a line of another document is of: by the line of the order that it refers to, by the buyer's line
 * number unless what it names is something else, then by numbers of the item.
 */
export function matchLine<T extends LineName>(ordered: readonly T[], line: Line): T | null {
  const referred = line.references?.find(({ type, line: number }) => type === 'order' && number !== undefined)?.line
  const byNumber = (number: string | undefined) =>
    number === undefined ? undefined : ordered.find((one) => sameNumber(one.number, number))
  const found = byNumber(referred)
  if (found) return found
  const same = byNumber(line.number)
  if (same && !isOther(same, line)) return same
  return ordered.find((one) => isSameItem(one, line)) ?? null
}

/** 0001 is 1. */
function sameNumber(one: string | undefined, other: string): boolean {
  return one !== undefined && withoutZeros(one) === withoutZeros(other)
}

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
