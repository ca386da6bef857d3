/** A place in which two things differ: undefined says nothing there. */
export interface Difference {
  path: string
  before: unknown
  after: unknown
}

/** Where the second differs from the first, by path such as `retry.attemptsMax`; lists count as one value. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [from, to] = [flat(before), flat(after)]
  const all = [...new Set([...from.keys(), ...to.keys()])].sort()
  return all
    .map((path) => ({ path, before: from.get(path), after: to.get(path) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after))
}

/** Every value with its path. */
export function flat(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return new Map(path === '' ? [] : [[path, value]])
  return new Map(
    Object.entries(value).flatMap(([name, inside]) => [...flat(inside, path === '' ? name : `${path}.${name}`)]),
  )
}

/** As people read it: words without quotes, the rest as JSON. */
export function shownValue(value: unknown, nothing: string): string {
  if (value === undefined || value === null) return nothing
  return typeof value === 'string' ? value : JSON.stringify(value)
}
