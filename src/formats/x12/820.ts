import { REFERENCE_TYPES } from '../codes/qualifiers.ts'
import { code, date8, decimal, ownCode, text } from '../mapping/forms.ts'
import type { MessageTable, PartRule } from '../mapping/segment-rules.ts'
import { currency, dated, party, reference } from './parts.ts'

const amountOf = (role: string, place: string): PartRule => ({
  each: 'amounts',
  of: { role },
  fields: [[place, 'value', decimal, 'needed']],
})

/** 820 Payment Order/Remittance Advice ↔ remittance: a line for each RMR. */
export const x12Remittance: MessageTable = {
  name: '820',
  standard: 'x12',
  kinds: ['remittance'],
  rules: [
    {
      tag: 'BPR',
      must: true,
      always: { 1: 'I', 3: 'C', 6: '01', 8: 'DA', 12: '01', 14: 'DA' },
      fields: [
        ['2', 'totals.payableAmount', decimal],
        ['4', 'payment.method', ownCode('x12')],
        ['7', 'payment.payerBank', text(12)],
        ['9', 'payment.payerAccount', text(35)],
        ['13', 'payment.bank', text(12)],
        ['15', 'payment.account', text(35)],
        ['16', 'date', date8],
      ],
    },
    { tag: 'TRN', must: true, always: { 1: '1' }, fields: [['2', 'number', text(30)]] },
    currency,
    reference,
    dated,
    party,
    {
      tag: 'ENT',
      must: true,
      always: { 1: '1' },
      rules: [
        {
          tag: 'RMR',
          each: 'lines',
          fields: [['4', 'amount', decimal]],
          pairs: [
            {
              list: 'references',
              names: ['type', 'value'],
              code: '1',
              value: '2',
              form: code(REFERENCE_TYPES, 'x12'),
              valueForm: text(30),
              step: 2,
              count: 1,
            },
          ],
          parts: [amountOf('gross', '5'), amountOf('discount', '6')],
          rules: [
            reference,
            dated,
            { tag: 'ADX', each: 'amounts', of: { role: 'adjustment' }, fields: [['1', 'value', decimal, 'needed']] },
          ],
        },
      ],
    },
  ],
}
