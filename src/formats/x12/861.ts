import { PURPOSES } from '../codes/documents.ts'
import { x12Unit } from '../codes/units.ts'
import { code, date8, decimal, ownCode, text } from '../mapping/forms.ts'
import type { MessageTable, SegmentRule } from '../mapping/segment-rules.ts'
import { carrier, dated, description, itemIds, lineCount, packing, party, reference } from './parts.ts'

/** PRF: the order, where REF with PO does not name it. */
const order: SegmentRule = {
  tag: 'PRF',
  each: 'references',
  of: { type: 'order' },
  fields: [
    ['1', 'value', text(22), 'needed'],
    ['4', 'date', date8],
    ['5', 'line', text(20)],
  ],
}

/** 861 Receiving Advice/Acceptance Certificate ↔ receiving advice: `quantity` is what was received. */
export const x12ReceivingAdvice: MessageTable = {
  name: '861',
  standard: 'x12',
  kinds: ['receiving-advice'],
  rules: [
    {
      tag: 'BRA',
      must: true,
      fields: [
        ['1', 'number', text(30)],
        ['2', 'date', date8],
        ['3', 'purpose', code(PURPOSES, 'x12')],
        ['4', 'type', ownCode('x12')],
      ],
    },
    reference,
    dated,
    order,
    packing,
    carrier,
    party,
    {
      tag: 'RCD',
      each: 'lines',
      fields: [
        ['1', 'number', text(20)],
        ['2', 'quantity', decimal],
        ['3.1', 'unit', x12Unit],
      ],
      parts: [
        {
          each: 'quantities',
          of: { role: 'returned' },
          fields: [
            ['4', 'value', decimal, 'needed'],
            ['5.1', 'unit', x12Unit],
          ],
        },
        {
          each: 'quantities',
          of: { role: 'questioned' },
          fields: [
            ['6', 'value', decimal, 'needed'],
            ['7.1', 'unit', x12Unit],
          ],
        },
      ],
      rules: [{ tag: 'LIN', pairs: [itemIds(2, 15)] }, description, reference, order, dated, party],
    },
    lineCount,
  ],
}
