import { latin1 } from '../latin1.ts'
import { Marks } from '../marks.ts'
import { type Problem, type ProblemCode, shown } from '../problems.ts'
import { ANY, charsetOf, LEVELS } from './charsets.ts'
import { partyAt } from './control-reading.ts'
import { checkElements } from './elements.ts'
import { UNB_TABLE } from './envelope-tables.ts'
import type { Unb } from './items.ts'
import { Segment } from './segment.ts'
import { DEFAULT_SERVICE, inVersion, readUna, type ServiceString, UNA_BYTES, unusable } from './service-string.ts'

/** Longer than any UNB can be, each of its characters released. */
const UNB_BYTES_MAX = 1_024
/** Where no terminator is found in so many bytes, no UNB begins in the first half of them. */
const LOOK_BYTES = 2 * UNB_BYTES_MAX
/** Line ends and blanks between UNA and UNB. */
const BLANKS_MAX = 64
const [U, N, A, B] = [0x55, 0x4e, 0x41, 0x42]

export type Start =
  /** More bytes decide. */
  | { kind: 'more' }
  | { kind: 'none' }
  /** It looks like one, but `length` bytes of it cannot be read. */
  | { kind: 'unreadable'; problem: Problem; length: number }
  | { kind: 'start'; unb: Unb; problems: Problem[]; length: number }

const NONE: Start = { kind: 'none' }
const MORE: Start = { kind: 'more' }

/** UNA or UNB, where a segment begins. Needs three bytes; fewer are none. */
export function looksLikeStart(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === U && bytes[at + 1] === N && (bytes[at + 2] === A || bytes[at + 2] === B)
}

/** Looks for the start of an interchange at this place; `last`: no more bytes will come. */
export function readStart(bytes: Uint8Array, at: number, of: { offset: number; last: boolean }): Start {
  const wait = of.last ? NONE : MORE
  if (bytes[at] !== U) return NONE
  if (bytes.length - at < 3) return bytes.length - at === 2 && bytes[at + 1] !== N ? NONE : wait
  if (!looksLikeStart(bytes, at)) return NONE
  if (bytes[at + 2] === B) {
    if (bytes.length - at < 4) return wait
    return bytes[at + 3] === DEFAULT_SERVICE.element ? readUnb(bytes, at, { ...of, service: null, start: at }) : NONE
  }
  if (bytes.length - at < UNA_BYTES) return wait
  const service = readUna(bytes, at)
  let unb = at + UNA_BYTES
  while (unb < bytes.length && unb - at < BLANKS_MAX && isBlank(bytes[unb]!)) unb++
  if (bytes.length - unb < 4) return wait
  const expected = unusable(service)
  const isUnb = latin1(bytes, unb, unb + 3) === 'UNB' && bytes[unb + 3] === service.element
  if (expected === null) {
    return isUnb ? readUnb(bytes, unb, { ...of, service, start: at }) : withoutUnb(bytes, unb, of.offset)
  }
  if (!isUnb) return NONE
  const value = latin1(bytes, at + 3, at + UNA_BYTES)
  const problem = { code: 'delimiters-invalid', acknowledgement: '22', segment: 'UNA', value, expected } as const
  return { kind: 'unreadable', problem: problemOf(problem, of.offset), length: unb + 3 - at }
}

function withoutUnb(bytes: Uint8Array, at: number, offset: number): Start {
  const value = latin1(bytes, at, at + 4)
  const problem = { code: 'unb-unreadable', acknowledgement: '13', segment: 'UNB', value } as const
  return {
    kind: 'unreadable',
    problem: problemOf({ ...problem, expected: 'it behind UNA' }, offset),
    length: UNA_BYTES,
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

const marks = new Marks()
const segment = new Segment()

/** `start`: where UNA stands, if it does. UNB is read as ASCII until it has said which characters it uses. */
function readUnb(
  bytes: Uint8Array,
  at: number,
  {
    offset,
    last,
    service: una,
    start,
  }: { offset: number; last: boolean; service: ServiceString | null; start: number },
): Start {
  const service = una ?? DEFAULT_SERVICE
  const { component, element, terminator, release } = service
  const head = bytes.subarray(0, Math.min(bytes.length, at + LOOK_BYTES))
  marks.seek({ terminator, others: [element, component], release })
  marks.find(head, at)
  if (!marks.reach(at)) {
    if (bytes.length - at < LOOK_BYTES && !last) return MORE
    const expected = `a terminator within ${UNB_BYTES_MAX} bytes`
    const problem = { code: 'unb-unreadable', acknowledgement: '13', segment: 'UNB', expected } as const
    const value = latin1(head, at, at + 40)
    const passed = bytes.length - at < LOOK_BYTES ? bytes.length : at + UNB_BYTES_MAX
    return { kind: 'unreadable', problem: problemOf({ ...problem, value }, offset), length: passed - start }
  }
  segment.service = { ...service, repetition: null }
  segment.charset = ANY
  segment.point(bytes, at, marks)
  segment.offset = offset + at - start
  const end = marks.at[marks.last]! + 1
  const problems: Problem[] = []
  const unb = unbOf(segment, { service, una: una !== null, raw: latin1(bytes, at, end) })
  const report = (problem: Problem) => void problems.push(problem)
  checkElements(segment, UNB_TABLE, { level: 'interchange', position: 0, report, outside: report })
  checkUnb(unb, segment, report)
  return { kind: 'start', unb, problems, length: end - start }
}

function unbOf(unb: Segment, { service, una, raw }: { service: ServiceString; una: boolean; raw: string }): Unb {
  const syntax = { id: unb.trimmed(1), version: unb.trimmed(1, 2) }
  const charset = charsetOf(syntax.id) ?? ANY
  unb.charset = charset
  return {
    syntax,
    sender: partyAt(unb, 2),
    receiver: partyAt(unb, 3),
    date: unb.trimmed(4),
    time: unb.trimmed(4, 2),
    reference: unb.trimmed(5),
    password: { value: unb.value(6), qualifier: unb.value(6, 2) },
    application: unb.trimmed(7),
    priority: unb.trimmed(8),
    acknowledgement: unb.trimmed(9),
    agreement: unb.trimmed(10),
    test: unb.trimmed(11),
    service: inVersion(service, Number(syntax.version) || 0),
    una,
    charset,
    raw,
  }
}

function checkUnb(unb: Unb, of: Segment, report: (problem: Problem) => void): void {
  const check = (ok: boolean, place: Omit<Found, 'segment' | 'code'> & { code?: ProblemCode }) => {
    if (!ok) report(problemOf({ code: 'unb-invalid', segment: 'UNB', ...place }, of.offset))
  }
  const { id, version } = unb.syntax
  const level = { element: 1, component: 1, reference: '0001', value: id, expected: `one of ${LEVELS.join(', ')}` }
  if (id === 'UNOX') check(false, { code: 'charset-unsupported', acknowledgement: '46', ...level })
  else if (id !== '') check(unb.charset !== ANY, { code: 'syntax-unsupported', acknowledgement: '2', ...level })
  const versions = { element: 1, component: 2, reference: '0002', value: version, expected: 'a version from 1 to 4' }
  if (version !== '') check(/^[1-4]$/.test(version), { code: 'syntax-unsupported', acknowledgement: '2', ...versions })
  const date = {
    element: 4,
    component: 1,
    reference: '0017',
    value: unb.date,
    expected: 'a date as YYMMDD or CCYYMMDD',
  }
  if (unb.date !== '') check(isDate(unb.date), { acknowledgement: '12', ...date })
  const time = { element: 4, component: 2, reference: '0019', value: unb.time, expected: 'a time as HHMM' }
  if (unb.time !== '') check(/^([01]\d|2[0-3])[0-5]\d$/.test(unb.time), { acknowledgement: '12', ...time })
}

function isDate(text: string): boolean {
  return /^(\d{2})?\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text)
}

interface Found {
  code: ProblemCode
  acknowledgement: string
  segment: string
  element?: number
  component?: number
  reference?: string
  value: string
  expected: string
}

function problemOf({ value, ...of }: Found, offset: number): Problem {
  return { standard: 'edifact', level: 'interchange', severity: 'error', ...of, value: shown(value), offset }
}
