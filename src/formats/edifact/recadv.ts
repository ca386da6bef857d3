import { PURPOSES } from '../codes/documents.ts'
import { code } from '../mapping/forms.ts'
import type { MessageTable, SegmentRule } from '../mapping/segment-rules.ts'
import {
  beginning,
  carrier,
  type Directory,
  dated,
  description,
  furtherIds,
  issued,
  item,
  lineCount,
  party,
  quantities,
  reference,
} from './parts.ts'

/** RECADV ↔ receiving advice: `quantity` is what was received (QTY+194). */
export function edifactReceivingAdvice(directory: Directory): MessageTable {
  const line: SegmentRule = {
    tag: 'LIN',
    each: 'lines',
    ...item(),
    rules: [furtherIds, description(directory), ...quantities('194', 'received'), dated, reference(directory)],
  }
  return {
    name: `RECADV ${directory}`,
    standard: 'edifact',
    kinds: ['receiving-advice'],
    rules: [
      beginning([['3', 'purpose', code(PURPOSES, 'edifact')]], { 1.1: '632' }),
      issued,
      dated,
      reference(directory),
      party,
      carrier,
      { tag: 'CPS', must: true, always: { 1: '1' }, rules: [line] },
      line,
      lineCount,
    ],
  }
}
