import { LINE_STATUSES, PURPOSES, RESPONSES } from '../codes/documents.ts'
import { DATE_ROLES } from '../codes/qualifiers.ts'
import { x12Unit } from '../codes/units.ts'
import { code, date8, decimal, text } from '../mapping/forms.ts'
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
  message,
  party,
  priced,
  reference,
  terms,
} from './parts.ts'

/** 855 Purchase Order Acknowledgment ↔ order response; it has no number of its own: BAK03 is that of the order, and stands for both. */
export const x12OrderResponse: MessageTable = {
  name: '855',
  standard: 'x12',
  kinds: ['order-response'],
  rules: [
    {
      tag: 'BAK',
      must: true,
      fields: [
        ['1', 'purpose', code(PURPOSES, 'x12')],
        ['2', 'response', code(RESPONSES, 'x12')],
        ['3', 'number', text(22)],
        ['9', 'date', date8],
      ],
      parts: [
        {
          each: 'references',
          of: { type: 'order' },
          fields: [
            ['3', 'value', text(22), 'needed'],
            ['4', 'date', date8],
          ],
        },
        { each: 'references', of: { type: 'seller-order' }, fields: [['8', 'value', text(30), 'needed']] },
      ],
    },
    currency,
    reference,
    contact,
    allowance,
    terms,
    dated,
    carrier,
    message,
    party,
    {
      tag: 'PO1',
      each: 'lines',
      fields: [['1', 'number', text(20)], ...priced(2)],
      pairs: [itemIds(6, 10)],
      rules: [
        description,
        reference,
        allowance,
        dated,
        {
          tag: 'ACK',
          each: 'statements',
          fields: [
            ['1', 'status', code(LINE_STATUSES, 'x12'), 'needed'],
            ['2', 'quantity', decimal],
            ['3', 'unit', x12Unit],
            ['4', 'dateRole', code(DATE_ROLES, 'x12')],
            ['5', 'date', date8],
          ],
        },
        message,
        party,
      ],
    },
    lineCount,
  ],
}
