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
  plainReference,
  prices,
  reference,
} from './parts.ts'

/** How many numbers a line has room for; their dates it has no place for. */
const REFERENCES_MAX = { D96A: 1, D01B: 99 } satisfies Record<Directory, number>

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
      { ...plainReference(directory), max: REFERENCES_MAX[directory] },
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
