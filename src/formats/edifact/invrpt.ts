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
  quantityOf,
  reference,
} from './parts.ts'

/** A quantity in D.96A is a group of its own; in D.01B each stands behind the INV of its group. */
const counted = {
  D96A: furtherQuantities(),
  D01B: { tag: 'INV', each: 'quantities', rules: [quantityOf()] },
} satisfies Record<Directory, SegmentRule>

/** INVRPT ↔ inventory. */
export function edifactInventory(directory: Directory): MessageTable {
  // Only D.01B has texts: in the header before the dates.
  const notes = directory === 'D01B' ? [note(directory)] : []
  return {
    name: `INVRPT ${directory}`,
    standard: 'edifact',
    kinds: ['inventory'],
    rules: [
      beginning([['3', 'purpose', code(PURPOSES, 'edifact')]], { 1.1: '35' }),
      ...notes,
      issued,
      { ...dated, max: 9 },
      { ...reference(directory), max: 10 },
      { ...party, max: 20 },
      currency('10'),
      {
        tag: 'LIN',
        each: 'lines',
        ...item(),
        rules: [
          furtherIds,
          description(directory),
          { ...dated, max: 5 },
          ...notes,
          { ...reference(directory), max: 10 },
          counted[directory],
        ],
      },
    ],
  }
}
