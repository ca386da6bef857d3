import { type Problem, type ProblemCode, shown } from '../problems.ts'
import type { ElementUse, Relation, SegmentGrammar } from './grammar.ts'
import type { Segment } from './segment.ts'
import { charactersOf } from './text.ts'

export interface ElementContext {
  /** Within the set, ST = 1. */
  position: number
  component: number
  repetition: number | null
  report(problem: Problem): void
}

/** Checks the elements of one segment against its table (X12.6 §3.5: type, length, condition). */
export function checkElements(segment: Segment, grammar: SegmentGrammar, context: ElementContext): void {
  const { elements } = grammar
  if (segment.count > elements.length) {
    const value = String(segment.count)
    context.report(
      problemOf(segment, context, {
        code: 'element-too-many',
        acknowledgement: '3',
        value,
        expected: String(elements.length),
      }),
    )
  }
  for (let n = 1; n <= elements.length; n++) {
    const element = elements[n - 1]!
    const length = segment.length(n)
    if (length > 0) checkElement(segment, n, element, context)
    else if (element.mandatory)
      context.report(problemOf(segment, context, { code: 'element-missing', acknowledgement: '1', n, element }))
  }
  for (const relation of grammar.relations) checkRelation(segment, relation, grammar, context)
}

function checkElement(segment: Segment, n: number, element: ElementUse, context: ElementContext): void {
  if (element.type === 'C') return
  if (context.repetition !== null && has(segment, n, context.repetition)) return // each repeat is a value of its own
  const wrong =
    element.type === 'R' || element.type === 'N' ? checkNumber(segment, n, element) : checkText(segment, n, element)
  if (wrong) context.report(problemOf(segment, context, { ...wrong, n, element, value: segment.element(n) }))
}

interface Wrong {
  code: ProblemCode
  acknowledgement: string
  expected?: string
}

function checkText(segment: Segment, n: number, element: ElementUse): Wrong | null {
  const length = segment.length(n)
  if (length > element.max && charactersOf(segment.element(n)) > element.max)
    return { code: 'element-too-long', acknowledgement: '5', expected: String(element.max) }
  if (length < element.min) return { code: 'element-too-short', acknowledgement: '4', expected: String(element.min) }
  if (hasControl(segment, n)) return { code: 'element-character', acknowledgement: '6', expected: 'printable text' }
  if (element.type === 'DT' && !isDate(segment.element(n)))
    return { code: 'element-date', acknowledgement: '8', expected: 'CCYYMMDD' }
  if (element.type === 'TM' && !isTime(segment.element(n)))
    return { code: 'element-time', acknowledgement: '9', expected: 'HHMM[SS[DD]]' }
  if (element.codes && !element.codes.has(segment.element(n))) {
    return { code: 'element-code', acknowledgement: '7', expected: [...element.codes].join(', ') }
  }
  return null
}

/** Sign and decimal mark do not count as length (X12.6 §3.5.1). */
function checkNumber(segment: Segment, n: number, element: ElementUse): Wrong | null {
  const { bytes } = segment
  const start = segment.start(n)
  const end = start + segment.length(n)
  let digits = 0
  let marks = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (byte >= 0x30 && byte <= 0x39) digits++
    else if (byte === 0x2e && element.type === 'R' && marks === 0) marks++
    else if (byte !== 0x2d || at !== start)
      return { code: 'element-character', acknowledgement: '6', expected: 'a number' }
  }
  if (digits === 0) return { code: 'element-character', acknowledgement: '6', expected: 'a number' }
  if (digits > element.max) return { code: 'element-too-long', acknowledgement: '5', expected: String(element.max) }
  if (digits < element.min) return { code: 'element-too-short', acknowledgement: '4', expected: String(element.min) }
  return null
}

function checkRelation(segment: Segment, relation: Relation, grammar: SegmentGrammar, context: ElementContext): void {
  const { kind, elements } = relation
  let present = 0
  for (const n of elements) if (segment.length(n) > 0) present++
  if (!broken(kind, present, elements.length, segment.length(elements[0]!) > 0)) return
  const expected = `${kind}${elements.map(two).join('')}`
  const report = (n: number, code: ProblemCode, acknowledgement: string) =>
    context.report(
      problemOf(segment, context, { code, acknowledgement, n, element: grammar.elements[n - 1]!, expected }),
    )
  if (kind === 'E') report(elements[1]!, 'element-excluded', '10')
  else {
    const wanted = { P: elements, R: elements.slice(0, 1), C: elements.slice(1), L: elements.slice(1, 2) }[kind]
    for (const n of wanted) if (segment.length(n) === 0) report(n, 'element-condition-missing', '2')
  }
}

function broken(kind: Relation['kind'], present: number, count: number, first: boolean): boolean {
  switch (kind) {
    case 'P':
      return present > 0 && present < count
    case 'R':
      return present === 0
    case 'C':
      return first && present < count
    case 'L':
      return first && present === 1
    case 'E':
      return present > 1
  }
}

const two = (n: number) => String(n).padStart(2, '0')

function problemOf(
  segment: Segment,
  context: ElementContext,
  of: Wrong & { n?: number; element?: ElementUse; value?: string },
): Problem {
  return {
    code: of.code,
    level: 'element',
    severity: 'error',
    acknowledgement: of.acknowledgement,
    segment: segment.tag,
    segmentPosition: context.position,
    ...(of.n === undefined ? {} : { element: of.n }),
    ...(of.element?.reference ? { reference: of.element.reference } : {}),
    ...(of.value === undefined ? {} : { value: shown(of.value) }),
    ...(of.expected === undefined ? {} : { expected: of.expected }),
    offset: segment.offset,
  }
}

function has(segment: Segment, n: number, byte: number): boolean {
  const start = segment.start(n)
  for (let at = start; at < start + segment.length(n); at++) if (segment.bytes[at] === byte) return true
  return false
}

function hasControl(segment: Segment, n: number): boolean {
  const start = segment.start(n)
  for (let at = start; at < start + segment.length(n); at++) if (segment.bytes[at]! < 0x20) return true
  return false
}

/** CCYYMMDD, a day that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false
  const month = Number(text.slice(4, 6))
  const day = Number(text.slice(6))
  const year = Number(text.slice(0, 4))
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,2})?$/.test(text)
}
