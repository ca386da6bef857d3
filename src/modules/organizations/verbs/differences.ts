import { isDeepStrictEqual } from 'node:util'

/** What changes, by field: before and after. What is not given stays. */
export function differences<T extends object>(before: T, given: Partial<T>): { [K in keyof T]?: [T[K], T[K]] } {
  const found: { [K in keyof T]?: [T[K], T[K]] } = {}
  for (const field of Object.keys(given) as (keyof T)[]) {
    const after = given[field]
    if (after !== undefined && !isDeepStrictEqual(before[field], after)) found[field] = [before[field], after]
  }
  return found
}

export function isEmpty(found: object): boolean {
  return Object.keys(found).length === 0
}
