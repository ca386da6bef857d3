import { expect, test } from 'vitest'
import type { Problem } from '../problems.ts'
import { writeInterchange } from './acknowledge.ts'
import { FunctionalAcknowledgement, type SetVerdict } from './functional-acknowledgement.ts'
import { InterchangeReader } from './interchange-reader.ts'
import type { Item, SetRead } from './items.ts'

const nine = (n: number) => String(n).padStart(9, '0')
const header = (version: string) =>
  `ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*${version === '00501' ? '^' : 'U'}*${version}*${nine(42)}*0*T*>~`
const order = (number: string, po = 'PO1', qty = '10') =>
  `ST*850*${number}~BEG*00*SA*${po}**20261120~PO1*1*${qty}*EA*9.95~CTT*1~SE*5*${number}~`

function read(text: string): Item[] {
  const reader = new InterchangeReader()
  return [...reader.push(Buffer.from(text, 'latin1')), ...reader.end()]
}
const setsOf = (items: Item[]): SetRead[] => items.flatMap((item) => (item.kind === 'set' ? [item.set] : []))
const problemsOf = (items: Item[]): Problem[] =>
  items.flatMap((item) => (item.kind === 'set' ? item.set.problems : 'problems' in item ? item.problems : []))

interface Given {
  sets: string[]
  version?: string
  type?: '997' | '999' | null
  verdict?: (set: SetRead) => SetVerdict
  refused?: boolean
}

/** Reads a group, answers it, and gives the answer's text behind its envelope. */
function answered(given: Given): { text: string; items: Item[] } {
  const { version = '004010', type = '997' } = given
  const isaVersion = version.startsWith('005') ? '00501' : '00401'
  const body = `GS*PO*ACME*BOLT*20261120*2230*7*X*${version}~${given.sets.join('')}GE*${given.sets.length}*7~`
  let acknowledgement: FunctionalAcknowledgement | undefined
  let delimiters = { element: 42, component: 62, repetition: null as number | null, terminator: 126 }
  for (const item of read(`${header(isaVersion)}${body}IEA*1*${nine(42)}~`)) {
    if (item.kind === 'interchange-start') delimiters = item.envelope.delimiters
    if (item.kind === 'group-start') {
      acknowledgement = new FunctionalAcknowledgement({ delimiters })
      acknowledgement.group(item.group)
      acknowledgement.groups[0]!.type = type
    }
    if (item.kind === 'set') {
      acknowledgement!.set(item.set, given.verdict?.(item.set) ?? (item.set.accepted ? 'A' : 'R'))
    }
    if (item.kind === 'group-end') acknowledgement!.endGroup(item.problems, item.setCount)
  }
  acknowledgement!.groups[0]!.refused = given.refused === true
  const bytes = writeInterchange(
    {
      sender: { qualifier: 'ZZ', id: 'BOLT' },
      receiver: { qualifier: 'ZZ', id: 'ACME' },
      isaVersion,
      controlNumber: 9,
      usage: 'T',
      at: new Date('2026-11-20T22:31:00Z'),
      delimiters,
    },
    acknowledgement!.finish().map((part, at) => ({ ...part, functionalId: 'FA', controlNumber: 9 + at })),
  )
  const whole = Buffer.concat(bytes).toString('latin1')
  const text = whole.slice(whole.indexOf('ST*'), whole.indexOf('GE*'))
  return { text, items: read(whole) }
}

const good = order('0001')
const bad = order('0002', 'PO2', 'TEN')

test('a 999 names the guide, the business unit, and reads back as what it says', () => {
  const { text, items } = answered({ sets: [good, bad], version: '005010X999', type: '999' })
  expect(text).toBe(
    'ST*999*0001*005010X231A1~AK1*PO*7*005010X999~AK2*850*0001~IK5*A~' +
      'AK2*850*0002~IK3*PO1*3**8~CTX*BEG03>PO2~IK4*2*330*6*TEN~IK5*R*5~AK9*P*2*2*1~SE*11*0001~',
  )
  expect(problemsOf(items)).toEqual([])
  const [read999] = setsOf(items)
  expect(read999).toMatchObject({ type: '999', known: true, implementation: '005010X231A1' })
  expect(read999!.acknowledgement).toMatchObject({ type: '999', groupNumber: '7', code: 'P', accepted: 1 })
  expect(read999!.acknowledgement!.sets[1]).toEqual({
    type: '850',
    controlNumber: '0002',
    code: 'R',
    errors: ['5'],
    context: 'BEG03 PO2',
    segments: [{ segment: 'PO1', position: 3, code: '8', elements: [{ position: 2, code: '6', value: 'TEN' }] }],
  })
})

test.each<[string, Given, string]>([
  ['all accepted', { sets: [good] }, 'AK5*A~AK9*A*1*1*1~'],
  ['all refused', { sets: [bad] }, 'AK5*R*5~AK9*R*1*1*0~'],
  ['one of two refused', { sets: [good, bad] }, 'AK5*R*5~AK9*P*2*2*1~'],
  ['errors noted only', { sets: [good, bad], verdict: (set) => (set.accepted ? 'A' : 'E') }, 'AK5*E*5~AK9*E*2*2*2~'],
  ['all or nothing', { sets: [good, bad], refused: true }, 'AK5*R*5~AK9*R*2*2*0~'],
])('the codes are right: %s', (_what, given, end) => {
  const { text, items } = answered(given)
  expect(text).toContain(end)
  expect(problemsOf(items)).toEqual([])
  if (given.refused) expect(text).toContain('AK2*850*0001~AK5*R~')
})

test('a group that is not to be answered is not', () => {
  expect(setsOf(answered({ sets: [good], type: null }).items)).toEqual([])
})

test('a value cannot break the answer, whatever characters it holds', () => {
  const { items } = answered({ sets: [order('0001', 'A>B^C', 'X>Y')], version: '005010', type: '999' })
  expect(problemsOf(items)).toEqual([])
  expect(setsOf(items)[0]!.acknowledgement!.sets[0]!.segments[0]!.elements[0]).toMatchObject({ value: 'X Y' })
})

const set = (type: string, ...segments: string[]) =>
  `ST*${type}*0001~${segments.map((one) => `${one}~`).join('')}SE*${segments.length + 2}*0001~`

function readSet(functionalId: string, version: string, text: string): SetRead {
  const isa = header(version.startsWith('005') ? '00501' : '00401')
  const [found] = setsOf(
    read(`${isa}GS*${functionalId}*ACME*BOLT*20261120*2230*7*X*${version}~${text}GE*1*7~IEA*1*${nine(42)}~`),
  )
  return found!
}

const key = (kind: string, value: string, issuer: string) => expect.objectContaining({ kind, value, issuer })

test.each([
  [
    'PR',
    set('855', 'BAK*00*AC*4711*20261120', 'N1*ST*STORE', 'PO1*1*3*EA*4.5**BP*A1', 'ACK*IA*3*EA', 'CTT*1'),
    [key('purchase-order', '4711', 'receiver')],
  ],
  [
    'SH',
    set(
      '856',
      'BSN*00*SHIP 1*20261120*1200*0001',
      'HL*1**S',
      'TD1*CTN25*4',
      'TD5*B*2*UPSN*M',
      'HL*2*1*O',
      'PRF*4711',
      'HL*3*2*I',
      'LIN**BP*A1',
      'SN1**3*EA',
      'HL*4*1*O',
      'PRF*4712',
      'HL*5*4*I',
      'LIN**BP*A2',
      'SN1**1*EA',
      'CTT*5',
    ),
    [
      key('shipment', 'SHIP 1', 'sender'),
      key('purchase-order', '4711', 'receiver'),
      key('purchase-order', '4712', 'receiver'),
    ],
  ],
  [
    'IN',
    set('810', 'BIG*20261120*INV-9**4711', 'N1*RE*BOLT', 'IT1*1*3*EA*4.5**BP*A1', 'TDS*1350', 'CTT*1'),
    [key('invoice', 'INV-9', 'sender'), key('purchase-order', '4711', 'receiver')],
  ],
])('%s: a good set is accepted in both versions, with the keys of those who gave them', (id, text, keys) => {
  for (const version of ['004010', '005010']) {
    const found = readSet(id, version, text)
    expect(found.problems).toEqual([])
    expect(found).toMatchObject({ known: true, accepted: true })
    expect(found.keys).toEqual(keys)
  }
})

test.each([
  ['PR', set('855', 'PO1*1*3*EA'), 'BAK', 'segment-missing'],
  ['PR', set('855', 'BAK*00*AC**20261120'), 'BAK', 'element-missing'],
  ['SH', set('856', 'BSN*00*S1*20261120*1200', 'CTT*0'), 'HL', 'segment-missing'],
  ['SH', set('856', 'BSN*00*S1*20261320*1200', 'HL*1**S'), 'BSN', 'element-date'],
  ['IN', set('810', 'BIG*20261120*1', 'IT1*1*3*EA'), 'IT1', 'element-condition-missing'],
  ['IN', set('810', 'BIG*20261120*1'), 'TDS', 'segment-missing'],
  ['IN', set('810', 'BIG*20261120*1', 'TDS*13.50'), 'TDS', 'element-character'],
])('%s: a bad set is refused with its place', (id, text, tag, code) => {
  const found = readSet(id, '004010', text)
  expect(found.accepted).toBe(false)
  expect(found.problems.map((one) => [one.segment, one.code])).toContainEqual([tag, code])
})
