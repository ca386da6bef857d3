import type { SensitiveClass } from './classes.ts'

/** Components of an element that are of a class: from this one on, or only this one; the qualifier before them says nothing. */
interface Place {
  of: SensitiveClass
  from: number
  to?: number
}

type Places = Record<number, Place>

const behind = (of: SensitiveClass, ...elements: number[]): Places =>
  Object.fromEntries(elements.map((element) => [element, { of, from: 2 }]))
const whole = (of: SensitiveClass, ...elements: number[]): Places =>
  Object.fromEntries(elements.map((element) => [element, { of, from: 1 }]))
/** 3148 is the number, 3155 behind it its kind. */
const number: Place = { of: 'person', from: 1, to: 1 }

/** Elements of EDIFACT by segment. The name in NAD may be that of a person: nothing in it says which it is. */
const PLACES: Record<string, Places> = {
  FII: whole('bank', 2, 3),
  PRI: behind('price', 1),
  APR: whole('price', 2),
  MOA: behind('price', 1),
  PCD: behind('price', 1),
  RTE: behind('price', 1),
  TAX: { ...whole('price', 4), 5: { of: 'price', from: 4 } },
  CUX: whole('price', 3),
  CTA: whole('person', 2),
  COM: { 1: number, 2: number, 3: number },
  NAD: whole('person', 3, 4),
  PNA: whole('person', 2, 3, 4, 5, 6, 7, 8, 9, 10),
  // Free text, and the descriptions that stand behind the code of an item.
  FTX: whole('text', 4),
  IMD: { 3: { of: 'text', from: 4 } },
}

/** A reference is an account at a bank where 1153 says so. */
const ACCOUNT_QUALIFIERS = new Set(['ADE', 'PB', 'PF', 'PG'])
const ACCOUNT: Place = { of: 'bank', from: 2 }

/** Something of this segment may be of a class that is hidden. */
export function mayHide(tag: string, hidden: ReadonlySet<SensitiveClass>): boolean {
  if (tag === 'RFF') return hidden.has(ACCOUNT.of)
  return Object.hasOwn(PLACES, tag) && Object.values(PLACES[tag]!).some((place) => hidden.has(place.of))
}

/**
 * The class of a component; null: everybody may see it who may see the document. `component` is undefined where the element has no
 * parts: then it counts as the whole of what may stand there. `qualifier`: the first component of the first element.
 */
export function classOfComponent(
  tag: string,
  { element, component }: { element: number; component: number | undefined },
  qualifier: string,
): SensitiveClass | null {
  const known = Object.hasOwn(PLACES, tag) ? PLACES[tag]![element] : undefined
  const place = tag === 'RFF' && element === 1 && ACCOUNT_QUALIFIERS.has(qualifier) ? ACCOUNT : known
  if (!place) return null
  if (component === undefined) return place.of
  return component >= place.from && component <= (place.to ?? component) ? place.of : null
}
