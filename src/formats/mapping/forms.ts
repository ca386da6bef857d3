import { type CodeTable, codeOf, nameOf, type Standard } from '../codes/table.ts'

/** How a text of the canonical document stands in a format: in one element or in several. */
export interface Form {
  /** What it is in the canonical document: '' where it says nothing, undefined where it cannot be read. */
  read(texts: readonly string[]): string | undefined
  /** How it is written; undefined where the format cannot carry it. */
  write(value: string): readonly string[] | undefined
  /** In words: what the format can carry. */
  expected: string
  /** Where two texts can mean the same. */
  same?(one: string, other: string): boolean
}

/** Text as it is, of so many characters at most. */
export function text(max = Number.POSITIVE_INFINITY): Form {
  return {
    read: (texts) => trimmed(texts[0]) || undefined,
    write: (value) => (value.length <= max ? [value] : undefined),
    expected: max === Number.POSITIVE_INFINITY ? 'text' : `a text of at most ${max} characters`,
  }
}

/** Words for people: cut where they are too long, which is told as a loss. */
export function words(max: number): Form {
  return {
    read: (texts) => trimmed(texts[0]) || undefined,
    write: (value) => [value.slice(0, max).trimEnd()],
    expected: `a text of at most ${max} characters`,
  }
}

/** Most texts are trimmed already: their ends tell, without a look at all of them. */
export function trimmed(found = ''): string {
  return isVisible(found.charCodeAt(0)) && isVisible(found.charCodeAt(found.length - 1)) ? found : found.trim()
}

/** Of ASCII, so that nothing has to be known of other white space. */
const isVisible = (code: number) => code > 0x20 && code < 0x7f

/** Words over several elements of one width: a line each, and where one is too long it goes on in the next. */
export function split(width: number, count: number): Form {
  return {
    read: (texts) => {
      let joined = ''
      let full = true
      for (const piece of texts) {
        if (piece === '') continue
        joined += joined === '' || full ? piece : `\n${piece}`
        full = piece.length === width
      }
      return joined.trim() || undefined
    },
    write: (value) => {
      const pieces: string[] = []
      for (const line of value.split('\n')) {
        for (let from = 0; from < line.length; from += width) pieces.push(line.slice(from, from + width))
      }
      return pieces.slice(0, count)
    },
    expected: `at most ${count} lines of ${width} characters`,
  }
}

const TITLES: Readonly<Record<Standard, string>> = {
  x12: 'X12',
  edifact: 'EDIFACT',
  ubl: 'UBL',
  eas: 'the EAS list',
  cxml: 'cXML',
}

/** A code that stands for a name of ours. One without a counterpart is kept as the standard's own: `x12:ZZ`. */
export function code(table: CodeTable, standard: Standard, passes = false): Form {
  return {
    read: ([found]) => {
      const known = found?.trim()
      return known ? (nameOf(table, standard, known) ?? `${standard}:${known}`) : undefined
    },
    write: (value) => {
      const known = codeOf(table, standard, value)
      if (known !== undefined) return [known]
      const [, owner, rest] = /^([a-z0-9]+):(.+)$/s.exec(value) ?? []
      if (rest !== undefined && (owner === standard || passes)) return [rest]
      return undefined
    },
    expected: `a code of ${TITLES[standard]}, and none is known for this`,
  }
}

/** A code that says nothing when it is a usual one, of which one is written where nothing is said. */
export function unless(usual: readonly string[], form: Form): Form {
  return { ...form, read: (texts) => (usual.includes(texts[0]?.trim() ?? '') ? '' : form.read(texts)) }
}

/**
 * The code of a kind of document beside those of types in one element: whatever is no such code says nothing of the kind, and
 * the usual kind is what is there when nothing is said.
 */
export function kindCode(kind: string, known: string): Form {
  return {
    read: ([found]) => (found?.trim() === known ? kind : ''),
    write: (value) => (value === kind ? [known] : undefined),
    expected: known,
  }
}

/** The form, but not for values that stand elsewhere. */
export function except(form: Form, ...values: string[]): Form {
  return { ...form, write: (value) => (values.includes(value) ? undefined : form.write(value)) }
}

/** The form, but only written for these. */
export function only(form: Form, ...values: string[]): Form {
  return { ...form, write: (value) => (values.includes(value) ? form.write(value) : undefined) }
}

/** A code that has to be one of the table. */
export function strictCode(table: CodeTable, standard: Standard): Form {
  return {
    ...code(table, standard),
    read: ([found]) => nameOf(table, standard, found?.trim() ?? ''),
    expected: `one of ${Object.values(table)
      .map((codes) => codes[standard])
      .join(', ')}`,
  }
}

/** A code that only one standard has: kept as its own. */
export function ownCode(standard: Standard): Form {
  return code({}, standard)
}

const NUMBER = /^([+-]?)(\d*)(?:[.](\d*))?$/

/** A number with its decimal mark: R of X12, n of EDIFACT (both marks are allowed there, ISO 9735 §10). */
export const decimal: Form = {
  read: (texts) => {
    const found = texts[0] ?? ''
    return isPlainDecimal(found) ? found : plainDecimal(found.replace(',', '.'))
  },
  write: (value) => [value],
  expected: 'a decimal number',
  same: sameDecimal,
}

/** Nn of X12: the last `digits` digits stand behind the point that is not written. */
export function implied(digits: number): Form {
  return {
    read: ([found = '']) => {
      const [, sign = '', whole] = /^(-?)(\d{1,30})$/.exec(found.trim()) ?? []
      if (whole === undefined) return undefined
      const padded = whole.padStart(digits + 1, '0')
      return plainDecimal(`${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`)
    },
    write: (value) => {
      const [, sign, whole = '', part = ''] = NUMBER.exec(value) ?? []
      const kept = part.replace(/0+$/, '')
      if (kept.length > digits) return undefined
      const all = `${whole}${kept.padEnd(digits, '0')}`.replace(/^0+(?=\d)/, '')
      return [`${sign === '-' && /[1-9]/.test(all) ? '-' : ''}${all}`]
    },
    expected: `a number with at most ${digits} digits behind the point`,
    same: sameDecimal,
  }
}

/** A number as the canonical document has it, or undefined. */
export function plainDecimal(found: string): string | undefined {
  const [, sign, whole = '', part = ''] = NUMBER.exec(found.trim()) ?? []
  if (sign === undefined || whole + part === '' || whole.length > 30 || part.length > 12) return undefined
  const size = `${whole.replace(/^0+(?=\d)/, '') || '0'}${part === '' ? '' : `.${part}`}`
  return sign === '-' ? `-${size}` : size
}

/** The text is a number as the canonical document has it: no zero, sign, mark or space too many. */
function isPlainDecimal(found: string): boolean {
  const { length } = found
  const from = found.charCodeAt(0) === MINUS ? 1 : 0
  let mark = length
  for (let at = from; at < length; at++) {
    const code = found.charCodeAt(at)
    if (code >= ZERO && code <= NINE) continue
    if (code !== POINT || mark < length) return false
    mark = at
  }
  const whole = mark - from
  const part = length - mark - 1 // -1 without a mark, 0 with one that nothing stands behind
  return whole > 0 && whole <= 30 && (whole === 1 || found.charCodeAt(from) !== ZERO) && part !== 0 && part <= 12
}

const [MINUS, POINT, ZERO, NINE] = [0x2d, 0x2e, 0x30, 0x39]

export function sameDecimal(one: string, other: string): boolean {
  const shortest = (value: string) =>
    (plainDecimal(value) ?? value)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '')
      .replace(/^-0$/, '0')
  return shortest(one) === shortest(other)
}

/** What these forms write of a date and time: a fraction of a second and the zone remain, and are told. */
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?/

/** DT of X12: CCYYMMDD. One of six digits leaves its century to a guess and is not read. */
export const date8: Form = {
  read: ([found = '']) => dateOf(found),
  write: (value) => [value.slice(0, 10).replaceAll('-', '')],
  expected: 'a date CCYYMMDD',
}

/** DT and TM of X12 side by side. */
export const dateAndTime: Form = {
  read: ([day = '', time = '']) => {
    const date = dateOf(day)
    if (date === undefined || time.trim() === '') return date
    const clock = timeOf(time)
    return clock && `${date}T${clock}`
  },
  write: (value) => {
    const parts = DATE_TIME.exec(value)?.slice(1)
    return parts && [parts.slice(0, 3).join(''), parts.slice(3).join('')]
  },
  expected: 'a date CCYYMMDD and a time HHMM or HHMMSS',
}

/** C507 of EDIFACT: a value and its format 2379 (102 CCYYMMDD, 203 with HHMM, 204 with HHMMSS). */
export const qualifiedDate: Form = {
  read: ([value = '', format = '']) => {
    const length = { '102': 8, '203': 12, '204': 14 }[format]
    if (length === undefined || value.length !== length) return undefined
    const date = dateOf(value.slice(0, 8))
    if (length === 8 || date === undefined) return date
    const clock = timeOf(value.slice(8))
    return clock && `${date}T${clock}`
  },
  write: (value) => {
    const parts = DATE_TIME.exec(value)?.slice(1)
    return parts && [parts.join(''), parts[3] === undefined ? '102' : parts[5] === undefined ? '203' : '204']
  },
  expected: 'a date in format 102, 203 or 204',
}

function dateOf(found: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(found.trim()) ?? []
  return isDate(year, month, day) ? `${year}-${month}-${day}` : undefined
}

function isDate(year: string, month: string, day: string): boolean {
  const days = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1] ?? 0
  return Number(day) >= 1 && Number(day) <= days
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function timeOf(found: string): string | undefined {
  const [, hour = '', minute = '', second] = /^(\d\d)(\d\d)(\d\d)?$/.exec(found.trim()) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined
  return `${hour}:${minute}${second === undefined ? '' : `:${second}`}`
}

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)(Z|[+-]\d\d:\d\d)?$/

/** xsd:date. */
export const isoDate: Form = {
  read: ([found = '']) => {
    const [whole, year = '', month = '', day = '', zone] = ISO_DATE.exec(found.trim()) ?? []
    return whole !== undefined && zone === undefined && isDate(year, month, day) ? whole : undefined
  },
  write: (value) => [value.slice(0, 10)],
  expected: 'a date such as 2026-05-17',
}

/** xsd:dateTime or xsd:date, as cXML writes both. */
export const isoDateTime: Form = {
  read: ([found = '']) => {
    const parts = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(found.trim())
    return parts && isDate(parts[1]!, parts[2]!, parts[3]!) ? parts[0] : undefined
  },
  write: (value) => [value],
  expected: 'a date, or a date and time such as 2026-05-17T09:30:00+02:00',
}

/** xsd:time. */
export const isoTime: Form = {
  read: ([found = '']) => (/^\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(found.trim()) ? found.trim() : undefined),
  write: (value) => [/^\d\d:\d\d$/.test(value) ? `${value}:00` : value],
  expected: 'a time such as 09:30:00',
  same: (one, other) => one === other || `${one}:00` === other,
}
