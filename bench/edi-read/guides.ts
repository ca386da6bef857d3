import { type Guide, readGuide } from '../../src/edi/guides/guide.ts'
import { type GuidePlan, planGuide } from '../../src/edi/guides/plan.ts'

/** Guides as large partners have them: more than thirty narrowings and three of the rules that need no expression. */
const X12 = {
  name: 'bench-850',
  version: '1',
  title: 'Orders of the bench',
  standard: 'x12',
  release: '004010',
  document: '850',
  segments: [
    {
      at: 'BEG',
      elements: [
        { at: '1', codes: ['00', '05'] },
        { at: '2', codes: ['SA', 'NE'] },
        { at: '3', max: 15 },
        { at: '4', usage: 'not-used' },
        { at: '5', usage: 'required' },
      ],
    },
    {
      at: 'CUR',
      usage: 'required',
      elements: [
        { at: '1', codes: ['BY'] },
        { at: '2', codes: ['USD', 'EUR'] },
      ],
    },
    {
      at: 'REF',
      max: 5,
      elements: [
        { at: '1', codes: ['DP', 'CO'] },
        { at: '2', max: 10 },
      ],
    },
    {
      at: 'DTM',
      usage: 'required',
      max: 4,
      elements: [
        { at: '1', codes: ['002', '010'] },
        { at: '2', usage: 'required' },
      ],
    },
    {
      at: 'N1[ST]',
      usage: 'required',
      max: 1,
      elements: [
        { at: '2', usage: 'required', max: 35 },
        { at: '3', codes: ['92', 'UL'] },
        { at: '4', usage: 'required', max: 13 },
      ],
    },
    { at: 'N1[ST]/N3', usage: 'required', elements: [{ at: '1', max: 35 }] },
    {
      at: 'N1[ST]/N4',
      usage: 'required',
      elements: [
        { at: '1', max: 25 },
        { at: '2', usage: 'required' },
        { at: '3', min: 5, max: 10 },
        { at: '4', codes: ['US', 'CA'] },
      ],
    },
    {
      at: 'PO1',
      max: 1000,
      elements: [
        { at: '1', usage: 'required', max: 6 },
        { at: '2', usage: 'required' },
        { at: '3', codes: ['EA', 'CA'] },
        { at: '4', usage: 'required' },
        { at: '6', codes: ['BP'] },
        { at: '7', max: 20 },
        { at: '8', codes: ['VP'] },
        { at: '10', codes: ['UP'] },
        { at: '11', min: 12, max: 12 },
      ],
    },
    {
      at: 'PO1/PID',
      usage: 'required',
      elements: [
        { at: '1', codes: ['F'] },
        { at: '5', usage: 'required', max: 60 },
      ],
    },
  ],
  rules: [
    { id: 'lines', check: 'line-count', lines: 'PO1', equals: 'CTT01' },
    { id: 'item', check: 'one-of-elements', at: 'PO1', elements: ['7', '9'] },
    { id: 'when', check: 'one-of-segments', segments: ['DTM[002]', 'DTM[010]'] },
  ],
}

const EDIFACT = {
  name: 'bench-orders',
  version: '1',
  title: 'Orders of the bench',
  standard: 'edifact',
  release: 'D.96A',
  document: 'ORDERS',
  segments: [
    {
      at: 'BGM',
      elements: [
        { at: '1-1', codes: ['220', '221'] },
        { at: '2', usage: 'required', max: 17 },
        { at: '3', codes: ['9', '5'] },
      ],
    },
    {
      at: 'DTM[137]',
      usage: 'required',
      max: 1,
      elements: [
        { at: '1-2', min: 8, max: 12 },
        { at: '1-3', codes: ['102', '203'] },
      ],
    },
    {
      at: 'DTM[2]',
      usage: 'required',
      elements: [
        { at: '1-2', min: 8, max: 12 },
        { at: '1-3', codes: ['102'] },
      ],
    },
    {
      at: 'NAD[BY]',
      usage: 'required',
      max: 1,
      elements: [
        { at: '2-1', usage: 'required', min: 13, max: 13 },
        { at: '2-3', codes: ['9'] },
        { at: '4-1', max: 35 },
      ],
    },
    {
      at: 'NAD[SU]',
      usage: 'required',
      elements: [
        { at: '2-1', usage: 'required' },
        { at: '2-3', codes: ['9'] },
      ],
    },
    {
      at: 'CUX',
      usage: 'required',
      elements: [
        { at: '1-1', codes: ['2'] },
        { at: '1-2', codes: ['EUR', 'USD'] },
        { at: '1-3', codes: ['9'] },
      ],
    },
    {
      at: 'LIN',
      max: 1000,
      elements: [
        { at: '1', usage: 'required', max: 6 },
        { at: '2', usage: 'not-used' },
        { at: '3-1', usage: 'required', min: 13, max: 14 },
        { at: '3-2', codes: ['EN'] },
      ],
    },
    {
      at: 'LIN/IMD',
      usage: 'required',
      elements: [
        { at: '1', codes: ['F'] },
        { at: '3-4', usage: 'required', max: 35 },
      ],
    },
    {
      at: 'LIN/QTY',
      usage: 'required',
      elements: [
        { at: '1-1', codes: ['21'] },
        { at: '1-2', max: 9 },
      ],
    },
    {
      at: 'LIN/PRI',
      usage: 'required',
      elements: [
        { at: '1-1', codes: ['AAA'] },
        { at: '1-2', max: 9 },
      ],
    },
  ],
  rules: [
    { id: 'lines', check: 'line-count', lines: 'LIN', equals: 'CNT[2]01-2' },
    { id: 'item', check: 'one-of-elements', at: 'LIN', elements: ['1', '3-1'] },
    { id: 'when', check: 'one-of-segments', segments: ['DTM[2]', 'DTM[63]'] },
  ],
}

/** What only an expression says, besides. */
const EXPRESSIONS = [
  {
    id: 'count',
    check: 'expression',
    expression: '$count(PO1) = $number(CTT.CTT01)',
    sentence: 'CTT01 says how many lines there are.',
  },
  {
    id: 'pieces',
    check: 'expression',
    expression: "$count(PO1[PO103 != 'EA']) = 0",
    sentence: 'Everything is ordered by the piece.',
  },
  {
    id: 'priced',
    check: 'expression',
    severity: 'warning',
    expression: '$min(PO1.$number(PO104)) > 0',
    sentence: 'Nothing is free.',
  },
]

export const x12Guide = planned(X12)
/** Who has none does without what reads them. */
export const x12ExpressionGuide = () => planned({ ...X12, rules: [...X12.rules, ...EXPRESSIONS] })
export const edifactGuide = planned(EDIFACT)

function planned(text: object): GuidePlan {
  const { guide, problems } = readGuide(JSON.stringify(text))
  if (!guide) throw new Error(`the guide of the bench: ${JSON.stringify(problems)}`)
  if (narrowings(guide) < 30) throw new Error('the guide of the bench has too few narrowings')
  return planGuide(guide)
}

function narrowings({ segments }: Guide): number {
  return segments.reduce((sum, { elements }) => sum + 1 + elements.length, 0)
}
