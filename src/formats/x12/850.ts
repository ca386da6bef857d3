import { ORDER_TYPES, PURPOSES } from '../codes/documents.ts'
import { code, date8, text } from '../mapping/forms.ts'
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

/** 850 Purchase Order ↔ order. */
export const x12Order: MessageTable = {
  name: '850',
  standard: 'x12',
  kinds: ['order'],
  rules: [
    {
      tag: 'BEG',
      must: true,
      fields: [
        ['1', 'purpose', code(PURPOSES, 'x12')],
        ['2', 'type', code(ORDER_TYPES, 'x12')],
        ['3', 'number', text(22)],
        ['5', 'date', date8],
      ],
      parts: [
        { each: 'references', of: { type: 'release' }, fields: [['4', 'value', text(30), 'needed']] },
        { each: 'references', of: { type: 'contract' }, fields: [['6', 'value', text(30), 'needed']] },
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
      rules: [description, reference, allowance, dated, message, party],
    },
    lineCount,
  ],
}
