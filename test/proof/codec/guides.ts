import type { Use } from '../../../src/edi/grammar.ts'
import {
  type DocumentGrammar,
  type ElementTable,
  grammarOf,
  type Narrowed,
} from '../../../src/edi/guides/document-grammar.ts'
import type { ElementGuide, Guide, GuideRule, SegmentGuide } from '../../../src/edi/guides/guide.ts'
import { type GuidePlan, planGuide } from '../../../src/edi/guides/plan.ts'
import { chance } from '../chance.ts'
import type { Draw } from './inputs.ts'

/** So many guides for each set or message, so that each is met by many documents. */
const GUIDES = 24
const SEGMENTS_MAX = 60
/** What often stands first in a segment, or is too long or strange to be compared quickly. */
const VALUES = [
  'ST',
  'BY',
  'SU',
  'DP',
  '00',
  '9',
  '220',
  '137',
  '2',
  '21',
  'AAA',
  'EN',
  'EA',
  'ON',
  'VERYLONG',
  'Ä',
  'A+',
]

const known = new Map<string, GuidePlan>()

/** Guides of all kinds, also such as nobody would write; null: no guide for this document, or there is no table for it. */
export function anyGuide(named: Narrowed, draw: Draw): GuidePlan | null {
  const n = Math.floor(draw() * GUIDES)
  const grammar = grammarOf(named)
  if (n === 0 || !grammar) return null
  const key = `${named.standard} ${named.release} ${named.document} ${n}`
  let plan = known.get(key)
  if (!plan) known.set(key, (plan = makeGuide(named, grammar, chance(n, key.length))))
  return plan
}

function makeGuide(named: Narrowed, grammar: DocumentGrammar, draw: Draw): GuidePlan {
  const making = { grammar, draw, segments: new Map<string, SegmentGuide>() }
  for (let round = 0; round < 2; round++) nameSome(grammar.content.slice(1, -1), '', making)
  const guide: Guide = {
    name: 'any',
    version: '1',
    title: 'Any',
    ...named,
    others: draw() < 0.3 ? 'not-used' : 'allowed',
    segments: [...making.segments.values()].slice(0, SEGMENTS_MAX),
    rules: rulesFor(grammar, draw),
  }
  return planGuide(guide)
}

interface Making {
  grammar: DocumentGrammar
  draw: Draw
  segments: Map<string, SegmentGuide>
}

function nameSome(uses: Use[], around: string, making: Making): void {
  const { grammar, draw, segments } = making
  for (const use of uses) {
    if (draw() > 0.35) continue
    const at = `${around}${use.tag}${draw() < 0.4 ? `[${any(VALUES, draw)}]` : ''}`
    const tables = grammar.elements(use.tag) ?? []
    segments.set(at, {
      at,
      severity: any(['error', 'warning'] as const, draw),
      ...usageBy(draw),
      ...(draw() < 0.2 ? { max: Math.floor(draw() * 4) } : {}),
      ...(draw() < 0.2 ? { min: Math.floor(draw() * 3) } : {}),
      elements: tables.flatMap((table, index) => (draw() < 0.4 ? [elementFor(table, `${index + 1}`, draw)] : [])),
    })
    if ('loop' in use) nameSome(use.loop.slice(1), `${at}/`, making)
  }
}

function elementFor(table: ElementTable, at: string, draw: Draw): ElementGuide {
  const { components } = table
  const component = components.length > 0 && draw() < 0.8 ? 1 + Math.floor(draw() * components.length) : 0
  const codes = [...(components[component - 1]?.codes ?? table.codes ?? []), ...VALUES]
  return {
    at: component > 0 ? `${at}-${component}` : at,
    severity: any(['error', 'warning'] as const, draw),
    ...usageBy(draw),
    ...(draw() < 0.3 ? { max: Math.floor(draw() * 20) } : {}),
    ...(draw() < 0.3 ? { min: Math.floor(draw() * 4) } : {}),
    ...(draw() < 0.2 ? { codes: [any(codes, draw), any(codes, draw), any(codes, draw)] } : {}),
  }
}

function usageBy(draw: Draw): Pick<ElementGuide, 'usage'> {
  const one = draw()
  if (one < 0.35) return { usage: 'required' }
  return one < 0.45 ? { usage: 'not-used' } : one < 0.6 ? { usage: 'optional' } : {}
}

function rulesFor({ content, standard }: DocumentGrammar, draw: Draw): GuideRule[] {
  const tags = content.slice(1, -1).map(({ tag }) => tag)
  const tag = () => any(tags, draw)
  const severity = 'error' as const
  const [lines, total] = standard === 'x12' ? ['CTT01', 'AMT[TT]02'] : ['CNT[2]01-2', 'MOA[79]01-2']
  const price = standard === 'x12' ? ['PO102', 'PO104'] : ['MOA[203]01-2']
  const rules: GuideRule[] = [
    { id: 'lines', severity, check: 'line-count', lines: tag(), equals: lines! },
    {
      id: 'total',
      severity,
      check: 'line-total',
      value: price,
      plus: [],
      minus: [],
      equals: total!,
      tolerance: '0.05',
    },
    { id: 'elements', severity, check: 'one-of-elements', at: tag(), elements: ['2', '1-2', '5'] },
    { id: 'more', severity, check: 'one-of-elements', at: tag(), elements: ['3', '4'] },
    { id: 'segments', severity, check: 'one-of-segments', segments: [tag(), `${tag()}[${any(VALUES, draw)}]`] },
  ]
  return rules.filter(() => draw() < 0.6)
}

function any<T>(list: readonly T[], draw: Draw): T {
  return list[Math.floor(draw() * list.length)]!
}
