import { expect, test } from 'vitest'
import type { MessageReport } from './items.ts'
import { interchangeRefusal, messageRefusal } from './refusals.ts'

const report = (of: Partial<MessageReport>): MessageReport => ({
  reference: '1',
  type: 'ORDERS',
  action: '4',
  errors: [],
  segments: [],
  ...of,
})

test('causes name segment, element, component and code', () => {
  expect(
    messageRefusal(
      report({
        errors: ['29'],
        segments: [
          { position: 4, error: '13', elements: [] },
          {
            position: 7,
            error: '',
            elements: [
              { error: '37', element: 1, component: 2 },
              { error: '16', element: 0 },
            ],
          },
        ],
      }),
    ),
  ).toEqual([
    'The message does not count what was received (29)',
    'A segment behind segment 4 is missing (13)',
    'Element 1, component 2 of segment 7 has characters of the wrong kind (37)',
    'The tag of segment 7 has too many elements or components (16)',
  ])
})

test('an interchange is refused as a whole, at a segment, or without a reason', () => {
  expect(interchangeRefusal({ error: '26', segment: 'UNB' })).toBe(
    'The interchange was sent before (26), seen at its UNB',
  )
  expect(interchangeRefusal({ error: '23', segment: '' })).toMatch(/^The interchange comes from a sender .* \(23\)$/)
  expect(interchangeRefusal({ error: '', segment: '' })).toBeNull()
  expect(messageRefusal(report({}))).toEqual([])
})

test('every code of the standard has its words, and an unknown one still its number', () => {
  const codes = [2, 7, ...Array.from({ length: 32 }, (_, i) => 12 + i).filter((code) => code !== 44), 45, 46, 47, 48]
  for (const code of codes) expect(messageRefusal(report({ errors: [String(code)] }))[0]).not.toContain('of its own')
  expect(messageRefusal(report({ errors: ['constructor'] }))).toEqual([
    'The message is wrong for a reason of its own (constructor)',
  ])
})
