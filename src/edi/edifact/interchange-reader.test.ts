import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readGuide } from '../guides/guide.ts'
import { planGuide } from '../guides/plan.ts'
import { Marks } from '../marks.ts'
import { renderProblem } from '../problems.ts'
import { InterchangeReader } from './interchange-reader.ts'
import type { Item } from './items.ts'

const order = (reference: string, number: string, lines = 2) => {
  const items = Array.from({ length: lines }, (_, i) => `LIN+${i + 1}++400000000000${i}:EN'QTY+21:10'PRI+AAA:9.95'`)
  const body = `UNH+${reference}+ORDERS:D:96A:UN:EAN008'BGM+220+${number}+9'DTM+137:20261120:102'NAD+BY+4012345000009::9'NAD+SU+4098765000008::9'${items.join('')}UNS+S'CNT+2:${lines}'`
  return `${body}UNT+${body.split("'").length}+${reference}'`
}
const interchange = (
  messages: string[],
  { unb = 'UNOC:3', unz = `UNZ+${messages.length}+REF42'` }: { unb?: string; unz?: string } = {},
) => `UNB+${unb}+4012345000009:14+4098765000008:14+261120:2230+REF42'${messages.join('')}${unz}`

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
const messages = (items: Item[]) => items.filter((item) => item.kind === 'message').map((item) => item.message)
const problems = (items: Item[]) =>
  items.flatMap((item) => ('problems' in item ? item.problems : item.kind === 'message' ? item.message.problems : []))
const kinds = (items: Item[]) => items.map((item) => item.kind)
const envelopes = (items: Item[]) => items.flatMap((item) => (item.kind === 'interchange-start' ? [item.envelope] : []))

test('a good order is accepted, with its name, key and byte range', () => {
  const text = interchange([order('1', ' po 4711 ')])
  const items = read(text)
  expect(kinds(items)).toEqual(['interchange-start', 'message', 'interchange-end'])
  expect(problems(items)).toEqual([])
  const [found] = messages(items)
  expect(found).toMatchObject({
    type: 'ORDERS',
    version: 'D',
    release: '96A',
    agency: 'UN',
    association: 'EAN008',
    reference: '1',
    segmentCount: 14,
    accepted: true,
    known: true,
    original: true,
    keys: [{ kind: 'purchase-order', value: 'PO 4711', issuer: 'sender', at: 'BGM 1004' }],
  })
  expect(text.slice(found!.from, found!.to)).toBe(order('1', ' po 4711 '))
})

test('the envelope is read field by field', () => {
  const text =
    "UNB+UNOB:4+SEN?'DER:ZZ:INT:SUB+RECEIVER:14+20261120:0830+C1+PW:AA+ORDERS+A+1+EANCOM+1'" +
    order('1', 'A') +
    "UNZ+1+C1'"
  expect(problems(read(text))).toEqual([])
  expect(envelopes(read(text))[0]).toMatchObject({
    syntax: { id: 'UNOB', version: '4' },
    sender: { id: "SEN'DER", qualifier: 'ZZ', internal: 'INT', subInternal: 'SUB' },
    receiver: { id: 'RECEIVER', qualifier: '14', internal: '', subInternal: '' },
    date: '20261120',
    time: '0830',
    reference: 'C1',
    password: { value: 'PW', qualifier: 'AA' },
    application: 'ORDERS',
    priority: 'A',
    acknowledgement: '1',
    agreement: 'EANCOM',
    test: '1',
    una: false,
  })
})

test('line ends behind terminators belong to the segments before them', () => {
  const text = interchange([order('1', 'A'), order('2', 'B')]).replaceAll("'", "'\r\n")
  const [first, second] = messages(read(text))
  expect(first!.accepted && second!.accepted).toBe(true)
  expect(first!.to).toBe(second!.from)
})

test('segments that people have indented are read as if they were not', () => {
  const text = interchange([order('1', 'A')]).replaceAll("'", "'\n \t")
  expect(problems(read(text))).toEqual([])
  expect(messages(read(text))[0]!.segmentCount).toBe(14)
})

test('released characters are part of the text', () => {
  const text = interchange([order('1', 'PO').replace('+PO+', "+O?'NEILL ?+ ?: ??+")])
  const [found] = messages(read(text))
  expect(found!.problems).toEqual([])
  expect(found!.keys[0]!.value).toBe("O'NEILL + : ?")
})

test.each([
  ['UNT 0074', '29', (s: string) => s.replace(/UNT\+\d+/, 'UNT+99')],
  ['UNT 0062', '28', (s: string) => s.replace(/UNT\+(\d+)\+1/, 'UNT+$1+2')],
  ['no BGM', '13', (s: string) => s.replace(/BGM[^']*'/, '').replace(/UNT\+\d+/, 'UNT+13')],
  ['no UNT', '13', (s: string) => s.replace(/UNT[^']*'/, '')],
  ['a segment of no message', '15', (s: string) => s.replace("UNS+S'", "XYZ+1'UNS+S'")],
  ['a segment behind its place', '15', (s: string) => s.replace("CNT+2:2'", "CNT+2:2'BGM+220+X+9'")],
  ['an order number too long', '39', (s: string) => s.replace('PO1234', 'X'.repeat(36))],
  ['letters in a quantity', '37', (s: string) => s.replace('21:10', '21:TEN')],
  ['two decimal marks', '19', (s: string) => s.replace('9.95', '1.009,95')],
  ['no quantity', '13', (s: string) => s.replace('21:10', '21')],
  ['too many components', '16', (s: string) => s.replace('21:10', '21:10:PCE:X')],
  ['too many elements', '16', (s: string) => s.replace('+21:10', '+21:10+X')],
  ['a tabulator in its number', '21', (s: string) => s.replace('PO1234', 'PO\t1234')],
])('a message with %s is rejected with code %s', (_what, code, spoil) => {
  const [found] = messages(read(interchange([spoil(order('1', 'PO1234'))])))
  expect(found!.accepted).toBe(false)
  expect(found!.problems.filter((one) => one.severity === 'error').map((one) => one.acknowledgement)).toContain(code)
  for (const one of found!.problems) expect(renderProblem(one)).toMatch(/^[A-Z"].+\.$/)
})

test.each([
  ['a trailing separator', '45', (s: string) => s.replace('4012345000009::9', '4012345000009::9+')],
  ['a trailing component separator', '45', (s: string) => s.replace('21:10', '21:10:')],
  ['a decimal mark first', '38', (s: string) => s.replace('9.95', ',95')],
  [
    'more of a segment than there may be',
    '35',
    (s: string) => s.replace("CNT+2:2'", "CNT+2:2'".repeat(11)).replace('UNT+14', 'UNT+24'),
  ],
])('a message with %s is told so with code %s and is not rejected', (_what, code, spoil) => {
  const [found] = messages(read(interchange([spoil(order('1', 'PO1234'))])))
  expect(found!.accepted).toBe(true)
  expect(found!.problems.map((one) => one.acknowledgement)).toEqual([code])
})

test('of a message that nobody knows here envelope and counts are checked', () => {
  const text = "UNH+1+MSCONS:D:04B:UN:2.4c'BGM+7+X'XYZ+?+'UNT+4+1'"
  const [found] = messages(read(interchange([text])))
  expect(found).toMatchObject({ known: false, accepted: true, type: 'MSCONS' })
  expect(found!.problems).toMatchObject([{ code: 'message-not-checked', severity: 'warning' }])
  const [nameless] = messages(read(interchange([text.replace('MSCONS:D:04B:UN:2.4c', 'MSCONS')])))
  expect(nameless!.problems.map((one) => one['reference'])).toEqual(['0052', '0054', '0051', undefined])
  expect(nameless!.accepted).toBe(false)
  const [counted] = messages(read(interchange([text.replace('UNT+4', 'UNT+5')])))
  expect(counted!.accepted).toBe(false)
})

test.each([
  ['nothing', '', 'empty'],
  ['binary', Buffer.from([0, 1, 2, 3, 255, 254, 0, 0]), 'not-an-interchange'],
  ['text', 'Dear partner, UNB follows: UNB', 'not-an-interchange'],
  ['an X12 interchange', 'ISA*00*          *00*', 'not-an-interchange'],
  ['a UNA alone', "UNA:+.? '", 'not-an-interchange'],
  ['a UNB that does not end', 'UNB+UNOC:3+SENDER+RECEIVER+261120:2230+1', 'unb-unreadable'],
  ['a UNA without UNB', "UNA:+.? '\r\nUNH+1+ORDERS:D:96A:UN'", 'unb-unreadable'],
  ['equal delimiters', "UNA++.? 'UNB+UNOC+3'", 'delimiters-invalid'],
])('%s is rubbish with its reason', (_what, text, code) => {
  const items = read(text)
  expect(kinds(items)).toEqual(['rubbish'])
  expect(problems(items).map((one) => one.code)).toEqual([code])
  expect(renderProblem(problems(items)[0]!)).toMatch(/\.$/)
})

test.each([
  ['cut in the middle', interchange([order('1', 'A')]).slice(0, 300), '13'],
  ['another reference in UNZ', interchange([order('1', 'A')], { unz: "UNZ+1+REF43'" }), '28'],
  ['a wrong count', interchange([order('1', 'A')], { unz: "UNZ+2+REF42'" }), '29'],
  ['a month 13', interchange([order('1', 'A')]).replace('261120', '261320'), '12'],
  ['no sender', interchange([order('1', 'A')]).replace('4012345000009:14', ''), '13'],
  ['a level with code extensions', interchange([order('1', 'A')], { unb: 'UNOX:3' }), '46'],
  ['a level of nobody', interchange([order('1', 'A')], { unb: 'IATA:1' }), '2'],
  ['syntax version 5', interchange([order('1', 'A')], { unb: 'UNOC:5' }), '2'],
  ['no message', interchange([]), '32'],
  ['a segment outside of messages', interchange([`${order('1', 'A')}FTX+AAI'`], { unz: "UNZ+1+REF42'" }), '33'],
])('an interchange with %s has the code %s', (_what, text, code) => {
  const found = read(text).flatMap((item) =>
    item.kind === 'interchange-start' || item.kind === 'interchange-end' ? item.problems : [],
  )
  expect(found.filter((one) => one.severity === 'error').map((one) => one.acknowledgement)).toContain(code)
  for (const one of found) expect(renderProblem(one)).toMatch(/\.$/)
})

test('several interchanges with delimiters of their own, text between them, a byte order mark before them', () => {
  const other = `UNA|!,\\ ~${interchange([order('1', 'B')])
    .replaceAll('+', '!')
    .replaceAll(':', '|')
    .replaceAll("'", '~')}`
  const text = `\xef\xbb\xbfUNA:+.? '\r\n${interchange([order('1', 'A')])}\r\nhello\r\n${other}\n${interchange([order('1', 'C')])}`
  const items = read(text)
  expect(messages(items).map((one) => one.keys[0]?.value)).toEqual(['A', 'B', 'C'])
  expect(items.filter((item) => item.kind === 'rubbish')).toHaveLength(1)
  expect(envelopes(items).map((one) => one.una)).toEqual([true, true, false])
  expect(problems(items).map((one) => one.code)).toEqual(['not-an-interchange'])
})

test('an interchange that begins before the last one ended ends it', () => {
  const [cut] = interchange([order('1', 'A')]).split('UNZ')
  for (const una of ['', "UNA:+.? '", "UNA:+,? '"]) {
    const items = read(`${cut}${una}${interchange([order('1', 'B')])}`)
    expect(messages(items).map((one) => [one.keys[0]!.value, one.accepted])).toEqual([
      ['A', true],
      ['B', true],
    ])
    expect(problems(items).map((one) => one.code)).toEqual(['interchange-unfinished'])
  }
})

test('groups are counted by UNZ, their messages by UNE', () => {
  const group = (n: string, count: number) =>
    `UNG+ORDERS+A+B+261120:2230+G${n}+UN+D:96A:EAN008'${order(`${n}1`, `${n}A`)}${order(`${n}2`, `${n}B`)}UNE+${count}+G${n}'`
  const good = interchange([group('1', 2), group('2', 2)], { unz: "UNZ+2+REF42'" })
  expect(problems(read(good))).toEqual([])
  expect(kinds(read(good)).slice(1, 5)).toEqual(['group-start', 'message', 'message', 'group-end'])
  expect(messages(read(good))[2]!.group).toMatchObject({ type: 'ORDERS', reference: 'G2', sender: { id: 'A' } })
  const bad = read(interchange([group('1', 3), group('2', 2).replace("+G2'", "+G3'")], { unz: "UNZ+2+REF42'" }))
  expect(problems(bad).map((one) => one.acknowledgement)).toContain('29')
  const mixed = read(interchange([order('1', 'A'), group('2', 2)], { unz: "UNZ+1+REF42'" }))
  expect(problems(mixed).map((one) => one.acknowledgement)).toEqual(['30'])
})

test('a message reference that was used before is refused', () => {
  const found = messages(read(interchange([order('1', 'A'), order('1', 'B')])))
  expect(found.map((one) => one.accepted)).toEqual([true, false])
  expect(found[1]!.problems).toMatchObject([{ code: 'reference-repeated', acknowledgement: '26' }])
})

test('characters are read as UNB says, and told of once where the level lacks them', () => {
  const name = (bytes: Uint8Array, unb: string) => {
    const [before, after] = interchange([order('1', '@@@'), order('2', '@@@')], { unb }).split('@@@')
    const rest = interchange([order('1', '@@@'), order('2', '@@@')], { unb }).split('@@@')[2]!
    const parts = [before!, bytes, after!, bytes, rest]
    return read(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))))
  }
  const number = (items: Item[]) => messages(items)[0]!.keys[0]!.value
  expect(number(name(Buffer.from('ÄB', 'latin1'), 'UNOC:3'))).toBe('ÄB')
  expect(number(name(Uint8Array.of(0xb6), 'UNOE:3'))).toBe('Ж')
  expect(number(name(Buffer.from('ÄЖ€'), 'UNOY:4'))).toBe('ÄЖ€')
  expect(problems(name(Buffer.from('Ä'.repeat(35)), 'UNOY:4'))).toEqual([])
  expect(problems(name(Uint8Array.of(0xc3), 'UNOY:4')).map((one) => one.acknowledgement)).toContain('21')
  const told = name(Buffer.from('small'), 'UNOA:3')
  expect(messages(told).every((one) => one.accepted)).toBe(true)
  expect(problems(told)).toMatchObject([{ code: 'character-outside-level', severity: 'warning', value: 'smal' }])
})

test('elements repeat in syntax version 4 only', () => {
  const text = (unb: string) => interchange([order('1', 'A*B')], { unb })
  expect(problems(read(text('UNOC:3')))).toEqual([])
  expect(problems(read(text('UNOC:4'))).map((one) => one.code)).toEqual(['element-repeated'])
})

const sample =
  `${interchange([order('1', "A?'B"), order('2', 'b').replace('21:10', '21:TEN')], { unb: 'UNOA:4' })}\r\nhello UNA UNB\r\nUNA:+,? '\r\n${interchange([order('3', 'C?+')])}`.replaceAll(
    "'",
    "'\n",
  )

test('however it is cut into pieces, the items are the same', () => {
  const whole = JSON.stringify(read(sample))
  const bytewise = Array.from({ length: sample.length }, (_, i) => i)
  expect(JSON.stringify(read(sample, bytewise))).toBe(whole)
  fc.assert(
    fc.property(fc.array(fc.nat(sample.length), { maxLength: 12 }), (cuts) => {
      expect(JSON.stringify(read(sample, cuts))).toBe(whole)
    }),
    { numRuns: 300 },
  )
})

test('whatever is changed in it, reading does not throw and every problem has its sentence', () => {
  const bytes = Buffer.from(sample, 'latin1')
  const change = fc.tuple(
    fc.nat(bytes.length - 1),
    fc.oneof(fc.nat(255), fc.constantFrom(0x27, 0x2b, 0x3a, 0x3f, 0x2a, 0x0a)),
  )
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 20 }),
      fc.nat(bytes.length),
      fc.nat(bytes.length),
      (changes, length, cut) => {
        const changed = Buffer.from(bytes.subarray(0, length))
        for (const [at, byte] of changes) if (at < changed.length) changed[at] = byte
        const items = read(changed)
        expect(JSON.stringify(read(changed, [cut]))).toBe(JSON.stringify(items))
        for (const one of problems(items)) expect(renderProblem(one).length).toBeGreaterThan(10)
      },
    ),
    { numRuns: 500 },
  )
})

test('what looks like many beginnings is passed over once', () => {
  const began = performance.now()
  const items = read('UNB+'.repeat(250_000))
  expect(performance.now() - began).toBeLessThan(1_500)
  expect(items).toMatchObject([{ kind: 'rubbish', offset: 0, length: 1_000_000 }])
  const text = `UNB+${'x'.repeat(3_000)}${interchange([order('1', 'A')])}`
  expect(kinds(read(text))).toEqual(['rubbish', 'interchange-start', 'message', 'interchange-end'])
})

test('what a guide misses at the end of a message has the same place whether its segments were known or not', () => {
  const named = {
    name: 'acme',
    version: '1',
    title: 'Orders',
    standard: 'edifact',
    release: 'D.96A',
    document: 'ORDRSP',
  }
  const { guide } = readGuide(JSON.stringify({ ...named, segments: [{ at: 'FTX', usage: 'required' }] }))
  const plan = planGuide(guide!)
  // The number of the order is looked into.
  const response = order('1', 'R-1', 20).replace('ORDERS', 'ORDRSP').replace('NAD', "RFF+ON:PO-1'NAD")
  const whole = interchange([response])
  const text = whole.slice(0, whole.indexOf('UNS'))
  const found = (marks: Marks) => {
    const reader = new InterchangeReader({ guideOf: () => plan, marks })
    return problems([...reader.push(Buffer.from(text)), ...reader.end()])
  }
  const expected = found(new Marks({ plain: true }))
  const lastSegment = text.lastIndexOf('PRI')
  expect(expected).toContainEqual(expect.objectContaining({ code: 'guide-segment-missing', offset: lastSegment }))
  for (let round = 0; round < 3; round++) expect(found(new Marks())).toEqual(expected)
})
