import { tagCode } from '../../edi/tags.ts'
import type { Item } from './building.ts'
import type { Form } from './forms.ts'
import { bitOf } from './segment-cells.ts'
import {
  ENVELOPE,
  type FieldRule,
  further,
  type MessageTable,
  type PairsRule,
  type Place,
  placeOf,
  type SegmentRule,
} from './segment-rules.ts'

/** A place in numbers; component 0 is the whole element. */
export interface PlacePlan {
  element: number
  component: number
  /** By which row of the table: `850 PO1/4`. */
  rule: string
}

/** A field with everything worked out that is the same for each segment. */
export interface FieldPlan extends PlacePlan {
  /** All its places, that of `element` first. */
  places: readonly PlacePlan[]
  bits: number
  form: Form
  /** The path is one of the document, not of the part at hand. */
  isOfDocument: boolean
  path: string
  /** The path in steps; not for `date+time`, which is taken apart. */
  holders: readonly string[]
  last: string
  isTakenApart: boolean
  /** Nothing can stand there yet: the part is made for the segment, and no row before this one has the same path. */
  isFirst: boolean
  /** Nothing of what holds it, either. */
  isFirstIn: boolean
  /** The last short text and what was made of it: codes repeat. */
  key: number
  value: string | null
  /** So many texts more may be new ones before nobody looks whether they repeat. */
  tries: number
}

interface PairPlan {
  value: PlacePlan
  code: PlacePlan
  /** Of the value. */
  bit: number
  /** Whole elements that are handled with it. */
  handled: number
  key: number
  name: string | undefined
}

export interface PairsPlan extends Pick<PairsRule, 'list' | 'names' | 'form' | 'valueForm'> {
  /** The item of a pair, made at once. */
  make: (name: string, value: string) => Item
  /** The list cannot be there yet. */
  isFirst: boolean
  pairs: readonly PairPlan[]
}

interface PartPlan {
  each: string
  of: readonly (readonly [path: string, value: string])[]
  bits: number
  places: readonly PlacePlan[]
  fields: readonly FieldPlan[]
}

interface Condition extends PlacePlan {
  texts: readonly string[]
  /** The same as numbers. */
  keys: readonly number[]
}

/** Which rules the innermost group had that knew the segment that followed last: it is looked for there first. */
export interface Following {
  nextCode: number
  nextRules: readonly RulePlan[]
  nextDepth: number
}

export interface RulePlan extends Following {
  tag: string
  when: readonly Condition[]
  each: string | undefined
  level: string | undefined
  of: readonly (readonly [path: string, value: string])[]
  fields: readonly FieldPlan[]
  /** Those of them that the segment cannot do without. */
  needed: readonly FieldPlan[]
  pairs: readonly PairsPlan[]
  parts: readonly PartPlan[]
  /** Elements that are handled as a whole, as bits, and those that have no bit. */
  handled: number
  handledWhole: ReadonlySet<number>
  /** Components that are handled: bit c of an element. */
  components: ReadonlyMap<number, number>
  group: GroupPlan | undefined
}

/** The rules of a group by the number of their tag in the table. */
export type GroupPlan = readonly (readonly RulePlan[] | undefined)[]

export interface TablePlan {
  /** The number of each tag by its code. */
  tags: ReadonlyMap<number, number>
  root: GroupPlan
  /** Before any segment. */
  first: Following
}

/** Texts of a field that may be new ones: what is no code seldom repeats. */
export const TRIES = 16
const NOTHING: Following = { nextCode: 0, nextRules: [], nextDepth: 0 }

/** Of segments of the envelope. */
export const ENVELOPE_TAG = 0

const plans = new WeakMap<MessageTable, TablePlan>()

/** The plan of a table, made once. */
export function planOf(table: MessageTable): TablePlan {
  let plan = plans.get(table)
  if (!plan) {
    plan = new Planning(table).plan()
    plans.set(table, plan)
  }
  return plan
}

class Planning {
  readonly #table: MessageTable
  readonly #tags = new Map<number, number>([...ENVELOPE].map((tag) => [tagCode(tag), ENVELOPE_TAG]))
  readonly #groups: (RulePlan[] | undefined)[][] = []
  #count = ENVELOPE_TAG + 1

  constructor(table: MessageTable) {
    this.#table = table
  }

  plan(): TablePlan {
    const root = this.#group(this.#table.rules)
    for (const group of this.#groups) group.push(...Array<undefined>(this.#count - group.length))
    return { root, tags: this.#tags, first: { ...NOTHING } }
  }

  #group(rules: readonly SegmentRule[]): GroupPlan {
    const byTag = new Map<number, RulePlan[]>()
    for (const rule of rules) {
      const number = this.#tag(rule.tag)
      const same = byTag.get(number)
      if (same) same.push(this.#rule(rule))
      else byTag.set(number, [this.#rule(rule)])
    }
    // As long as the others in the end: a tag has a place in all of them.
    const group = Array.from({ length: this.#count }, (_, number) => byTag.get(number))
    this.#groups.push(group)
    return group
  }

  #tag(tag: string): number {
    const code = tagCode(tag)
    let number = this.#tags.get(code)
    if (number === undefined) {
      number = this.#count++
      this.#tags.set(code, number)
    }
    return number
  }

  #rule(rule: SegmentRule): RulePlan {
    const { tag, each, level, of = {} } = rule
    const known = new Set(each === undefined || level !== undefined ? [] : Object.keys(of))
    const isNew = each !== undefined && level === undefined
    const fields = (rule.fields ?? []).map((field) => this.#field(field, tag, isNew ? known : null))
    const parts = (rule.parts ?? []).map((part) => {
      const ofPart = Object.entries(part.of)
      const knownOfPart = new Set(Object.keys(part.of))
      const inPart = part.fields.map((field) => this.#field(field, tag, knownOfPart))
      return { each: part.each, of: ofPart, fields: inPart, bits: bitsOf(inPart), places: placesOf(inPart) }
    })
    const places = [
      ...[rule.when, rule.always, rule.count].flatMap((record) => Object.keys(record ?? {}).map(this.#placed(tag))),
      ...placesOf(fields),
      ...parts.flatMap((part) => part.places),
    ]
    return {
      tag,
      when: Object.entries(rule.when ?? {}).map(([place, wanted]) => this.#condition(place, wanted, tag)),
      each,
      level,
      of: Object.entries(of).map(([path, value]) => [path, typeof value === 'string' ? value : value[0]!] as const),
      fields,
      needed: fields.filter((_, n) => rule.fields![n]![3] === 'needed'),
      pairs: (rule.pairs ?? []).map((pairs, n) => ({
        ...this.#pairs(pairs, tag),
        isFirst: isNew && n === 0 && ![...known].some((path) => meets(path, pairs.list)),
      })),
      parts,
      ...handledOf(places),
      group: rule.rules ? this.#group(rule.rules) : undefined,
      ...NOTHING,
    }
  }

  #placed(tag: string): (place: Place) => PlacePlan {
    return (place) => {
      const [element, component] = placeOf(place)
      return { element, component, rule: `${this.#table.name} ${tag}/${place}` }
    }
  }

  /** `known`: the paths that something may stand at already; null where nothing is known of that. */
  #field([place, path, form]: FieldRule, tag: string, known: Set<string> | null): FieldPlan {
    const places = (typeof place === 'string' ? [place] : place).map(this.#placed(tag))
    const isOfDocument = path.startsWith('/')
    const inner = path.replace(/^\//, '')
    const steps = inner.split('.')
    const last = steps.pop()!
    const isFirst = known !== null && !isOfDocument && ![...known].some((each) => meets(each, inner))
    const isFirstIn = isFirst && ![...known].some((each) => meets(each, steps[0] ?? inner))
    known?.add(inner)
    return {
      ...places[0]!,
      places,
      bits: bitsOf(places),
      form,
      isOfDocument,
      path: inner,
      holders: steps,
      last,
      isTakenApart: inner.includes('+'),
      isFirst,
      isFirstIn,
      key: NO_KEY,
      value: null,
      tries: TRIES,
    }
  }

  #condition(place: Place, wanted: string | readonly string[], tag: string): Condition {
    const texts = typeof wanted === 'string' ? [wanted] : wanted
    return { ...this.#placed(tag)(place), texts, keys: texts.map(tagCode) }
  }

  #pairs({ list, names, form, valueForm, ...rule }: PairsRule, tag: string): Omit<PairsPlan, 'isFirst'> {
    const pairs = Array.from({ length: rule.count }, (_, n) => {
      const value = this.#placed(tag)(further(rule.value, n * rule.step))
      const code = this.#placed(tag)(further(rule.code, n * rule.step))
      const handled = [value, code].reduce((bits, each) => (isWhole(each) ? bits | bitOf(each.element) : bits), 0)
      return { value, code, bit: bitOf(value.element), handled: handled & ~1, key: NO_KEY, name: undefined }
    })
    return { list, names, form, valueForm, make: ITEMS[names[0]], pairs }
  }
}

const ITEMS = {
  scheme: (scheme: string, value: string) => ({ scheme, value }),
  kind: (kind: string, value: string) => ({ kind, value }),
  type: (type: string, value: string) => ({ type, value }),
} satisfies Record<PairsRule['names'][0], PairsPlan['make']>

/** No text has it. */
const NO_KEY = 0

const isWhole = ({ component }: PlacePlan) => component === 0
const bitsOf = (places: readonly PlacePlan[]) => placesOf(places).reduce((bits, each) => bits | bitOf(each.element), 0)
const placesOf = (fields: readonly (PlacePlan | FieldPlan)[]): readonly PlacePlan[] =>
  fields.flatMap((field) => ('places' in field ? field.places : [field]))

/** One path is, or lies in, the other; `date+time` are two. */
function meets(one: string, other: string): boolean {
  return one
    .split('+')
    .some((a) => other.split('+').some((b) => `${a}.`.startsWith(`${b}.`) || `${b}.`.startsWith(`${a}.`)))
}

function handledOf(places: readonly PlacePlan[]): Pick<RulePlan, 'handled' | 'handledWhole' | 'components'> {
  const components = new Map<number, number>()
  for (const { element, component } of places) {
    if (component > 0) components.set(element, (components.get(element) ?? 0) | (1 << component))
  }
  const whole = places.filter(isWhole)
  const handled = bitsOf(whole) & ~1
  return { handled, handledWhole: new Set(whole.map(({ element }) => element)), components }
}
