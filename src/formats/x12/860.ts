import { LINE_ACTIONS, ORDER_TYPES, PURPOSES } from '../codes/documents.ts'
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
  message,
  party,
  reference,
  terms,
} from './parts.ts'

/** 860 Purchase Order Change Request ↔ order change; BCH03 is the number of the order and stands for both, 06 is its date and 11 that of the change. */
export const x12OrderChange: MessageTable = {
  name: '860',
  standard: 'x12',
  kinds: ['order-change'],
  rules: [
    {
      tag: 'BCH',
      must: true,
      fields: [
        ['1', 'purpose', code(PURPOSES, 'x12')],
        ['2', 'type', code(ORDER_TYPES, 'x12')],
        ['3', 'number', text(22)],
        ['5', 'sequence', text(8)],
        ['11', 'date', date8],
      ],
      parts: [
        {
          each: 'references',
          of: { type: 'order' },
          fields: [
            ['3', 'value', text(22), 'needed'],
            ['6', 'date', date8],
          ],
        },
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
      tag: 'POC',
      each: 'lines',
      fields: [
        ['1', 'number', text(20)],
        ['2', 'action', code(LINE_ACTIONS, 'x12')],
        ['3', 'quantity', decimal],
        ['5', 'unit', x12Unit],
        ['6', 'price.amount', decimal],
        ['7', 'price.basisCode', ownCode('x12')],
      ],
      pairs: [itemIds(8, 10)],
      rules: [description, reference, allowance, dated, message, party],
    },
    lineCount,
  ],
}
