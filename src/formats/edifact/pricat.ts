import { PURPOSES } from '../codes/documents.ts'
import { code } from '../mapping/forms.ts'
import type { MessageTable, SegmentRule } from '../mapping/segment-rules.ts'
import {
  beginning,
  currency,
  type Directory,
  dated,
  description,
  furtherIds,
  furtherQuantities,
  issued,
  item,
  note,
  party,
  prices,
  reference,
} from './parts.ts'

/** PRICAT ↔ catalog: the lines stand in one product group (PGI). */
export function edifactCatalog(directory: Directory): MessageTable {
  const line: SegmentRule = {
    tag: 'LIN',
    each: 'lines',
    ...item(),
    rules: [
      furtherIds,
      description(directory),
      furtherQuantities(),
      dated,
      reference(directory),
      note(directory),
      ...prices,
    ],
  }
  return {
    name: `PRICAT ${directory}`,
    standard: 'edifact',
    kinds: ['catalog'],
    rules: [
      beginning([['3', 'purpose', code(PURPOSES, 'edifact')]], { 1.1: '9' }),
      issued,
      dated,
      note(directory),
      reference(directory),
      party,
      currency('4'),
      { tag: 'PGI', must: true, always: { 1: '11' }, rules: [line] },
      line,
    ],
  }
}
