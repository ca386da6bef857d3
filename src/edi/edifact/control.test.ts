import { expect, test } from 'vitest'
import { Control, controlMessage, receiptOf, syntaxOf } from './control.ts'
import { InterchangeReader } from './interchange-reader.ts'
import type { Contrl, Item, Unb } from './items.ts'
import type { SegmentText } from './writer.ts'
import { writeInterchange } from './writer.ts'

const order = (reference: string, quantity = '10', segments = 9) =>
  `UNH+${reference}+ORDERS:D:96A:UN:EAN008'BGM+220+PO1+9'DTM+137:20261120:102'NAD+BY+4012345000009::9'NAD+SU+4098765000008::9'LIN+1'QTY+21:${quantity}'UNS+S'UNT+${segments}+${reference}'`
const interchange = (messages: string[], { version = '3', unz = `UNZ+${messages.length}+REF42'` } = {}) =>
  `UNB+UNOC:${version}+4012345000009:14+4098765000008:14+261120:2230+REF42'${messages.join('')}${unz}`

function read(text: string | Uint8Array): Item[] {
  const reader = new InterchangeReader()
  return [...reader.push(typeof text === 'string' ? Buffer.from(text, 'latin1') : text), ...reader.end()]
}

/** The segments of the answer, and the answer read again. */
function answer(text: string, receipt = false): { lines: string; contrl: Contrl | null } {
  let unb: Unb | null = null
  let control: Control | null = null
  let segments: SegmentText[] | null = null
  let problems: Extract<Item, { kind: 'interchange-start' }>['problems'] = []
  for (const item of read(text)) {
    if (item.kind === 'interchange-start') {
      unb = item.envelope
      control = new Control(unb)
      problems = item.problems
    } else if (item.kind === 'group-start') control!.startGroup(item.group)
    else if (item.kind === 'message') control!.message(item.message)
    else if (item.kind === 'group-end') control!.endGroup(item.problems)
    else if (item.kind === 'interchange-end') segments = control!.finish([...problems, ...item.problems])
  }
  if (receipt) segments = receiptOf(unb!)
  if (!segments) return { lines: '', contrl: null }
  const version = syntaxOf(unb!)
  const written = writeInterchange(
    {
      syntax: { id: 'UNOC', version },
      sender: unb!.receiver,
      receiver: unb!.sender,
      at: new Date('2026-11-20T22:31:00Z'),
      reference: '7',
    },
    [controlMessage(version, { reference: '1', segments })],
  )
  expect(written.problems).toEqual([])
  const items = read(written.bytes!)
  const found = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
  expect(found).toMatchObject([{ accepted: true, known: true, problems: [], type: 'CONTRL' }])
  const lines = Buffer.from(written.bytes!).toString('latin1')
  return { lines: lines.slice(lines.indexOf('UCI'), lines.lastIndexOf('UNT')), contrl: found[0]!.contrl! }
}

const UCI = 'UCI+REF42+4012345000009:14+4098765000008:14'

test('what is in order is acknowledged in one segment', () => {
  expect(answer(interchange([order('1'), order('2')]))).toMatchObject({
    lines: `${UCI}+7'`,
    contrl: { reference: 'REF42', action: '7', error: '', messages: [], sender: { id: '4012345000009' } },
  })
})

test('a mere receipt says nothing of what is in it', () => {
  expect(answer(interchange([order('1', 'TEN')]), true)).toMatchObject({ lines: `${UCI}+8'`, contrl: { action: '8' } })
})

test('a rejected message is named with its segment and element', () => {
  const { lines, contrl } = answer(interchange([order('1'), order('2', 'TEN')]))
  expect(lines).toBe(`${UCI}+7'UCM+2+ORDERS:D:96A:UN:EAN008+4'UCS+7'UCD+37+2:2'`)
  expect(contrl!.messages).toEqual([
    {
      reference: '2',
      type: 'ORDERS',
      action: '4',
      errors: [],
      segments: [{ position: 7, error: '', elements: [{ error: '37', element: 1, component: 2 }] }],
    },
  ])
})

test('a wrong count is named at its trailer, a missing segment by the one before its place', () => {
  expect(answer(interchange([order('1', '10', 12)])).lines).toBe(`${UCI}+7'UCM+1+ORDERS:D:96A:UN:EAN008+4+29+UNT+2'`)
  const { lines, contrl } = answer(interchange([order('1', '10', 8).replace(/BGM[^']*'/, '')]))
  expect(lines).toBe(`${UCI}+7'UCM+1+ORDERS:D:96A:UN:EAN008+4'UCS+1+13'`)
  expect(contrl!.messages[0]!.segments).toEqual([{ position: 1, error: '13', elements: [] }])
})

test('an envelope that does not hold rejects the whole, and nothing below it is named', () => {
  const wrong = answer(interchange([order('1', 'TEN')], { unz: "UNZ+2+REF42'" }))
  expect(wrong.lines).toBe(`${UCI}+4+29+UNZ+2'`)
  expect(wrong.contrl).toMatchObject({ action: '4', error: '29', segment: 'UNZ' })
  expect(answer(interchange([order('1')]).replace('261120', '261320')).lines).toBe(`${UCI}+4+12+UNB+5:1'`)
})

test('messages of a group are named below it', () => {
  const group = `UNG+ORDERS+A+B+261120:2230+G1+UN+D:96A:EAN008'${order('1', 'TEN')}UNE+1+G1'`
  const { lines, contrl } = answer(interchange([group]))
  expect(lines).toBe(`${UCI}+7'UCF+G1+A+B+7'UCM+1+ORDERS:D:96A:UN:EAN008+4'UCS+7'UCD+37+2:2'`)
  expect(contrl!.groups).toEqual([{ reference: 'G1', action: '7', error: '' }])
  const counted = answer(interchange([group.replace('UNE+1', 'UNE+2')]))
  expect(counted.lines).toBe(`${UCI}+7'UCF+G1+A+B+4+29+UNE+2'`)
})

test('version 4 answers in its own syntax, version 3 without the codes that came later', () => {
  const unsupported = (version: string) => interchange([order('1')], { version }).replace('UNOC', 'UNOX')
  expect(answer(unsupported('4')).lines).toBe(`${UCI}+4+46+UNB+2:1'`)
  expect(answer(unsupported('3')).lines).toBe(`${UCI}+4+18+UNB+2:1'`)
})

test('a CONTRL is never answered by one', () => {
  const contrl = `UNH+1+CONTRL:D:3:UN'${UCI}+7'UNT+3+1'`
  expect(answer(interchange([contrl])).contrl).toBeNull()
  expect(answer(interchange([contrl, order('2', 'TEN')])).contrl!.messages).toHaveLength(1)
})

test('the same interchange gives the same answer', () => {
  const text = interchange([order('1', 'TEN'), order('2', '1.0,0'), order('3', '10', 3)])
  expect(answer(text).lines).toBe(answer(text).lines)
  expect(answer(text).contrl!.messages.map((one) => one.reference)).toEqual(['1', '2', '3'])
})
