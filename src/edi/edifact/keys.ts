import type { SetKey } from '../x12/items.ts'
import type { Segment } from './segment.ts'

export interface KeyPlace extends Omit<SetKey, 'value'> {
  element: number
  component: number
  /** What must stand first in the segment, such as ON in RFF. */
  qualifier: string | null
}

/** 1004 of BGM: the message's own number. */
const own = (kind: SetKey['kind']): KeyPlace => ({
  kind,
  issuer: 'sender',
  at: 'BGM 1004',
  element: 2,
  component: 1,
  qualifier: null,
})

/** 1154 of RFF behind this 1153. */
const referred = (kind: SetKey['kind'], qualifier: string, issuer: SetKey['issuer'] = 'receiver'): KeyPlace => ({
  kind,
  issuer,
  at: `RFF+${qualifier} 1154`,
  element: 1,
  component: 2,
  qualifier,
})

/** 1004 of DOC behind this 1001: what a remittance pays. */
const paid = (kind: SetKey['kind'], qualifier: string): KeyPlace => ({
  kind,
  issuer: 'receiver',
  at: `DOC+${qualifier} 1004`,
  element: 2,
  component: 1,
  qualifier,
})

/** Where a message names the numbers that business people know it by, and whose numbers they are. The message's own stands first. */
const PLACES: Record<string, Record<string, KeyPlace[]>> = {
  ORDERS: { BGM: [own('purchase-order')] },
  ORDCHG: { RFF: [referred('purchase-order', 'ON', 'sender')] },
  ORDRSP: { RFF: [referred('purchase-order', 'ON')] },
  DESADV: { BGM: [own('shipment')], RFF: [referred('purchase-order', 'ON')] },
  RECADV: {
    RFF: [referred('shipment', 'AAK'), referred('shipment', 'DQ'), referred('purchase-order', 'ON', 'sender')],
  },
  APERAK: {
    BGM: [own('advice')],
    RFF: [referred('invoice', 'IV'), referred('shipment', 'AAK'), referred('purchase-order', 'ON')],
  },
  INVOIC: { BGM: [own('invoice')], RFF: [referred('purchase-order', 'ON')] },
  REMADV: { BGM: [own('payment')], DOC: [paid('invoice', '380')] },
  INVRPT: { BGM: [own('inventory')] },
}

/** A message about more orders than this is found by the first ones only. */
const KEYS_MAX = 1_000

/** The places of a message's keys by the tags they stand in. */
export function keyPlaces(type: string): Record<string, KeyPlace[]> | null {
  return Object.hasOwn(PLACES, type) ? PLACES[type]! : null
}

/** Gathers the business keys of one message. */
export class MessageKeys {
  readonly found: SetKey[] = []
  /** Made for the second one. */
  #seen: Set<string> | null = null

  take(segment: Segment, places: KeyPlace[]): void {
    for (const { element, component, qualifier, kind, issuer, at } of places) {
      if (qualifier !== null && segment.trimmed(1) !== qualifier) continue
      const value = segment.value(element, component).trim().toUpperCase().replace(/\s+/g, ' ')
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
