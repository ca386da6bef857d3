import { expect, test } from 'vitest'
import type { SetAcknowledgement } from './items.ts'
import { envelopeRefusal, groupRefusal, setRefusal } from './refusals.ts'

const set = (of: Partial<SetAcknowledgement>): SetAcknowledgement => ({
  type: '850',
  controlNumber: '0001',
  code: 'R',
  errors: [],
  segments: [],
  ...of,
})
const segment = (code: string, elements: SetAcknowledgement['segments'][0]['elements'] = []) => ({
  segment: 'PO1',
  position: 7,
  code,
  elements,
})

test('causes name segment, element, code and what was found', () => {
  expect(
    setRefusal(
      set({
        errors: ['5', '23'],
        segments: [
          segment('3'),
          segment('8', [
            { position: 4, code: '7', value: 'XX' },
            { position: 2, component: 3, code: 'I10', value: '' },
          ]),
        ],
      }),
    ),
  ).toEqual([
    'PO1 (segment 7) is mandatory and missing (3)',
    'PO104 (segment 7) is no code of its list (7), found "XX"',
    'PO102-3 (segment 7) must not be used by the guide (I10)',
    'ST02 was used before in its group (23)',
  ])
})

test('without details the codes of the set speak', () => {
  expect(setRefusal(set({ errors: ['5'] }))).toEqual(['segments are in error (5)'])
  expect(setRefusal(set({}))).toEqual([])
})

test('every code of the standard has its words, and an unknown one still its number', () => {
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i))
  const segments = [...numbers(1, 8), 'I4', 'I6', 'I7', 'I8', 'I9']
  const elements = [...numbers(1, 10), '12', '13', 'I6', 'I9', 'I10', 'I11', 'I12', 'I13']
  const sets = [...numbers(1, 13), '15', '16', '17', '18', '19', '23', 'I5', 'I6']
  const groups = [...numbers(1, 6), ...numbers(10, 19), ...numbers(23, 26)]
  const said = [
    ...segments.map((code) => setRefusal(set({ segments: [segment(code)] }))[0]),
    ...elements.map((code) => setRefusal(set({ segments: [segment('8', [{ position: 1, code, value: '' }])] }))[0]),
    ...sets.filter((code) => code !== '14').map((code) => setRefusal(set({ errors: [code] }))[0]),
    ...groupRefusal(groups),
    ...numbers(0, 31).map((note) => envelopeRefusal(note.padStart(3, '0'))),
  ]
  for (const one of said) expect(one).not.toMatch(/undefined|of its own|^PO1.*\) is wrong \(/)
  expect(groupRefusal(['99'])).toEqual(['for a reason of its own (99)'])
})
