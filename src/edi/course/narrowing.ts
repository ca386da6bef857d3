import type { Place } from '../guides/paths.ts'
import type { ElementPlan, GuideNode } from '../guides/plan.ts'

/** What a guide says of the elements of a segment, at all the places of the guide that it stands at. */
export interface Narrowing {
  elements: ElementPlan[]
  /** Elements that must be empty. */
  unwanted: number[]
  /** Of each of these at least one must be there. */
  oneOf: Place[][]
}

export function narrowingAt(nodes: readonly GuideNode[], oneOf: readonly Place[][]): Narrowing {
  return {
    elements: nodes.flatMap(({ elements }) => elements),
    unwanted: nodes.flatMap(({ unwanted }) => unwanted),
    oneOf: nodes.flatMap(({ rules }) => rules.map((rule) => oneOf[rule]!).filter((of) => of.length > 0)),
  }
}

export function saysNothing({ elements, unwanted, oneOf }: Narrowing): boolean {
  return elements.length + unwanted.length + oneOf.length === 0
}

/** Codes are looked for as numbers of four bytes; a value that is longer is looked at slowly. */
const CODE_BYTES_MAX = 4

/** Codes as sorted numbers; those that are too long, or no ASCII, are left out. */
export function packedCodes(codes: ReadonlySet<string>): Int32Array {
  const short = [...codes].filter((code) => code.length <= CODE_BYTES_MAX && /^[ -~]+$/.test(code))
  return Int32Array.from(short.map((code) => [...code].reduce((all, one) => (all << 8) | one.charCodeAt(0), 0))).sort()
}

/** What is in both lists; null: the first has everything. */
export function commonCodes(some: Int32Array | null, others: Int32Array): Int32Array {
  return some ? others.filter((code) => some.includes(code)) : others
}

/** Up to four bytes as a code is packed. */
export function packedAt(bytes: Uint8Array, from: number, to: number): number {
  let code = 0
  for (let at = from; at < to; at++) code = (code << 8) | bytes[at]!
  return code
}

/** Whether bytes[from, to) are one of the codes. */
export function isCode(codes: Int32Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > CODE_BYTES_MAX) return false
  const code = packedAt(bytes, from, to)
  if (codes.length === 1) return codes[0] === code
  let low = 0
  let high = codes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (codes[middle]! < code) low = middle + 1
    else high = middle
  }
  return codes[low] === code
}
