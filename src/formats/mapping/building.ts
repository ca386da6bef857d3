import type { Lineage, Loss } from './report.ts'

export type Item = Record<string, unknown>

/** A part of the document that is filled or read: the document itself, a party, a line. */
export interface Target {
  item: Item
  /** From the document on; empty for the document itself. */
  path: string
}

/** A canonical document as it grows while its source is read. */
export class Building {
  readonly document: Item = {}
  readonly losses: Loss[] = []
  readonly lineage: Lineage[] = []

  get root(): Target {
    return { item: this.document, path: '' }
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
    let item = target.item
    for (const step of steps) item = (item[step] ??= {}) as Item
    if (item[last] !== undefined) return item[last] === value
    item[last] = value
    return true
  }

  /** The part of a list of which the same is said already, else a new one. */
  same(target: Target, list: string, of: Readonly<Record<string, string | readonly string[]>> = {}): Target {
    const items = (target.item[list] ?? []) as Item[]
    const isSame = (item: Item) =>
      Object.entries(of).every(([path, value]) => item[path] === (typeof value === 'string' ? value : value[0]))
    const at = items.findIndex(isSame)
    return at < 0 ? this.add(target, list) : { item: items[at]!, path: joined(target.path, `${list}.${at}`) }
  }

  /** Adds a part to a list. */
  add(target: Target, list: string): Target {
    const found = target.item[list]
    const items: Item[] = Array.isArray(found) ? found : []
    target.item[list] = items
    const item: Item = {}
    items.push(item)
    return { item, path: joined(target.path, `${list}.${items.length - 1}`) }
  }

  from(target: Target, path: string, at: string, rule: string): void {
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
    value = (value as Item)[step]
  }
  return value
}
