import { z } from 'zod'
import { type DefinitionProblem, flaw, pointer, quoted } from '../definitions.ts'
import { loop, type Use, use } from '../grammar.ts'
import { type ElementUse, type SegmentGrammar, type SetGrammar, segment } from '../x12/grammar.ts'
import { type Standard, standardOf } from '../x12/standards.ts'
import { checkTable } from './table-check.ts'

const TYPES = '(?:(?:AN|ID|DT|TM|R|N) \\d{1,3}/\\d{1,6}|C 0/0)(?: [^ ,]+(?:,[^ ,]+)*)?'
const ELEMENT = new RegExp(`^\\d{1,4} [MOX](?: ${TYPES})?$`)
const REPRESENTATION = new RegExp(`^${TYPES}$`)
const TAG = /^[A-Z][A-Z0-9]{1,2}$/
const USE = /^([A-Z][A-Z0-9]{1,2}) ([MO])(?: (\d{1,6}|>1))?$/
const DEPTH_MAX = 12
const NAMES_MAX = 2_000

type Content = (string | { loop: string; content: Content })[]

const useText = z.string().regex(USE, 'a use such as "PID O 1000", or ">1" for any number')
const content: z.ZodType<Content> = z.lazy(() =>
  z.array(z.union([useText, z.strictObject({ loop: useText, content })], 'a use, or a loop with its content')).max(500),
)

const segmentForm = z.strictObject({
  elements: z.array(z.string().regex(ELEMENT, 'an element such as "353 M ID 2/2 00,05", or "353 M"')).max(100),
  relations: z
    .array(z.string().regex(/^[PRECL](\d\d){2,9}$/, 'a relation such as "P0304"'))
    .max(50)
    .default([]),
})

/** What somebody adds to X12, in the notation of our own tables: sets, segments and elements. */
export const x12Form = z.strictObject({
  standard: z.literal('x12'),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'a name such as "acme"'),
  version: z.string().regex(/^\d{6}$/, 'a version such as "004010"'),
  like: z
    .string()
    .regex(/^\d{6}$/, 'a version such as "004010"')
    .optional(),
  elements: z
    .record(
      z.string().regex(/^\d{1,4}$/, 'the number of an element'),
      z.string().regex(REPRESENTATION, 'a type with lengths and perhaps codes, such as "ID 2/2 00,05"'),
    )
    .default({}),
  segments: z.record(z.string().regex(TAG, 'a segment identifier'), segmentForm).default({}),
  sets: z
    .record(
      z.string().regex(/^\d{3}$/, 'a set identifier such as "850"'),
      z.strictObject({ functionalId: z.string().regex(/^[A-Z]{2}$/, 'two letters such as "PO"'), content }),
    )
    .default({}),
})

type X12Form = z.infer<typeof x12Form>

/** The tables of the standard with those of `own` over them; undefined where a problem is an error. */
export function layX12(own: X12Form): { tables: Standard; problems: DefinitionProblem[] } {
  const problems: DefinitionProblem[] = []
  const base = standardOf(own.like ?? own.version) ?? { sets: {}, segments: {} }
  if (own.like !== undefined && !standardOf(own.like))
    problems.push(flaw('/like', quoted(own.like), 'a version that is known here'))
  if (Object.keys(own.segments).length > NAMES_MAX)
    problems.push(flaw('/segments', `${Object.keys(own.segments).length} segments`, `at most ${NAMES_MAX}`))
  const known = new Elements(base, own.elements)
  const segments: Record<string, SegmentGrammar> = {}
  for (const [tag, grammar] of Object.entries(base.segments)) segments[tag] = known.renewed(grammar)
  for (const [tag, form] of Object.entries(own.segments)) segments[tag] = laidSegment(tag, form, { known, problems })
  const sets: Record<string, SetGrammar> = { ...base.sets }
  for (const [id, form] of Object.entries(own.sets)) {
    const at = pointer('sets', id, 'content')
    sets[id] = { id, functionalId: form.functionalId, content: usesOf(form.content, { at, depth: 0, problems }) }
    problems.push(...checkTable(sets[id].content, { at, ends: ['ST', 'SE'], segments }))
  }
  return { tables: { sets, segments }, problems }
}

/** What the elements of a dictionary are, by number: its own, else as the standard's segments use them. */
class Elements {
  readonly #own: Record<string, string>
  readonly #standard = new Map<number, ElementUse>()

  constructor(base: Standard, own: Record<string, string>) {
    this.#own = own
    for (const { elements } of Object.values(base.segments))
      for (const element of elements)
        if (!this.#standard.has(element.reference)) this.#standard.set(element.reference, element)
  }

  /** `ID 2/2 00,05` */
  of(reference: string): string | undefined {
    if (Object.hasOwn(this.#own, reference)) return this.#own[reference]
    const { type, min, max, codes } = this.#standard.get(Number(reference)) ?? {}
    return type && `${type} ${min}/${max}${codes ? ` ${[...codes].join(',')}` : ''}`
  }

  /** A segment of the standard whose elements are what the dictionary says of them. */
  renewed(grammar: SegmentGrammar): SegmentGrammar {
    if (!grammar.elements.some(({ reference }) => Object.hasOwn(this.#own, String(reference)))) return grammar
    const elements = grammar.elements.map((element) => {
      const own = Object.hasOwn(this.#own, String(element.reference)) ? this.#own[String(element.reference)] : undefined
      return own ? segment([`${element.reference} ${element.mandatory ? 'M' : 'O'} ${own}`]).elements[0]! : element
    })
    return { ...grammar, elements }
  }
}

interface Laying {
  known: Elements
  problems: DefinitionProblem[]
}

function laidSegment(tag: string, form: X12Form['segments'][string], { known, problems }: Laying): SegmentGrammar {
  const texts = form.elements.map((text, index) => {
    const [reference, requirement, ...rest] = text.split(' ')
    const representation = rest.length > 0 ? rest.join(' ') : known.of(reference!)
    if (representation) return `${reference} ${requirement} ${representation}`
    const expected = 'a type, as no element of this number is known'
    problems.push(flaw(pointer('segments', tag, 'elements', index), quoted(text), expected))
    return `${reference} ${requirement} AN 1/1`
  })
  const grammar = segment(texts, form.relations)
  for (const [index, { min, max, codes }] of grammar.elements.entries()) {
    const at = pointer('segments', tag, 'elements', index)
    if (min > max)
      problems.push(flaw(at, quoted(form.elements[index]), 'a least length that is not above the greatest'))
    const odd = [...(codes ?? [])].find((code) => code.length < min || code.length > max)
    if (odd !== undefined) problems.push(flaw(at, `the code ${quoted(odd)}`, `codes of ${min} to ${max} characters`))
  }
  for (const [index, { elements }] of grammar.relations.entries()) {
    const beyond = elements.find((n) => n < 1 || n > grammar.elements.length)
    if (beyond === undefined) continue
    const expected = `elements from 01 to ${grammar.elements.length}`
    problems.push(flaw(pointer('segments', tag, 'relations', index), quoted(form.relations[index]), expected))
  }
  return grammar
}

interface Reading {
  at: string
  depth: number
  problems: DefinitionProblem[]
}

function usesOf(texts: Content, { at, depth, problems }: Reading): Use[] {
  if (depth > DEPTH_MAX) {
    problems.push(flaw(at, `a loop within ${depth} others`, `at most ${DEPTH_MAX}`))
    return []
  }
  return texts.map((text, index) => {
    const [, tag, requirement, max = '1'] = USE.exec(typeof text === 'string' ? text : text.loop)!
    const often = max === '>1' ? 0 : Number(max)
    if (typeof text === 'string') return use(tag!, requirement as 'M' | 'O', often)
    const inside = usesOf(text.content, { at: `${at}/${index}/content`, depth: depth + 1, problems })
    return loop(tag!, requirement as 'M' | 'O', often, inside)
  })
}
