import { PURPOSES } from '../codes/documents.ts'
import { PAID_DOCUMENTS } from '../codes/qualifiers.ts'
import { code, ownCode, qualifiedDate, text } from '../mapping/forms.ts'
import type { MessageTable, SegmentRule } from '../mapping/segment-rules.ts'
import {
  beginning,
  contact,
  currency,
  type Directory,
  dated,
  furtherAmounts,
  issued,
  money,
  note,
  party,
  plainParty,
  plainReference,
  summary,
} from './parts.ts'

/** FII: BF is the bank of who is paid, OR that of who pays. */
const banks: readonly SegmentRule[] = [
  {
    tag: 'FII',
    when: { 1: 'BF' },
    fields: [
      ['2.1', 'payment.account', text(35)],
      ['2.2', 'payment.accountName', text(35)],
      ['3.1', 'payment.bank', text(11)],
    ],
  },
  {
    tag: 'FII',
    when: { 1: 'OR' },
    fields: [
      ['2.1', 'payment.payerAccount', text(35)],
      ['3.1', 'payment.payerBank', text(11)],
    ],
  },
]

/** DOC: what is paid, an invoice where nothing is said of it. MOA+12 is what is paid of it. */
function paid(directory: Directory): SegmentRule {
  return {
    tag: 'DOC',
    each: 'lines',
    always: { 1.1: '380' },
    pairs: [
      {
        list: 'references',
        names: ['type', 'value'],
        code: '1.1',
        value: '2.1',
        form: code(PAID_DOCUMENTS, 'edifact'),
        valueForm: text(35),
        coded: true,
        step: 20,
        count: 1,
      },
    ],
    rules: [
      money('12', 'amount'),
      { ...furtherAmounts, max: 4 },
      { ...dated, max: 5 },
      { ...plainReference(directory), max: 5 },
      { ...plainParty, max: 2 },
    ],
  }
}

/** REMADV ↔ remittance: a line for each DOC. */
export function edifactRemittance(directory: Directory): MessageTable {
  return {
    name: `REMADV ${directory}`,
    standard: 'edifact',
    kinds: ['remittance'],
    rules: [
      beginning([['3', 'purpose', code(PURPOSES, 'edifact')]], { 1.1: '481' }),
      issued,
      { tag: 'DTM', when: { 1.1: '138' }, fields: [[['1.2', '1.3'], 'payment.date', qualifiedDate]] },
      { ...dated, max: 3 },
      { ...plainReference(directory), max: 5 },
      ...banks,
      { tag: 'PAI', fields: [['1.3', 'payment.method', ownCode('edifact')]] },
      { ...note(directory), max: 5 },
      // In D.96A no VAT number may follow a party.
      directory === 'D96A' ? { ...plainParty, rules: [contact] } : party,
      currency('11'),
      paid(directory),
      summary,
      money('12', 'totals.payableAmount'),
    ],
  }
}
