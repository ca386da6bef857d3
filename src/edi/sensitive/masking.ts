import { classOfElement, classOfField, MASK, type SensitiveClass } from './classes.ts'

type Hidden = ReadonlySet<SensitiveClass>

interface Marks {
  element: string
  terminator: string
}

/** A set's bytes as text, each hidden value replaced by the mark. */
export function maskSet(text: string, marks: Marks, hidden: Hidden): string {
  if (hidden.size === 0) return text
  return text
    .split(marks.terminator)
    .map((segment) => maskSegment(segment, marks.element, hidden))
    .join(marks.terminator)
}

/** One segment, which may stand behind a line break. */
export function maskSegment(text: string, separator: string, hidden: Hidden): string {
  const [tag = '', ...elements] = text.split(separator)
  return [tag, ...maskElements(tag.trim(), elements, hidden)].join(separator)
}

/** Of a segment whose separator nobody says: what stands behind its tag. */
export function maskLooseSegment(text: string, hidden: Hidden): string {
  const separator = /^\s*[A-Z][A-Z0-9]{1,2}([^A-Za-z0-9\s])/.exec(text)?.[1]
  return separator === undefined ? MASK : maskSegment(text, separator, hidden)
}

/** A piece of what differs. Nobody can say what a line of another format holds. */
export function maskPiece(unit: 'segment' | 'line', text: string, hidden: Hidden): string {
  if (hidden.size === 0 || text === '') return text
  return unit === 'segment' ? maskLooseSegment(text, hidden) : MASK
}

/** The elements behind a tag, empty ones left empty: that nothing is there may be seen. */
export function maskElements(tag: string, elements: readonly string[], hidden: Hidden): string[] {
  return elements.map((value, at) => {
    const of = value === '' ? null : classOfElement(tag, at + 1, elements)
    return of !== null && hidden.has(of) ? MASK : value
  })
}

/** A text in JSON with hidden values replaced; null: it is none, so nobody can say what in it is hidden. */
export function maskJson(text: string, hidden: Hidden): string | null {
  const read = parsed(text)
  if (read === undefined) return null
  return JSON.stringify(masked(read, null, hidden), null, 2)
}

function masked(value: unknown, of: SensitiveClass | null, hidden: Hidden): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, of, hidden))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, masked(one, classOfField(name) ?? of, hidden)]),
    )
  }
  return of !== null && hidden.has(of) && value !== null && value !== '' ? MASK : value
}

/** Every value in it with its class. */
export function valuesOfJson(text: string): { value: string; of: SensitiveClass | null }[] | null {
  const read = parsed(text)
  if (read === undefined) return null
  const found: { value: string; of: SensitiveClass | null }[] = []
  const walk = (value: unknown, of: SensitiveClass | null): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, of)
    else if (value !== null && typeof value === 'object') {
      for (const [name, one] of Object.entries(value)) walk(one, classOfField(name) ?? of)
    } else if (value !== null) found.push({ value: String(value), of })
  }
  walk(read, null)
  return found
}

/** Objects and lists only: a bare word is no document. */
function parsed(text: string): object | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return read !== null && typeof read === 'object' ? read : undefined
  } catch {
    return undefined
  }
}

type Found = Record<string, unknown>

/** Problems, as stored or inside what an event says: the value that was found, where its element is hidden. */
export function maskProblems<T>(data: T, hidden: Hidden, found: (value: string) => void = () => {}): T {
  if (hidden.size === 0 || data === null || typeof data !== 'object') return data
  if (Array.isArray(data)) return data.map((one) => maskProblems(one, hidden, found)) as T
  if (data instanceof Date) return data
  const shown = Object.fromEntries(
    Object.entries(data as Found).map(([name, value]) => [name, maskProblems(value, hidden, found)]),
  )
  const { segment, element, value } = shown
  if (typeof segment === 'string' && typeof element === 'number' && value !== undefined && value !== '') {
    // The qualifier beside it is not kept: a reference counts as one to an account.
    const of = classOfElement(segment, element, segment === 'NM1' ? ['', '1'] : ['11'])
    if (of !== null && hidden.has(of)) {
      found(String(value))
      shown['value'] = MASK
    }
  }
  return shown as T
}

/** An answer as it would be sent: values in problems, and wherever a sentence quotes them. */
export function maskAnswer(answer: unknown, hides: readonly string[]): unknown {
  const hidden = new Set(hides) as Hidden
  const values = new Set<string>()
  const masked = maskProblems(answer, hidden, (value) => values.add(value))
  return values.size === 0 ? answer : unquoted(masked, [...values])
}

function unquoted(data: unknown, values: readonly string[]): unknown {
  if (typeof data === 'string') return values.reduce((text, one) => text.replaceAll(`"${one}"`, `"${MASK}"`), data)
  if (Array.isArray(data)) return data.map((one) => unquoted(one, values))
  if (data === null || typeof data !== 'object' || data instanceof Date) return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, unquoted(value, values)]))
}
