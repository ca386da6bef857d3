import { expect, test } from 'vitest'
import { readGuide } from '../guides/guide.ts'
import { planGuide } from '../guides/plan.ts'
import { Marks } from '../marks.ts'
import { InterchangeReader } from '../x12/interchange-reader.ts'

const ISA = 'ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*U*00401*000000001*0*T*>~'

function guide(segments: object[], rules: object[] = []) {
  const text = { name: 'acme', version: '1', title: 'Orders', standard: 'x12', release: '004010', document: '850' }
  const { guide, problems } = readGuide(JSON.stringify({ ...text, segments, rules }))
  expect(problems).toEqual([])
  return planGuide(guide!)
}

/** The problems of an order, the same however it is read. */
function problemsOf(segments: string[], plan: ReturnType<typeof guide>): string[] {
  const set = ['ST*850*0001', ...segments, `SE*${segments.length + 2}*0001`]
  const text = `${ISA}GS*PO*ACME*BOLT*20261120*2230*1*X*004010~${set.join('~')}~GE*1*1~IEA*1*000000001~`
  const bytes = Buffer.from(text, 'latin1')
  const read = (marks: Marks, pieces: Uint8Array[]) => {
    const reader = new InterchangeReader({ guideOf: () => plan, marks })
    const items = pieces.flatMap((piece) => reader.push(piece))
    return items.flatMap((item) => (item.kind === 'set' ? item.set.problems : []))
  }
  const problems = read(new Marks(), [bytes])
  const bytewise = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
  expect(problems).toEqual(read(new Marks({ plain: true }), bytewise))
  return problems.map(({ code, segmentPosition, element }) => `${code} ${segmentPosition} ${element ?? ''}`.trim())
}

const BEG = 'BEG*00*SA*PO-1**20261120'
const line = (n: number) => [`PO1*${n}*10*EA*9.95**BP*SKU`, 'PID*F****A WIDGET']

test('on the second of two documents, which goes a way that is known, the same is found as on the first', () => {
  const plan = guide([
    { at: 'N1[ST]', usage: 'required', max: 1, elements: [{ at: '4', usage: 'required' }] },
    { at: 'PO1', max: 2 },
    { at: 'PO1/PID', usage: 'required' },
  ])
  const good = [BEG, 'N1*ST*BOLT*92*17', 'N1*BY*ACME', ...line(1), ...line(2), 'CTT*2']
  const bad = [BEG, 'N1*ST*BOLT', 'N1*ST*BOLT*92*17', ...line(1), line(2)[0]!, ...line(3), 'CTT*3']
  for (let round = 0; round < 3; round++) {
    expect(problemsOf(good, plan)).toEqual([])
    expect(problemsOf(bad, plan)).toEqual([
      'guide-element-missing 3 4',
      'guide-segment-too-often 4',
      'guide-segment-missing 8',
      'guide-segment-too-often 8',
    ])
  }
})

test('what the table says of how often is counted on the way, too, and what rules compare', () => {
  const plan = guide([], [{ id: 'lines', check: 'line-count', lines: 'PO1', equals: 'CTT01' }])
  const often = Array.from({ length: 4 }, () => 'CUR*BY*USD')
  expect(problemsOf([BEG, ...often, ...line(1), ...line(2), 'CTT*2'], plan)).toEqual([
    'segment-too-often 4',
    'segment-too-often 5',
    'segment-too-often 6',
  ])
  expect(problemsOf([BEG, ...line(1), ...line(2), 'CTT*3'], plan)).toEqual(['guide-count 7 1'])
})

test('codes that are too long or no ASCII to be compared as numbers are compared as text', () => {
  const plan = guide([
    { at: 'PO1', elements: [{ at: '7', codes: ['A', 'LONG-ONE', 'BÄR'] }] },
    { at: 'REF[VERY LONG]', elements: [{ at: '2', max: 3 }] },
  ])
  const of = (value: string) => [BEG, `PO1*1*10*EA*9.95**BP*${value}`, 'CTT*1']
  expect(['A', 'LONG-ONE', 'BÄR'].flatMap((value) => problemsOf(of(value), plan))).toEqual([])
  expect(problemsOf(of('B'), plan)).toEqual(['guide-element-code 3 7'])
})
