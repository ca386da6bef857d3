import { Building, type Item, type Target, valueAt } from './building.ts'
import type { Lineage, Loss } from './report.ts'
import {
  ENVELOPE,
  further,
  type MessageTable,
  type PairsRule,
  type Place,
  placeOf,
  type SegmentRule,
  type SegmentView,
  textAt,
} from './segment-rules.ts'

export interface Read {
  document: Item
  losses: Loss[]
  lineage: Lineage[]
}

interface Open {
  rules: readonly SegmentRule[]
  target: Target
  /** What it belongs to could not be read: what follows is lost with it. */
  isLost: boolean
}

/** Finds the part of the document that a level of a hierarchy is about, such as an HL of an 856. */
export type Levels = (level: string, segment: SegmentView, building: Building) => Target

const ELEMENTS_MAX = 40
const COMPONENTS_MAX = 10

/** Reads a message segment by segment, without keeping them: a segment belongs to the innermost open group that knows it. */
export class SegmentReading {
  readonly #table: MessageTable
  readonly #levels: Levels | undefined
  readonly #building = new Building()
  #open: Open[]
  #position = 0

  constructor(table: MessageTable, levels?: Levels) {
    this.#table = table
    this.#levels = levels
    this.#building.document['kind'] = undefined // stands first
    this.#open = [{ rules: table.rules, target: this.#building.root, isLost: false }]
  }

  segment(segment: SegmentView): void {
    this.#position++
    if (ENVELOPE.has(segment.tag)) return
    for (let depth = this.#open.length - 1; depth >= 0; depth--) {
      const { rules, target, isLost } = this.#open[depth]!
      const rule = rules.find((each) => each.tag === segment.tag && fits(each, segment))
      if (!rule) continue
      this.#open.length = depth + 1
      if (isLost) this.#loseAll(rule, segment)
      else this.#read(rule, segment, target)
      return
    }
    this.#lose(segment, new Set(), 'the canonical form has no place for this segment')
  }

  end(): Read {
    const { document, losses, lineage } = this.#building
    document['kind'] ??= this.#table.kinds[0]
    // What was remembered for lines that never came is told of nothing.
    const kept = this.#levels ? lineage.filter(({ path }) => valueAt(document, path) !== undefined) : lineage
    return { document: withoutEmpty(document) as Item, losses, lineage: kept }
  }

  #read(rule: SegmentRule, segment: SegmentView, around: Target): void {
    const lacking = rule.each === undefined ? undefined : lackingOf(rule, segment)
    if (lacking !== undefined) {
      this.#loseAll(rule, segment, `expected ${lacking}`)
      return
    }
    let target = around
    if (rule.level !== undefined && this.#levels) target = this.#levels(rule.level, segment, this.#building)
    else if (rule.each) target = this.#building.add(around, rule.each)
    for (const [path, value] of Object.entries(rule.of ?? {})) {
      this.#building.set(target, path, typeof value === 'string' ? value : value[0]!)
    }
    const handled = new Set<Place>([...keysOf(rule.when), ...keysOf(rule.always), ...keysOf(rule.count)])
    for (const field of rule.fields ?? []) this.#field(field, segment, { target, handled })
    for (const pairs of rule.pairs ?? []) this.#pairs(pairs, segment, { target, handled })
    for (const part of rule.parts ?? []) {
      const places = part.fields.flatMap(([place]) => place)
      if (places.every((place) => textAt(segment, place).trim() === '')) continue
      const item = this.#building.add(target, part.each)
      for (const [path, value] of Object.entries(part.of)) this.#building.set(item, path, value)
      for (const field of part.fields) this.#field(field, segment, { target: item, handled })
    }
    this.#lose(segment, handled, 'the canonical form has no place for this element')
    if (rule.rules) this.#open.push({ rules: rule.rules, target, isLost: false })
  }

  /** Without what it needs a segment says nothing, nor does what follows it in its group. */
  #loseAll(rule: SegmentRule, segment: SegmentView, reason = 'what it belongs to could not be read'): void {
    this.#lose(segment, new Set(), reason)
    if (rule.rules) this.#open.push({ rules: rule.rules, target: this.#building.root, isLost: true })
  }

  #field(
    [place, path, form]: NonNullable<SegmentRule['fields']>[number],
    segment: SegmentView,
    { target, handled }: { target: Target; handled: Set<Place> },
  ): void {
    const at = typeof place === 'string' ? [place] : place
    const texts = at.map((each) => textAt(segment, each))
    for (const each of at) handled.add(each)
    if (texts.every((text) => text.trim() === '')) return
    const value = form.read(texts)
    const where = this.#where(segment, at[0]!)
    const whole = path.startsWith('/') ? this.#building.root : target
    const inner = path.replace(/^\//, '')
    if (value === '') return
    if (value === undefined) this.#building.lose(where, texts.join(' '), `expected ${form.expected}`)
    else if (!this.#building.set(whole, inner, value)) {
      this.#building.lose(where, texts.join(' '), `${inner} is known already`)
    } else this.#building.from(whole, inner, where, `${this.#table.name} ${segment.tag}/${at[0]}`)
  }

  #pairs(pairs: PairsRule, segment: SegmentView, { target, handled }: { target: Target; handled: Set<Place> }): void {
    for (let n = 0; n < pairs.count; n++) {
      const at = further(pairs.value, n * pairs.step)
      const codeAt = further(pairs.code, n * pairs.step)
      const found = textAt(segment, at).trim()
      const code = textAt(segment, codeAt).trim()
      if (found === '') continue // a code alone remains unhandled, and is told
      handled.add(at).add(codeAt)
      const value = pairs.valueForm.read([found])
      const where = this.#where(segment, at)
      if (value === undefined) {
        this.#building.lose(where, found, `expected ${pairs.valueForm.expected}`)
        continue
      }
      const item = this.#building.add(target, pairs.list)
      const name = pairs.form.read([code])
      const rule = `${this.#table.name} ${segment.tag}/${at}`
      if (name !== undefined) this.#building.set(item, pairs.names[0], name)
      if (name !== undefined) this.#building.from(item, pairs.names[0], this.#where(segment, codeAt), rule)
      this.#building.set(item, pairs.names[1], value)
      this.#building.from(item, pairs.names[1], where, rule)
    }
  }

  /** Tells every element that nothing was made of. */
  #lose(segment: SegmentView, handled: ReadonlySet<Place>, reason: string): void {
    const count = segment.count ?? ELEMENTS_MAX
    for (let element = 1; element <= count; element++) {
      if (handled.has(String(element))) continue
      for (let component = 1; component <= COMPONENTS_MAX; component++) {
        const place = `${element}.${component}`
        const found = segment.component(element, component)
        if (handled.has(place) || found.trim() === '') continue
        this.#building.lose(this.#where(segment, place), found, reason)
      }
    }
  }

  #where(segment: SegmentView, place: Place): string {
    const [element, component] = placeOf(place)
    const inner = this.#table.standard === 'x12' && component < 2 ? '' : `:${component || 1}`
    return `${segment.tag}[${this.#position}]/${String(element).padStart(2, '0')}${inner}`
  }
}

function fits(rule: SegmentRule, segment: SegmentView): boolean {
  for (const [place, wanted] of Object.entries(rule.when ?? {})) {
    const found = textAt(segment, place).trim()
    if (typeof wanted === 'string' ? found !== wanted : !wanted.includes(found)) return false
  }
  return true
}

/** What a segment needs and does not have, or has as what cannot be read. */
function lackingOf(rule: SegmentRule, segment: SegmentView): string | undefined {
  for (const [place, , form, need] of rule.fields ?? []) {
    const at = typeof place === 'string' ? [place] : place
    if (need && form.read(at.map((each) => textAt(segment, each))) === undefined) return form.expected
  }
  return undefined
}

function keysOf(record: Readonly<Record<string, unknown>> | undefined): string[] {
  return record ? Object.keys(record) : []
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
