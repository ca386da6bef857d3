import { type DefinitionProblem, flaw, pointer, quoted } from '../definitions.ts'
import type { Dictionary } from '../dictionaries/dictionary.ts'
import { type DocumentGrammar, elementAt, grammarOf, usesAt } from './document-grammar.ts'
import { expressionFlaw } from './expression.ts'
import type { ElementGuide, Guide, GuideRule, SegmentGuide } from './guide.ts'
import { placeOf, stepsOf, valuePathOf } from './paths.ts'

/** A guide can only narrow: what it says must be possible in the grammar below it. */
export function checkGuide(guide: Guide, own?: Dictionary): DefinitionProblem[] {
  const grammar = grammarOf(guide, own)
  const { standard, release, document } = guide
  if (!grammar) return [flaw('/document', `${standard} ${release} ${document}`, 'a set or message that is known here')]
  const problems: DefinitionProblem[] = []
  const seen = new Set<string>()
  for (const [index, segment] of guide.segments.entries()) {
    const at = pointer('segments', index)
    if (seen.has(segment.at)) problems.push(flaw(`${at}/at`, `${quoted(segment.at)} once more`, 'each place once'))
    seen.add(segment.at)
    checkSegment(segment, { at, grammar, problems })
  }
  const ids = new Set<string>()
  for (const [index, rule] of guide.rules.entries()) {
    const at = pointer('rules', index)
    if (ids.has(rule.id)) problems.push(flaw(`${at}/id`, `${quoted(rule.id)} once more`, 'a name of its own'))
    ids.add(rule.id)
    checkRule(rule, { at, grammar, problems })
  }
  return problems
}

interface Checking {
  at: string
  grammar: DocumentGrammar
  problems: DefinitionProblem[]
}

function checkSegment(segment: SegmentGuide, { at, grammar, problems }: Checking): void {
  const steps = stepsOf(segment.at)
  const uses = usesAt(
    grammar.content,
    steps.map(({ tag }) => tag),
  )
  if (uses.length === 0) {
    problems.push(flaw(`${at}/at`, quoted(segment.at), 'a segment at its place in the grammar'))
    return
  }
  const whole = steps.at(-1)!.qualifier === null
  if (segment.usage === 'not-used' && whole && uses.some((use) => use.mandatory))
    problems.push(flaw(`${at}/usage`, '"not-used"', `${segment.at} to be used, as the standard requires it`))
  const most = uses.some((use) => use.max === 0)
    ? Number.POSITIVE_INFINITY
    : uses.reduce((all, use) => all + use.max, 0)
  checkRange(segment, { at, least: 0, most, problems })
  const { tag } = steps.at(-1)!
  const elements = grammar.elements(tag)
  if (!elements && segment.elements.length > 0) {
    const expected = 'a segment whose table is known; the guide alone is followed'
    problems.push(flaw(`${at}/elements`, `elements of ${tag}`, expected, 'warning'))
  }
  const seen = new Set<string>()
  for (const [index, element] of segment.elements.entries()) {
    const place = `${at}/elements/${index}`
    if (seen.has(element.at)) problems.push(flaw(`${place}/at`, `${quoted(element.at)} once more`, 'each place once'))
    seen.add(element.at)
    if (elements) checkElement(element, { at: place, grammar, problems, tag })
  }
}

function checkElement(element: ElementGuide, { at, grammar, problems, tag }: Checking & { tag: string }): void {
  const place = placeOf(element.at)
  const table = elementAt(grammar.elements(tag)!, place)
  if (!table) {
    problems.push(flaw(`${at}/at`, quoted(element.at), `an element of ${tag}`))
    return
  }
  if (element.usage === 'not-used' && table.mandatory)
    problems.push(flaw(`${at}/usage`, '"not-used"', `${tag} ${element.at} to be used, as the standard requires it`))
  if (table.type === 'C') {
    const narrowed = element.codes ?? element.min ?? element.max
    if (narrowed !== undefined)
      problems.push(flaw(at, 'codes or lengths of a composite', 'those of a component such as "1-2"'))
    return
  }
  checkRange(element, { at, least: table.min, most: table.max, problems })
  for (const [index, code] of (element.codes ?? []).entries()) {
    const path = `${at}/codes/${index}`
    if (code.length < table.min || code.length > table.max)
      problems.push(flaw(path, quoted(code), `a code of ${table.min} to ${table.max} characters`))
    else if (table.codes && !table.codes.has(code))
      problems.push(flaw(path, quoted(code), `one of ${[...table.codes].join(', ')}`))
  }
}

function checkRange(
  { min, max }: { min?: number | undefined; max?: number | undefined },
  { at, least, most, problems }: { at: string; least: number; most: number; problems: DefinitionProblem[] },
): void {
  if (min !== undefined && (min < least || min > most))
    problems.push(flaw(`${at}/min`, String(min), `a number from ${least} to ${most}`))
  if (max !== undefined && (max < least || max > most))
    problems.push(flaw(`${at}/max`, String(max), `a number from ${least} to ${most}`))
  if (min !== undefined && max !== undefined && min > max)
    problems.push(flaw(`${at}/min`, String(min), `at most the ${max} of max`))
}

function checkRule(rule: GuideRule, { at, grammar, problems }: Checking): void {
  const path = (text: string, where: string) => {
    if (
      usesAt(
        grammar.content,
        stepsOf(text).map(({ tag }) => tag),
      ).length === 0
    )
      problems.push(flaw(`${at}/${where}`, quoted(text), 'a segment at its place in the grammar'))
  }
  const value = (text: string, where: string) => {
    const { tag, ...place } = valuePathOf(text)
    const elements = grammar.elements(tag)
    if (!elements || !elementAt(elements, place))
      problems.push(flaw(`${at}/${where}`, quoted(text), 'an element of a segment that is known'))
  }
  switch (rule.check) {
    case 'line-count':
      path(rule.lines, 'lines')
      value(rule.equals, 'equals')
      break
    case 'line-total': {
      for (const key of ['value', 'plus', 'minus'] as const)
        for (const [index, text] of rule[key].entries()) value(text, `${key}/${index}`)
      value(rule.equals, 'equals')
      const [first, other] = [
        valuePathOf(rule.value[0]!),
        rule.value.map(valuePathOf).find(({ tag }) => tag !== valuePathOf(rule.value[0]!).tag),
      ]
      if (other) problems.push(flaw(`${at}/value`, `${first.tag} and ${other.tag}`, 'elements of one segment'))
      break
    }
    case 'one-of-elements': {
      path(rule.at, 'at')
      const elements = grammar.elements(stepsOf(rule.at).at(-1)!.tag)
      for (const [index, text] of rule.elements.entries())
        if (!elements || !elementAt(elements, placeOf(text)))
          problems.push(flaw(`${at}/elements/${index}`, quoted(text), `an element of ${rule.at}`))
      break
    }
    case 'one-of-segments':
      for (const [index, text] of rule.segments.entries()) path(text, `segments/${index}`)
      break
    case 'expression': {
      const wrong = expressionFlaw(rule.expression)
      if (wrong) problems.push(flaw(`${at}/expression`, wrong, 'an expression of JSONata that can be evaluated here'))
    }
  }
}
