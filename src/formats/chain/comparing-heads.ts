import { showDecimal } from '../../edi/decimal.ts'
import type { Account } from './accounts.ts'
import { type Compared, named, type Tell } from './compared.ts'
import { type ChainDocument, type Linked, ordersOf, plain } from './documents.ts'
import { allowed } from './tolerances.ts'
import { totalsOf } from './totals.ts'

/** What differs of a document as a whole. */
export function headFindings(compared: Compared, tell: Tell): void {
  const { document } = compared.linked
  if (document.kind === 'order') return
  const numbers = ordersOf(document)
  for (const number of numbers.length > 0 ? numbers : [null]) {
    const account = number === null ? undefined : compared.accounts.get(number)
    if (account) orderFindings(document, account, tell)
    else withoutOrder(number, tell)
  }
  if (document.kind === 'invoice') repeated(document, compared.chain, tell)
  if (document.kind === 'invoice' || document.kind === 'credit-note') totals(document, tell)
}

function withoutOrder(number: string | null, tell: Tell): void {
  const field = 'references'
  const found = () => ({ field, value: number ?? 'not named', expected: 'one that has come' })
  tell('order-unknown', found)
  tell('invoice-without-order', found)
}

function orderFindings(document: ChainDocument, { order, closed }: Account, tell: Tell): void {
  tell('order-closed', () => {
    if (!closed) return null
    const { kind, number } = closed.document
    return { field: 'references', value: `${kind} ${number}`, expected: order.document.number, other: named(closed) }
  })
  tell('currency-differs', () => {
    const [found, expected] = [document.currency, order.document.currency]
    if (found === undefined || expected === undefined || found.toUpperCase() === expected.toUpperCase()) return null
    return { field: 'currency', value: found, expected, other: named(order) }
  })
  tell('shipped-late', ({ days = 0 }) => late(document, order, days))
}

function repeated({ number }: ChainDocument, chain: readonly Linked[], tell: Tell): void {
  const first = chain.find(({ document }) => document.kind === 'invoice' && plain(document.number) === plain(number))
  tell('invoice-repeated', () => {
    if (!first) return null
    return { field: 'number', value: number, expected: first.document.number, other: named(first) }
  })
}

function totals(document: Extract<ChainDocument, { kind: 'invoice' | 'credit-note' }>, tell: Tell): void {
  for (const { field, found, sum } of totalsOf(document)) {
    tell('total-differs', (rule) => {
      const difference = found > sum ? found - sum : sum - found
      if (difference <= allowed(rule, sum)) return null
      return { field, value: showDecimal(found), expected: showDecimal(sum) }
    })
  }
}

/** What is said of a shipment, and the last day that the order has for it. */
const LATEST = [
  ['shipped', 'ship-not-after'],
  ['estimated-delivery', 'deliver-not-after'],
  ['delivered', 'deliver-not-after'],
] as const

function late(document: ChainDocument, order: Linked, days: number) {
  for (const [said, latest] of LATEST) {
    const [found, until] = [dayOf(document, said), dayOf(order.document, latest)]
    if (found === null || until === null || dayNumber(found) <= dayNumber(until) + days) continue
    return { field: `dates.${said}`, value: found, expected: until, other: named(order) }
  }
  return null
}

const dayOf = ({ dates = [] }: ChainDocument, role: string) =>
  dates.find((one) => one.role === role)?.value.slice(0, 10) ?? null

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
