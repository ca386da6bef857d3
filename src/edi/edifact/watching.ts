import { parseDecimal, showDecimal } from '../decimal.ts'
import type { Watch, Watched } from '../x12/watching.ts'
import type { Segment } from './segment.ts'

const VALUES_MAX = 50
/** 5025 of what a message says to be its total, the most telling first (invoice, message, due, all lines), and of a line's amount. */
const USUAL = { totals: ['77', '86', '9', '79'], line: '203' }
/** Of a remittance: paid, due. Its lines are the documents that are paid. */
const REMITTANCE = { totals: ['12', '9'], line: '12' }
/** 1001 of its BGM. */
const REMITTANCE_ADVICE = '481'
/** 6063: ordered, invoiced, despatched. */
const QUANTITIES = new Set(['21', '47', '12'])
/** 5125: calculation net, invoiced. */
const PRICES = new Set(['AAA', 'INV'])
const ONE = parseDecimal('1')!

type Place = NonNullable<ReturnType<Watch['at']>>[number]

/** Looks at the segments of one message, in order, for what somebody asked for: `BGM02`, `RFF[ON].RFF01-2`. */
export class Watching {
  readonly #watch: Watch
  readonly #values: Record<string, string[]> = {}
  readonly #inside = new Set<Place>()
  readonly #totals = new Map<string, bigint>()
  readonly #line: { quantity: bigint | null; price: bigint | null; amount: bigint | null } = {
    quantity: null,
    price: null,
    amount: null,
  }
  #lines: bigint | null = null
  #kinds = USUAL
  #inLines = false

  constructor(watch: Watch) {
    this.#watch = watch
  }

  take(segment: Segment): void {
    const { tag } = segment
    const places = this.#watch.at(tag)
    if (places) for (const place of places) this.#look(segment, tag, place)
    if (this.#watch.amount) this.#add(segment, tag)
  }

  get result(): Watched {
    this.#endLine()
    const amount =
      this.#kinds.totals.map((kind) => this.#totals.get(kind)).find((total) => total !== undefined) ?? this.#lines
    return { values: this.#values, amount: amount === null ? null : showDecimal(amount) }
  }

  #look(segment: Segment, tag: string, place: Place): void {
    if (place.within?.tag === tag) {
      if (segment.trimmed(1) === place.within.qualifier) this.#inside.add(place)
      else this.#inside.delete(place)
    }
    if (tag !== place.tag || (place.within && !this.#inside.has(place))) return
    const value = segment.trimmed(place.element, place.component ?? 1)
    if (value === '') return
    const values = (this.#values[place.path] ??= [])
    if (values.length < VALUES_MAX) values.push(value)
  }

  #add(segment: Segment, tag: string): void {
    if (tag === 'BGM' && segment.trimmed(1) === REMITTANCE_ADVICE) this.#kinds = REMITTANCE
    else if (tag === 'LIN' || tag === 'UNS' || (tag === 'DOC' && this.#kinds === REMITTANCE)) {
      this.#endLine()
      this.#inLines = tag !== 'UNS'
    } else if (tag === 'MOA') {
      const [kind, amount] = [segment.trimmed(1), decimal(segment.trimmed(1, 2))]
      if (amount === null) return
      if (!this.#inLines) this.#totals.set(kind, this.#totals.get(kind) ?? amount)
      else if (kind === this.#kinds.line) this.#line.amount ??= amount
    } else if (!this.#inLines) return
    else if (tag === 'QTY' && QUANTITIES.has(segment.trimmed(1))) this.#line.quantity ??= decimal(segment.trimmed(1, 2))
    else if (tag === 'PRI' && PRICES.has(segment.trimmed(1))) this.#line.price ??= priceOf(segment)
  }

  /** A line's own amount, else its quantity of its price. */
  #endLine(): void {
    const { quantity, price, amount } = this.#line
    const sum = amount ?? (quantity === null || price === null ? null : (quantity * price) / ONE)
    if (sum !== null) this.#lines = (this.#lines ?? 0n) + sum
    Object.assign(this.#line, { quantity: null, price: null, amount: null })
  }
}

/** For one piece: 5284 says of how many the price is. */
function priceOf(pri: Segment): bigint | null {
  const [price, basis] = [decimal(pri.trimmed(1, 2)), decimal(pri.trimmed(1, 5))]
  return price === null || basis === null || basis <= 0n ? price : (price * ONE) / basis
}

/** Both marks are read. */
function decimal(text: string): bigint | null {
  return parseDecimal(text.replace(',', '.'))
}
