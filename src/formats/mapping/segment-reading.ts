import { addAll, Building, countOf, type Item, joined, type Target, valueAt, withoutEmpty } from './building.ts'
import { type Form, trimmed } from './forms.ts'
import type { Lineage, Loss } from './report.ts'
import { BITS_MAX, bitOf, type SegmentCells, textIn, ViewCells, withRepeat } from './segment-cells.ts'
import {
  ENVELOPE_TAG,
  type FieldPlan,
  type Following,
  type GroupPlan,
  type PairsPlan,
  type PlacePlan,
  planOf,
  type RulePlan,
  type TablePlan,
  TRIES,
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
  /** By which the segment before was read. */
  #last: Following
  #position = 0
  /** A list of one text that is used again and again: no form keeps it. */
  readonly #alone = ['']
  /** Of the pairs at hand. */
  readonly #items: Item[] = []
  /** What the segment at hand was read by (null: nothing was made of it), and the part that it is about. */
  #rule: RulePlan | null = null
  #target: Target
  /** An item was made of which nothing was said so far. */
  #isHollow = false

  constructor(table: MessageTable, { levels, lineage = true }: ReadingWishes = {}) {
    this.#table = table
    this.#plan = planOf(table)
    this.#last = this.#plan.first
    this.#levels = levels
    this.#hasLineage = lineage
    this.#building = new Building({ lineage })
    this.#target = this.#building.root
    this.#building.document['kind'] = undefined // stands first
    this.#open = [{ group: this.#plan.root, target: this.#building.root, isLost: false }]
  }

  /** Whoever has it as cells spares the texts that nobody wants. */
  segment(segment: SegmentView | SegmentCells): void {
    this.#rule = null
    this.#take('filled' in segment ? segment : this.#view.at(segment))
    if (segment.repeats) this.#repeats(segment, segment.repeats)
  }

  #repeats(segment: SegmentView, repeats: NonNullable<SegmentView['repeats']>): void {
    const [rule, target] = [this.#rule, this.#target]
    for (let element = 1; element <= (segment.count ?? 0); element++)
      for (const repeat of repeats(element)) {
        const alone = withRepeat(segment, element, repeat)
        if (rule) this.#repeat(alone, element, rule, target)
        else this.#lose(alone, bitOf(element), null, 'nothing was made of this segment')
      }
  }

  /** A repeat is a further pair or, where its element makes the item, a further item; else there is no list for it. */
  #repeat(segment: SegmentCells, element: number, rule: RulePlan, target: Target): void {
    const isOfElement = (at: PlacePlan) => at.element === element
    const plan = rule.pairs.find(({ pairs }) => pairs.some(({ value }) => isOfElement(value)))
    if (plan) {
      const pairs = plan.pairs.filter(({ value, code }) => isOfElement(value) && isOfElement(code))
      this.#pairs({ ...plan, pairs, isFirst: false }, segment, target)
      this.#lose(segment, bitOf(element), rule, 'the canonical form has no place for this element')
    } else if ([...rule.when, ...rule.needed].some(isOfElement)) this.#again(segment, element)
    else this.#lose(segment, bitOf(element), null, 'the canonical form has one place for this repeated element')
  }

  /** Reads the segment once more, of which only this element is new; what follows belongs to the first one. */
  #again(segment: SegmentCells, element: number): void {
    const [depth, last, losses] = [this.#depth, this.#last, this.#building.losses]
    const open = this.#open.slice(0, depth + 1).map((each) => ({ ...each }))
    const told = losses.length
    this.#position--
    this.#take(segment)
    for (const [n, each] of open.entries()) Object.assign(this.#open[n]!, each)
    this.#depth = depth
    this.#last = last
    const [place] = this.#where(segment, { element, component: 0 }).split(':')
    const ofElement = losses.splice(told).filter(({ at }) => at?.split(':')[0] === place)
    losses.push(...ofElement)
  }

  #take(segment: SegmentCells): void {
    this.#position++
    const { code } = segment
    const last = this.#last
    // What follows a rule is the same as a rule: which groups are open then is a matter of the table.
    if (code === last.nextCode && this.#found(last.nextRules, segment, last.nextDepth)) return
    const tag = this.#plan.tags.get(code)
    if (tag === ENVELOPE_TAG) return
    let isInnermost = true
    for (let depth = tag === undefined ? -1 : this.#depth; depth >= 0; depth--) {
      const rules = this.#open[depth]!.group[tag!]
      if (rules === undefined) continue
      if (this.#found(rules, segment, depth)) {
        if (!isInnermost) return
        last.nextCode = code
        last.nextRules = rules
        last.nextDepth = depth
        return
      }
      isInnermost = false
    }
    this.#lose(segment, segment.filled, null, 'the canonical form has no place for this segment')
  }

  /** Reads it by the first rule of a group that is about such a segment; false: there is none. */
  #found(rules: readonly RulePlan[], segment: SegmentCells, depth: number): boolean {
    const rule = fitting(rules, segment)
    if (rule === undefined) return false
    const { target, isLost } = this.#open[depth]!
    this.#depth = depth
    this.#last = rule
    if (isLost) this.#loseAll(rule, segment)
    else this.#read(rule, segment, target)
    return true
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
    const lacking = rule.needed.length === 0 ? undefined : this.#lacking(rule.needed, segment)
    if (lacking !== undefined) {
      this.#loseAll(rule, segment, `expected ${lacking}`)
      return
    }
    const { fields, pairs, parts } = rule
    let target = around
    if (rule.level !== undefined && this.#levels) target = this.#levels(rule.level, segment, this.#building)
    else if (rule.each !== undefined) target = this.#building.append(around, rule.each)
    for (let n = 0; n < rule.of.length; n++) this.#building.set(target, rule.of[n]![0], rule.of[n]![1])
    let said = rule.of.length
    for (let n = 0; n < fields.length; n++) {
      const field = fields[n]!
      const value = (field.bits & segment.filled) === 0 ? null : this.#saidBy(field, segment)
      if (value === null) continue
      this.#say(field, value, segment, target)
      if (value !== undefined && !field.isOfDocument) said++
    }
    let handled = rule.handled
    for (let n = 0; n < pairs.length; n++) handled |= this.#pairs(pairs[n]!, segment, target)
    if (parts.length > 0) this.#parts(rule, segment, target)
    const rest = segment.filled & ~handled
    if (rest !== 0) this.#lose(segment, rest, rule, 'the canonical form has no place for this element')
    if (said === 0) this.#isHollow ||= rule.each !== undefined && isEmpty(target.item)
    if (rule.group) this.#enter(rule.group, target, false)
    this.#rule = rule
    this.#target = target
  }

  /** What a segment cannot do without, and has nothing of, or what cannot be read: being nothing of note is something. */
  #lacking(needed: readonly FieldPlan[], segment: SegmentCells): string | undefined {
    for (const field of needed) {
      if (this.#saidBy(field, segment)) continue
      if (field.form.read(textsOf(field, segment)) === undefined) return field.form.expected
    }
    return undefined
  }

  /** What a field says: null where that is nothing, undefined where it cannot be read. */
  #saidBy(field: FieldPlan, segment: SegmentCells): string | null | undefined {
    if (field.places.length > 1) {
      const texts = textsOf(field, segment)
      if (texts.every(isBlank)) return null
      const value = field.form.read(texts)
      return value === '' ? null : value
    }
    const key = field.tries > 0 ? segment.key(field.element, field.component) : -1
    if (key === field.key) {
      field.tries = TRIES
      return field.value
    }
    const text = textIn(segment, field.element, field.component)
    if (isBlank(text)) return null
    const value = this.#readAlone(field.form, text)
    if (value === undefined) return undefined
    if (key > 0) {
      field.tries--
      field.key = key
      field.value = value === '' ? null : value
    }
    return value === '' ? null : value
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
  #pairs(
    { pairs, list, names, form, valueForm, make, isFirst }: PairsPlan,
    segment: SegmentCells,
    target: Target,
  ): number {
    const items = this.#items
    const before = this.#hasLineage ? countOf(target.item, list) : 0
    let handled = 0
    let count = 0
    for (let each = 0; each < pairs.length; each++) {
      const pair = pairs[each]!
      const { value: at, code: codeAt } = pair
      if (at.element > segment.count) break
      if ((segment.filled & pair.bit) === 0) continue // a code alone remains unhandled, and is told
      const found = trimmed(textIn(segment, at.element, at.component))
      if (found === '') continue
      handled |= pair.handled
      const value = this.#readAlone(valueForm, found)
      if (value === undefined) {
        this.#building.lose(this.#where(segment, at), found, `expected ${valueForm.expected}`)
        continue
      }
      const key = segment.key(codeAt.element, codeAt.component)
      let name = pair.name
      if (key !== pair.key || key < 0) {
        name = this.#readAlone(form, trimmed(textIn(segment, codeAt.element, codeAt.component)))
        pair.key = key
        pair.name = name
      }
      const item = name === undefined ? { value } : make(name, value)
      items[count++] = item
      if (!this.#hasLineage) continue
      const part = { item, path: joined(target.path, `${list}.${before + count - 1}`) }
      if (name !== undefined) this.#building.from(part, names[0], this.#where(segment, codeAt), at.rule)
      this.#building.from(part, names[1], this.#where(segment, at), at.rule)
    }
    if (count === 0) return handled
    if (isFirst) target.item[list] = items.slice(0, count)
    else addAll(target.item, list, items, count)
    return handled
  }

  #readAlone(form: Form, text: string): string | undefined {
    this.#alone[0] = text
    return form.read(this.#alone)
  }

  #parts({ parts }: RulePlan, segment: SegmentCells, target: Target): void {
    for (const part of parts) {
      if ((segment.filled & part.bits) === 0) continue
      if (part.places.every((at) => isBlank(textIn(segment, at.element, at.component)))) continue
      const item = this.#building.append(target, part.each)
      for (const [path, value] of part.of) this.#building.set(item, path, value)
      for (const field of part.fields) {
        const value = this.#saidBy(field, segment)
        if (value !== null) this.#say(field, value, segment, item)
      }
      this.#isHollow ||= isEmpty(item.item)
    }
  }

  /** Tells every element of some that nothing was made of; `rule` says what of them was handled. */
  #lose(segment: SegmentCells, elements: number, rule: RulePlan | null, reason: string): void {
    for (let element = 1; element <= segment.count; element++) {
      if ((elements & bitOf(element)) === 0 || rule?.handledWhole.has(element)) continue
      for (const [n, found] of segment.components(element).entries()) {
        const component = n + 1
        if (isBlank(found) || (rule && isHandled(rule, segment, element, component))) continue
        this.#building.lose(this.#where(segment, { element, component }), found, reason)
      }
    }
  }

  #where(segment: SegmentCells, { element, component }: Pick<PlacePlan, 'element' | 'component'>): string {
    const inner = this.#table.standard === 'x12' && component < 2 ? '' : `:${component || 1}`
    return `${segment.tag}[${this.#position}]/${String(element).padStart(2, '0')}${inner}`
  }
}

/** The first rule that is about such a segment. */
function fitting(rules: readonly RulePlan[], segment: SegmentCells): RulePlan | undefined {
  for (let n = 0; n < rules.length; n++) if (fits(rules[n]!, segment)) return rules[n]
  return undefined
}

function fits({ when }: RulePlan, segment: SegmentCells): boolean {
  for (let n = 0; n < when.length; n++) {
    const { element, component, texts, keys } = when[n]!
    const key = segment.key(element, component)
    if (key === keys[0] || keys.includes(key)) continue
    if (!texts.includes(textIn(segment, element, component).trim())) return false
  }
  return true
}

function textsOf({ places }: FieldPlan, segment: SegmentCells): string[] {
  return places.map(({ element, component }) => textIn(segment, element, component))
}

/** Sets what a field of our tables says; false: another value stands there. */
function put(item: Item, { holders, last, isFirst, isFirstIn }: FieldPlan, value: string): boolean {
  let inner = item
  for (let n = 0; n < holders.length; n++) {
    const holder = holders[n]!
    let next = isFirstIn && n === 0 ? undefined : inner[holder]
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
  if (component <= BITS_MAX && ((rule.components.get(element) ?? 0) & (1 << component)) !== 0) return true
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
