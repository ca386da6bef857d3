import type { Lineage, Loss } from './report.ts'

export type Item = Record<string, unknown>

/** A part of the document that is filled or read: the document itself, a party, a line. */
export interface Target {
  item: Item
  /** From the document on; empty for the document itself. */
  path: string
}

/** An item of a list, whose path is made when somebody asks for it. */
export class Part implements Target {
  readonly item: Item
  readonly #around: Target
  readonly #list: string
  readonly #at: number

  constructor(item: Item, around: Target, list: string, at: number) {
    this.item = item
    this.#around = around
    this.#list = list
    this.#at = at
  }

  get path(): string {
    return joined(this.#around.path, `${this.#list}.${this.#at}`)
  }
}

/** A canonical document as it grows while its source is read. */
export class Building {
  readonly document: Item = {}
  readonly root: Target = { item: this.document, path: '' }
  readonly losses: Loss[] = []
  readonly lineage: Lineage[] = []
  readonly #hasLineage: boolean

  /** `lineage`: false where nobody will ask where the values come from. */
  constructor({ lineage = true }: { lineage?: boolean } = {}) {
    this.#hasLineage = lineage
  }

  /**
   * Sets a value once. False: something stands there already, and the first one stays. `date+time` takes apart what one element
   * holds.
   */
  set(target: Target, path: string, value: string): boolean {
    const [day, clock] = path.split('+')
    if (clock !== undefined) {
      const [date = '', time] = value.split('T')
      return this.set(target, day!, date) && (time === undefined || this.set(target, clock, time))
    }
    const steps = path.split('.')
    const last = steps.pop()!
    const item = opened(target.item, steps)
    const found = owned(item, last)
    if (found !== undefined) return found === value
    own(item, last, value)
    return true
  }

  /** The part of a list of which the same is said already, else a new one. */
  same(target: Target, list: string, of: Readonly<Record<string, string | readonly string[]>> = {}): Target {
    const items = (valueAt(target.item, list) ?? []) as Item[]
    const isSame = (item: Item) =>
      Object.entries(of).every(([path, value]) => item[path] === (typeof value === 'string' ? value : value[0]))
    const at = items.findIndex(isSame)
    return at < 0 ? this.add(target, list) : { item: items[at]!, path: joined(target.path, `${list}.${at}`) }
  }

  /** Adds a part to a list of a part that our tables name: as `add`, and quicker. */
  append(target: Target, list: string): Target {
    const item: Item = {}
    return new Part(item, target, list, added(target.item, list, item).length - 1)
  }

  /** Adds a part to a list. */
  add(target: Target, list: string): Target {
    const steps = list.split('.')
    const last = steps.pop()!
    const holder = opened(target.item, steps)
    const found = owned(holder, last)
    const items: Item[] = Array.isArray(found) ? found : []
    if (items !== found) own(holder, last, items)
    const item: Item = {}
    items.push(item)
    return { item, path: joined(target.path, `${list}.${items.length - 1}`) }
  }

  from(target: Target, path: string, at: string, rule: string): void {
    if (!this.#hasLineage) return
    for (const each of path.split('+')) {
      if (valueAt(target.item, each) !== undefined) this.lineage.push({ path: joined(target.path, each), at, rule })
    }
  }

  /** Nothing is dropped in silence: what has no place is told, and kept beside. */
  lose(at: string, value: string, reason: string): void {
    this.losses.push({ at, value, reason })
    Object.assign(this.add(this.root, 'extensions').item, { at, value })
  }
}

export function joined(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`
}

export function valueAt(item: Item, path: string): unknown {
  let value: unknown = item
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = owned(value as Item, step)
  }
  return value
}

/** Adds to a list of an item that our tables name, made where it is not there; returns the list. */
function added(item: Item, list: string, one: Item): Item[] {
  const found = item[list]
  if (Array.isArray(found)) {
    found.push(one)
    return found
  }
  const made = [one]
  item[list] = made
  return made
}

/** Adds the first so many of some to a list of an item that our tables name. */
export function addAll(item: Item, list: string, some: readonly Item[], count: number): void {
  if (countOf(item, list) > 0) for (let n = 0; n < count; n++) added(item, list, some[n]!)
  else item[list] = some.slice(0, count)
}

export function countOf(item: Item, list: string): number {
  const found = item[list]
  return Array.isArray(found) ? found.length : 0
}

/** What an item has itself: paths of layouts are not ours, and `constructor` is something that every object has. */
function owned(item: Item, step: string): unknown {
  return Object.hasOwn(item, step) ? item[step] : undefined
}

function own(item: Item, step: string, value: unknown): void {
  Object.defineProperty(item, step, { value, writable: true, enumerable: true, configurable: true })
}

/** The item at the end of some steps, made where it is not there. */
function opened(item: Item, steps: readonly string[]): Item {
  let inner = item
  for (const step of steps) {
    const found = owned(inner, step)
    const next = typeof found === 'object' && found !== null ? (found as Item) : {}
    if (next !== found) own(inner, step, next)
    inner = next
  }
  return inner
}

/** Without parts that nothing was said of. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((item) => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, withoutEmpty(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
