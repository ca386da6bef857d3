import type { CodeTable } from '../codes/table.ts'
import { x12Unit } from '../codes/units.ts'
import { code, date8, decimal, ownCode, text } from '../mapping/forms.ts'
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

/** X12 640 (BIG07). */
const KINDS = { invoice: { x12: 'DI' }, 'credit-note': { x12: 'CR' } } satisfies CodeTable

/** 810 Invoice ↔ invoice, credit note. TDS01 is N2. */
export const x12Invoice: MessageTable = {
  name: '810',
  standard: 'x12',
  kinds: ['invoice', 'credit-note'],
  rules: [
    {
      tag: 'BIG',
      must: true,
      fields: [
        ['1', 'date', date8],
        ['2', 'number', text(22)],
        ['7', 'kind', code(KINDS, 'x12')],
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
