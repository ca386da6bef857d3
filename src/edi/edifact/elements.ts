import { isUtf8 } from 'node:buffer'
import { type Problem, type ProblemCode, shown } from '../problems.ts'
import type { ComponentUse, DataUse, SegmentTable } from './grammar.ts'
import type { Segment } from './segment.ts'

export interface ElementContext {
  /** Of the problems found: elements of an envelope's segments are the envelope's. */
  level: Problem['level']
  /** Within the message, UNH = 1; 0: in no message. */
  position: number
  report(problem: Problem): void
  /** A value holds characters that the level named in UNB does not have. */
  outside(problem: Problem): void
}

interface Wrong {
  code: ProblemCode
  acknowledgement: string
  severity?: 'warning'
  expected?: string
}

/** A place in a segment: the element, and where it is a composite the component, both from 1. */
interface Place {
  n: number
  component?: number
  reference?: string
  value?: string
}

/** Checks the elements of one segment against its table: presence, number, length and type (ISO 9735 §8 to §10). */
export function checkElements(segment: Segment, table: SegmentTable, context: ElementContext): void {
  const { elements } = table
  const report = (wrong: Wrong, place?: Place) => context.report(problemOf(segment, context, { ...wrong, ...place }))
  let used = segment.count
  while (used > 0 && segment.length(used) === 0) used--
  if (used < segment.count) report({ code: 'trailing-separator', acknowledgement: '45', severity: 'warning' })
  if (used > elements.length) {
    const expected = String(elements.length)
    report(
      { code: 'element-too-many', acknowledgement: '16', expected },
      { n: elements.length + 1, value: String(used) },
    )
  }
  if (segment.charset.utf8 && !isUtf8(segment.bytes.subarray(segment.from, segment.marks[segment.last]))) {
    report({ code: 'character-invalid', acknowledgement: '21', expected: 'bytes that are no UTF-8' })
  }
  for (const [index, element] of elements.entries()) {
    const n = index + 1
    if (segment.length(n) > 0) checkElement(segment, n, element, context)
    else if (element.mandatory)
      report({ code: 'element-missing', acknowledgement: '13' }, { n, reference: element.reference })
  }
}

function checkElement(segment: Segment, n: number, element: DataUse, context: ElementContext): void {
  const occurrences = segment.occurrences(n)
  const { reference, components, max } = element
  const report = (wrong: Wrong, place: Omit<Place, 'n'>) =>
    context.report(problemOf(segment, context, { ...wrong, n, ...place }))
  if (occurrences.length > max) {
    const value = String(occurrences.length)
    report({ code: 'element-repeated', acknowledgement: '35', expected: String(max) }, { reference, value })
  }
  if (element.mandatory && occurrences.every((values) => values.every((value) => value === ''))) {
    report({ code: 'element-missing', acknowledgement: '13' }, { reference })
    return
  }
  for (const values of occurrences) {
    const used = values.findLastIndex((value) => value !== '') + 1
    if (used < values.length && values.length > 1)
      report({ code: 'trailing-separator', acknowledgement: '45', severity: 'warning' }, { reference })
    if (used > components.length) {
      const expected = String(components.length)
      report({ code: 'component-too-many', acknowledgement: '16', expected }, { reference, value: String(used) })
    }
    for (const [index, component] of components.entries()) {
      const value = values[index] ?? ''
      const place = { reference: component.reference, ...(components.length > 1 ? { component: index + 1 } : {}) }
      if (value === '') {
        if (component.mandatory && used > 0) report({ code: 'element-missing', acknowledgement: '13' }, place)
        continue
      }
      const wrong = wrongCharacters(value) ?? (component.type === 'n' ? wrongNumber : wrongText)(value, component)
      if (wrong) report(wrong, { ...place, value })
      const lacking = segment.charset.lacking(value)
      if (lacking === '' || wrong?.code === 'character-invalid') continue
      const outside = { code: 'character-outside-level', acknowledgement: '21', severity: 'warning' } as const
      const expected = segment.charset.name
      context.outside(problemOf(segment, context, { ...outside, n, ...place, value: lacking, expected }))
    }
  }
}

function wrongCharacters(value: string): Wrong | null {
  if (!/[\x00-\x1f\x7f]/.test(value)) return null
  return { code: 'character-invalid', acknowledgement: '21', expected: 'control characters' }
}

function wrongText(value: string, { type, min, max, codes }: ComponentUse): Wrong | null {
  const length = lengthOf(value)
  if (length > max) return { code: 'element-too-long', acknowledgement: '39', expected: String(max) }
  if (length < min) return { code: 'element-too-short', acknowledgement: '40', expected: String(min) }
  if (type === 'a' && /[0-9]/.test(value))
    return { code: 'element-character', acknowledgement: '37', expected: 'text without digits' }
  return wrongCode(value, codes)
}

/** Sign and decimal mark do not count as length; digits stand on both sides of the mark (ISO 9735 §10). */
function wrongNumber(value: string, { min, max, codes }: ComponentUse): Wrong | null {
  const digits = value.replace(/[^0-9]/g, '').length
  if (!/^-?[0-9.,]*$/.test(value) || digits === 0)
    return { code: 'element-character', acknowledgement: '37', expected: 'a number' }
  if (/[.,].*[.,]/.test(value))
    return { code: 'decimal-notation', acknowledgement: '19', expected: 'a number with at most one decimal mark' }
  if (digits > max) return { code: 'element-too-long', acknowledgement: '39', expected: String(max) }
  if (digits < min) return { code: 'element-too-short', acknowledgement: '40', expected: String(min) }
  if (/^-?[.,]/.test(value))
    return {
      code: 'decimal-notation',
      acknowledgement: '38',
      severity: 'warning',
      expected: 'digits before the decimal mark',
    }
  if (/[.,]$/.test(value))
    return {
      code: 'decimal-notation',
      acknowledgement: '19',
      severity: 'warning',
      expected: 'digits behind the decimal mark',
    }
  return wrongCode(value, codes)
}

/** Partners agree on codes of their own: what is in no list of ours warns and never rejects. */
function wrongCode(value: string, codes: ReadonlySet<string> | undefined): Wrong | null {
  if (!codes || codes.has(value)) return null
  return { code: 'element-code', acknowledgement: '12', severity: 'warning', expected: [...codes].join(', ') }
}

function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

function problemOf(segment: Segment, context: ElementContext, of: Wrong & Partial<Place>): Problem {
  const { n, value, severity = 'error', ...rest } = of
  return {
    standard: 'edifact',
    level: context.level,
    severity,
    segment: shown(segment.tag),
    ...(context.position === 0 ? {} : { segmentPosition: context.position }),
    ...(n === undefined ? {} : { element: n }),
    ...(value === undefined ? {} : { value: shown(value) }),
    ...rest,
    offset: segment.offset,
  }
}
