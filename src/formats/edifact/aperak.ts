import { STATUS_RESPONSES } from '../codes/documents.ts'
import { code, ownCode, split } from '../mapping/forms.ts'
import type { MessageTable, SegmentRule } from '../mapping/segment-rules.ts'
import {
  beginning,
  contact,
  type Directory,
  dated,
  issued,
  note,
  plainParty,
  plainReference,
  reference,
} from './parts.ts'

/** Behind NAD come all CTA and then all COM: whose channels they are is certain of one contact only. */
const party: SegmentRule = { ...plainParty, rules: [{ ...contact, max: 1 }] }

/** How many numbers an ERC has room for. */
const REFERENCES_MAX = { D96A: 1, D01B: 9 } satisfies Record<Directory, number>

/** APERAK ↔ status: a finding for each ERC. */
export function edifactStatus(directory: Directory): MessageTable {
  return {
    name: `APERAK ${directory}`,
    standard: 'edifact',
    kinds: ['status'],
    rules: [
      beginning([['3', 'response', code(STATUS_RESPONSES, 'edifact')]], { 1.1: '313' }),
      issued,
      dated,
      note(directory),
      reference(directory),
      party,
      {
        tag: 'ERC',
        each: 'findings',
        fields: [['1.1', 'code', ownCode('edifact')]],
        rules: [
          {
            tag: 'FTX',
            always: { 1: 'AAO' },
            fields: [[['4.1', '4.2', '4.3', '4.4', '4.5'], 'text', split(70, 5)]],
          },
          { ...plainReference(directory), max: REFERENCES_MAX[directory] },
        ],
      },
    ],
  }
}
