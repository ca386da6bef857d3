import type { Dictionary } from '../dictionaries/dictionary.ts'
import * as edifactNames from '../edifact/names.ts'
import type { Use } from '../grammar.ts'
import * as x12Names from '../x12/names.ts'
import { type DocumentGrammar, type ElementTable, grammarOf } from './document-grammar.ts'
import type { ElementGuide, Guide, GuideRule, SegmentGuide } from './guide.ts'
import { placeOf, stepsOf } from './paths.ts'

export interface PageElement {
  /** `BEG02`, or `DTM01-2`. */
  at: string
  reference: string
  name: string | null
  usage: 'required' | 'optional' | 'not-used'
  /** As the standard writes it. */
  type: string
  min: number
  max: number
  codes: string[]
  note: string | null
}

export interface PageSegment {
  /** The loops that lead to it, and itself. */
  at: string
  tag: string
  name: string | null
  /** How many loops it stands in. */
  depth: number
  /** It opens one. */
  loop: boolean
  usage: 'required' | 'optional' | 'not-used'
  min: number
  /** 0: any number. */
  max: number
  /** False: the guide says nothing of it. */
  mentioned: boolean
  elements: PageElement[]
  note: string | null
}

/** A guide for people to read: what is in a document, in its order, narrowed as the guide says. */
export interface GuidePage {
  name: string
  version: string
  title: string
  note: string | null
  standard: string
  release: string
  document: string
  sections: { name: 'header' | 'lines' | 'summary'; segments: PageSegment[] }[]
  rules: { id: string; severity: string; text: string; note: string | null }[]
}

/** What opens the lines of a document. */
const LINES = new Set(['PO1', 'POC', 'IT1', 'LIN', 'RCD', 'HL', 'ENT', 'OTI', 'CPS', 'UCM', 'ERC'])

export function pageOf(guide: Guide, own?: Dictionary): GuidePage {
  const grammar = grammarOf(guide, own)!
  const lines = grammar.content.findIndex((use) => 'loop' in use && LINES.has(use.tag))
  const part = (uses: Use[]) => uses.flatMap((use) => segmentsOf(use, { path: '', depth: 0, grammar, guide }))
  const { content } = grammar
  const sections: GuidePage['sections'] =
    lines < 0
      ? [{ name: 'header', segments: part(content) }]
      : [
          { name: 'header', segments: part(content.slice(0, lines)) },
          { name: 'lines', segments: part(content.slice(lines, lines + 1)) },
          { name: 'summary', segments: part(content.slice(lines + 1)) },
        ]
  const { name, version, title, note = null, standard, release, document, rules } = guide
  return {
    name,
    version,
    title,
    note,
    standard,
    release,
    document,
    sections,
    rules: rules.map((rule) => ({
      id: rule.id,
      severity: rule.severity,
      text: ruleText(rule),
      note: rule.note ?? null,
    })),
  }
}

interface Around {
  path: string
  depth: number
  grammar: DocumentGrammar
  guide: Guide
}

/** A segment, once for each qualifier that the guide tells apart, with what stands in its loop. */
function segmentsOf(use: Use, around: Around): PageSegment[] {
  const { path, depth, guide } = around
  return placesOf(use.tag, path, guide).flatMap((at) => {
    const mention = guide.segments.find((one) => one.at === at) ?? null
    const segment = pageSegment(use, mention, { ...around, path: at })
    if (!('loop' in use) || segment.usage === 'not-used') return [segment]
    const inside = { ...around, path: `${at}/`, depth: depth + 1 }
    return [segment, ...use.loop.slice(1).flatMap((one) => segmentsOf(one, inside))]
  })
}

/** The places of this tag that the guide names, or something below them; without any the tag itself. */
function placesOf(tag: string, path: string, guide: Guide): string[] {
  const named = guide.segments.flatMap(({ at }) => {
    const [step = ''] = at.startsWith(path) ? at.slice(path.length).split('/') : []
    return step.replace(/\[.*$/, '') === tag ? [`${path}${step}`] : []
  })
  return named.length > 0 ? [...new Set(named)] : [`${path}${tag}`]
}

function pageSegment(use: Use, mention: SegmentGuide | null, { path, depth, grammar, guide }: Around): PageSegment {
  const closed = guide.others === 'not-used' && mention === null && !use.mandatory
  const below = guide.segments.some(({ at }) => at.startsWith(`${path}/`))
  const usage =
    mention?.usage ??
    ((mention?.min ?? 0) > 0 || use.mandatory ? 'required' : closed && !below ? 'not-used' : 'optional')
  return {
    at: path,
    tag: use.tag,
    name: mention?.name ?? (grammar.standard === 'x12' ? x12Names : edifactNames).segmentName(use.tag),
    depth,
    loop: 'loop' in use,
    usage,
    min: mention?.min ?? (usage === 'required' ? 1 : 0),
    max: mention?.max ?? use.max,
    mentioned: mention !== null,
    elements: usage === 'not-used' ? [] : elementsOf(use.tag, mention, { path, grammar, guide }),
    note: mention?.note ?? null,
  }
}

function elementsOf(
  tag: string,
  mention: SegmentGuide | null,
  { path, grammar, guide }: Omit<Around, 'depth'>,
): PageElement[] {
  const said = new Map((mention?.elements ?? []).map((one) => [one.at, one]))
  const { qualifier } = stepsOf(path).at(-1)!
  const closed = guide.others === 'not-used' && said.size > 0
  const named = new Set([...said.keys()].map((at) => placeOf(at).element))
  const tables = grammar.elements(tag) ?? []
  return tables.flatMap((table, index) => {
    const n = index + 1
    const one = (at: string, of: ElementTable, first: boolean): PageElement => {
      const element = pageElement(tag, {
        standard: grammar.standard,
        at,
        table: of,
        said: said.get(at),
        closed: closed && !named.has(n),
      })
      return first && qualifier !== null ? { ...element, usage: 'required', codes: [qualifier] } : element
    }
    const whole = one(String(n), table, n === 1 && table.components.length === 0)
    return [whole, ...table.components.map((of, c) => one(`${n}-${c + 1}`, of, n === 1 && c === 0))]
  })
}

interface Saying {
  standard: DocumentGrammar['standard']
  at: string
  table: ElementTable
  said: ElementGuide | undefined
  /** The guide names other elements of the segment, and wants no more. */
  closed: boolean
}

function pageElement(tag: string, { standard, at, table, said, closed }: Saying): PageElement {
  const { element, component } = placeOf(at)
  const usage = said?.usage ?? (table.mandatory ? 'required' : closed ? 'not-used' : 'optional')
  return {
    at: `${tag}${String(element).padStart(2, '0')}${component > 0 ? `-${component}` : ''}`,
    reference: table.reference,
    name: said?.name ?? nameOf(tag, element, { standard, reference: table.reference }),
    usage,
    type: table.type,
    min: said?.min ?? table.min,
    max: said?.max ?? table.max,
    codes: said?.codes ?? [...(table.codes ?? [])],
    note: said?.note ?? null,
  }
}

function nameOf(
  tag: string,
  n: number,
  of: { standard: DocumentGrammar['standard']; reference: string },
): string | null {
  if (of.standard === 'edifact') return edifactNames.elementName(tag, of.reference)
  return x12Names.elementName(tag, n, Number(of.reference))
}

function ruleText(rule: GuideRule): string {
  switch (rule.check) {
    case 'line-count':
      return `${rule.equals} says how many ${rule.lines} there are.`
    case 'line-total': {
      const more = [...rule.plus.map((one) => ` + ${one}`), ...rule.minus.map((one) => ` - ${one}`)].join('')
      const tolerance = rule.tolerance === '0' ? '' : `, give or take ${rule.tolerance}`
      return `${rule.equals} is the sum of ${rule.value.join(' × ')}${more}${tolerance}.`
    }
    case 'one-of-elements':
      return `Each ${rule.at} has at least one of its elements ${rule.elements.join(', ')}.`
    case 'one-of-segments':
      return `There is at least one of ${rule.segments.join(', ')}.`
    case 'expression':
      return rule.sentence
  }
}
