import { parseDecimal } from '../../edi/decimal.ts'
import { type ChainDocument, type ChainKind, type Line, type Linked, orderOf, ordersOf, plain } from './documents.ts'
import { OrderLines } from './lines.ts'
import { isSameUnit } from './units.ts'

/** What is said of an ordered line by one kind of document. */
export type Stage = 'answered' | 'advised' | 'received' | 'invoiced' | 'credited'

export const STAGES: Readonly<Partial<Record<ChainKind, Stage>>> = {
  'order-response': 'answered',
  'ship-notice': 'advised',
  'receiving-advice': 'received',
  invoice: 'invoiced',
  'credit-note': 'credited',
}

export interface Sum {
  quantity: bigint
  /** Whose quantities it is made of. */
  from: Linked[]
  /** Some were in another unit and are not in it. */
  unlike: boolean
}

export interface OrderedLine extends Pick<Line, 'number' | 'ids' | 'description' | 'unit' | 'price'> {
  /** Null: it says none, or none that is a number. */
  quantity: bigint | null
  /** An order change took it out. */
  deleted: boolean
  sums: Partial<Record<Stage, Sum>>
}

/** An order with its changes, and what all documents of its chain say of its lines. */
export interface Account {
  number: string
  order: Linked & { document: Extract<ChainDocument, { kind: 'order' }> }
  lines: OrderedLine[]
  /** The same, to be found. */
  found: OrderLines<OrderedLine>
  /** What ended it: a change that cancels it, or an answer that rejects it. */
  closed: Linked | null
}

/** The account of each order that is among these documents. */
export function accountsOf(chain: readonly Linked[]): Map<string, Account> {
  const accounts = new Map<string, Account>()
  for (const each of chain) {
    if (isOrder(each)) accounts.set(plain(each.document.number), opened(each))
  }
  for (const each of chain) post(each, accounts)
  return accounts
}

function isOrder(each: Linked): each is Account['order'] {
  return each.document.kind === 'order'
}

function opened(order: Account['order']): Account {
  const { number, lines = [], purpose } = order.document
  const closed = purpose === 'cancel' ? order : null
  const account: Account = { number, order, lines: [], found: new OrderLines(), closed }
  for (const line of lines) include(account, line)
  return account
}

function include(account: Account, line: Line): void {
  const ordered = orderedLine(line)
  account.lines.push(ordered)
  account.found.add(ordered)
}

function orderedLine({ number, ids, description, unit, price, quantity }: Line): OrderedLine {
  const parts = {
    ...(number === undefined ? {} : { number }),
    ...(ids ? { ids } : {}),
    ...(description === undefined ? {} : { description }),
    ...(unit === undefined ? {} : { unit }),
    ...(price ? { price } : {}),
  }
  return { ...parts, quantity: amountOf(quantity), deleted: false, sums: {} }
}

export const amountOf = (text: string | undefined) => (text === undefined ? null : parseDecimal(text))

function post(each: Linked, accounts: Map<string, Account>): void {
  const { document } = each
  if (document.kind === 'order') return
  closeBy(each, accounts)
  if (document.kind === 'order-change') {
    change(document, accounts)
    return
  }
  const stage = STAGES[document.kind]!
  // A second answer takes the place of the first.
  const answered = new Set<OrderedLine>()
  for (const line of document.lines ?? []) {
    const ordered = matched(document, line, accounts)
    if (!ordered) continue
    if (stage === 'answered' && !answered.has(ordered)) delete ordered.sums.answered
    answered.add(ordered)
    add(ordered, stage, { line, from: each })
  }
}

function closeBy(each: Linked, accounts: Map<string, Account>): void {
  const { document } = each
  const cancels = document.kind === 'order-change' && document.purpose === 'cancel'
  const rejects = document.kind === 'order-response' && REJECTED.has(document.response ?? '')
  if (!cancels && !rejects) return
  for (const number of ordersOf(document)) {
    const account = accounts.get(number)
    if (account) account.closed = each
  }
}

const REJECTED = new Set(['rejected', 'rejected-no-detail'])

/** The line of an order that a line is of; null: there is no such order, or no such line in it. */
export function matched(document: ChainDocument, line: Line, accounts: Map<string, Account>): OrderedLine | null {
  const number = orderOf(document, line)
  const account = number === null ? undefined : accounts.get(number)
  return account ? account.found.find(line) : null
}

/** X12 860 and ORDCHG say the line as it is to be, not by how much it changes. */
function change(document: Extract<ChainDocument, { kind: 'order-change' }>, accounts: Map<string, Account>): void {
  for (const line of document.lines ?? []) {
    const number = orderOf(document, line)
    const account = number === null ? undefined : accounts.get(number)
    if (!account) continue
    const found = account.found.find(line)
    if (!found) {
      if (line.action !== 'delete') include(account, line)
      continue
    }
    found.deleted = line.action === 'delete'
    found.quantity = amountOf(line.quantity) ?? found.quantity
    if (line.unit !== undefined) found.unit = line.unit
    if (line.price?.amount !== undefined) found.price = line.price
  }
}

/** Adds what a line says to the sum of its stage. */
export function add(ordered: OrderedLine, stage: Stage, { line, from }: { line: Line; from: Linked }): void {
  const quantity = stage === 'answered' ? answeredQuantity(line) : amountOf(line.quantity)
  if (quantity === null) return
  const sum = ordered.sums[stage] ?? { quantity: 0n, from: [], unlike: false }
  ordered.sums[stage] = sum
  if (!isSameUnit(ordered.unit, line.unit)) {
    sum.unlike = true
    return
  }
  sum.quantity += quantity
  if (sum.from.at(-1)?.id !== from.id) sum.from.push(from)
}

/** What a line of an answer says will come: all of it, or as its parts say, less those that will not. */
function answeredQuantity({ quantity, action, statements = [] }: Line): bigint | null {
  if (statements.length === 0) return NOT_COMING.has(action ?? '') ? 0n : amountOf(quantity)
  let sum: bigint | null = null
  for (const { status, quantity: part } of statements) {
    const said = NOT_COMING.has(status) ? 0n : amountOf(part ?? quantity)
    if (said !== null) sum = (sum ?? 0n) + said
  }
  return sum
}

const NOT_COMING = new Set(['rejected', 'deleted', 'backordered', 'not-found'])

/** What stands invoiced once credits are taken from it. */
export function netInvoiced({ sums }: OrderedLine): bigint {
  return (sums.invoiced?.quantity ?? 0n) - (sums.credited?.quantity ?? 0n)
}
