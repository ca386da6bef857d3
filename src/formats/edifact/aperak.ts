import { STATUS_RESPONSES } from '../codes/documents.ts'
import { code, ownCode, split } from '../mapping/forms.ts'
import type { MessageTable } from '../mapping/segment-rules.ts'
import { beginning, type Directory, dated, issued, note, party, reference } from './parts.ts'

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
          reference(directory),
        ],
      },
    ],
  }
}
