import type { Use } from '../grammar.ts'

export interface SetGrammar {
  id: string
  functionalId: string
  content: Use[]
}

export type ElementType = 'AN' | 'ID' | 'DT' | 'TM' | 'R' | 'N' | 'C'

export interface ElementUse {
  /** Number in the data element dictionary. */
  reference: number
  mandatory: boolean
  type: ElementType
  min: number
  max: number
  codes?: ReadonlySet<string>
}

/** P paired, R one required, E exclusive, C if the first then the others, L if the first then one of the others. */
export interface Relation {
  kind: 'P' | 'R' | 'E' | 'C' | 'L'
  elements: number[]
}

export interface SegmentGrammar {
  elements: ElementUse[]
  relations: Relation[]
}

/**
 * A segment's table in the notation of the standard: `'353 M ID 2/2'`, one an element; codes, where the list is closed and
 * short, behind it: `'479 M ID 2/2 PO,IN'`. Relations as the standard writes them: `'P0304'`.
 */
export function segment(elements: string[], relations: string[] = []): SegmentGrammar {
  return { elements: elements.map(elementUse), relations: relations.map(relation) }
}

function elementUse(text: string): ElementUse {
  const [reference, requirement, type, length, codes] = text.split(' ')
  const [min, max] = length!.split('/')
  return {
    reference: Number(reference),
    mandatory: requirement === 'M',
    type: type as ElementType,
    min: Number(min),
    max: Number(max),
    ...(codes ? { codes: new Set(codes.split(',')) } : {}),
  }
}

function relation(text: string): Relation {
  return { kind: text[0] as Relation['kind'], elements: text.slice(1).match(/../g)!.map(Number) }
}

/** The same segment with other lengths: `{ 2: '1/50' }` for the second element. */
export function widened(grammar: SegmentGrammar, lengths: Record<number, string>): SegmentGrammar {
  const elements = grammar.elements.map((element, i) => {
    const length = lengths[i + 1]
    if (!length) return element
    const [min, max] = length.split('/').map(Number)
    return { ...element, min: min!, max: max! }
  })
  return { ...grammar, elements }
}
