import { x12Unit } from '../codes/units.ts'
import { date8, decimal, kindCode, ownCode, text, unless } from '../mapping/forms.ts'
import type { MessageTable } from '../mapping/segment-rules.ts'
import {
  allowance,
  carrier,
  contact,
  currency,
  dated,
  description,
  itemIds,
  lineCount,
  n2,
  note,
  party,
  reference,
  tax,
  terms,
} from './parts.ts'

/** 810 Invoice ↔ invoice, credit note. TDS01 is N2. */
export const x12Invoice: MessageTable = {
  name: '810',
  standard: 'x12',
  kinds: ['invoice', 'credit-note'],
  rules: [
    {
      tag: 'BIG',
      must: true,
      // 640: DI is a debit invoice, CR a credit memo.
      always: { 7: 'DI' },
      fields: [
        ['1', 'date', date8],
        ['2', 'number', text(22)],
        ['7', 'kind', kindCode('credit-note', 'CR')],
        ['7', 'type', unless(['DI', 'CR'], ownCode('x12'))],
      ],
      parts: [
        {
          each: 'references',
          of: { type: 'order' },
          fields: [
            ['4', 'value', text(22), 'needed'],
            ['3', 'date', date8],
          ],
        },
      ],
    },
    note,
    currency,
    reference,
    contact,
    party,
    terms,
    dated,
    {
      tag: 'IT1',
      each: 'lines',
      fields: [
        ['1', 'number', text(20)],
        ['2', 'quantity', decimal],
        ['3', 'unit', x12Unit],
        ['4', 'price.amount', decimal],
        ['5', 'price.basisCode', ownCode('x12')],
      ],
      pairs: [itemIds(6, 10)],
      rules: [tax, description, reference, allowance, dated, party],
    },
    {
      tag: 'TDS',
      must: true,
      fields: [['1', 'totals.payableAmount', n2]],
    },
    tax,
    carrier,
    allowance,
    lineCount,
  ],
}
