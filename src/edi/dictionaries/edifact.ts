import { z } from 'zod'
import { type DefinitionProblem, flaw, pointer, quoted } from '../definitions.ts'
import { dataTablesOf, directoryOf } from '../edifact/directories.ts'
import { type DataTables, type Directory, type MessageTable, message, segmentTables } from '../edifact/grammar.ts'
import { checkTable } from './table-check.ts'

const USES = /^(?:[A-Z][A-Z0-9]{2} [MC]\d{1,7})(?:\s{2,}[A-Z][A-Z0-9]{2} [MC]\d{1,7})*$/
const GROUP = /^SG\d{1,3} [MC]\d{1,7}:\s+/
const PLACES = /^[CSE]?\d{3,4}!?(?:\*\d{1,3})?(?: [CSE]?\d{3,4}!?(?:\*\d{1,3})?)*$/
const REPRESENTATION = /^(?:an|a|n)(?:\.\.)?\d{1,5}(?: [^ ,]+(?:,[^ ,]+)*)?$/
const DEPTH_MAX = 12

const line = z
  .string()
  .max(2_000)
  .refine((text) => USES.test(text.trim().replace(GROUP, '')), 'a line such as "SG2 C99:  NAD M1  LOC C25"')
const places = z
  .string()
  .regex(PLACES, 'references such as "4347! C212! C212", "!" where mandatory, "*3" where repeated')
const release = z.string().regex(/^[A-Z0-9]{1,3}\.[A-Z0-9]{1,3}$/, 'version and release such as "D.96A"')
const named = (pattern: RegExp, what: string) => z.string().regex(pattern, what)

/** What somebody adds to UN/EDIFACT, in the notation of our own tables: messages, segments, composites and elements. */
export const edifactForm = z.strictObject({
  standard: z.literal('edifact'),
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'a name such as "acme"'),
  directory: release,
  like: release.optional(),
  elements: z
    .record(
      named(/^\d{4}$/, 'the number of a data element'),
      z.string().regex(REPRESENTATION, 'a representation with perhaps codes, such as "an..3 9,5"'),
    )
    .default({}),
  composites: z.record(named(/^[CSE]\d{3}$/, 'the number of a composite'), places).default({}),
  segments: z.record(named(/^[A-Z][A-Z0-9]{2}$/, 'a segment tag'), places).default({}),
  messages: z.record(named(/^[A-Z0-9]{1,6}$/, 'a message type'), z.array(line).min(1).max(2_000)).default({}),
})

type EdifactForm = z.infer<typeof edifactForm>

/** The tables of the directory with those of `own` over them. */
export function layEdifact(own: EdifactForm): { tables: Directory; problems: DefinitionProblem[] } {
  const problems: DefinitionProblem[] = []
  const [version, of] = (own.like ?? own.directory).split('.')
  const data = dataTablesOf(version!, of!)
  const base = directoryOf(version!, of!)
  if (own.like !== undefined && !base) problems.push(flaw('/like', quoted(own.like), 'a directory that is known here'))
  const laid: DataTables = {
    elements: { ...data.elements, ...own.elements },
    composites: { ...data.composites, ...own.composites },
    segments: { ...data.segments, ...own.segments },
  }
  checkReferences(own, laid, problems)
  const usable = problems.length === 0
  const segments = usable ? segmentTables(laid) : {}
  const messages: Record<string, MessageTable> = { ...base?.messages }
  for (const [type, lines] of Object.entries(own.messages)) {
    const table = lines.join('\n')
    checkDepth(type, lines, problems)
    messages[type] = message(type, table)
    const of = { at: pointer('messages', type), ends: ['UNH', 'UNT'] as [string, string], segments: laid.segments }
    problems.push(...checkTable(messages[type].content, of))
  }
  return { tables: { messages, segments }, problems }
}

/** Every reference of a segment or composite of theirs must be in a directory. */
function checkReferences(own: EdifactForm, laid: DataTables, problems: DefinitionProblem[]): void {
  const check = (kind: 'segments' | 'composites') => {
    for (const [name, text] of Object.entries(own[kind])) {
      for (const one of text.split(' ')) {
        const reference = one.slice(0, 4)
        const table = /^\d/.test(reference) ? 'elements' : 'composites'
        const fits = kind === 'segments' || table === 'elements'
        if (fits && Object.hasOwn(laid[table], reference)) continue
        const expected = fits
          ? `a reference that is in /${table} or in the directory`
          : 'only data elements in a composite'
        problems.push(flaw(pointer(kind, name), quoted(one), expected))
      }
    }
  }
  check('segments')
  check('composites')
}

function checkDepth(type: string, lines: string[], problems: DefinitionProblem[]): void {
  const indents = lines.map((one) => one.length - one.trimStart().length)
  const deep = indents.findIndex((indent) => indent > 2 * DEPTH_MAX + 2)
  if (deep >= 0)
    problems.push(flaw(pointer('messages', type, deep), `indented by ${indents[deep]}`, `at most ${2 * DEPTH_MAX + 2}`))
}
