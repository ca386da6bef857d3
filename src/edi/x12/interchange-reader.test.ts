import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderProblem } from '../problems.ts'
import { writeInterchange, writeTa1 } from './acknowledge.ts'
import { FunctionalAcknowledgement } from './functional-acknowledgement.ts'
import { InterchangeReader } from './interchange-reader.ts'
import type { Item } from './items.ts'

const LINES = (n: number) =>
  Array.from({ length: n }, (_, i) => `PO1*${i + 1}*10*EA*9.95**BP*SKU${i}*VP*V${i}~PID*F****WIDGET ${i}~`).join('')
const set = (number: string, po: string, lines = 2) => {
  const body = `ST*850*${number}~BEG*00*SA*${po}**20261120~REF*DP*38~N1*ST*BOLT WEST*92*17~N3*1 ROAD~N4*TOWN*OH*44101~${LINES(lines)}CTT*${lines}~`
  return `${body}SE*${body.split('~').length}*${number}~`
}
const interchange = (sets: string[], more: { usage?: string; iea?: string; ge?: string; version?: string } = {}) =>
  `ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*U*00401*000000042*0*${more.usage ?? 'P'}*>~` +
  `GS*PO*ACME*BOLT*20261120*2230*7*X*${more.version ?? '004010'}~${sets.join('')}${more.ge ?? `GE*${sets.length}*7~`}${more.iea ?? 'IEA*1*000000042~'}`

function read(text: string | Uint8Array, cuts: number[] = []): Item[] {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
  const reader = new InterchangeReader()
  const items: Item[] = []
  let from = 0
  for (const cut of [...cuts.filter((c) => c > 0 && c < bytes.length).sort((a, b) => a - b), bytes.length]) {
    items.push(...reader.push(Buffer.from(bytes.subarray(from, cut))))
    from = cut
  }
  return [...items, ...reader.end()]
}
const sets = (items: Item[]) => items.filter((item) => item.kind === 'set').map((item) => item.set)
const problems = (items: Item[]) =>
  items.flatMap((item) => ('problems' in item ? item.problems : item.kind === 'set' ? item.set.problems : []))

test('a good order is accepted, with its key and its byte range', () => {
  const text = interchange([set('0001', ' po 4711 ')])
  const items = read(text)
  expect(items.map((item) => item.kind)).toEqual([
    'interchange-start',
    'group-start',
    'set',
    'group-end',
    'interchange-end',
  ])
  const [order] = sets(items)
  expect(order).toMatchObject({
    type: '850',
    controlNumber: '0001',
    accepted: true,
    known: true,
    problems: [],
    keys: [{ kind: 'purchase-order', value: 'PO 4711' }],
  })
  expect(text.slice(order!.from, order!.to)).toBe(set('0001', ' po 4711 '))
})

test('an element is too long by its characters, however many bytes they take', () => {
  const named = (name: string, encoding: BufferEncoding = 'utf8') => {
    const text = interchange([set('0001', 'A')]).replace('BOLT WEST', name)
    return problems(read(Buffer.from(text, encoding))).map(({ code, value }) => `${code} ${value}`)
  }
  expect(named('ü'.repeat(60))).toEqual([])
  expect(named('\u{1f33f}'.repeat(60))).toEqual([])
  expect(named('ü'.repeat(60), 'latin1')).toEqual([])
  expect(named('ü'.repeat(61), 'latin1')).toEqual([expect.stringMatching(/^element-too-long /)])
  expect(named(`${'ü'.repeat(60)}x`)).toEqual([expect.stringMatching(/^element-too-long /)])
})

test('line ends behind terminators belong to the segments before them', () => {
  const text = interchange([set('0001', 'A'), set('0002', 'B')]).replaceAll('~', '~\r\n')
  const [first, second] = sets(read(text))
  expect(first!.accepted && second!.accepted).toBe(true)
  expect(first!.to).toBe(second!.from)
})

test.each([
  ['SE*99', '4', (s: string) => s.replace(/SE\*\d+/, 'SE*99')],
  ['SE02', '3', (s: string) => s.replace(/SE\*(\d+)\*0001/, 'SE*$1*0002')],
  ['BEG missing', '3', (s: string) => s.replace(/BEG[^~]*~/, '').replace(/SE\*(\d+)/, (_, n) => `SE*${Number(n) - 1}`)],
  ['a date that is none', '8', (s: string) => s.replace('20261120', '20261320')],
  ['an order number too long', '5', (s: string) => s.replace('PO1234', 'X'.repeat(23))],
  ['letters in a quantity', '6', (s: string) => s.replace('*10*EA', '*TEN*EA')],
  ['half of a pair', '2', (s: string) => s.replace('*BP*SKU0', '*BP*')],
])('a set with %s is rejected with code %s', (_what, code, spoil) => {
  const [order] = sets(read(interchange([spoil(set('0001', 'PO1234'))])))
  expect(order!.accepted).toBe(false)
  expect(order!.problems.map((one) => one.acknowledgement)).toContain(code)
  for (const one of order!.problems) expect(renderProblem(one)).toMatch(/[A-Z].+\.$/)
})

test('a segment that our table does not know warns and does not reject', () => {
  const [order] = sets(
    read(
      interchange([
        set('0001', 'A')
          .replace('CTT*', 'ZA*X~CTT*')
          .replace(/SE\*(\d+)/, (_, n) => `SE*${Number(n) + 1}`),
      ]),
    ),
  )
  expect(order).toMatchObject({ accepted: true })
  expect(order!.problems[0]).toMatchObject({ code: 'segment-not-in-set', severity: 'warning' })
})

test.each([
  ['nothing', '', 'empty'],
  ['binary', Buffer.from([0, 1, 2, 3, 255, 254, 0, 0]), 'not-an-interchange'],
  ['text', 'Dear partner, find the order below.', 'not-an-interchange'],
  ['a truncated ISA', 'ISA*00*          *00*     ', 'isa-truncated'],
  ['an ISA of wrong widths', interchange([set('0001', 'A')]).replace('ACME           ', 'ACME'), 'isa-truncated'],
  ['equal delimiters', interchange([set('0001', 'A')]).replace('*P*>~', '*P***'), 'delimiters-invalid'],
])('%s is rubbish with its reason', (_what, text, code) => {
  const items = read(text)
  expect(items.some((item) => item.kind === 'interchange-start')).toBe(false)
  expect(problems(items).map((one) => one.code)).toContain(code)
})

test.each([
  ['cut in the middle', interchange([set('0001', 'A')]).slice(0, 300), '023'],
  ['another number in IEA', interchange([set('0001', 'A')], { iea: 'IEA*1*000000043~' }), '001'],
  ['a wrong group count', interchange([set('0001', 'A')], { iea: 'IEA*2*000000042~' }), '021'],
  ['a month 13 in ISA09', interchange([set('0001', 'A')]).replace('*261120*', '*261320*'), '014'],
])('an interchange with %s has the note %s', (_what, text, note) => {
  const items = read(text)
  const envelope = items.flatMap((item) =>
    item.kind === 'interchange-start' || item.kind === 'interchange-end' ? item.problems : [],
  )
  expect(envelope.map((one) => one.acknowledgement)).toContain(note)
})

test('several interchanges with different delimiters, text between them', () => {
  const other = interchange([set('0001', 'B')])
    .replaceAll('*', '|')
    .replaceAll('~', '\n')
  const items = read(`${interchange([set('0001', 'A')])}\r\nhello\r\n${other}`)
  expect(sets(items).map((one) => one.keys[0]?.value)).toEqual(['A', 'B'])
  expect(items.filter((item) => item.kind === 'rubbish')).toHaveLength(1)
})

test('however it is cut into pieces, the items are the same', () => {
  const text = interchange([set('0001', 'A'), set('0002', 'B').replace('*10*', '*TEN*')]).replaceAll('~', '~\n')
  const whole = JSON.stringify(read(text))
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      expect(JSON.stringify(read(text, cuts))).toBe(whole)
    }),
    { numRuns: 300 },
  )
})

test('whatever is changed in it, reading does not throw and every problem has its sentence', () => {
  const bytes = Buffer.from(interchange([set('0001', 'A'), set('0002', 'B')]), 'latin1')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 20 }),
      fc.nat(bytes.length),
      (changes, length) => {
        const changed = Buffer.from(bytes.subarray(0, length))
        for (const [at, byte] of changes) if (at < changed.length) changed[at] = byte
        for (const one of problems(read(changed))) expect(renderProblem(one).length).toBeGreaterThan(10)
      },
    ),
    { numRuns: 500 },
  )
})

test('the 997 names what was wrong, and its own reading says the same', () => {
  const bad = set('0002', 'B').replace('*10*EA', '*TEN*EA')
  const acknowledgement = new FunctionalAcknowledgement({
    delimiters: { element: 42, component: 62, repetition: null, terminator: 126 },
  })
  let verdict = ''
  for (const item of read(interchange([set('0001', 'A'), bad]))) {
    if (item.kind === 'group-start') acknowledgement.group(item.group)
    if (item.kind === 'set') acknowledgement.set(item.set, item.set.accepted ? 'A' : 'R')
    if (item.kind === 'group-end') verdict = acknowledgement.endGroup(item.problems, item.setCount)
  }
  expect(verdict).toBe('P')
  const written = Buffer.concat(
    writeInterchange(
      {
        sender: { qualifier: 'ZZ', id: 'BOLT' },
        receiver: { qualifier: 'ZZ', id: 'ACME' },
        isaVersion: '00401',
        controlNumber: 9,
        usage: 'P',
        at: new Date('2026-11-20T22:31:00Z'),
        delimiters: { element: 42, component: 62, repetition: null, terminator: 126 },
      },
      acknowledgement.finish().map((part) => ({ ...part, functionalId: 'FA', controlNumber: 9 })),
    ),
  )
  expect(written.toString()).toContain('AK3*PO1*7**8~AK4*2*330*6*TEN~AK5*R*5~AK9*P*2*2*1~')
  const items = read(written)
  expect(problems(items)).toEqual([])
  expect(sets(items)[0]!.acknowledgement).toMatchObject({
    functionalId: 'PO',
    groupNumber: '7',
    code: 'P',
    included: 2,
    received: 2,
    accepted: 1,
  })
  expect(sets(items)[0]!.acknowledgement!.sets.map((one) => one.code)).toEqual(['A', 'R'])
})

test('a TA1 is an interchange without groups', () => {
  const start = read(interchange([set('0001', 'A')]))[0] as Extract<Item, { kind: 'interchange-start' }>
  const items = read(writeTa1({ isa: start.envelope, code: 'R', note: '023', controlNumber: 3, at: new Date(0) }))
  expect(items[1]).toMatchObject({ kind: 'ta1', ta1: { controlNumber: '000000042', code: 'R', note: '023' } })
  expect(problems(items)).toEqual([])
})
