import { x12Unit } from '../codes/units.ts'
import { decimal, text } from '../mapping/forms.ts'
import type { MessageTable } from '../mapping/segment-rules.ts'
import { contact, currency, dated, description, itemIds, lineCount, party, reference } from './parts.ts'

/** 832 Price/Sales Catalog ↔ catalog. */
export const x12Catalog: MessageTable = {
  name: '832',
  standard: 'x12',
  kinds: ['catalog'],
  rules: [
    { tag: 'BCT', must: true, always: { 1: 'PC' }, fields: [['2', 'number', text(15)]] },
    reference,
    contact,
    dated,
    currency,
    party,
    {
      tag: 'LIN',
      each: 'lines',
      fields: [['1', 'number', text(20)]],
      pairs: [itemIds(2, 15)],
      rules: [
        dated,
        reference,
        description,
        {
          tag: 'CTP',
          // Of the price identifiers (236) only the unit catalog price is that of the line.
          when: { 2: ['UCP', ''] },
          fields: [
            ['3', 'price.amount', decimal],
            ['4', 'price.basisQuantity', decimal],
            ['5.1', 'price.basisUnit', x12Unit],
          ],
        },
        party,
      ],
    },
    lineCount,
  ],
}
