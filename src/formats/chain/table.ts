import { showDecimal } from '../../edi/decimal.ts'
import { type Account, accountsOf, matched, netInvoiced, type OrderedLine } from './accounts.ts'
import { type ChainKind, type Linked, orderOf } from './documents.ts'
import { lineName } from './lines.ts'

/** A quantity of a line beside what was ordered. */
export interface Cell {
  /** Null: nothing is said of it. */
  quantity: string | null
  differs: 'over' | 'under' | null
  /** A part was in another unit and is not in it. */
  otherUnit: boolean
}

export const COLUMNS = ['answered', 'advised', 'received', 'invoiced'] as const
export type Column = (typeof COLUMNS)[number]

export interface TableLine extends Record<Column, Cell> {
  name: string
  description: string | null
  unit: string | null
  ordered: string | null
  /** An order change took it out. */
  deleted: boolean
}

export interface OrderTable {
  /** What the caller knows the order by. */
  id: string
  number: string
  /** The document that closed it. */
  closed: { id: string; kind: ChainKind } | null
  lines: TableLine[]
  /** Lines of other documents that name this order and are none of its. */
  strays: { id: string; kind: ChainKind; number: string; name: string; quantity: string | null }[]
}

/** What was ordered, answered, advised, received and invoiced, line by line; credits are taken from what was invoiced. */
export function chainTable(chain: readonly Linked[]): OrderTable[] {
  const accounts = accountsOf(chain)
  return [...accounts].map(([key, account]) => ({
    id: account.order.id,
    number: account.number,
    closed: account.closed && { id: account.closed.id, kind: account.closed.document.kind },
    lines: account.lines.map(tableLine),
    strays: chain.flatMap((each) => straysOf(each, key, accounts)),
  }))
}

function tableLine(line: OrderedLine, at: number): TableLine {
  const { description = null, unit = null, quantity, deleted, sums } = line
  const cell = (column: Column): Cell => {
    const sum = sums[column]
    const credits = column === 'invoiced' && sums.credited !== undefined
    if (!sum && !credits) return { quantity: null, differs: null, otherUnit: false }
    const found = column === 'invoiced' ? netInvoiced(line) : sum!.quantity
    const wanted = deleted ? 0n : quantity
    const differs = wanted === null || found === wanted ? null : found > wanted ? 'over' : 'under'
    return { quantity: showDecimal(found), differs, otherUnit: sum?.unlike ?? false }
  }
  return {
    name: lineName(line, at),
    description,
    unit,
    ordered: quantity === null ? null : showDecimal(quantity),
    deleted,
    answered: cell('answered'),
    advised: cell('advised'),
    received: cell('received'),
    invoiced: cell('invoiced'),
  }
}

function straysOf({ id, document }: Linked, order: string, accounts: Map<string, Account>): OrderTable['strays'] {
  if (document.kind === 'order' || document.kind === 'order-change') return []
  const { kind, number, lines = [] } = document
  return lines.flatMap((line, at) => {
    if (orderOf(document, line) !== order || matched(document, line, accounts)) return []
    const quantity = line.quantity ?? null
    return [{ id, kind, number, name: line.ids?.[0]?.value ?? lineName(line, at), quantity }]
  })
}
