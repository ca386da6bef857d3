import { amountOf } from './accounts.ts'
import type { ChainDocument, Line } from './documents.ts'

type Invoice = Extract<ChainDocument, { kind: 'invoice' | 'credit-note' }>
type Allowances = Invoice['allowances']

export interface Totalled {
  field: string
  found: bigint
  /** What its parts come to. */
  sum: bigint
}

/** The totals of an invoice that its parts can be held against; none where a part says no amount. */
export function totalsOf({ lines = [], totals = {}, allowances, taxes }: Invoice): Totalled[] {
  const nets = sumOf(lines.map(netOf))
  if (nets === null) return []
  const found: Totalled[] = []
  const lineAmount = amountOf(totals.lineAmount)
  if (lineAmount !== null) found.push({ field: 'totals.lineAmount', found: lineAmount, sum: nets })
  const payable = amountOf(totals.payableAmount)
  const others = sumOf([charged(allowances), taxed(taxes, lines, totals.taxAmount), ...adjusted(totals)])
  if (payable !== null && others !== null)
    found.push({ field: 'totals.payableAmount', found: payable, sum: nets + others })
  return found
}

/** Its amount, or quantity times price with what is allowed or charged on it; null: nobody can say. */
function netOf({ amount, quantity, price, allowances }: Line): bigint | null {
  const said = amountOf(amount)
  if (said !== null) return said
  const [count, each, basis] = [amountOf(quantity), amountOf(price?.amount), amountOf(price?.basisQuantity ?? '1')]
  if (count === null || each === null || basis === null || basis === 0n) return null
  if (price?.basisCode !== undefined && !PER_UNIT.has(price.basisCode)) return null
  const on = charged(allowances)
  return on === null ? null : (count * each) / basis + on
}

/** X12 639: each, by the unit of measure. Others are per hundred or thousand, or say nothing of how many. */
const PER_UNIT = new Set(['x12:PE', 'x12:UM'])

function charged(allowances: Allowances): bigint | null {
  return sumOf(
    (allowances ?? []).map(({ kind, amount }) => {
      const value = amountOf(amount)
      return value === null ? null : kind === 'charge' ? value : -value
    }),
  )
}

/** Those of the document, else those of its lines. */
function taxed(taxes: Invoice['taxes'], lines: Line[], total: string | undefined): bigint | null {
  if (total !== undefined) return amountOf(total)
  const all = taxes && taxes.length > 0 ? taxes : lines.flatMap((line) => line.taxes ?? [])
  return sumOf(
    all.map(({ taxAmount, percent }) => (taxAmount === undefined && percent === '0' ? 0n : amountOf(taxAmount))),
  )
}

function adjusted({ prepaidAmount, roundingAmount }: NonNullable<Invoice['totals']>): (bigint | null)[] {
  const prepaid = amountOf(prepaidAmount ?? '0')
  return [prepaid === null ? null : -prepaid, amountOf(roundingAmount ?? '0')]
}

function sumOf(values: (bigint | null)[]): bigint | null {
  return values.reduce((sum: bigint | null, each) => (sum === null || each === null ? null : sum + each), 0n)
}
