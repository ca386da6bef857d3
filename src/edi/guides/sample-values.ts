import type { Relation } from '../x12/grammar.ts'
import type { DocumentGrammar, ElementTable, Narrowed } from './document-grammar.ts'
import type { ElementGuide, SegmentGuide } from './guide.ts'
import { placeOf } from './paths.ts'
import type { Random } from './random.ts'

export interface Filling {
  grammar: DocumentGrammar
  narrowed: Narrowed
  mention: SegmentGuide[]
  /** What the first value must be. */
  qualifier: string | null
  /** Elements that a rule needs, such as `7` or `1-2`. */
  forced: ReadonlySet<string>
  /** Nothing is filled in that need not be. */
  closed: boolean
  random: Random
}

/** Values that fit most places where an element of this number stands. */
const USUAL: Record<'x12' | 'edifact', Record<string, string>> = {
  x12: {
    '66': '92',
    '67': '1001',
    '81': '10',
    '92': 'SA',
    '98': 'ST',
    '100': 'USD',
    '127': 'REF1',
    '128': 'ZZ',
    '187': 'G',
    '234': 'ITEM1',
    '235': 'VP',
    '236': 'CAT',
    '324': 'PO1001',
    '329': '0001',
    '337': '1030',
    '349': 'F',
    '353': '00',
    '355': 'EA',
    '365': 'TE',
    '366': 'IC',
    '373': '20270115',
    '374': '002',
    '735': 'S',
    '76': 'INV1001',
    '1005': '0001',
  },
  edifact: {
    '0062': '1',
    '0051': 'UN',
    '0081': 'S',
    '1001': '220',
    '1153': 'ON',
    '1225': '9',
    '2005': '137',
    '2379': '102',
    '2380': '20270115',
    '3035': 'BY',
    '3055': '9',
    '3227': '1',
    '5025': '203',
    '5125': 'AAA',
    '6063': '21',
    '6069': '2',
    '6345': 'USD',
    '6347': '2',
    '6343': '9',
    '6411': 'PCE',
    '7077': 'F',
    '7143': 'EN',
  },
}

/** The elements of one segment, as its table, the guide and the relations between elements want them. */
export function fillSegment(tag: string, filling: Filling): string[][] {
  const tables = filling.grammar.elements(tag) ?? tablesOf(filling.mention)
  const elements = tables.map((table, index) => fillElement(table, index + 1, filling))
  identify(tag, elements, filling.narrowed)
  relate(elements, { tables, relations: filling.grammar.relations(tag), filling })
  return elements
}

/** Of a segment without a table only what the guide names. */
function tablesOf(mention: SegmentGuide[]): ElementTable[] {
  const last = Math.max(0, ...mention.flatMap(({ elements }) => elements.map(({ at }) => placeOf(at).element)))
  return Array.from({ length: last }, () => ({
    reference: '',
    mandatory: false,
    type: 'AN',
    min: 1,
    max: 35,
    components: [],
  }))
}

function fillElement(table: ElementTable, n: number, filling: Filling): string[] {
  const said = saidOf(String(n), filling)
  if (said.some(({ usage }) => usage === 'not-used')) return ['']
  const qualified = n === 1 && filling.qualifier !== null
  const wanted = (at: string, mandatory: boolean) =>
    mandatory || filling.forced.has(at) || saidOf(at, filling).some((one) => isWanted(one, filling))
  if (table.components.length === 0) {
    if (qualified) return [filling.qualifier!]
    return [wanted(String(n), table.mandatory) ? valueFor(table, said, filling) : '']
  }
  const below = table.components.map((_, index) => `${n}-${index + 1}`)
  const any = qualified || wanted(String(n), table.mandatory) || below.some((at) => wanted(at, false))
  if (!any) return ['']
  const parts: string[] = table.components.map((component, index) => {
    if (index === 0 && qualified) return filling.qualifier!
    const at = below[index]!
    return wanted(at, component.mandatory) ? valueFor(component, saidOf(at, filling), filling) : ''
  })
  // A composite that must be there has something in it; a date has its format.
  if (!parts.some((part) => part !== '')) parts[0] = valueFor(table.components[0]!, saidOf(below[0]!, filling), filling)
  if (table.reference === 'C507')
    for (const at of [1, 2]) parts[at] ||= valueFor(table.components[at]!, saidOf(below[at]!, filling), filling)
  return parts
}

const saidOf = (at: string, { mention }: Filling): ElementGuide[] =>
  mention.flatMap(({ elements }) => elements.filter((one) => one.at === at))

function isWanted({ usage, codes }: ElementGuide, { random, closed }: Filling): boolean {
  if (usage === 'not-used') return false
  return usage === 'required' || (codes !== undefined && !closed && random.below(2) === 0)
}

function valueFor(table: ElementTable, said: ElementGuide[], { grammar, random }: Filling): string {
  const codes = said.find((one) => one.codes)?.codes
  const fitting = codes?.filter((code) => code.length >= table.min && code.length <= table.max)
  if (fitting && fitting.length > 0) return random.of(fitting)
  const min = Math.max(table.min, ...said.map((one) => one.min ?? 0))
  const max = Math.min(table.max, ...said.map((one) => one.max ?? Number.POSITIVE_INFINITY))
  const usual = USUAL[grammar.standard][table.reference]
  const length = (text: string) => (isNumeric(table.type) ? text.replace(/\D/g, '').length : text.length)
  if (usual && length(usual) >= min && length(usual) <= max && (!table.codes || table.codes.has(usual))) return usual
  if (table.codes) return random.of([...table.codes])
  switch (table.type) {
    case 'DT':
      return '20270115'
    case 'TM':
      return '1030'
    case 'C':
      return 'EA'
    case 'ID':
      return 'ZZZZZZZZZZ'.slice(0, Math.max(1, min))
    default:
      return isNumeric(table.type) ? digits(min, max, random) : words(min, max, random)
  }
}

const isNumeric = (type: string) => type === 'R' || type === 'N' || type === 'n'

function digits(min: number, max: number, random: Random): string {
  const length = Math.max(min, Math.min(max, 2))
  return String(1 + random.below(9)) + Array.from({ length: length - 1 }, () => random.below(10)).join('')
}

function words(min: number, max: number, random: Random): string {
  const text = `SAMPLE ${random.of(['RED', 'BLUE', 'GREEN', 'WHITE'])} ${random.below(1_000)}`
  const cut = text.slice(0, Math.min(max, Math.max(min, text.length))).trimEnd()
  return cut.padEnd(min, 'X')
}

/** Headers and trailers name the document; its number of segments is set at the end. */
function identify(tag: string, elements: string[][], { document, release }: Narrowed): void {
  if (tag === 'ST') elements[0] = [document]
  if (tag === 'SE') elements[0] = ['1']
  if (tag === 'UNH') elements[1] = [document, ...release.split('.'), 'UN']
  if (tag === 'UNT') elements.splice(0, 2, ['1'], ['1'])
}

interface Relating {
  tables: ElementTable[]
  relations: Relation[]
  filling: Filling
}

/** Fills in what relations ask for (X12.6 §3.5.5), until nothing more is asked for. */
function relate(elements: string[][], { tables, relations, filling }: Relating): void {
  const has = (n: number) => (elements[n - 1] ?? ['']).some((part) => part !== '')
  const fill = (n: number) => {
    if (!has(n)) elements[n - 1] = [valueFor(tables[n - 1]!, saidOf(String(n), filling), filling)]
  }
  for (let round = 0; round < 10; round++) {
    const before = elements.filter((_, index) => has(index + 1)).length
    for (const { kind, elements: of } of relations) {
      const present = of.filter(has)
      if (kind === 'P' && present.length > 0) of.forEach(fill)
      if (kind === 'R' && present.length === 0) fill(of[0]!)
      if (kind === 'C' && has(of[0]!)) of.forEach(fill)
      if (kind === 'L' && has(of[0]!) && present.length === 1) fill(of[1]!)
    }
    if (elements.filter((_, index) => has(index + 1)).length === before) return
  }
}
