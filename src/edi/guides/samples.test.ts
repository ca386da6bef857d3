import { expect, test } from 'vitest'
import { directoryOf } from '../edifact/directories.ts'
import { InterchangeReader as EdifactReader } from '../edifact/interchange-reader.ts'
import { renderProblem } from '../problems.ts'
import { InterchangeReader } from '../x12/interchange-reader.ts'
import { standardOf } from '../x12/standards.ts'
import { checkDocument } from './checks.ts'
import { type Guide, readGuide } from './guide.ts'
import { planGuide } from './plan.ts'
import { brokenSamplesOf, sampleOf, syntaxOf } from './samples.ts'
import { tokensOf } from './tokens.ts'

const read = (guide: object): Guide => {
  const { guide: found, problems } = readGuide(JSON.stringify({ name: 'a', version: '1', title: 'A', ...guide }))
  expect(problems).toEqual([])
  return found!
}

const order = read({
  standard: 'x12',
  release: '004010',
  document: '850',
  segments: [
    {
      at: 'BEG',
      elements: [
        { at: '1', codes: ['00', '05'] },
        { at: '3', max: 10 },
        { at: '4', usage: 'not-used' },
      ],
    },
    { at: 'CUR', usage: 'not-used' },
    { at: 'REF', max: 2, usage: 'required', elements: [{ at: '2', usage: 'required', min: 4 }] },
    { at: 'N1[ST]', usage: 'required', max: 1, elements: [{ at: '4', usage: 'required', min: 3, max: 13 }] },
    { at: 'N1[ST]/N3', usage: 'required' },
    { at: 'N1[BY]' },
    { at: 'PO1', max: 5, elements: [{ at: '4', usage: 'required', max: 6 }] },
    { at: 'PO1/PID', usage: 'required' },
  ],
  rules: [
    { id: 'lines', check: 'line-count', lines: 'PO1', equals: 'CTT01' },
    { id: 'total', check: 'line-total', value: ['PO102', 'PO104'], equals: 'AMT[TT]02' },
    { id: 'item', check: 'one-of-elements', at: 'PO1', elements: ['7', '9'] },
    { id: 'when', check: 'one-of-segments', segments: ['DTM[002]', 'DTM[010]'] },
  ],
})
const invoice = read({
  standard: 'edifact',
  release: 'D.96A',
  document: 'INVOIC',
  others: 'not-used',
  segments: [
    {
      at: 'BGM',
      elements: [
        { at: '1-1', usage: 'required', codes: ['380', '381'] },
        { at: '2', usage: 'required', max: 12 },
      ],
    },
    { at: 'DTM[137]', usage: 'required', max: 1, elements: [{ at: '1-3', codes: ['102'] }] },
    { at: 'NAD[BY]', usage: 'required', elements: [{ at: '2-1', usage: 'required', min: 13, max: 13 }] },
    { at: 'LIN', usage: 'required' },
    { at: 'LIN/MOA[203]', usage: 'required', elements: [{ at: '1-2', usage: 'required' }] },
    { at: 'CNT' },
    { at: 'MOA[79]', usage: 'required' },
  ],
  rules: [
    { id: 'lines', check: 'line-count', lines: 'LIN', equals: 'CNT[2]01-2' },
    { id: 'total', check: 'line-total', value: ['MOA[203]01-2'], equals: 'MOA[79]01-2' },
  ],
})

/** What the standard itself says of a sample. */
function problemsOf(guide: Guide, text: string): string[] {
  if (guide.standard === 'edifact') {
    const reader = new EdifactReader()
    const items = [...reader.push(Buffer.from(`UNB+UNOC:3+A+B+261120:2230+7'${text}UNZ+1+7'`)), ...reader.end()]
    return items
      .flatMap((item) => ('problems' in item ? item.problems : item.kind === 'message' ? item.message.problems : []))
      .map(renderProblem)
  }
  const functionalId = standardOf(guide.release)!.sets[guide.document]!.functionalId
  const version = guide.release === '005010' ? '^*00501' : 'U*00401'
  const whole =
    `ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*${version}*000000042*0*P*>~` +
    `GS*${functionalId}*ACME*BOLT*20261120*2230*7*X*${guide.release}~${text}GE*1*7~IEA*1*000000042~`
  const reader = new InterchangeReader()
  const items = [...reader.push(Buffer.from(whole)), ...reader.end()]
  return items
    .flatMap((item) => ('problems' in item ? item.problems : item.kind === 'set' ? item.set.problems : []))
    .map(renderProblem)
}

test.each([
  ['850', order],
  ['INVOIC', invoice],
])('samples of a guide of %s are as guide and standard say, whatever the seed', (_, guide) => {
  const plan = planGuide(guide)
  const different = new Set<string>()
  for (let seed = 0; seed < 50; seed++) {
    const text = sampleOf(guide, { seed, lines: 1 + (seed % 4) })
    different.add(text)
    expect(checkDocument(tokensOf(text, syntaxOf(guide)), plan).map(renderProblem), text).toEqual([])
    expect(problemsOf(guide, text), text).toEqual([])
    expect(sampleOf(guide, { seed, lines: 1 + (seed % 4) })).toBe(text)
  }
  expect(different.size).toBeGreaterThan(25)
})

test('a sample has what is required below the value that it happens to have', () => {
  const guide = read({
    standard: 'x12',
    release: '004010',
    document: '850',
    segments: [
      { at: 'N1', usage: 'required', max: 2 },
      { at: 'N1[ST]/N4', usage: 'required' },
      { at: 'N1[BY]/N3', usage: 'required' },
    ],
  })
  for (let seed = 0; seed < 20; seed++) {
    const text = sampleOf(guide, { seed })
    expect(checkDocument(tokensOf(text, syntaxOf(guide)), planGuide(guide)).map(renderProblem), text).toEqual([])
  }
})

const bare = [
  ...['004010', '005010'].flatMap((release) =>
    Object.keys(standardOf(release)!.sets).map((document) => ({ standard: 'x12', release, document })),
  ),
  ...['96A', '01B'].flatMap((release) =>
    Object.keys(directoryOf('D', release)!.messages).map((document) => ({
      standard: 'edifact',
      release: `D.${release}`,
      document,
    })),
  ),
]

test.each(bare)('a guide of $document in $release that says nothing has a sample that the standard takes', (of) => {
  const guide = read(of)
  const text = sampleOf(guide, { seed: 1 })
  expect(problemsOf(guide, text), text).toEqual([])
})

test('of what a guide says each is broken in a sample of its own, and found there', () => {
  const broken = brokenSamplesOf(order, { seed: 3 })
  expect(broken.map(({ code, place }) => `${place} ${code.replace('guide-', '')}`)).toEqual([
    'BEG element-code',
    'BEG element-too-long',
    'BEG element-not-used',
    'CUR segment-not-used',
    'REF segment-missing',
    'REF segment-too-often',
    'REF element-missing',
    'REF element-too-short',
    'N1[ST] segment-missing',
    'N1[ST] segment-too-often',
    'N1[ST] element-missing',
    'N1[ST] element-too-long',
    'N1[ST] element-too-short',
    'N1[ST]/N3 segment-missing',
    'PO1 segment-too-often',
    'PO1 element-missing',
    'PO1 element-too-long',
    'PO1/PID segment-missing',
  ])
  const codes = brokenSamplesOf(invoice, { seed: 3 }).map(({ code, place }) => `${place} ${code.replace('guide-', '')}`)
  expect(codes).toEqual(
    expect.arrayContaining([
      'BGM element-code',
      'DTM[137] segment-missing',
      'LIN/MOA[203] segment-missing',
      'NAD[BY] element-too-short',
    ]),
  )
})
