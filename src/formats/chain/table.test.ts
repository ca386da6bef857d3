import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Linked } from './documents.ts'
import { chainTable } from './table.ts'

let count = 0
const PO = [{ type: 'order', value: 'PO-1' }]
const of = (kind: string, quantity: string, line: object = {}): Linked => ({
  id: `d${++count}`,
  document: {
    kind,
    number: kind === 'order' ? 'PO-1' : `N${count}`,
    ...(kind === 'order' ? {} : { references: PO }),
    lines: [{ number: '1', quantity, unit: 'EA', ...line }],
  } as never,
})

test('a line with all that is said of it, and what differs', () => {
  const chain = [
    of('order', '10', { description: 'Widget' }),
    of('order-response', '8'),
    of('ship-notice', '4'),
    of('ship-notice', '6'),
    of('receiving-advice', '10'),
    of('invoice', '12'),
    of('credit-note', '1'),
    of('invoice', '3', { number: '9', ids: [{ value: 'STRAY' }] }),
  ]
  const [table] = chainTable(chain)
  expect(table).toMatchObject({ id: chain[0]!.id, number: 'PO-1', closed: null })
  const cell = (quantity: string, differs: string | null) => ({ quantity, differs, otherUnit: false })
  expect(table!.lines).toEqual([
    {
      ...{ name: '1', description: 'Widget', unit: 'EA', ordered: '10', deleted: false },
      ...{ answered: cell('8', 'under'), advised: cell('10', null), received: cell('10', null) },
      invoiced: cell('11', 'over'),
    },
  ])
  expect(table!.strays).toEqual([
    { id: chain.at(-1)!.id, kind: 'invoice', number: chain.at(-1)!.document.number, name: 'STRAY', quantity: '3' },
  ])
})

test('what nothing is said of is empty, a unit of its own is told, a cancelled order closed', () => {
  const cancel = {
    id: 'c',
    document: { kind: 'order-change', number: 'C', purpose: 'cancel', references: PO },
  } as Linked
  const [table] = chainTable([of('order', '10'), of('ship-notice', '2', { unit: 'CT' }), cancel])
  expect(table!.closed).toEqual({ id: 'c', kind: 'order-change' })
  expect(table!.lines[0]).toMatchObject({ advised: { quantity: '0', otherUnit: true }, invoiced: { quantity: null } })
  expect(chainTable([of('invoice', '1')])).toEqual([])
})

test('the table shows every piece of a delivery in its sum', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 }), (pieces) => {
      const [table] = chainTable([of('order', '5'), ...pieces.map((one) => of('ship-notice', String(one)))])
      expect(table!.lines[0]!.advised.quantity).toBe(String(pieces.reduce((sum, one) => sum + one, 0)))
    }),
  )
})
