import { latin1 } from '../latin1.ts'
import type { Problem } from '../problems.ts'
import { shown } from '../problems.ts'
import type { Isa } from './items.ts'

/** ISA has a fixed length: 106 bytes with its terminator (X12.5). */
export const ISA_BYTES = 106
const WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1]

/** Reads the header at the beginning of 106 bytes; null with a problem when its fixed widths do not hold. */
export function readIsa(bytes: Uint8Array, offset: number): { isa: Isa | null; problems: Problem[] } {
  const raw = latin1(bytes, 0, ISA_BYTES)
  const separator = raw[3]!
  let at = 3
  const elements: string[] = []
  for (const [i, width] of WIDTHS.entries()) {
    if (raw[at] !== separator) {
      const expected = `ISA${String(i + 1).padStart(2, '0')} should begin at character ${at + 1}`
      return {
        isa: null,
        problems: [problem({ code: 'isa-truncated', note: '022', offset, expected, value: raw.slice(0, 40) })],
      }
    }
    elements.push(raw.slice(at + 1, at + 1 + width))
    at += 1 + width
  }
  const isa = isaOf(elements, bytes, raw)
  const delimiters = checkDelimiters(isa, offset)
  if (delimiters) return { isa: null, problems: [delimiters] }
  return { isa, problems: checkIsa(isa, elements, offset) }
}

function isaOf(elements: string[], bytes: Uint8Array, raw: string): Isa {
  const e = (n: number) => elements[n - 1]!
  const repetition = e(12) >= '00402' && !/[A-Z0-9 ]/i.test(e(11)) ? bytes[82]! : null
  return {
    senderQualifier: e(5),
    senderId: e(6).trim(),
    receiverQualifier: e(7),
    receiverId: e(8).trim(),
    date: e(9),
    time: e(10),
    version: e(12),
    controlNumber: e(13),
    acknowledgementRequested: e(14) === '1',
    usage: e(15),
    delimiters: { element: bytes[3]!, component: bytes[104]!, repetition, terminator: bytes[105]! },
    raw,
  }
}

function checkDelimiters(isa: Isa, offset: number): Problem | null {
  const { element, component, terminator } = isa.delimiters
  const usable = [element, component, terminator].every((byte) => !/[A-Za-z0-9 ]/.test(String.fromCharCode(byte)))
  if (usable && new Set([element, component, terminator]).size === 3) return null
  const value = String.fromCharCode(element, component, terminator)
  return problem({
    code: 'delimiters-invalid',
    note: terminator === element ? '004' : '026',
    offset,
    value,
    expected: 'separator, component separator and terminator',
  })
}

function checkIsa(isa: Isa, elements: string[], offset: number): Problem[] {
  const problems: Problem[] = []
  const check = (n: number, note: string, ok: boolean, expected: string) => {
    if (!ok)
      problems.push(problem({ code: 'isa-invalid', note, offset, element: n, value: elements[n - 1]!, expected }))
  }
  check(6, '006', isa.senderId !== '', 'the identifier of the sender')
  check(8, '008', isa.receiverId !== '', 'the identifier of the receiver')
  check(9, '014', /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(isa.date), 'a date as YYMMDD')
  check(10, '015', /^([01]\d|2[0-3])[0-5]\d$/.test(isa.time), 'a time as HHMM')
  check(12, '017', /^\d{5}$/.test(isa.version), 'a version such as 00401')
  check(13, '018', /^\d{9}$/.test(isa.controlNumber), 'nine digits')
  check(14, '019', /^[01]$/.test(elements[13]!), '0 or 1')
  check(15, '020', /^[PTI]$/.test(isa.usage), 'P, T or I')
  return problems
}

function problem(of: {
  code: Problem['code']
  note: string
  offset: number
  element?: number
  value: string
  expected: string
}): Problem {
  return {
    code: of.code,
    level: 'interchange',
    severity: 'error',
    acknowledgement: of.note,
    segment: 'ISA',
    ...(of.element === undefined ? {} : { element: of.element }),
    value: shown(of.value),
    expected: of.expected,
    offset: of.offset,
  }
}
