import { parseDecimal, showDecimal } from '../../edi/decimal.ts'
import { type Account, amountOf, netInvoiced, type OrderedLine, type Stage } from './accounts.ts'
import { type Compared, type MatchedLine, named, type Tell } from './compared.ts'
import { type Line, type Linked, orderOf } from './documents.ts'
import type { Rule } from './rules.ts'
import { allowed, ONE, pricesDiffer } from './tolerances.ts'
import { isSameUnit } from './units.ts'

/** What differs line by line; quantities in all are told at the last line that adds to them. */
export function lineFindings(compared: Compared, tell: Tell): void {
  const { linked, lines } = compared
  const last = new Map(lines.map((each) => [each.ordered, each]))
  for (const each of lines) {
    const { line, ordered } = each
    const account = accountOf(compared, line)
    if (!account) continue
    if (!ordered || ordered.deleted) {
      notOrdered(each, account, { isChange: linked.document.kind === 'order-change' }, tell)
      if (!ordered) continue
    }
    const of = { each, ordered, order: account.order }
    unit(of, tell)
    if (!otherCurrency(linked, account)) price(of, tell)
    if (last.get(ordered) === each) quantities(of, compared.stage, tell)
  }
}

interface Of {
  each: MatchedLine
  ordered: OrderedLine
  order: Linked
}

function accountOf({ linked, accounts }: Compared, line: Line): Account | undefined {
  const number = orderOf(linked.document, line)
  return number === null ? undefined : accounts.get(number)
}

/** A change may add a line. */
function notOrdered(
  { line, name, ordered }: MatchedLine,
  { order }: Account,
  { isChange }: { isChange: boolean },
  tell: Tell,
): void {
  if (isChange && (ordered || (line.action !== 'delete' && line.action !== 'change'))) return
  tell('item-not-ordered', () => {
    const item = line.ids?.[0]?.value ?? line.description ?? 'not named'
    const expected = ordered ? 'one that was not taken out' : 'by line or item number'
    return { field: 'ids', line: name, value: item, expected, other: named(order) }
  })
}

function unit({ each: { line, name }, ordered, order }: Of, tell: Tell): void {
  tell('unit-differs', () => {
    if (isSameUnit(ordered.unit, line.unit)) return null
    return { field: 'unit', line: name, value: line.unit!, expected: ordered.unit!, other: named(order) }
  })
}

const otherCurrency = ({ document }: Linked, { order }: Account) =>
  document.currency !== undefined &&
  order.document.currency !== undefined &&
  document.currency.toUpperCase() !== order.document.currency.toUpperCase()

function price({ each: { line, name }, ordered, order }: Of, tell: Tell): void {
  tell('price-differs', (rule) => {
    const [found, expected] = [priceOf(line), priceOf(ordered)]
    if (!found || !expected || !isSameUnit(ordered.unit, line.unit)) return null
    // Per each here and per hundred there: nobody can say what one is in the other.
    if (found.code !== undefined && expected.code !== undefined && found.code !== expected.code) return null
    if (!pricesDiffer(found, expected, rule)) return null
    const field = 'price.amount'
    return { field, line: name, value: shownPrice(found), expected: shownPrice(expected), other: named(order) }
  })
}

function priceOf({ price: said }: Pick<Line, 'price'>) {
  const [amount, basis] = [amountOf(said?.amount), parseDecimal(said?.basisQuantity ?? '1')]
  if (amount === null || basis === null || basis <= 0n) return null
  return { amount, basis, code: said?.basisCode }
}

const shownPrice = ({ amount, basis }: { amount: bigint; basis: bigint }) =>
  `${showDecimal(amount)}${basis === ONE ? '' : ` for ${showDecimal(basis)}`}`

function quantities({ each: { name }, ordered, order }: Of, stage: Stage | undefined, tell: Tell): void {
  if (!stage || !ordered.sums[stage]) return
  const { sums } = ordered
  const sum = stage === 'invoiced' ? netInvoiced(ordered) : sums[stage]!.quantity
  const of = { field: 'quantity', line: name, value: showDecimal(sum) }
  const over = (rule: Rule, most: bigint, other: Linked) =>
    sum > most + allowed(rule, most) ? { ...of, expected: showDecimal(most), other: named(other) } : null
  const { quantity } = ordered
  if (quantity !== null) {
    tell('quantity-over', (rule) => over(rule, quantity, order))
    tell('quantity-under', (rule) =>
      sum < quantity - allowed(rule, quantity) ? { ...of, expected: showDecimal(quantity), other: named(order) } : null,
    )
  }
  const held = (from: Stage) => (sums[from] && !sums[from].unlike ? sums[from] : null)
  for (const [rule, from] of [
    ['invoiced-over-advised', 'advised'],
    ['invoiced-over-received', 'received'],
    ['credited-over-invoiced', 'invoiced'],
  ] as const) {
    const most = held(from)
    if (most?.from.length) tell(rule, (agreed) => over(agreed, most.quantity, most.from.at(-1)!))
  }
}
