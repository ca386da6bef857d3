import { LINE_ACTIONS, LINE_STATUSES, ORDER_TYPES, PURPOSES, RESPONSES } from '../codes/documents.ts'
import { code, unless } from '../mapping/forms.ts'
import type { MessageTable, SegmentRule } from '../mapping/segment-rules.ts'
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

/** ORDERS ↔ order. */
export function edifactOrder(directory: Directory): MessageTable {
  return {
    name: `ORDERS ${directory}`,
    standard: 'edifact',
    kinds: ['order'],
    rules: message(directory, {
      begin: beginning(
        [
          ['1.1', 'type', unless(['220'], code(ORDER_TYPES, 'edifact'))],
          ['3', 'purpose', code(PURPOSES, 'edifact')],
        ],
        { 1.1: '220' },
      ),
      line: item(),
    }),
  }
}

/** ORDCHG ↔ order change: 1229 of a line says what is done with it. */
export function edifactOrderChange(directory: Directory): MessageTable {
  return {
    name: `ORDCHG ${directory}`,
    standard: 'edifact',
    kinds: ['order-change'],
    rules: message(directory, {
      begin: beginning([['3', 'purpose', code(PURPOSES, 'edifact')]], { 1.1: '230' }),
      line: item([['2', 'action', code(LINE_ACTIONS, 'edifact')]]),
    }),
  }
}

/** ORDRSP ↔ order response: 1225 is the answer to the whole, 1229 to a line. */
export function edifactOrderResponse(directory: Directory): MessageTable {
  return {
    name: `ORDRSP ${directory}`,
    standard: 'edifact',
    kinds: ['order-response'],
    rules: message(directory, {
      begin: beginning([['3', 'response', code(RESPONSES, 'edifact')]], { 1.1: '231' }),
      line: {
        ...item(),
        parts: [{ each: 'statements', of: {}, fields: [['2', 'status', code(LINE_STATUSES, 'edifact'), 'needed']] }],
      },
    }),
  }
}

/** The three have one structure, as far as it is carried here. */
function message(
  directory: Directory,
  { begin, line }: { begin: SegmentRule; line: Pick<SegmentRule, 'fields' | 'pairs' | 'parts'> },
): readonly SegmentRule[] {
  return [
    begin,
    issued,
    dated,
    note(directory),
    reference(directory),
    party,
    tax,
    currency('9'),
    ...terms,
    carrier,
    deliveryTerms,
    allowance,
    {
      tag: 'LIN',
      each: 'lines',
      ...line,
      rules: [
        furtherIds,
        description(directory),
        ...quantities('21', 'ordered'),
        dated,
        ...lineAmounts,
        note(directory),
        ...prices,
        reference(directory),
        tax,
        party,
        allowance,
      ],
    },
    summary,
    money('79', 'totals.lineAmount'),
    money('86', 'totals.payableAmount'),
    lineCount,
  ]
}
