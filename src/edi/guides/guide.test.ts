import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderDefinitionProblem } from '../definitions.ts'
import { readDictionary } from '../dictionaries/dictionary.ts'
import { InterchangeReader as EdifactReader } from '../edifact/interchange-reader.ts'
import { renderProblem } from '../problems.ts'
import { FunctionalAcknowledgement } from '../x12/functional-acknowledgement.ts'
import { InterchangeReader } from '../x12/interchange-reader.ts'
import type { SetRead } from '../x12/items.ts'
import { GuideChecking } from './checking.ts'
import { checkDocument, checkExpressions } from './checks.ts'
import { readGuide } from './guide.ts'
import { planGuide } from './plan.ts'
import { sampleOf } from './samples.ts'
import { EDIFACT_SYNTAX, TokenLook, tokensOf, X12_SYNTAX } from './tokens.ts'

const order = {
  name: 'bolt-850',
  version: '2',
  title: 'Purchase orders to Bolt',
  standard: 'x12',
  release: '004010',
  document: '850',
  segments: [
    {
      at: 'BEG',
      elements: [
        { at: '1', codes: ['00', '05'] },
        { at: '2', codes: ['SA'], severity: 'warning' },
        { at: '3', max: 10 },
      ],
    },
    { at: 'CUR', usage: 'not-used' },
    { at: 'REF', max: 2, elements: [{ at: '3', usage: 'not-used' }] },
    { at: 'N1[ST]', usage: 'required', max: 1, elements: [{ at: '4', usage: 'required', min: 3, max: 13 }] },
    { at: 'N1[ST]/N3', usage: 'required' },
    { at: 'PO1', max: 3, elements: [{ at: '4', usage: 'required', max: 6 }] },
    { at: 'PO1/PID', usage: 'required' },
  ],
  rules: [
    { id: 'lines', check: 'line-count', lines: 'PO1', equals: 'CTT01' },
    { id: 'total', check: 'line-total', value: ['PO102', 'PO104'], equals: 'AMT[TT]02', tolerance: '0.01' },
    { id: 'item', check: 'one-of-elements', at: 'PO1', elements: ['7', '9'] },
    { id: 'when', check: 'one-of-segments', segments: ['DTM[002]', 'DTM[010]'], severity: 'warning' },
    {
      id: 'dollars',
      check: 'expression',
      expression: '$count(PO1[PO103 != "EA"]) = 0',
      sentence: 'Everything is ordered by the piece.',
    },
  ],
}
const good = [
  'ST*850*0001',
  'BEG*00*SA*PO1**20261120',
  'REF*DP*38',
  'DTM*002*20261210',
  'N1*ST*BOLT WEST*92*017',
  'N3*1 ROAD',
  'N1*BY*ACME',
  'PO1*1*3*EA*9.95**BP*A',
  'PID*F****WIDGET',
  'PO1*2*1.5*EA*2**BP*B',
  'PID*F****GADGET',
  'CTT*2',
  'AMT*TT*32.85',
  'SE*14*0001',
]
const plan = (guide: object) => {
  const { guide: read, problems } = readGuide(JSON.stringify(guide))
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return planGuide(read!)
}
const x12 = (segments: string[]) => tokensOf(segments.map((one) => `${one}~\n`).join(''), X12_SYNTAX)
const sentences = (segments: string[], guide: object = order) =>
  checkDocument(x12(segments), plan(guide)).map((one) => `${one.severity} ${renderProblem(one)}`)
const changed = (changes: Record<number, string | null>) =>
  good.flatMap((one, index) => (index in changes ? (changes[index] === null ? [] : [changes[index]!]) : [one]))

test('a document that is as its guide says has no problems', async () => {
  expect(sentences(good)).toEqual([])
  expect(await checkExpressions(x12(good), plan(order))).toEqual([])
})

test('a value is too long for a guide by its characters, however many bytes they take', () => {
  const read = (number: string) => changed({ 1: `BEG*00*SA*${Buffer.from(number).toString('latin1')}**20261120` })
  expect(sentences(read('Ö'.repeat(10)))).toEqual([])
  expect(sentences(read('Ö'.repeat(11)))).toEqual([expect.stringContaining('longer than the 10 characters')])
})

test.each([
  [
    { 1: 'BEG*01*SA*PO1**20261120' },
    'error BEG 01 (segment 2) is "01", expected one of 00, 05 by the guide bolt-850 2.',
  ],
  [{ 1: 'BEG*00*NE*PO1**20261120' }, 'warning BEG 02 (segment 2) is "NE", expected one of SA by the guide bolt-850 2.'],
  [
    { 1: 'BEG*00*SA*PO123456789**20261120' },
    'error BEG 03 (segment 2) is "PO123456789", longer than the 10 characters that the guide bolt-850 2 allows.',
  ],
  [{ 2: 'CUR*BY*USD' }, 'error CUR (segment 3) is not used by the guide bolt-850 2. Leave it out.'],
  [{ 2: 'REF*DP*38*X' }, 'error REF 03 (segment 3) is "X", but not used by the guide bolt-850 2. Leave it empty.'],
  [{ 4: 'N1*ST*BOLT WEST' }, 'error N1[ST] 04 (segment 5) is required by the guide bolt-850 2, but empty. Fill it in.'],
  [
    { 4: 'N1*ST*BOLT WEST*92*01' },
    'error N1[ST] 04 (segment 5) is "01", shorter than the 3 characters that the guide bolt-850 2 asks for.',
  ],
  [
    { 5: null },
    'error N1[ST]/N3 is required by the guide bolt-850 2, 1 at least, and was found "0" times before segment 6. Add it.',
  ],
  [
    { 6: 'N1*ST*OTHER*92*018' },
    'error N1[ST] (segment 7) is used more often than the one time that the guide bolt-850 2 allows. Remove the surplus.',
  ],
  [
    { 8: null },
    'error PO1/PID is required by the guide bolt-850 2, 1 at least, and was found "0" times before segment 9. Add it.',
  ],
  [
    { 7: 'PO1*1*3*EA*9.95' },
    'error PO1 (segment 8) has none of 7, 9 (rule item of the guide bolt-850 2). Fill in one of them.',
  ],
  [
    { 11: 'CTT*3' },
    'error CTT 01 (segment 12) says "3", but 2 were counted (rule lines of the guide bolt-850 2). Correct the count, or send what is missing.',
  ],
  [
    { 12: 'AMT*TT*32.87' },
    'error AMT[TT] 02 (segment 13) says "32.87", but its parts add up to 32.85 (rule total of the guide bolt-850 2). Correct the amounts.',
  ],
  [
    { 3: null },
    'warning The document has none of DTM[002], DTM[010] (rule when of the guide bolt-850 2). Fill in one of them.',
  ],
] as [Record<number, string | null>, string][])('%j is told', (changes, sentence) => {
  expect(sentences(changed(changes))).toContain(sentence)
})

test('a cent of rounding is tolerated, amounts are exact beyond what floating point holds', () => {
  expect(sentences(changed({ 12: 'AMT*TT*32.86' }))).toEqual([])
  const large = { 7: 'PO1*1*900000000000001*EA*1.01**BP*A', 9: 'PO1*2*1*EA*0.01**BP*B' }
  expect(sentences(changed({ ...large, 12: 'AMT*TT*909000000000001.02' }))).toEqual([])
  expect(sentences(changed({ ...large, 12: 'AMT*TT*909000000000001.04' }))).toHaveLength(1)
})

test('expressions see the document by its names, apart from the fast checks', async () => {
  const found = await checkExpressions(x12(changed({ 7: 'PO1*1*3*CA*9.95**BP*A' })), plan(order))
  expect(found.map(renderProblem)).toEqual([
    'Everything is ordered by the piece. (rule dollars of the guide bolt-850 2)',
  ])
})

test.each([
  ['($f := function($n){ $f($n + 1) + 1 }; $f(1))', /could not be evaluated: .*(depth|stack|timeout)/i],
  ['$sum([1..10000000]) > 0', /could not be evaluated/],
  ['$number(BEG.BEG03) > 1', /could not be evaluated/],
])('%s ends, and is a warning', async (expression, sentence) => {
  const rules = [{ id: 'odd', check: 'expression', expression, sentence: 'Never.' }]
  const [problem, ...others] = await checkExpressions(x12(good), plan({ ...order, rules }))
  expect(others).toEqual([])
  expect(problem!.severity).toBe('warning')
  expect(renderProblem(problem!)).toMatch(sentence)
})

test('where others are not used, what the guide does not name is told once', () => {
  const segments = order.segments.map((one) => (one.at === 'REF' ? { at: 'REF' } : one))
  const closed = { ...order, segments, others: 'not-used' }
  const extra = changed({ 2: 'REF*DP*38', 6: 'SPI*00' })
  const found = sentences([...extra.slice(0, 7), 'REF*ZZ*1', ...extra.slice(7)], closed)
  expect(found).toContain('error SPI (segment 7) is not used by the guide bolt-850 2. Leave it out.')
  expect(found.filter((one) => one.includes('REF'))).toEqual([])
  expect(sentences(changed({ 4: 'N1*ST*BOLT WEST*92*017*99' }), closed)).toEqual(
    expect.arrayContaining([expect.stringContaining('N1[ST] 05 (segment 5) is "99", but not used')]),
  )
})

const invoice = {
  name: 'bolt-invoic',
  version: '1',
  title: 'Invoices',
  standard: 'edifact',
  release: 'D.96A',
  document: 'INVOIC',
  segments: [
    {
      at: 'BGM',
      elements: [
        { at: '1-1', codes: ['380', '381'] },
        { at: '2', usage: 'required', max: 12 },
      ],
    },
    { at: 'DTM[137]', usage: 'required', max: 1, elements: [{ at: '1-3', codes: ['102'] }] },
    { at: 'NAD[BY]', usage: 'required', elements: [{ at: '2-1', usage: 'required', min: 13, max: 13 }] },
    { at: 'LIN/MOA[203]', usage: 'required' },
  ],
  rules: [
    { id: 'lines', check: 'line-count', lines: 'LIN', equals: 'CNT[2]01-2' },
    { id: 'total', check: 'line-total', value: ['MOA[203]01-2'], equals: 'MOA[79]01-2' },
    { id: 'net', check: 'expression', expression: 'MOA[MOA01_1="79"].MOA01_2 = "30,5"', sentence: 'The net is 30.5.' },
  ],
}
const edifact =
  "UNH+1+INVOIC:D:96A:UN'BGM+380+INV?+1'DTM+137:20261120:102'NAD+BY+4012345000009::9'LIN+1'QTY+47:2'MOA+203:10,25'" +
  "LIN+2'QTY+47:1'MOA+203:20.25'UNS+S'CNT+2:2'MOA+79:30,5'UNT+14+1'"

test('a guide of a message of EDIFACT looks at components, and past release characters', async () => {
  const problems = (text: string) =>
    checkDocument(tokensOf(text, EDIFACT_SYNTAX), plan(invoice)).map((one) => renderProblem(one))
  expect(problems(edifact)).toEqual([])
  expect(await checkExpressions(tokensOf(edifact, EDIFACT_SYNTAX), plan(invoice))).toEqual([])
  expect(problems(edifact.replace('380+INV?+1', '384+INV?+123456789'))).toEqual([
    'BGM 01-1 (segment 2) is "384", expected one of 380, 381 by the guide bolt-invoic 1.',
    'BGM 02 (segment 2) is "INV+123456789", longer than the 12 characters that the guide bolt-invoic 1 allows.',
  ])
  expect(problems(edifact.replace("MOA+203:20.25'", ''))).toEqual([
    'LIN/MOA[203] is required by the guide bolt-invoic 1, 1 at least, and was found "0" times before segment 10. Add it.',
    'MOA[79] 01-2 (segment 12) says "30,5", but its parts add up to 10.25 (rule total of the guide bolt-invoic 1). Correct the amounts.',
  ])
})

test('the reader holds a set against its guide while it reads, and finds the same', () => {
  const read = (segments: string[]) => {
    const text =
      'ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*U*00401*000000042*0*P*>~\n' +
      `GS*PO*ACME*BOLT*20261120*2230*7*X*004010~\n${segments.join('~\n')}~\nGE*1*7~\nIEA*1*000000042~\n`
    const compiled = plan(order)
    const reader = new InterchangeReader({ guideOf: (_, type) => (type === '850' ? compiled : null) })
    const items = [...reader.push(Buffer.from(text)), ...reader.end()]
    const [set] = items.flatMap((item) => (item.kind === 'set' ? [item.set] : []))
    return set!
  }
  expect(read(good)).toMatchObject({ accepted: true, problems: [] })
  const wrong = changed({
    1: 'BEG*01*NE*PO123456789**20261120',
    2: 'REF*DP*38*X',
    5: 'N4*TOWN',
    11: 'CTT*3',
    12: 'AMT*TT*1',
  })
  const found = read(wrong)
  expect(found.accepted).toBe(false)
  expect(found.problems.map(renderProblem)).toEqual(checkDocument(x12(wrong), plan(order)).map(renderProblem))
  expect(found.problems).toHaveLength(7)
})

test('what a guide finds can be said in a 997: each problem has its code', () => {
  const delimiters = { element: 42, component: 62, repetition: null, terminator: 126 }
  const wrong = [
    ...changed({
      1: 'BEG*01*SA*PO123456789**20261120',
      2: 'CUR*BY*USD',
      4: 'N1*ST*BOLT WEST*92*01',
      5: null,
      7: 'PO1*1*3*EA*9.95',
    }),
  ]
  const found = checkDocument(
    x12(wrong),
    plan({
      ...order,
      rules: [...order.rules.slice(0, 3), { ...order.rules[3], severity: 'error', segments: ['DTM[010]', 'TD5'] }],
    }),
  )
  expect(found.map(({ code, acknowledgement }) => `${code} ${acknowledgement}`)).toEqual([
    'guide-element-code 7',
    'guide-element-too-long 5',
    'guide-segment-not-used 2',
    'guide-element-too-short 4',
    'guide-segment-missing 3',
    'guide-one-of 2',
    'guide-one-of 5',
  ])
  const set = {
    ...({} as SetRead),
    type: '850',
    controlNumber: '0001',
    implementation: null,
    problems: found,
    accepted: false,
  }
  const acknowledgement = new FunctionalAcknowledgement({ delimiters })
  acknowledgement.group({
    functionalId: 'PO',
    sender: 'A',
    receiver: 'B',
    date: '',
    time: '',
    controlNumber: '7',
    agency: 'X',
    version: '004010',
  })
  acknowledgement.groups[0]!.type = '997'
  acknowledgement.set(set, 'R')
  acknowledgement.endGroup([], 1)
  const [part] = acknowledgement.finish()
  const text = Buffer.concat(part!.body).toString('latin1')
  expect(text).toContain('AK4*1*353*7*01~')
  expect(text).toContain('AK3*N3*6**3~')
  expect(text).not.toMatch(/AK[45]\*[^~]*\*\*?~/)
})

test('so does the reader of EDIFACT', () => {
  const compiled = plan(invoice)
  const read = (text: string) => {
    const guideOf = ({ type }: { type: string }) => (type === 'INVOIC' ? compiled : null)
    const reader = new EdifactReader({ guideOf })
    const bytes = Buffer.from(`UNB+UNOC:3+A+B+261120:2230+7'${text}UNZ+1+7'`, 'latin1')
    const items = [...reader.push(bytes), ...reader.end()]
    const [message] = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
    return message!.problems.map(renderProblem)
  }
  expect(read(edifact)).toEqual([])
  const wrong = edifact.replace('380+INV?+1', '384+INV?+123456789').replace('CNT+2:2', 'CNT+2:3')
  expect(read(wrong)).toEqual(checkDocument(tokensOf(wrong, EDIFACT_SYNTAX), compiled).map(renderProblem))
  expect(read(wrong)).toHaveLength(3)
})

const flaws = (guide: object) => readGuide(JSON.stringify(guide)).problems.map(renderDefinitionProblem)

test('a guide that widens, or names what is not there, is refused with the place', () => {
  expect(flaws({ ...order, document: '851' })).toEqual([
    '/document: found x12 004010 851, expected a set or message that is known here.',
  ])
  const segments = [
    { at: 'BEG', usage: 'not-used', elements: [{ at: '3', max: 40 }, { at: '13' }, { at: '1', codes: ['1'] }] },
    { at: 'N3' },
    { at: 'CUR', max: 2 },
    { at: 'CUR' },
    { at: 'REF', min: 3, max: 2 },
  ]
  expect(flaws({ ...order, segments, rules: [] })).toEqual([
    '/segments/0/usage: found "not-used", expected BEG to be used, as the standard requires it.',
    '/segments/0/elements/0/max: found 40, expected a number from 1 to 22.',
    '/segments/0/elements/1/at: found "13", expected an element of BEG.',
    '/segments/0/elements/2/codes/0: found "1", expected a code of 2 to 2 characters.',
    '/segments/1/at: found "N3", expected a segment at its place in the grammar.',
    '/segments/2/max: found 2, expected a number from 0 to 1.',
    '/segments/3/at: found "CUR" once more, expected each place once.',
    '/segments/4/min: found 3, expected at most the 2 of max.',
  ])
})

test('a rule that cannot be evaluated is refused', () => {
  const rule = (more: object) => flaws({ ...order, rules: [{ id: 'odd', ...more }] })
  const expression = (text: string) => rule({ check: 'expression', expression: text, sentence: 'No.' })[0]
  expect(expression("$count(PO1.PID.%[PO103 = 'EA']) = 2")).toBeUndefined()
  expect(expression('('.repeat(3_900))).toContain('/rules/0/expression: found')
  expect(expression('BEG.')).toMatch(/^\/rules\/0\/expression: found "BEG\."/)
  expect(expression('$eval("1")')).toContain('$eval, which is not available')
  expect(expression('$match(BEG.BEG03, /(a+)+$/)')).toContain('expected an expression of JSONata')
  expect(rule({ check: 'line-cnt' })).toEqual([
    '/rules/0/check: found "line-cnt", expected one of line-count, line-total, one-of-elements, one-of-segments, expression.',
  ])
  expect(rule({ check: 'line-count', lines: 'IT1', equals: 'CTT09' })).toEqual([
    '/rules/0/lines: found "IT1", expected a segment at its place in the grammar.',
    '/rules/0/equals: found "CTT09", expected an element of a segment that is known.',
  ])
})

test('a guide narrows what a dictionary says, too', () => {
  const text = {
    standard: 'x12',
    name: 'acme',
    version: '004010',
    segments: { ZA: { elements: ['353 M', '373 O'] } },
    sets: { '851': { functionalId: 'ZZ', content: ['ST M', 'ZA M 3', 'SE M'] } },
  }
  const { dictionary } = readDictionary(JSON.stringify(text))
  const own = {
    ...order,
    document: '851',
    segments: [{ at: 'ZA', max: 2, elements: [{ at: '2', usage: 'required' }] }],
    rules: [],
  }
  expect(readGuide(JSON.stringify(own)).guide).toBeNull()
  const { guide } = readGuide(JSON.stringify(own), dictionary!)
  const check = (segments: string[]) =>
    checkDocument(x12(segments), planGuide(guide!, dictionary!)).map(({ code }) => code)
  expect(check(['ST*851*0001', 'ZA*00*20261120', 'SE*3*0001'])).toEqual([])
  expect(check(['ST*851*0001', 'ZA*00', 'SE*3*0001'])).toEqual(['guide-element-missing'])
  const sample = sampleOf(guide!, { seed: 1, own: dictionary! })
  expect(sample).toMatch(/^ST\*851\*0001~ZA\*/)
})

test('whatever stands in a document, a guide is held against it and nothing is thrown', async () => {
  const tag = fc.constantFrom('ST', 'BEG', 'REF', 'N1', 'N3', 'PO1', 'PID', 'CTT', 'AMT', 'SE', 'XX', '', 'DTM', 'CUR')
  const value = fc.constantFrom(
    '',
    '00',
    'ST',
    'TT',
    '1',
    '-',
    '.',
    '1e9',
    '٣',
    'Ä',
    '9'.repeat(40),
    '1,5',
    'constructor',
  )
  const segment = fc.record({
    tag,
    elements: fc.array(fc.array(value, { minLength: 1, maxLength: 3 }), { maxLength: 9 }),
    offset: fc.nat(),
  })
  const [open, closed] = [plan(order), plan({ ...order, others: 'not-used' })]
  await fc.assert(
    fc.asyncProperty(fc.array(segment, { maxLength: 30 }), async (segments) => {
      for (const one of [open, closed]) {
        const problems = [...checkDocument(segments, one), ...(await checkExpressions(segments, one))]
        for (const problem of problems) expect(renderProblem(problem)).not.toContain('undefined')
      }
    }),
    { numRuns: 300 },
  )
})

test('of a segment that is as its guide says no text is made', () => {
  const compiled = plan({ ...order, rules: [] })
  const checking = new GuideChecking(compiled)
  let texts = 0
  class Counting extends TokenLook {
    override text(element: number, component: number): string {
      texts++
      return super.text(element, component)
    }
    override size(element: number, component: number): number {
      const before = texts
      const size = super.size(element, component)
      texts = before
      return size
    }
    override packed(element: number, component: number): number {
      const before = texts
      const packed = super.packed(element, component)
      texts = before
      return packed
    }
  }
  const look = new Counting()
  for (const [index, one] of x12(good).entries()) checking.take(look.at(one), index + 1)
  expect(checking.finish()).toEqual([])
  // Only of the two prices: their lengths are counted in digits.
  expect(texts).toBe(2)
})
