import type { SetKey } from './items.ts'
import type { Segment } from './segment.ts'

export interface KeyPlace extends Omit<SetKey, 'value'> {
  element: number
  /** Only where this element says that it is such a number: RMR02 is that of an invoice where RMR01 is IV. */
  where?: { element: number; is: string }
}

/** Where a set names the numbers that business people know it by, and whose numbers they are. The set's own stands first. */
const PLACES: Record<string, Record<string, KeyPlace[]>> = {
  '850': { BEG: [{ kind: 'purchase-order', issuer: 'sender', element: 3, at: 'BEG03' }] },
  '855': { BAK: [{ kind: 'purchase-order', issuer: 'receiver', element: 3, at: 'BAK03' }] },
  '856': {
    BSN: [{ kind: 'shipment', issuer: 'sender', element: 2, at: 'BSN02' }],
    PRF: [{ kind: 'purchase-order', issuer: 'receiver', element: 1, at: 'PRF01' }],
  },
  '810': {
    BIG: [
      { kind: 'invoice', issuer: 'sender', element: 2, at: 'BIG02' },
      { kind: 'purchase-order', issuer: 'receiver', element: 4, at: 'BIG04' },
    ],
  },
  '820': {
    TRN: [{ kind: 'payment', issuer: 'sender', element: 2, at: 'TRN02' }],
    RMR: [{ kind: 'invoice', issuer: 'receiver', element: 2, at: 'RMR02', where: { element: 1, is: 'IV' } }],
  },
  '824': {
    BGN: [{ kind: 'advice', issuer: 'sender', element: 2, at: 'BGN02' }],
    OTI: [
      { kind: 'invoice', issuer: 'receiver', element: 3, at: 'OTI03', where: { element: 2, is: 'IV' } },
      { kind: 'shipment', issuer: 'receiver', element: 3, at: 'OTI03', where: { element: 2, is: 'SI' } },
      { kind: 'purchase-order', issuer: 'receiver', element: 3, at: 'OTI03', where: { element: 2, is: 'PO' } },
    ],
  },
  '832': { BCT: [{ kind: 'catalog', issuer: 'sender', element: 2, at: 'BCT02' }] },
  '846': { BIA: [{ kind: 'inventory', issuer: 'sender', element: 3, at: 'BIA03' }] },
  '860': { BCH: [{ kind: 'purchase-order', issuer: 'sender', element: 3, at: 'BCH03' }] },
  '861': {
    BRA: [{ kind: 'receipt', issuer: 'sender', element: 1, at: 'BRA01' }],
    PRF: [{ kind: 'purchase-order', issuer: 'sender', element: 1, at: 'PRF01' }],
  },
}

/** A shipment of more orders than this is found by the first ones only. */
const KEYS_MAX = 1_000

/** The places of a set's keys by the tags they stand in. */
export function keyPlaces(type: string): Record<string, KeyPlace[]> {
  return Object.hasOwn(PLACES, type) ? PLACES[type]! : {}
}

/** Gathers the business keys of one set. */
export class SetKeys {
  readonly found: SetKey[] = []
  /** Made for the second one. */
  #seen: Set<string> | null = null

  take(segment: Segment, places: KeyPlace[]): void {
    for (const { element, where, kind, issuer, at } of places) {
      if (where && segment.trimmed(where.element) !== where.is) continue
      const value = segment.element(element).trim().toUpperCase().replace(/\s+/g, ' ')
      if (value === '' || this.found.length >= KEYS_MAX || this.#isKnown(kind, value)) continue
      this.found.push({ kind, issuer, at, value })
    }
  }

  #isKnown(kind: string, value: string): boolean {
    if (this.found.length === 0) return false
    this.#seen ??= new Set(this.found.map((one) => `${one.kind} ${one.value}`))
    const key = `${kind} ${value}`
    if (this.#seen.has(key)) return true
    this.#seen.add(key)
    return false
  }
}
