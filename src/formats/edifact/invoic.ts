import { PURPOSES } from '../codes/documents.ts'
import type { CodeTable } from '../codes/table.ts'
import { code } from '../mapping/forms.ts'
import type { MessageTable } from '../mapping/segment-rules.ts'
import {
  allowance,
  beginning,
  carrier,
  currency,
  type Directory,
  dated,
  deliveryTerms,
  description,
  furtherIds,
  issued,
  item,
  lineAmounts,
  lineCount,
  money,
  note,
  party,
  prices,
  quantities,
  reference,
  summary,
  tax,
  terms,
} from './parts.ts'

/** EDIFACT 1001 of INVOIC. */
const KINDS = { invoice: { edifact: '380' }, 'credit-note': { edifact: '381' } } satisfies CodeTable

/** INVOIC ↔ invoice, credit note. */
export function edifactInvoice(directory: Directory): MessageTable {
  return {
    name: `INVOIC ${directory}`,
    standard: 'edifact',
    kinds: ['invoice', 'credit-note'],
    rules: [
      beginning([
        ['1.1', 'kind', code(KINDS, 'edifact')],
        ['3', 'purpose', code(PURPOSES, 'edifact')],
      ]),
      issued,
      dated,
      note(directory),
      reference(directory),
      party,
      currency('4'),
      ...terms,
      carrier,
      deliveryTerms,
      allowance,
      {
        tag: 'LIN',
        each: 'lines',
        ...item(),
        rules: [
          furtherIds,
          description(directory),
          ...quantities('47', 'invoiced'),
          dated,
          note(directory),
          ...lineAmounts,
          ...prices,
          reference(directory),
          tax,
          party,
          allowance,
        ],
      },
      summary,
      lineCount,
      money('79', 'totals.lineAmount'),
      money('260', 'totals.allowanceAmount'),
      money('259', 'totals.chargeAmount'),
      money('125', 'totals.taxExclusiveAmount'),
      money('176', 'totals.taxAmount'),
      money('77', 'totals.taxInclusiveAmount'),
      money('113', 'totals.prepaidAmount'),
      money('9', 'totals.payableAmount'),
      tax,
    ],
  }
}
