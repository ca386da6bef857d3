import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from './comparing.ts'
import type { ChainDocument, Linked } from './documents.ts'
import { findingSentence } from './findings.ts'
import type { RulesSaid } from './rules.ts'

type Kind = ChainDocument['kind']
const PO = [{ type: 'order', value: 'PO-1' }]
let count = 0
const linked = (kind: Kind, rest: object): Linked => ({
  id: `d${++count}`,
  document: { kind, number: `${kind}-${count}`, ...(kind === 'order' ? {} : { references: PO }), ...rest } as never,
})
const line = (quantity: string, rest: object = {}) => ({
  number: '1',
  quantity,
  unit: 'EA',
  ids: [{ scheme: 'buyer-part', value: 'SKU0' }],
  ...rest,
})
const order = (rest: object = {}) =>
  linked('order', { number: 'PO-1', currency: 'EUR', lines: [line('10', { price: { amount: '9.95' } })], ...rest })
const of = (kind: Kind, quantity: string, rest: object = {}, lineRest: object = {}) =>
  linked(kind, { lines: [line(quantity, lineRest)], ...rest })
const found = (document: Linked, chain: Linked[], said: RulesSaid = {}) =>
  compare(document, chain, said).map(({ rule, value, expected }) => `${rule} ${value} ${expected}`)

test('what agrees with its order is told nothing of', () => {
  const chain = [order(), of('order-response', '10'), of('ship-notice', '10')]
  expect(found(of('receiving-advice', '10'), chain)).toEqual([])
  expect(found(of('invoice', '10', { currency: 'EUR' }, { price: { amount: '9.950' } }), chain)).toEqual([])
})

test('deliveries and invoices add up, and credits are taken from what is invoiced', () => {
  const chain = [order(), of('invoice', '4'), of('invoice', '6')]
  expect(found(of('invoice', '0.5'), chain)).toEqual(['quantity-over 10.5 10'])
  expect(found(of('invoice', '0.5'), [...chain, of('credit-note', '1')])).toEqual([])
  expect(found(of('ship-notice', '7'), [order(), of('ship-notice', '4')])).toEqual(['quantity-over 11 10'])
  expect(found(of('credit-note', '11'), chain)).toEqual(['credited-over-invoiced 11 10'])
  const twice = linked('invoice', { lines: [line('6'), line('5', { number: '2' })] })
  expect(found(twice, [order()])).toEqual(['quantity-over 11 10'])
})

test('an invoice is held against what was advised and received only where that has come', () => {
  expect(found(of('invoice', '10'), [order()])).toEqual([])
  const chain = [order(), of('ship-notice', '8'), of('receiving-advice', '7')]
  expect(found(of('invoice', '9'), chain)).toEqual(['invoiced-over-advised 9 8', 'invoiced-over-received 9 7'])
  expect(compare(of('invoice', '9'), chain, {}).map(({ severity }) => severity)).toEqual(['warning', 'error'])
})

test('tolerances are of percent or absolute, whichever is more; a rule may be off or less severe', () => {
  const over = of('invoice', '10.5')
  expect(found(over, [order()], { 'quantity-over': { percent: '5' } })).toEqual([])
  expect(found(over, [order()], { 'quantity-over': { percent: '4.9' } })).toHaveLength(1)
  expect(found(over, [order()], { 'quantity-over': { percent: '1', absolute: '0.5' } })).toEqual([])
  expect(found(over, [order()], { 'quantity-over': { severity: 'off' } })).toEqual([])
  expect(compare(over, [order()], { 'quantity-over': { severity: 'warning' } })[0]!.severity).toBe('warning')
  const dear = of('invoice', '1', {}, { price: { amount: '10' } })
  expect(found(dear, [order()])).toEqual(['price-differs 10 9.95'])
  expect(found(dear, [order()], { 'price-differs': { absolute: '0.05' } })).toEqual([])
  expect(found(dear, [order()], { 'price-differs': { absolute: '0.04', percent: '0.5' } })).toHaveLength(1)
})

test('prices are compared by what they are for, and not between two currencies', () => {
  const hundred = of('invoice', '1', {}, { price: { amount: '995', basisQuantity: '100' } })
  expect(found(hundred, [order()])).toEqual([])
  const other = of('invoice', '1', { currency: 'USD' }, { price: { amount: '12' } })
  expect(found(other, [order()])).toEqual(['currency-differs USD EUR'])
})

test('an order change counts: quantity and price as they are to be, lines added and taken out, the whole order cancelled', () => {
  const change = (lines: object[], rest: object = {}) => linked('order-change', { lines, ...rest })
  const more = change([line('12', { action: 'quantity-increase' }), line('3', { number: '2', action: 'add', ids: [] })])
  const invoice = linked('invoice', { lines: [line('12'), line('3', { number: '2', ids: [] })] })
  expect(found(invoice, [order(), more])).toEqual([])
  expect(found(invoice, [order()])).toEqual([
    'quantity-over 12 10',
    'item-not-ordered not named by line or item number',
  ])
  const out = change([line('0', { action: 'delete' })])
  expect(found(of('invoice', '1'), [order(), out])).toContain('item-not-ordered SKU0 one that was not taken out')
  const cancelled = linked('order-change', { purpose: 'cancel' })
  expect(found(of('ship-notice', '1'), [order(), cancelled])).toEqual([
    `order-closed order-change ${cancelled.document.number} PO-1`,
  ])
  const rejected = linked('order-response', { response: 'rejected' })
  expect(found(of('invoice', '1'), [order(), rejected])[0]).toMatch(/^order-closed/)
})

test('what an answer confirms is less than ordered; a second answer takes the place of the first', () => {
  const partly = of(
    'order-response',
    '10',
    {},
    {
      statements: [
        { status: 'accepted', quantity: '6' },
        { status: 'backordered', quantity: '4' },
      ],
    },
  )
  expect(found(partly, [order()])).toEqual(['quantity-under 6 10'])
  expect(found(of('order-response', '10'), [order(), partly])).toEqual([])
})

test('lines are matched by the line number of the buyer unless the item is another one, then by the item', () => {
  const two = order({
    lines: [line('10'), line('5', { number: '2', ids: [{ scheme: 'gtin-12', value: '036000291452' }] })],
  })
  const swapped = line('6', { number: '1', ids: [{ scheme: 'gtin-14', value: '00036000291452' }] })
  expect(found(linked('invoice', { lines: [swapped] }), [two])).toEqual([])
  const byItem = line('6', { number: '7', ids: [{ scheme: 'gtin-14', value: '00036000291452' }] })
  expect(found(linked('invoice', { lines: [byItem] }), [two])).toEqual(['quantity-over 6 5'])
  const padded = line('11', { number: '0001' })
  expect(found(linked('invoice', { lines: [padded] }), [two])).toEqual(['quantity-over 11 10'])
  const strange = line('1', { number: '9', ids: [{ scheme: 'buyer-part', value: 'X' }] })
  expect(found(linked('invoice', { lines: [strange] }), [two])).toEqual(['item-not-ordered X by line or item number'])
})

test('a line in another unit is told and not added up', () => {
  const cases = of('ship-notice', '20', {}, { unit: 'CT' })
  expect(found(cases, [order()])).toEqual(['unit-differs CT EA'])
  expect(found(of('ship-notice', '10', {}, { unit: 'PCE' }), [order(), cases])).toEqual([])
})

test('the order is missing: an error for an invoice, a warning for what comes before it', () => {
  expect(found(of('invoice', '1'), [])).toEqual(['invoice-without-order PO-1 one that has come'])
  expect(found(of('invoice', '1', { references: [] }), [order()])).toEqual([
    'invoice-without-order not named one that has come',
  ])
  expect(compare(of('ship-notice', '1'), [])[0]).toMatchObject({ rule: 'order-unknown', severity: 'warning' })
  expect(found(order(), [])).toEqual([])
})

test('a total that is not the sum of its parts, and one that nobody can add up', () => {
  const lines = [line('10', { price: { amount: '9.95' } })]
  const total = (payableAmount: string, rest: object = {}) =>
    found(linked('invoice', { lines, totals: { payableAmount }, ...rest }), [order()])
  expect(total('99.50')).toEqual([])
  expect(total('99.56')).toEqual(['total-differs 99.56 99.5'])
  const taxes = [{ type: 'VAT', taxAmount: '19.00' }]
  const allowances = [
    { kind: 'charge', amount: '5' },
    { kind: 'allowance', amount: '4.50' },
  ]
  expect(total('119.00', { taxes, allowances })).toEqual([])
  expect(total('500', { allowances: [{ kind: 'charge', percent: '2' }] })).toEqual([])
})

test('the same invoice number again, and goods that are shipped too late', () => {
  const first = of('invoice', '1', { number: 'INV-7' })
  expect(found(of('invoice', '1', { number: 'inv-7' }), [order(), first])).toEqual(['invoice-repeated inv-7 INV-7'])
  const until = order({ dates: [{ role: 'ship-not-after', value: '2026-05-10' }] })
  const notice = of('ship-notice', '1', { dates: [{ role: 'shipped', value: '2026-05-12T08:00' }] })
  expect(found(notice, [until])).toEqual(['shipped-late 2026-05-12 2026-05-10'])
  expect(found(notice, [until], { 'shipped-late': { days: 2 } })).toEqual([])
})

test('an invoice for two orders is held against both, line by line', () => {
  const other = linked('order', { number: 'PO-2', lines: [line('1')] })
  const at = (value: string) => ({ references: [{ type: 'order', value }] })
  const invoice = linked('invoice', { references: [], lines: [line('10', at('PO-1')), line('2', at('po-2'))] })
  expect(found(invoice, [order(), other])).toEqual(['quantity-over 2 1'])
})

test('an order of very many lines is compared in no more than a moment', () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => {
    return line('1', { number: String(at + 1), ids: [{ scheme: 'buyer-part', value: `SKU${at}` }] })
  })
  const began = performance.now()
  expect(found(linked('invoice', { lines }), [order({ lines }), linked('ship-notice', { lines })])).toEqual([])
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('a finding says what was found, what was expected, where, and what to do', () => {
  const [finding] = compare(of('invoice', '12'), [order()])
  expect(findingSentence(finding!)).toBe(
    'Line 1: the quantity in all is "12", expected at most what was ordered, "10" (order PO-1). Correct the quantity, or have the order changed.',
  )
})

const quantity = fc.tuple(fc.nat(500), fc.nat(99)).map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}`)
const parts = fc.array(quantity, { minLength: 1, maxLength: 6 })
const hundredths = (text: string) => BigInt(text.replace('.', ''))
const total = (texts: string[]) => texts.reduce((sum, text) => sum + hundredths(text), 0n)

test('however a quantity is cut into deliveries, the last is told of exactly when all of them are more than was ordered', () => {
  fc.assert(
    fc.property(parts, quantity, (pieces, ordered) => {
      const chain = [order({ lines: [line(ordered)] }), ...pieces.slice(0, -1).map((each) => of('ship-notice', each))]
      const told = found(of('ship-notice', pieces.at(-1)!), chain).length === 1
      expect(told).toBe(total(pieces) > hundredths(ordered))
    }),
  )
})

test('in which order the documents before it came makes no difference to sums', () => {
  fc.assert(
    fc.property(parts, fc.nat(), (pieces, turn) => {
      const before = [order(), ...pieces.map((each) => of('invoice', each)), of('ship-notice', '3')]
      const turned = [...before.slice(turn % before.length), ...before.slice(0, turn % before.length)]
      const last = of('invoice', '1')
      const sums = (chain: Linked[]) => found(last, chain).sort()
      expect(sums(turned)).toEqual(sums(before))
    }),
  )
})

test('a tolerance of so many percent lets pass exactly what is no more than it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999 }), fc.nat(12_000), fc.nat(30), (ordered, got, percent) => {
      const chain = [order({ lines: [line(String(ordered))] })]
      const told = found(of('receiving-advice', String(got)), chain, { 'quantity-over': { percent: String(percent) } })
      expect(told.length === 1).toBe(got * 100 > ordered * (100 + percent))
    }),
  )
})

test('whatever documents hold, comparing ends without an exception', () => {
  const kinds: Kind[] = [
    'order',
    'order-change',
    'order-response',
    'ship-notice',
    'receiving-advice',
    'invoice',
    'credit-note',
  ]
  const odd = fc.constantFrom('0', '-3', '10', '0.000000000001', '999999999999999999999999999999')
  const any = fc
    .tuple(
      fc.constantFrom(...kinds),
      odd,
      fc.constantFrom(undefined, '1', '2'),
      fc.constantFrom('EA', 'KGM', undefined),
    )
    .map(([kind, value, number, unit]) =>
      of(kind, value, { number: 'PO-1' }, { number, unit, price: { amount: value, basisQuantity: value } }),
    )
  fc.assert(
    fc.property(any, fc.array(any, { maxLength: 8 }), (last, chain) => {
      for (const finding of compare(last, chain)) expect(findingSentence(finding)).toMatch(/\.$/)
    }),
  )
})
