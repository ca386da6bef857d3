import { classOfElement, classOfField, MASK, type SensitiveClass } from './classes.ts'
import { classOfComponent, mayHide } from './messages.ts'

type Hidden = ReadonlySet<SensitiveClass>

export interface Marks {
  element: string
  terminator: string
  /** Of EDIFACT; left out: X12. */
  edifact?: { component: string; repetition: string | null; release: string | null }
}

/** A set's bytes as text, each hidden value replaced by the mark. */
export function maskSet(text: string, marks: Marks, hidden: Hidden): string {
  if (hidden.size === 0) return text
  if (marks.edifact) return maskMessage(text, { ...marks, edifact: marks.edifact }, hidden)
  return text
    .split(marks.terminator)
    .map((segment) => maskSegment(segment, marks.element, hidden))
    .join(marks.terminator)
}

function maskMessage(text: string, marks: Required<Marks>, hidden: Hidden): string {
  const { element, terminator, edifact } = marks
  const { component, repetition, release } = edifact
  const segments = released(text, terminator, release).map((segment) => {
    const [tag = '', ...elements] = released(segment, element, release)
    if (!mayHide(tag.trim(), hidden)) return segment
    const qualifier = released(elements[0] ?? '', component, release)[0]!
    const masked = elements.map((value, at) => {
      const repeats = repetition === null ? [value] : released(value, repetition, release)
      return repeats
        .map((one) => {
          const parts = released(one, component, release)
          const shown = parts.map((part, index) => {
            const place = { element: at + 1, component: parts.length > 1 ? index + 1 : undefined }
            return maskComponent(tag.trim(), part, { ...place, qualifier }, hidden)
          })
          return shown.join(component)
        })
        .join(repetition ?? '')
    })
    return [tag, ...masked].join(element)
  })
  return segments.join(terminator)
}

/** One value of a message; `component` is undefined where its element has no parts. */
export function maskComponent(
  tag: string,
  value: string,
  { qualifier, ...place }: { element: number; component: number | undefined; qualifier: string },
  hidden: Hidden,
): string {
  const of = value === '' ? null : classOfComponent(tag, place, qualifier)
  return of !== null && hidden.has(of) ? MASK : value
}

/** Split where the separator is not released (ISO 9735 §6). */
function released(text: string, separator: string, release: string | null): string[] {
  const parts = text.split(separator)
  if (release === null || !text.includes(release)) return parts
  const found: string[] = []
  let open = ''
  for (const part of parts) {
    const whole = open + part
    if (endsReleasing(part, release)) open = whole + separator
    else {
      found.push(whole)
      open = ''
    }
  }
  return open === '' ? found : [...found, open.slice(0, -separator.length)]
}

/** An odd number of release characters at its end. */
function endsReleasing(text: string, release: string): boolean {
  let count = 0
  while (text[text.length - 1 - count] === release) count++
  return count % 2 === 1
}

/** One segment, which may stand behind a line break. */
export function maskSegment(text: string, separator: string, hidden: Hidden): string {
  const [tag = '', ...elements] = text.split(separator)
  return [tag, ...maskElements(tag.trim(), elements, hidden)].join(separator)
}

/** Of a segment whose separator nobody says: what stands behind its tag. */
export function maskLooseSegment(text: string, hidden: Hidden): string {
  const separator = /^\s*[A-Z][A-Z0-9]{1,2}([^A-Za-z0-9\s])/.exec(text)?.[1]
  if (separator === undefined) return MASK
  const tag = text.slice(0, text.indexOf(separator)).trim()
  // Nobody says what separates or releases the parts of its elements, if it is EDIFACT.
  if (mayHide(tag, hidden)) return text.slice(0, text.indexOf(separator) + 1) + MASK
  return maskSegment(text, separator, hidden)
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
  const { segment, element, component, value } = shown
  // What says its class itself, such as a price that is not the one ordered.
  if (hidden.has(shown['class'] as SensitiveClass)) {
    for (const name of ['value', 'found', 'expected']) {
      if (typeof shown[name] !== 'string') continue
      found(shown[name])
      shown[name] = MASK
    }
  }
  if (typeof segment === 'string' && typeof element === 'number' && value !== undefined && value !== '') {
    // The qualifier beside it is not kept: a reference counts as one to an account.
    const of =
      shown['standard'] === 'edifact'
        ? classOfComponent(segment, { element, component: component as number | undefined }, 'ADE')
        : classOfElement(segment, element, segment === 'NM1' ? ['', '1'] : ['11'])
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
