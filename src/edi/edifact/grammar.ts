import { loop, type Use, use } from '../grammar.ts'

/** A component of a composite, or a simple data element, which is one component. */
export interface ComponentUse {
  /** Number in the data element directory (EDED), such as 2005. */
  reference: string
  mandatory: boolean
  type: 'a' | 'n' | 'an'
  min: number
  max: number
  codes?: ReadonlySet<string>
}

/** A place of a segment: a composite or a simple data element. */
export interface DataUse {
  /** `1004`, or `C507`. */
  reference: string
  mandatory: boolean
  /** Repeats (syntax 4); 1: none. */
  max: number
  /** One for a simple element. */
  components: ComponentUse[]
}

export interface SegmentTable {
  tag: string
  elements: DataUse[]
}

export interface MessageTable {
  type: string
  /** UNH to UNT; segment groups are loops. */
  content: Use[]
}

/** The tables of one directory. A segment without a table is placed, but its elements are not checked. */
export interface Directory {
  messages: Record<string, MessageTable>
  segments: Record<string, SegmentTable>
}

/**
 * A message's table, a line for each segment group with its status and repeats, as the standard's segment table has them:
 * `SG2 C99:  NAD M1  LOC C25`. What is indented below a group stands in it.
 */
export function message(type: string, table: string): MessageTable {
  const content: Use[] = []
  const open: { indent: number; uses: Use[] }[] = [{ indent: -1, uses: content }]
  for (const line of table.split('\n')) {
    const text = line.trim()
    if (text === '') continue
    const indent = line.length - line.trimStart().length
    while (open.at(-1)!.indent >= indent) open.pop()
    const [head, body] = text.startsWith('SG') ? text.split(':') : [null, text]
    const uses = body!
      .trim()
      .split(/\s{2,}/)
      .map(segmentUse)
    if (head === null) {
      open.at(-1)!.uses.push(...uses)
      continue
    }
    const { status, max } = statusOf(head.split(' ')[1]!)
    const [trigger, ...rest] = uses
    const group = loop(trigger!.tag, status, max, rest) as Use & { loop: Use[] }
    open.at(-1)!.uses.push(group)
    open.push({ indent, uses: group.loop })
  }
  return { type, content }
}

/** `DTM M35` */
function segmentUse(text: string): Use {
  const [tag, usage] = text.split(' ')
  const { status, max } = statusOf(usage!)
  return use(tag!, status, max)
}

/** `C99`: conditional, at most 99 times. */
function statusOf(usage: string): { status: 'M' | 'O'; max: number } {
  return { status: usage[0] === 'M' ? 'M' : 'O', max: Number(usage.slice(1)) }
}

/** A data element directory: `1004 an..35  1225 an..3`; codes, where the list is closed and short, behind it: `0081 a1 D,S`. */
export function dictionary(text: string): Record<string, string> {
  const lines = text.trim().split(/\s{2,}|\n/)
  return Object.fromEntries(lines.map((line) => [line.slice(0, 4), line.slice(5)]))
}

/** What the standard prints in its three directories, each entry as text: `'2005! 2380 2379'`, `!` mandatory, `*3` repeats. */
export interface DataTables {
  /** EDED */
  elements: Record<string, string>
  /** EDCD */
  composites: Record<string, string>
  /** EDSD */
  segments: Record<string, string>
}

export function segmentTables({ elements, composites, segments }: DataTables): Record<string, SegmentTable> {
  const component = (text: string): ComponentUse => {
    const { reference, mandatory } = place(text)
    return { reference, mandatory, ...representation(elements[reference], reference) }
  }
  const dataUse = (text: string): DataUse => {
    const of = place(text)
    const parts = /^[CS]/.test(of.reference) ? known(composites[of.reference], of.reference).split(' ') : [text]
    return { ...of, components: parts.map(component) }
  }
  const table = (tag: string, text: string): SegmentTable => ({ tag, elements: text.split(' ').map(dataUse) })
  return Object.fromEntries(Object.entries(segments).map(([tag, text]) => [tag, table(tag, text)]))
}

/** `C076!*3` */
function place(text: string): { reference: string; mandatory: boolean; max: number } {
  const [name, max] = text.split('*')
  return { reference: name!.slice(0, 4), mandatory: name!.endsWith('!'), max: max ? Number(max) : 1 }
}

/** `an..35`: up to 35 characters; `n6`: six digits. */
function representation(text: string | undefined, reference: string): Omit<ComponentUse, 'reference' | 'mandatory'> {
  const [, type, upTo, length, codes] = /^(an|a|n)(\.\.)?(\d+)(?: (.*))?$/.exec(known(text, reference)) ?? []
  const max = Number(length)
  return {
    type: type as ComponentUse['type'],
    min: upTo ? 1 : max,
    max,
    ...(codes ? { codes: new Set(codes.split(',')) } : {}),
  }
}

/** A table that names what no directory has is a mistake of ours. */
function known(text: string | undefined, reference: string): string {
  if (text === undefined) throw new Error(`${reference} is used by a table, but in no directory.`)
  return text
}
