import { PURPOSES, STATUS_RESPONSES } from '../codes/documents.ts'
import { REFERENCE_TYPES } from '../codes/qualifiers.ts'
import { code, dateAndTime, ownCode, text, words } from '../mapping/forms.ts'
import type { MessageTable } from '../mapping/segment-rules.ts'
import { party } from './parts.ts'

/** 824 Application Advice ↔ status. */
export const x12Status: MessageTable = {
  name: '824',
  standard: 'x12',
  kinds: ['status'],
  rules: [
    {
      tag: 'BGN',
      must: true,
      fields: [
        ['1', 'purpose', code(PURPOSES, 'x12')],
        ['2', 'number', text(30)],
        [['3', '4'], 'date+time', dateAndTime],
      ],
    },
    party,
    {
      tag: 'OTI',
      must: true,
      fields: [['1', 'response', code(STATUS_RESPONSES, 'x12')]],
      pairs: [
        {
          list: 'references',
          names: ['type', 'value'],
          code: '2',
          value: '3',
          form: code(REFERENCE_TYPES, 'x12'),
          valueForm: text(30),
          step: 2,
          count: 1,
        },
      ],
      rules: [
        {
          tag: 'REF',
          each: 'references',
          fields: [
            ['1', 'type', code(REFERENCE_TYPES, 'x12'), 'needed'],
            ['2', 'value', text(30), 'needed'],
          ],
        },
        {
          tag: 'TED',
          each: 'findings',
          fields: [
            ['1', 'code', ownCode('x12')],
            ['2', 'text', words(60)],
          ],
        },
      ],
    },
  ],
}
