import { appended, Building, type Item, type Target, valueAt } from './building.ts'
import type { Lineage, Loss } from './report.ts'
import { bitOf, type SegmentCells, textIn, ViewCells } from './segment-cells.ts'
import {
  ENVELOPE_TAG,
  type FieldPlan,
  type GroupPlan,
  type PairsPlan,
  type PlacePlan,
  planOf,
  type RulePlan,
  type TablePlan,
} from './segment-plans.ts'
import type { MessageTable, SegmentView } from './segment-rules.ts'

export interface Read {
  document: Item
  losses: Loss[]
  /** Empty where it was not wanted. */
  lineage: Lineage[]
}

/** A group that may go on. Those of a reading are used again and again. */
interface Open {
  group: GroupPlan
  target: Target
  /** What it belongs to could not be read: what follows is lost with it. */
  isLost: boolean
}

/** Finds the part of the document that a level of a hierarchy is about, such as an HL of an 856. */
export type Levels = (level: string, segment: SegmentView, building: Building) => Target

export interface ReadingWishes {
  levels?: Levels | undefined
  /** False: nobody will ask where the values come from. */
  lineage?: boolean | undefined
}

/** Reads a message segment by segment, without keeping them: a segment belongs to the innermost open group that knows it. */
export class SegmentReading {
  readonly #table: MessageTable
  readonly #plan: TablePlan
  readonly #levels: Levels | undefined
  readonly #hasLineage: boolean
  readonly #building: Building
  readonly #view = new ViewCells()
  readonly #open: Open[]
  /** Of the innermost group that is open. */
  #depth = 0
  #position = 0
  /** By field of the rule at hand: null says nothing, undefined cannot be read. */
  readonly #values: (string | null | undefined)[] = []
  /** An item was made of which nothing was said so far. */
  #isHollow = false

  constructor(table: MessageTable, { levels, lineage = true }: ReadingWishes = {}) {
    this.#table = table
    this.#plan = planOf(table)
    this.#levels = levels
    this.#hasLineage = lineage
    this.#building = new Building({ lineage })
    this.#building.document['kind'] = undefined // stands first
    this.#open = [{ group: this.#plan.root, target: this.#building.root, isLost: false }]
  }

  segment(segment: SegmentView): void {
    this.take(this.#view.at(segment))
  }

  /** As `segment`, for whoever has a segment in a way that makes no text of what nobody wants. */
  take(segment: SegmentCells): void {
    this.#position++
    const tag = this.#plan.tags.get(segment.code)
    if (tag === ENVELOPE_TAG) return
    for (let depth = tag === undefined ? -1 : this.#depth; depth >= 0; depth--) {
      const { group, target, isLost } = this.#open[depth]!
      const rules = group[tag!]
      if (rules === undefined) continue
      const rule = fitting(rules, segment)
      if (rule === undefined) continue
      this.#depth = depth
      if (isLost) this.#loseAll(rule, segment)
      else this.#read(rule, segment, target)
      return
    }
    this.#lose(segment, segment.filled, null, 'the canonical form has no place for this segment')
  }

  end(): Read {
    const { document, losses, lineage } = this.#building
    document['kind'] ??= this.#table.kinds[0]
    // What was remembered for lines that never came is told of nothing.
    const kept = this.#levels ? lineage.filter(({ path }) => valueAt(document, path) !== undefined) : lineage
    const whole = this.#isHollow || this.#levels ? (withoutEmpty(document) as Item) : document
    return { document: whole, losses, lineage: kept }
  }

  #read(rule: RulePlan, segment: SegmentCells, around: Target): void {
    const { fields, parts } = rule
    const values = this.#values
    for (let n = 0; n < fields.length; n++) {
      const field = fields[n]!
      const value = (field.bits & segment.filled) === 0 ? null : saidBy(field, segment)
      values[n] = value
      if (field.isNeeded && rule.each !== undefined && !value && isLacking(field, segment)) {
        this.#loseAll(rule, segment, `expected ${field.form.expected}`)
        return
      }
    }
    let target = around
    if (rule.level !== undefined && this.#levels) target = this.#levels(rule.level, segment, this.#building)
    else if (rule.each !== undefined) target = this.#building.append(around, rule.each)
    let said = rule.of.length
    for (const [path, value] of rule.of) this.#building.set(target, path, value)
    for (let n = 0; n < fields.length; n++) {
      const value = values[n]
      if (value === null) continue
      this.#say(fields[n]!, value, segment, target)
      said++
    }
    let handled = rule.handled
    for (const pairs of rule.pairs) handled |= this.#pairs(pairs, segment, target)
    if (parts.length > 0) this.#parts(rule, segment, target)
    const rest = segment.filled & ~handled
    if (rest !== 0) this.#lose(segment, rest, rule, 'the canonical form has no place for this element')
    if (said === 0) this.#isHollow ||= rule.each !== undefined && isEmpty(target.item)
    if (rule.group) this.#enter(rule.group, target, false)
  }

  #enter(group: GroupPlan, target: Target, isLost: boolean): void {
    const open = this.#open[++this.#depth]
    if (open === undefined) {
      this.#open.push({ group, target, isLost })
      return
    }
    open.group = group
    open.target = target
    open.isLost = isLost
  }

  /** Without what it needs a segment says nothing, nor does what follows it in its group. */
  #loseAll(rule: RulePlan, segment: SegmentCells, reason = 'what it belongs to could not be read'): void {
    this.#lose(segment, segment.filled, null, reason)
    if (rule.group) this.#enter(rule.group, this.#building.root, true)
  }

  /** What a field says of a part; undefined: something that cannot be read. */
  #say(field: FieldPlan, value: string | undefined, segment: SegmentCells, target: Target): void {
    const whole = field.isOfDocument ? this.#building.root : target
    if (value === undefined) this.#loseField(field, segment, `expected ${field.form.expected}`)
    else if (!(field.isTakenApart ? this.#building.set(whole, field.path, value) : put(whole.item, field, value))) {
      this.#loseField(field, segment, `${field.path} is known already`)
    } else if (this.#hasLineage) this.#building.from(whole, field.path, this.#where(segment, field), field.rule)
  }

  #loseField(field: FieldPlan, segment: SegmentCells, reason: string): void {
    this.#building.lose(this.#where(segment, field), textsOf(field, segment).join(' '), reason)
  }

  /** Returns the elements that are handled. */
  #pairs({ pairs, list, names, form, valueForm }: PairsPlan, segment: SegmentCells, target: Target): number {
    let handled = 0
    for (const pair of pairs) {
      const { value: at, code: codeAt } = pair
      if (at.element > segment.count) break
      if ((segment.filled & pair.bit) === 0) continue // a code alone remains unhandled, and is told
      const found = textIn(segment, at.element, at.component).trim()
      if (found === '') continue
      handled |= pair.handled
      const value = valueForm.read([found])
      if (value === undefined) {
        this.#building.lose(this.#where(segment, at), found, `expected ${valueForm.expected}`)
        continue
      }
      const key = segment.key(codeAt.element, codeAt.component)
      let name = pair.name
      if (key !== pair.key || key < 0) {
        name = form.read([textIn(segment, codeAt.element, codeAt.component).trim()])
        pair.key = key
        pair.name = name
      }
      const item = name === undefined ? { value } : PAIRS[names[0]](name, value)
      const n = appended(target.item, list, item)
      if (!this.#hasLineage) continue
      const part = { item, path: `${target.path === '' ? '' : `${target.path}.`}${list}.${n}` }
      if (name !== undefined) this.#building.from(part, names[0], this.#where(segment, codeAt), at.rule)
      this.#building.from(part, names[1], this.#where(segment, at), at.rule)
    }
    return handled
  }

  #parts({ parts }: RulePlan, segment: SegmentCells, target: Target): void {
    for (const part of parts) {
      if ((segment.filled & part.bits) === 0) continue
      if (part.places.every((at) => isBlank(textIn(segment, at.element, at.component)))) continue
      const item = this.#building.append(target, part.each)
      for (const [path, value] of part.of) this.#building.set(item, path, value)
      for (const field of part.fields) {
        const value = saidBy(field, segment)
        if (value !== null) this.#say(field, value, segment, item)
      }
      this.#isHollow ||= isEmpty(item.item)
    }
  }

  /** Tells every element of some that nothing was made of; `rule` says what of them was handled. */
  #lose(segment: SegmentCells, elements: number, rule: RulePlan | null, reason: string): void {
    for (let element = 1; element <= segment.count; element++) {
      if ((elements & bitOf(element)) === 0 || rule?.handledWhole.has(element)) continue
      const components = segment.components(element)
      for (let component = 1; component <= components; component++) {
        if (rule && isHandled(rule, segment, element, component)) continue
        const found = segment.component(element, component)
        if (isBlank(found)) continue
        this.#building.lose(this.#where(segment, { element, component }), found, reason)
      }
    }
  }

  #where(segment: SegmentCells, { element, component }: Pick<PlacePlan, 'element' | 'component'>): string {
    const inner = this.#table.standard === 'x12' && component < 2 ? '' : `:${component || 1}`
    return `${segment.tag}[${this.#position}]/${String(element).padStart(2, '0')}${inner}`
  }
}

/** Items of two names, each made at once. */
const PAIRS = {
  scheme: (scheme: string, value: string) => ({ scheme, value }),
  kind: (kind: string, value: string) => ({ kind, value }),
  type: (type: string, value: string) => ({ type, value }),
} satisfies Record<PairsPlan['names'][0], (name: string, value: string) => Item>

/** The first rule that is about such a segment. */
function fitting(rules: readonly RulePlan[], segment: SegmentCells): RulePlan | undefined {
  for (let n = 0; n < rules.length; n++) if (fits(rules[n]!, segment)) return rules[n]
  return undefined
}

function fits({ when }: RulePlan, segment: SegmentCells): boolean {
  for (let n = 0; n < when.length; n++) {
    const { element, component, texts, keys } = when[n]!
    if (keys.includes(segment.key(element, component))) continue
    if (!texts.includes(textIn(segment, element, component).trim())) return false
  }
  return true
}

/** What a field says: null where that is nothing, undefined where it cannot be read. */
function saidBy(field: FieldPlan, segment: SegmentCells): string | null | undefined {
  if (field.places.length > 1) {
    const texts = textsOf(field, segment)
    if (texts.every(isBlank)) return null
    const value = field.form.read(texts)
    return value === '' ? null : value
  }
  const key = segment.key(field.element, field.component)
  if (key === field.key) return field.value
  const text = textIn(segment, field.element, field.component)
  if (isBlank(text)) return null
  const value = field.form.read([text])
  if (value === undefined) return undefined
  if (key > 0) {
    field.key = key
    field.value = value === '' ? null : value
  }
  return value === '' ? null : value
}

function textsOf({ places }: FieldPlan, segment: SegmentCells): string[] {
  return places.map(({ element, component }) => textIn(segment, element, component))
}

/** A segment cannot do without this and has nothing, or what cannot be read: being nothing of note is something. */
function isLacking(field: FieldPlan, segment: SegmentCells): boolean {
  return field.form.read(textsOf(field, segment)) === undefined
}

/** Sets what a field of our tables says; false: another value stands there. */
function put(item: Item, { holders, last, isFirst }: FieldPlan, value: string): boolean {
  let inner = item
  for (let n = 0; n < holders.length; n++) {
    const holder = holders[n]!
    let next = inner[holder]
    if (typeof next !== 'object' || next === null) {
      next = {}
      inner[holder] = next
    }
    inner = next as Item
  }
  const found = isFirst ? undefined : inner[last]
  if (found !== undefined) return found === value
  inner[last] = value
  return true
}

/** A component is handled where a row names it, or the pair that it is of has a value. */
function isHandled(rule: RulePlan, segment: SegmentCells, element: number, component: number): boolean {
  if (((rule.components.get(element) ?? 0) & (1 << component)) !== 0) return true
  const isThis = (at: PlacePlan) => at.element === element && (at.component === 0 || at.component === component)
  return rule.pairs.some(({ pairs }) =>
    pairs.some(
      ({ value, code }) => (isThis(value) || isThis(code)) && !isBlank(textIn(segment, value.element, value.component)),
    ),
  )
}

function isBlank(text: string): boolean {
  return !(text.charCodeAt(0) > 0x20 && text.charCodeAt(0) < 0x7f) && text.trim() === ''
}

function isEmpty(item: Item): boolean {
  for (const _ in item) return false
  return true
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
