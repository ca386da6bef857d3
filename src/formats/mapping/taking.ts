import { type Item, joined, Part, type Target, valueAt } from './building.ts'
import type { Form } from './forms.ts'
import type { Loss } from './report.ts'

/** What of a canonical document has been taken into a format; what remains at the end is lost. */
export class Taking {
  readonly #document: Item
  readonly #format: string
  /** Names by what holds them: paths of a large document would take more memory than it does. */
  readonly #taken = new Map<object, string[]>()
  readonly #claimed = new Set<Item>()
  readonly #reasons = new Map<string, string>()
  readonly #changed: Loss[] = []

  constructor(document: object, format: string) {
    this.#document = document as Item
    this.#format = format
  }

  get root(): Target {
    return { item: this.#document, path: '' }
  }

  /** The text at a path; one that begins with `/` is of the document. */
  value(target: Target, path: string): string | undefined {
    const [day, clock] = path.split('+')
    if (clock !== undefined) {
      const [date, time] = [this.value(target, day!), this.value(target, clock)]
      return date !== undefined && time !== undefined ? `${date}T${time}` : date
    }
    const value = path.startsWith('/') ? valueAt(this.#document, path.slice(1)) : valueAt(target.item, path)
    return typeof value === 'string' ? value : undefined
  }

  /** How the format writes a value. What it cannot write, or would read otherwise, is remembered with the reason. */
  written(target: Target, path: string, form: Form): readonly string[] | undefined {
    const value = this.value(target, path)
    if (value === undefined) return undefined
    const texts = form.write(value)
    if (texts === undefined)
      this.#reasons.set(joined(target.path, path), `here ${this.#format} carries ${form.expected}`)
    return texts
  }

  take(target: Target, path: string, form?: Form): void {
    const value = this.value(target, path)
    if (value === undefined || !this.#takes(target, path) || !form) return
    const back = form.read(form.write(value) ?? [])
    if (back !== undefined && (back === value || form.same?.(back, value))) return
    // Of `date+time` the time is what is changed.
    this.change(wholeOf(target, path.split('+').at(-1)!), value, back ?? '')
  }

  /** Its place holds another value, which it will be read as. */
  takeAs(target: Target, path: string, now: string): void {
    this.#takes(target, path)
    this.change(wholeOf(target, path), this.value(target, path)!, now)
  }

  /** False where it was taken before. */
  #takes(target: Target, path: string): boolean {
    let isNew = false
    for (const each of path.split('+')) {
      const isOfDocument = each.startsWith('/')
      const steps = (isOfDocument ? each.slice(1) : each).split('.')
      const name = steps.pop()!
      let holder: unknown = isOfDocument ? this.#document : target.item
      for (const step of steps) holder = typeof holder === 'object' && holder !== null ? (holder as Item)[step] : null
      if (typeof holder !== 'object' || holder === null) continue
      const taken = this.#taken.get(holder)
      if (taken?.includes(name)) continue
      isNew = true
      if (taken) taken.push(name)
      else this.#taken.set(holder, [name])
    }
    return isNew
  }

  /** Something is carried, but would be read as something else. */
  change(path: string, value: string, now: string): void {
    this.#changed.push({ path, value, now, reason: `${this.#format} has it as "${now}"` })
  }

  /** The parts of a list that nothing has been made of yet. */
  items(target: Target, list: string): Target[] {
    const found = valueAt(target.item, list)
    if (!Array.isArray(found)) return []
    return found
      .map((item: Item, at): Target => new Part(item, target, list, at))
      .filter(({ item }) => !this.#claimed.has(item))
  }

  /** Those of a list that are meant, in the order of the values that `of` allows. */
  meant(target: Target, list: string, of: Readonly<Record<string, string | readonly string[]>> = {}): Target[] {
    const wanted = Object.entries(of)
    const rank = (item: Target) =>
      wanted.reduce((sum, [path, values]) => {
        const value = this.value(item, path)
        const at =
          value === undefined ? -1 : typeof values === 'string' ? (value === values ? 0 : -1) : values.indexOf(value)
        return at < 0 ? Number.POSITIVE_INFINITY : sum + at
      }, 0)
    return this.items(target, list)
      .map((item) => ({ item, rank: rank(item) }))
      .filter((each) => each.rank < Number.POSITIVE_INFINITY)
      .sort((one, other) => one.rank - other.rank)
      .map(({ item }) => item)
  }

  /** What the place itself says of an item is carried with it. */
  takeMeant(item: Target, of: Readonly<Record<string, string | readonly string[]>> = {}): void {
    for (const [path, wanted] of Object.entries(of)) {
      const value = this.value(item, path)!
      const isNew = this.#takes(item, path)
      if (isNew && typeof wanted !== 'string' && value !== wanted[0])
        this.change(wholeOf(item, path), value, wanted[0]!)
    }
  }

  claim(target: Target): void {
    this.#claimed.add(target.item)
  }

  /** Whatever was not taken, with the reason, behind what was carried in another way. */
  losses(): Loss[] {
    const lost: Loss[] = [...this.#changed]
    this.#left(this.#document, '', lost)
    return lost
  }

  #left(holder: object, around: string, lost: Loss[]): void {
    const taken = this.#taken.get(holder)
    for (const step in holder) {
      const inner = (holder as Item)[step]
      if (typeof inner === 'object' && inner !== null) this.#left(inner, joined(around, step), lost)
      if (typeof inner !== 'string' || taken?.includes(step)) continue
      const path = joined(around, step)
      if (path === 'kind') continue
      lost.push({ path, value: inner, reason: this.#reasons.get(path) ?? `${this.#format} has no place for it` })
    }
  }
}

const wholeOf = (target: Target, path: string) => (path.startsWith('/') ? path.slice(1) : joined(target.path, path))

/** All texts of a document with their paths. */
export function leavesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([step, inner]) => leavesOf(inner, joined(path, step)))
}
