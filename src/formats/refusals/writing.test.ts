import fc from 'fast-check'
import { expect, test } from 'vitest'
import { view } from '../../../test/formats/view.ts'
import { compare } from '../chain/comparing.ts'
import type { SegmentWritten } from '../mapping/segment-rules.ts'
import { MESSAGES } from '../messages.ts'
import { readUbl } from '../ubl/reading.ts'
import { mayBeRefused, type Refusal, reasonsOf } from './refusal.ts'
import { write824, writeAperak, writeApplicationResponse, writeCxmlStatus } from './writing.ts'

const line = (quantity: string, amount: string) => ({ number: '1', quantity, unit: 'EA', price: { amount } })
const order = { id: 'o', document: { kind: 'order', number: 'PO-1', lines: [line('10', '9.95')] } } as const
const invoice = {
  id: 'i',
  document: {
    kind: 'invoice',
    number: 'INV-7',
    references: [{ type: 'order', value: 'PO-1' }],
    lines: [line('12', '9.95')],
  },
} as const
const copy = <T>(given: T) => structuredClone(given) as never
const REFUSAL: Refusal = {
  number: 'R-1',
  date: '2026-05-17',
  time: '09:30',
  from: { id: 'ACME', name: 'ACME Stores' },
  to: { id: 'BOLT' },
  of: { kind: 'invoice', number: 'INV-7' },
  reasons: reasonsOf(compare(copy(invoice), [copy(order)])),
}
const lines = (segments: SegmentWritten[]) =>
  segments.map(([tag, ...rest]) =>
    [tag, ...rest.map((one) => (typeof one === 'string' ? one : one.join(':')))].join('+'),
  )

test('an 824: what is refused in OTI, a TED for each sixty characters of why', () => {
  expect(lines(write824(REFUSAL))).toEqual([
    'BGN+00+R-1+20260517+0930',
    'N1+FR+ACME Stores+ZZ+ACME',
    'N1+TO++ZZ+BOLT',
    'OTI+TR+IV+INV-7',
    'TED+024+Line 1: the quantity in all is "12", expected at most what',
    'TED+024+was ordered, "10" (order PO-1). Correct the quantity, or',
    'TED+024+have the order changed.',
  ])
})

test('an APERAK: 27 in BGM, the number of the document in RFF, an ERC for each reason', () => {
  expect(lines(writeAperak(REFUSAL, 'D96A'))).toMatchSnapshot()
  expect(lines(writeAperak(REFUSAL, 'D01B'))).toMatchSnapshot()
})

test('a UBL ApplicationResponse, which is in order', () => {
  const xml = writeApplicationResponse(REFUSAL)
  expect(xml).toMatchSnapshot()
  const { read, problems } = readUbl(Buffer.from(xml))
  expect(problems.filter(({ severity }) => severity === 'error').map(({ at }) => at)).toEqual([])
  expect(read!.document).toMatchObject({ kind: 'status', response: 'rejected', references: [{ value: 'INV-7' }] })
})

test('a cXML status, in which no text ends an element', () => {
  const of = { refused: 'p1@bolt', payloadId: 'p2@grid', timestamp: '2026-05-17T09:30:00Z' }
  expect(writeCxmlStatus({ ...REFUSAL, reasons: ['A < B & "C"'] }, of)).toMatchSnapshot()
})

test('every format says the same again when it is read', () => {
  const back = (name: string, segments: SegmentWritten[]) => {
    const reading = MESSAGES[name]!.reading()
    for (const segment of segments) reading.segment(view(segment))
    return reading.end().document as { response: string; findings: { text: string }[]; references: object[] }
  }
  const reasons = fc.array(fc.string({ unit: fc.constantFrom(...'ab cd, ?:'), minLength: 1, maxLength: 500 }), {
    maxLength: 4,
  })
  const said = (texts: readonly string[]) => texts.join(' ').replace(/\s+/g, '')
  fc.assert(
    fc.property(reasons, (texts) => {
      const refusal = { ...REFUSAL, reasons: texts }
      for (const [name, segments] of [
        ['x12:824', write824(refusal)],
        ['edifact:APERAK:D96A', writeAperak(refusal, 'D96A')],
      ] as const) {
        const { response, findings = [], references } = back(name, segments)
        expect([response, references]).toEqual(['rejected', [expect.objectContaining({ value: 'INV-7' })]])
        expect(said(findings.map(({ text }) => text))).toBe(said(texts))
      }
    }),
  )
})

test('what says what became of another document is never refused itself', () => {
  expect(['invoice', 'order', 'ship-notice'].map(mayBeRefused)).toEqual([true, true, true])
  expect(['status', 'remittance', 'constructor'].map(mayBeRefused)).toEqual([false, false, false])
})
