import { PURPOSES } from '../codes/documents.ts'
import { QUANTITY_ROLES } from '../codes/qualifiers.ts'
import { x12Unit } from '../codes/units.ts'
import { code, dateAndTime, decimal, ownCode, text } from '../mapping/forms.ts'
import type { MessageTable } from '../mapping/segment-rules.ts'
import { contact, dated, description, itemIds, lineCount, party, reference } from './parts.ts'

/** 846 Inventory Inquiry/Advice ↔ inventory. */
export const x12Inventory: MessageTable = {
  name: '846',
  standard: 'x12',
  kinds: ['inventory'],
  rules: [
    {
      tag: 'BIA',
      must: true,
      fields: [
        ['1', 'purpose', code(PURPOSES, 'x12')],
        ['2', 'type', ownCode('x12')],
        ['3', 'number', text(30)],
        [['4', '5'], 'date+time', dateAndTime],
      ],
    },
    dated,
    reference,
    contact,
    party,
    {
      tag: 'LIN',
      each: 'lines',
      fields: [['1', 'number', text(20)]],
      pairs: [itemIds(2, 15)],
      rules: [
        description,
        dated,
        reference,
        {
          tag: 'QTY',
          each: 'quantities',
          fields: [
            ['1', 'role', code(QUANTITY_ROLES, 'x12'), 'needed'],
            ['2', 'value', decimal, 'needed'],
            ['3.1', 'unit', x12Unit],
          ],
        },
        party,
      ],
    },
    lineCount,
  ],
}
