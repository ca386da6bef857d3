import type { Dictionary } from '../dictionaries/dictionary.ts'
import type { Use } from '../grammar.ts'
import { checkDocument } from './checks.ts'
import type { DocumentGrammar } from './document-grammar.ts'
import type { Guide, SegmentGuide } from './guide.ts'
import { stepsOf, valuePathOf } from './paths.ts'
import { type GuidePlan, planGuide } from './plan.ts'
import { Random } from './random.ts'
import { settle } from './sample-totals.ts'
import { fillSegment } from './sample-values.ts'
import { EDIFACT_SYNTAX, type Syntax, tokensOf, writeTokens, X12_SYNTAX } from './tokens.ts'

/** A segment of a sample, with what the guide says of its place. */
export interface Drafted {
  tag: string
  elements: string[][]
  /** The loops that it stands in, and itself, as the guide names them. */
  path: string
  mention: SegmentGuide[]
}

export interface SampleOptions {
  /** The same seed gives the same sample. */
  seed: number
  /** How often a line of the document is repeated, where the guide allows it. */
  lines?: number
  syntax?: Syntax
  /** The dictionary that the guide was read with. */
  own?: Dictionary
}

export const syntaxOf = (guide: Guide): Syntax => (guide.standard === 'x12' ? X12_SYNTAX : EDIFACT_SYNTAX)

/** A set or message, from its header to its trailer, that is as the guide says; no disk, no clock, no chance but the seed. */
export function sampleOf(guide: Guide, { seed, lines = 2, syntax = syntaxOf(guide), own }: SampleOptions): string {
  return writeTokens(draft(planGuide(guide, own), new Random(seed), lines), syntax)
}

function draft(plan: GuidePlan, random: Random, lines: number): Drafted[] {
  const { guide, grammar } = plan
  const drafted = grammar.content.flatMap((use) =>
    draftUse(use, { path: '', paths: [''], grammar, guide, random, lines }),
  )
  settle(drafted, plan)
  return drafted
}

interface Drafting {
  /** Of tags, without qualifiers. */
  path: string
  /** The same place as the guide may name it: with and without qualifiers. */
  paths: string[]
  grammar: DocumentGrammar
  guide: Guide
  random: Random
  lines: number
}

/** Where the guide does not say which segments of a place it means, the first is written without a qualifier. */
function draftUse(use: Use, drafting: Drafting): Drafted[] {
  const { guide, paths, random } = drafting
  const here = guide.segments.filter(({ at }) => paths.some((path) => unqualified(at, path) === use.tag))
  const plain = here.filter(({ at }) => stepsOf(at).at(-1)!.qualifier === null)
  const qualified = here.filter(({ at }) => stepsOf(at).at(-1)!.qualifier !== null)
  if (plain.some(({ usage }) => usage === 'not-used')) return []
  const drafted: Drafted[] = []
  for (const mention of qualified.filter((one) => wanted(one, guide, random)))
    for (let n = Math.max(1, mention.min ?? 1); n > 0; n--)
      drafted.push(...draftOne(use, [mention, ...plain], drafting))
  const least = Math.max(
    use.mandatory ? 1 : 0,
    ...plain.map((one) => (wanted(one, guide, random) ? (one.min ?? 1) : 0)),
  )
  const needed = ruleNeeds(guide, `${drafting.path}${use.tag}`, paths) ? 1 : 0
  const many = 'loop' in use && LINES.has(use.tag) && drafting.path === '' ? drafting.lines : 1
  const most = Math.min(
    ...[use.max || Number.POSITIVE_INFINITY, ...plain.map(({ max }) => max ?? Number.POSITIVE_INFINITY)],
  )
  let count = drafted.length === 0 ? Math.max(least, needed) : 0
  if (count > 0) count = Math.min(Math.max(count, many), most)
  for (; count > 0; count--) drafted.push(...draftOne(use, plain, drafting))
  return drafted
}

const LINES = new Set(['PO1', 'POC', 'IT1', 'LIN', 'RCD', 'HL', 'ENT', 'OTI', 'CPS'])

/** Required, or chosen by chance: samples show what may be, too. */
function wanted(mention: SegmentGuide, guide: Guide, random: Random): boolean {
  if (mention.usage === 'not-used') return false
  if (mention.usage === 'required' || (mention.min ?? 0) > 0) return true
  const below = guide.segments.some(({ at, usage }) => at.startsWith(`${mention.at}/`) && usage === 'required')
  return below || random.below(2) === 0
}

/** The last step of a guide's path below `path`, without its qualifier; empty: it is elsewhere. */
function unqualified(at: string, path: string): string {
  if (!at.startsWith(path)) return ''
  const rest = at.slice(path.length)
  return rest.includes('/') ? '' : rest.replace(/\[.*$/, '')
}

/** A rule that wants one of several segments gets the first of them. */
function ruleNeeds(guide: Guide, tagPath: string, paths: string[]): boolean {
  return guide.rules.some((rule) => {
    if (rule.check === 'one-of-segments') return samePlace(rule.segments[0]!, tagPath)
    if (rule.check === 'line-count')
      return samePlace(rule.equals.replace(/\d\d(-\d+)?$/, ''), tagPath) && paths[0] === ''
    if (rule.check === 'line-total')
      return [rule.equals, ...rule.value].some((one) => samePlace(one.replace(/\d\d(-\d+)?$/, ''), tagPath))
    return false
  })
}

const samePlace = (path: string, tagPath: string) =>
  stepsOf(path)
    .map(({ tag }) => tag)
    .join('/') === tagPath

function draftOne(use: Use, mention: SegmentGuide[], drafting: Drafting): Drafted[] {
  const { path, paths, grammar, guide, random } = drafting
  const qualifier = qualifierFor(mention, guide, `${path}${use.tag}`)
  const forced = forcedBy(guide, `${path}${use.tag}`, qualifier)
  const closed = guide.others === 'not-used'
  const elements = fillSegment(use.tag, { grammar, narrowed: guide, mention, qualifier, forced, closed, random })
  const first = elements[0]?.[0] ?? ''
  const names = [use.tag, ...(first === '' ? [] : [`${use.tag}[${first}]`])]
  const own: Drafted = { tag: use.tag, elements, path: mention[0]?.at ?? `${path}${use.tag}`, mention }
  if (!('loop' in use)) return [own]
  const inside = {
    ...drafting,
    path: `${path}${use.tag}/`,
    paths: paths.flatMap((one) => names.map((name) => `${one}${name}/`)),
  }
  return [own, ...use.loop.slice(1).flatMap((one) => draftUse(one, inside))]
}

/** The qualifier of the place, or that of a rule which needs this segment. */
function qualifierFor(mention: SegmentGuide[], guide: Guide, tagPath: string): string | null {
  for (const { at } of mention) {
    const { qualifier } = stepsOf(at).at(-1)!
    if (qualifier !== null) return qualifier
  }
  for (const rule of guide.rules) {
    const named =
      rule.check === 'one-of-segments'
        ? [rule.segments[0]!]
        : rule.check === 'line-count'
          ? [rule.equals.replace(/\d\d(-\d+)?$/, '')]
          : rule.check === 'line-total'
            ? [rule.equals, ...rule.value].map((one) => one.replace(/\d\d(-\d+)?$/, ''))
            : []
    for (const path of named) if (samePlace(path, tagPath)) return stepsOf(path).at(-1)!.qualifier
  }
  return null
}

/** The elements of a segment that a rule looks at. */
function forcedBy(guide: Guide, tagPath: string, qualifier: string | null): Set<string> {
  const forced = new Set<string>()
  const tag = tagPath.slice(tagPath.lastIndexOf('/') + 1)
  const value = (text: string) => {
    const named = valuePathOf(text)
    if (named.tag !== tag || (named.qualifier !== null && named.qualifier !== qualifier)) return
    forced.add(named.component > 0 ? `${named.element}-${named.component}` : String(named.element))
  }
  for (const rule of guide.rules) {
    if (rule.check === 'one-of-elements' && samePlace(rule.at, tagPath)) forced.add(rule.elements[0]!)
    if (rule.check === 'line-count') value(rule.equals)
    if (rule.check === 'line-total') for (const one of [rule.equals, ...rule.value]) value(one)
  }
  return forced
}

/** A sample that breaks one thing that the guide says, and the problem that must be found in it. */
export interface BrokenSample {
  text: string
  code: string
  place: string
}

/** For each thing that a guide says of segments and elements a sample that is not so, as far as one can be made. */
export function brokenSamplesOf(guide: Guide, options: SampleOptions): BrokenSample[] {
  const { seed, lines = 2, syntax = syntaxOf(guide), own } = options
  const plan = planGuide(guide, own)
  const good = draft(plan, new Random(seed), lines)
  const broken: BrokenSample[] = []
  const tell = (drafted: Drafted[], code: string, place: string) => {
    const text = writeTokens(recounted(drafted), syntax)
    // What cannot be broken alone, such as a place that this sample does not have, is left out.
    if (checkDocument(tokensOf(text, syntax), plan).some((one) => one.code === code && one['place'] === place))
      broken.push({ text, code, place })
  }
  for (const segment of guide.segments) {
    breakPlace(good, segment, { tell, plan })
    for (const element of segment.elements) breakElement(good, segment, { element, tell })
  }
  return broken
}

type Tell = (drafted: Drafted[], code: string, place: string) => void

function breakPlace(
  good: Drafted[],
  { at, usage, min, max }: SegmentGuide,
  { tell, plan }: { tell: Tell; plan: GuidePlan },
): void {
  const index = good.findIndex(({ mention }) => mention.some((one) => one.at === at))
  if (usage === 'not-used') {
    const { tag, qualifier } = stepsOf(at).at(-1)!
    const outer = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : null
    const after = good.findLastIndex(({ path, tag: of }) => (outer === null ? BEFORE.has(of) : path === outer))
    const { grammar, guide } = plan
    const filling = { grammar, narrowed: guide, mention: [], qualifier, forced: new Set<string>(), closed: false }
    const elements = fillSegment(tag, { ...filling, random: new Random(1) })
    tell(good.toSpliced(after + 1, 0, { tag, elements, path: at, mention: [] }), 'guide-segment-not-used', at)
    return
  }
  if (index < 0) return
  if (usage === 'required' || (min ?? 0) > 0) tell(without(good, index), 'guide-segment-missing', at)
  if (max !== undefined && max < 20) {
    const extra = Array.from({ length: max }, () => instance(good, index)).flat()
    tell(good.toSpliced(index, 0, ...extra), 'guide-segment-too-often', at)
  }
}

/** A segment that nothing forbids to follow the beginning stands behind these. */
const BEFORE = new Set(['BEG', 'BAK', 'BCH', 'BSN', 'BIG', 'BIA', 'BRA', 'BCT', 'BPR', 'BGN', 'BGM'])

/** A segment with what stands in the loop that it opens. */
function instance(good: Drafted[], index: number): Drafted[] {
  const depth = (path: string) => path.split('/').length
  const [first, ...rest] = good.slice(index)
  const end = rest.findIndex(({ path }) => depth(path) <= depth(first!.path) || !sameLoop(path, first!.path))
  return [first!, ...rest.slice(0, end < 0 ? rest.length : end)]
}

const sameLoop = (path: string, outer: string) => tagsOf(path).startsWith(`${tagsOf(outer)}/`)
const tagsOf = (path: string) => path.replace(/\[[^\]]*\]/g, '')

const without = (good: Drafted[], index: number) => good.toSpliced(index, instance(good, index).length)

function breakElement(
  good: Drafted[],
  { at }: SegmentGuide,
  { element, tell }: { element: SegmentGuide['elements'][number]; tell: Tell },
): void {
  const index = good.findIndex(({ mention }) => mention.some((one) => one.at === at))
  if (index < 0) return
  const [n, component = 1] = element.at.split('-').map(Number)
  const value = good[index]!.elements[n! - 1]?.[component - 1] ?? ''
  const change = (text: string, code: string) =>
    tell(good.with(index, changedAt(good[index]!, n!, component, text)), code, at)
  if (element.usage === 'required') change('', 'guide-element-missing')
  if (element.usage === 'not-used') change('X', 'guide-element-not-used')
  if (element.codes) change(element.codes.every((code) => code !== 'ZZ') ? 'ZZ' : 'QQ', 'guide-element-code')
  if (element.max !== undefined) change((value || 'X').padEnd(element.max + 1, '1'), 'guide-element-too-long')
  if (element.min !== undefined && element.min > 1) change('1'.repeat(element.min - 1), 'guide-element-too-short')
}

function changedAt(segment: Drafted, n: number, component: number, text: string): Drafted {
  const elements = segment.elements.map((parts) => [...parts])
  while (elements.length < n) elements.push([''])
  const parts = elements[n - 1]!
  while (parts.length < component) parts.push('')
  parts[component - 1] = text
  return { ...segment, elements }
}

/** With the number of segments in its trailer. */
export function recounted(drafted: Drafted[]): Drafted[] {
  const last = drafted.length - 1
  return drafted.with(last, changedAt(drafted[last]!, 1, 1, String(drafted.length)))
}
