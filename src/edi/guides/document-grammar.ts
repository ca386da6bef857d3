import type { Dictionary } from '../dictionaries/dictionary.ts'
import { directoryOf } from '../edifact/directories.ts'
import type { ComponentUse, Directory } from '../edifact/grammar.ts'
import type { Use } from '../grammar.ts'
import type { Relation } from '../x12/grammar.ts'
import { type Standard, standardOf } from '../x12/standards.ts'

/** An element or component as its table has it, whichever the standard. */
export interface ElementTable {
  /** `353`, `1004` or `C507`. */
  reference: string
  mandatory: boolean
  /** `AN`, `an`, …; `C`: a composite. */
  type: string
  min: number
  max: number
  codes?: ReadonlySet<string>
  components: ElementTable[]
}

/** What a guide narrows: the table of a set or message, and those of its segments. */
export interface DocumentGrammar {
  standard: 'x12' | 'edifact'
  content: Use[]
  /** Undefined: the segment has no table, and its elements are not checked. */
  elements(tag: string): ElementTable[] | undefined
  relations(tag: string): Relation[]
}

export interface Narrowed {
  standard: 'x12' | 'edifact'
  release: string
  document: string
}

/** In the tables of the standard, or those of a dictionary of the same version; undefined: no such set or message. */
export function grammarOf({ standard, release, document }: Narrowed, own?: Dictionary): DocumentGrammar | undefined {
  if (standard === 'x12') {
    const tables = own?.standard === 'x12' && own.version === release ? own.tables : standardOf(release)
    return ofX12(tables, document)
  }
  const [version = '', of = ''] = release.split('.')
  const laid = own?.standard === 'edifact' && `${own.version}.${own.release}` === release ? own.tables : undefined
  return ofEdifact(laid ?? directoryOf(version, of), document)
}

function ofX12(tables: Standard | undefined, document: string): DocumentGrammar | undefined {
  if (!tables || !Object.hasOwn(tables.sets, document)) return undefined
  const table = (tag: string) => (Object.hasOwn(tables.segments, tag) ? tables.segments[tag] : undefined)
  return {
    standard: 'x12',
    content: tables.sets[document]!.content,
    elements: (tag) =>
      table(tag)?.elements.map((element) => ({ ...element, reference: String(element.reference), components: [] })),
    relations: (tag) => table(tag)?.relations ?? [],
  }
}

function ofEdifact(tables: Directory | undefined, document: string): DocumentGrammar | undefined {
  if (!tables || !Object.hasOwn(tables.messages, document)) return undefined
  const simple = (component: ComponentUse): ElementTable => ({ ...component, components: [] })
  return {
    standard: 'edifact',
    content: tables.messages[document]!.content,
    elements: (tag) => {
      const table = Object.hasOwn(tables.segments, tag) ? tables.segments[tag] : undefined
      return table?.elements.map(({ reference, mandatory, components }) => {
        const [first] = components
        if (/^\d/.test(reference)) return { ...simple(first!), mandatory }
        return { reference, mandatory, type: 'C', min: 0, max: 0, components: components.map(simple) }
      })
    },
    relations: () => [],
  }
}

/** The uses that a path of tags leads to: a tag may stand at several places of one loop. */
export function usesAt(content: Use[], tags: string[]): Use[] {
  const [tag, ...rest] = tags
  const here = content.filter((use) => use.tag === tag)
  if (rest.length === 0) return here
  return here.flatMap((use) => ('loop' in use ? usesAt(use.loop.slice(1), rest) : []))
}

/** The table of an element or component of a segment. */
export function elementAt(
  elements: ElementTable[],
  { element, component }: { element: number; component: number },
): ElementTable | undefined {
  const found = elements[element - 1]
  return component === 0 ? found : (found?.components[component - 1] ?? (found?.type === 'C' ? ANY : undefined))
}

/** A component of X12, whose composites have no tables of ours. */
const ANY: ElementTable = { reference: '', mandatory: false, type: 'AN', min: 1, max: 10_000, components: [] }
