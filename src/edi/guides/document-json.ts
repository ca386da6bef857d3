import { Placing, type PlacingPlan, planPlacing } from '../placing.ts'
import { tagCode } from '../tags.ts'
import type { DocumentGrammar } from './document-grammar.ts'
import type { Tokens } from './tokens.ts'

/** A segment with what stands below it: values by `BEG03`, components by `DTM01_2`, segments by their tag as lists. */
export interface JsonSegment {
  [name: string]: string | JsonSegment[]
}

/** A document as JSON for expressions: loops lie in the segment that opens them. What has no place in the grammar is left out. */
export function documentJson(tokens: readonly Tokens[], grammar: DocumentGrammar): JsonSegment {
  const placing = new Placing(placingOf(grammar))
  const root: JsonSegment = {}
  const open = [root]
  for (const segment of tokens) {
    if (placing.place(tagCode(segment.tag)).kind !== 'placed') continue
    const { depth, opened } = placing
    open.length = opened ? depth : depth + 1
    const json = segmentJson(segment)
    const around = open.at(-1)!
    const list = around[segment.tag]
    if (Array.isArray(list)) list.push(json)
    else around[segment.tag] = [json]
    if (opened) open.push(json)
  }
  return root
}

const plans = new WeakMap<DocumentGrammar, PlacingPlan>()

function placingOf(grammar: DocumentGrammar): PlacingPlan {
  let plan = plans.get(grammar)
  if (!plan) plans.set(grammar, (plan = planPlacing(grammar.content)))
  return plan
}

function segmentJson({ tag, elements }: Tokens): JsonSegment {
  const json: JsonSegment = {}
  for (const [index, components] of elements.entries()) {
    const name = `${tag}${String(index + 1).padStart(2, '0')}`
    if (components.length === 1) {
      if (components[0] !== '') json[name] = components[0]!
    } else for (const [of, value] of components.entries()) if (value !== '') json[`${name}_${of + 1}`] = value
  }
  return json
}
