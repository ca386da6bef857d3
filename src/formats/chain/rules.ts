import type { ChainKind } from './documents.ts'

export const SEVERITIES = ['error', 'warning', 'off'] as const
export type Severity = (typeof SEVERITIES)[number]

/** How much may differ before it is told: by whichever of the two allows more. `days` is for dates. */
export interface Tolerance {
  percent?: string | undefined
  absolute?: string | undefined
  days?: number | undefined
}

export interface Rule extends Tolerance {
  /** The documents that it looks at when they come. */
  kinds: readonly ChainKind[]
  severity: Severity
  /** What is compared, as a person would say it. */
  compares: string
  /** The two halves of its sentence, around what was found and what was expected. */
  found: string
  expected: string
  advice: string
  /** What it shows is a price, which not everybody sees. */
  class?: 'price'
}

/** Every rule by its name, with what holds where nothing else is agreed. */
export const RULES = {
  'order-unknown': {
    kinds: ['order-change', 'order-response', 'ship-notice', 'receiving-advice'],
    severity: 'warning',
    compares: 'the order that a document names has come',
    found: 'the order is',
    expected: 'an order between these two,',
    advice: 'Correct the number of the order, or send the order first.',
  },
  'invoice-without-order': {
    kinds: ['invoice', 'credit-note'],
    severity: 'error',
    compares: 'an invoice or credit note names an order, and it has come',
    found: 'the order is',
    expected: 'an order between these two,',
    advice: 'Correct the number of the order, or agree the order with the buyer first.',
  },
  'order-closed': {
    kinds: ['order-change', 'order-response', 'ship-notice', 'invoice'],
    severity: 'error',
    compares: 'the order was neither cancelled nor rejected before',
    found: 'the order was closed by',
    expected: 'an order that is open,',
    advice: 'Ask the buyer whether the order still stands.',
  },
  'item-not-ordered': {
    kinds: ['order-change', 'order-response', 'ship-notice', 'receiving-advice', 'invoice', 'credit-note'],
    severity: 'error',
    compares: 'each line is one of the order, by its line number, then by the numbers of its item',
    found: 'the item is',
    expected: 'a line of the order,',
    advice: "Give the buyer's line number or item number, or have the order changed.",
  },
  'unit-differs': {
    kinds: ['order-response', 'ship-notice', 'receiving-advice', 'invoice', 'credit-note'],
    severity: 'error',
    compares: 'the unit is that of the order; quantities in another one are not added up',
    found: 'the unit is',
    expected: 'as ordered',
    advice: 'Give the quantity in the unit of the order.',
  },
  'quantity-over': {
    kinds: ['order-response', 'ship-notice', 'receiving-advice', 'invoice'],
    severity: 'error',
    compares: 'what is confirmed, advised, received or invoiced in all, less credits, is no more than was ordered',
    found: 'the quantity in all is',
    expected: 'at most what was ordered,',
    advice: 'Correct the quantity, or have the order changed.',
  },
  'quantity-under': {
    kinds: ['order-response'],
    severity: 'warning',
    compares: 'what is confirmed is no less than was ordered',
    found: 'the quantity confirmed is',
    expected: 'what was ordered,',
    advice: 'Accept the smaller quantity, or order the rest elsewhere.',
  },
  'invoiced-over-advised': {
    kinds: ['invoice'],
    severity: 'warning',
    compares: 'no more is invoiced than ship notices have advised, where there are any for the line',
    found: 'the quantity invoiced in all is',
    expected: 'at most what was advised,',
    advice: 'Wait for the next ship notice, or ask what was shipped.',
  },
  'invoiced-over-received': {
    kinds: ['invoice'],
    severity: 'error',
    compares: 'no more is invoiced than receiving advices have confirmed, where there are any for the line',
    found: 'the quantity invoiced in all is',
    expected: 'at most what was received,',
    advice: 'Wait for the next receiving advice, or ask for a credit note.',
  },
  'credited-over-invoiced': {
    kinds: ['credit-note'],
    severity: 'error',
    compares: 'no more is credited than was invoiced',
    found: 'the quantity credited in all is',
    expected: 'at most what was invoiced,',
    advice: 'Correct the quantity of the credit note.',
  },
  'price-differs': {
    kinds: ['order-response', 'invoice', 'credit-note'],
    severity: 'error',
    percent: '0',
    absolute: '0',
    compares: 'the price is that of the order as last changed',
    found: 'the price is',
    expected: 'as ordered',
    advice: 'Correct the price, or have the order changed.',
    class: 'price',
  },
  'currency-differs': {
    kinds: ['order-response', 'invoice', 'credit-note'],
    severity: 'error',
    compares: 'the currency is that of the order, where both say one; prices in two currencies are not compared',
    found: 'the currency is',
    expected: 'as ordered',
    advice: 'Give amounts in the currency of the order.',
  },
  'total-differs': {
    kinds: ['invoice', 'credit-note'],
    severity: 'error',
    absolute: '0.05',
    compares: 'the total is the sum of lines, allowances, charges and taxes, where all of them say an amount',
    found: 'the total is',
    expected: 'the sum of its parts,',
    advice: 'Correct the total, or what it is made of.',
    class: 'price',
  },
  'invoice-repeated': {
    kinds: ['invoice'],
    severity: 'error',
    compares: 'no other invoice of the same number has come between these two',
    found: 'the invoice number is',
    expected: 'a number that was not used before, unlike',
    advice: 'Give it a number of its own, or take it back if it is the same again.',
  },
  'shipped-late': {
    kinds: ['ship-notice'],
    severity: 'warning',
    days: 0,
    compares: 'goods are shipped, or estimated to arrive, no later than the order allows',
    found: 'the day is',
    expected: 'at the latest',
    advice: 'Tell the buyer, and agree another day.',
  },
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof RULES
export const RULE_NAMES = Object.keys(RULES) as RuleName[]

/** What is agreed otherwise for a rule. */
export type RuleSaid = Tolerance & { severity?: Severity | undefined }
export type RulesSaid = { readonly [name in RuleName]?: RuleSaid | undefined }

/** A rule as it holds. */
export function ruleOf(name: RuleName, said: RulesSaid): Rule {
  const own = Object.entries(said[name] ?? {}).filter(([, value]) => value !== undefined)
  return { ...RULES[name], ...Object.fromEntries(own) }
}
