import type { Dictionary } from '../dictionaries/dictionary.ts'
import { tagCode } from '../tags.ts'
import { type DocumentGrammar, type ElementTable, elementAt, grammarOf } from './document-grammar.ts'
import type { ElementGuide, Guide, GuideRule, SegmentGuide } from './guide.ts'
import { pack, type Qualified } from './look.ts'
import { type Place, placeOf, type Step, stepsOf, valuePathOf } from './paths.ts'

export interface ElementPlan extends Place {
  guide: ElementGuide
  table: ElementTable | undefined
  codes: ReadonlySet<string> | null
  /** The codes as numbers; null: one of them is too long for that. */
  packed: ReadonlySet<number> | null
}

/** A place that a guide or its rules name, within the loops that lead to it. */
export interface GuideNode extends Qualified {
  /** Of all nodes of the guide. */
  number: number
  tag: string
  /** As the guide writes it. */
  path: string
  /** Null: only something below it is named, or a rule names it. */
  guide: SegmentGuide | null
  min: number
  max: number
  elements: ElementPlan[]
  /** Elements that neither guide nor standard wants, where the guide says that others are not used. */
  unwanted: number[]
  /** Rules that count these segments or look into them. */
  rules: number[]
  below: Scope
  /** The same as a list; none where nothing is named below it. */
  within: Scope[]
}

/** The places named within one loop, or the whole document, by tag. */
export interface Scope {
  /** Of all scopes of the guide. */
  number: number
  nodes: GuideNode[]
  byTag: Map<number, GuideNode[]>
}

/** A value that a rule adds up or compares. */
export interface ValuePlan extends Step, Place, Qualified {
  rule: number
  role: 'value' | 'plus' | 'minus' | 'equals'
  /** The factors of one product stand in one segment. */
  factors: (Place & { decimals: number })[]
}

export interface GuidePlan {
  guide: Guide
  grammar: DocumentGrammar
  root: Scope
  /** How many places it names. */
  nodeCount: number
  /** Whether what is not mentioned is not used. */
  closed: boolean
  values: Map<number, ValuePlan[]>
  rules: GuideRule[]
  /** By rule: the elements of which one must be there; none where the rule is another one. */
  oneOf: Place[][]
}

/** Decimals of elements that are written without their decimal mark: 610 is of type N2. */
export const IMPLIED: Record<string, number> = { '610': 2 }

/** A guide put together for checking, once for all documents. */
export function planGuide(guide: Guide, own?: Dictionary): GuidePlan {
  const grammar = grammarOf(guide, own)
  if (!grammar) throw new Error(`There is no grammar for ${guide.standard} ${guide.release} ${guide.document}.`)
  const numbers: Numbers = { nodes: 0, scopes: 0 }
  const root = emptyScope(numbers)
  const closed = guide.others === 'not-used'
  for (const segment of guide.segments) {
    const node = nodeAt(root, segment.at, numbers)
    node.guide = segment
    node.min = segment.min ?? (segment.usage === 'required' ? 1 : 0)
    node.max = segment.usage === 'not-used' ? 0 : (segment.max ?? Number.POSITIVE_INFINITY)
    node.elements = segment.elements.map((element) => planElement(element, grammar.elements(node.tag)))
    node.unwanted = closed ? unwantedOf(segment, grammar.elements(node.tag) ?? []) : []
  }
  const values = new Map<number, ValuePlan[]>()
  for (const [index, rule] of guide.rules.entries()) {
    for (const path of pathsOf(rule)) nodeAt(root, path, numbers).rules.push(index)
    for (const value of valuesOf(rule, index, grammar)) {
      const code = tagCode(value.tag)
      values.set(code, [...(values.get(code) ?? []), value])
    }
  }
  const oneOf = guide.rules.map((rule) => (rule.check === 'one-of-elements' ? rule.elements.map(placeOf) : []))
  return { guide, grammar, root, nodeCount: numbers.nodes, closed, values, rules: guide.rules, oneOf }
}

interface Numbers {
  nodes: number
  scopes: number
}

const emptyScope = (numbers: Numbers): Scope => ({ number: numbers.scopes++, nodes: [], byTag: new Map() })

function nodeAt(root: Scope, path: string, numbers: Numbers): GuideNode {
  let scope = root
  let node: GuideNode | undefined
  let outer: GuideNode | undefined
  let at = ''
  for (const { tag, qualifier } of stepsOf(path)) {
    at += `${at === '' ? '' : '/'}${tag}${qualifier === null ? '' : `[${qualifier}]`}`
    node = scope.nodes.find((one) => one.tag === tag && one.qualifier === qualifier)
    if (!node) {
      const most = Number.POSITIVE_INFINITY
      node = {
        number: numbers.nodes++,
        tag,
        qualifier,
        packed: pack(qualifier ?? ''),
        path: at,
        guide: null,
        min: 0,
        max: most,
        elements: [],
        unwanted: [],
        rules: [],
        below: emptyScope(numbers),
        within: [],
      }
      scope.nodes.push(node)
      const code = tagCode(tag)
      scope.byTag.set(code, [...(scope.byTag.get(code) ?? []), node])
    }
    if (outer) outer.within = [outer.below]
    outer = node
    scope = node.below
  }
  return node!
}

function planElement(guide: ElementGuide, elements: ElementTable[] | undefined): ElementPlan {
  const place = placeOf(guide.at)
  const codes = guide.codes ? new Set(guide.codes) : null
  const short = guide.codes?.every((code) => pack(code) >= 0) ?? false
  return {
    ...place,
    guide,
    table: elements && elementAt(elements, place),
    codes,
    packed: codes && short ? new Set([...codes].map(pack)) : null,
  }
}

function unwantedOf(segment: SegmentGuide, elements: ElementTable[]): number[] {
  if (segment.elements.length === 0) return []
  const named = new Set(segment.elements.map(({ at }) => placeOf(at).element))
  const qualified = stepsOf(segment.at).at(-1)!.qualifier !== null
  return elements.flatMap(({ mandatory }, index) => {
    const n = index + 1
    return mandatory || named.has(n) || (qualified && n === 1) ? [] : [n]
  })
}

function pathsOf(rule: GuideRule): string[] {
  switch (rule.check) {
    case 'line-count':
      return [rule.lines]
    case 'one-of-elements':
      return [rule.at]
    case 'one-of-segments':
      return rule.segments
    case 'line-total':
    case 'expression':
      return []
  }
}

function valuesOf(rule: GuideRule, index: number, grammar: DocumentGrammar): ValuePlan[] {
  const plan = (role: ValuePlan['role'], texts: string[]): ValuePlan => {
    const all = texts.map(valuePathOf)
    const factors = all.map(({ tag, element, component }) => {
      const table = elementAt(grammar.elements(tag) ?? [], { element, component })
      return { element, component, decimals: IMPLIED[table?.reference ?? ''] ?? 0 }
    })
    return { ...all[0]!, packed: pack(all[0]!.qualifier ?? ''), rule: index, role, factors }
  }
  if (rule.check === 'line-count') return [plan('equals', [rule.equals])]
  if (rule.check !== 'line-total') return []
  return [
    plan('value', rule.value),
    ...rule.plus.map((text) => plan('plus', [text])),
    ...rule.minus.map((text) => plan('minus', [text])),
    plan('equals', [rule.equals]),
  ]
}
