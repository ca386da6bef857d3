import { z } from 'zod'
import type { DocumentKind } from '../canonical/documents.ts'
import { expectedBy, valueAt } from '../expected.ts'
import { type Problem, shown } from '../problems.ts'

const KINDS = [
  'order',
  'order-response',
  'order-change',
  'ship-notice',
  'receiving-advice',
  'invoice',
  'credit-note',
  'remittance',
  'catalog',
  'inventory',
  'status',
] as const satisfies readonly DocumentKind[]

/** `parties[buyer].ids[gln]`: steps, each with the item of a list that is meant; `/` before it is the document, also in a line. */
const path = z
  .string()
  .regex(/^\/?[a-zA-Z]+(\[[^\]]+\])?(\.[a-zA-Z]+(\[[^\]]+\])?)*$/, 'a path such as parties[buyer].name')

const column = z.strictObject({
  /** The name in the first row, in JSON the path inside the record. */
  name: z.string().min(1),
  /** Where it belongs in the canonical document; without one it is passed over, and told as a loss. */
  path: path.optional(),
  type: z.enum(['text', 'decimal', 'date']).default('text'),
  /** Digits behind a point that is not written. */
  implied: z.int().min(1).max(9).optional(),
  /** Fixed width: characters; columns follow each other. */
  width: z.int().min(1).max(1_000).optional(),
  /** On which side a value of fixed width stands. */
  align: z.enum(['left', 'right']).default('left'),
  needed: z.boolean().default(false),
  /** Their codes and ours: `{ "ST": "EA" }`. */
  codes: z.record(z.string(), z.string()).optional(),
  /** JSON: written as a number. */
  number: z.boolean().default(false),
})

const record = z.strictObject({
  /** A header begins a document, a line is one of its lines, a trailer ends it; a row is a line with its header beside it. */
  type: z.enum(['header', 'line', 'trailer', 'row']),
  /** What the first column says where records of several types follow each other. */
  tag: z.string().min(1).optional(),
  /** JSON: the path of the array that holds the lines. */
  array: z.string().min(1).optional(),
  columns: z.array(column).min(1).max(500),
})

const flatLayout = z.strictObject({
  kind: z.enum(KINDS),
  form: z.enum(['delimited', 'fixed', 'json']),
  /** Detected where it is not said. */
  delimiter: z.string().length(1).optional(),
  /** The first row has the names of the columns. */
  names: z.boolean().default(false),
  charset: z.enum(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be']).optional(),
  decimalMark: z.enum(['.', ',']).default('.'),
  /** YYYY, MM and DD, and whatever stands between them. */
  dateFormat: z.enum(['YYYY-MM-DD', 'YYYYMMDD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY']).default('YYYY-MM-DD'),
  records: z.array(record).min(1).max(20),
})

/** How a file that has no standard is laid out: declared, kept as data, used for reading and writing. */
export type FlatLayout = z.infer<typeof flatLayout>
export type FlatRecord = FlatLayout['records'][number]
export type FlatColumn = FlatRecord['columns'][number]

/** Whether something is a layout, with what is wrong in it. */
export function checkLayout(given: unknown): { layout: FlatLayout | null; problems: Problem[] } {
  const result = flatLayout.safeParse(given)
  if (result.success) {
    const problems = contradictions(result.data)
    return { layout: problems.length === 0 ? result.data : null, problems }
  }
  return { layout: null, problems: result.error.issues.flatMap((issue) => flaws(given, issue)) }
}

function flaws(given: unknown, issue: z.core.$ZodIssue): Problem[] {
  const at = issue.path.join('.')
  const flaw = (place: string, found: unknown, expected: string): Problem => ({
    ...{ code: 'canonical-invalid', severity: 'error', at: place, expected },
    ...(found === undefined ? {} : { found: shown(found) }),
  })
  if (issue.code !== 'unrecognized_keys') return [flaw(at, valueAt(given, issue.path), expectedBy(issue))]
  return issue.keys.map((key) => flaw(at === '' ? key : `${at}.${key}`, key, 'a name that a layout has'))
}

function contradictions(layout: FlatLayout): Problem[] {
  const problems: Problem[] = []
  const tell = (at: string, found: string, expected: string) => {
    problems.push({ code: 'canonical-invalid', severity: 'error', at, found: shown(found), expected })
  }
  if (layout.names && (layout.form !== 'delimited' || layout.records.length > 1)) {
    tell('names', 'true', 'names only where one kind of delimited rows is')
  }
  for (const [n, { type, tag, array, columns }] of layout.records.entries()) {
    const at = `records.${n}`
    const isRow = type === 'row'
    if (layout.form !== 'json' && layout.records.length > 1 && tag === undefined)
      tell(`${at}.tag`, '', 'a tag for each record')
    if (isRow && layout.records.length > 1) tell(`${at}.type`, type, 'a row as the only record')
    if (layout.form === 'json' && type === 'line' && array === undefined)
      tell(`${at}.array`, '', 'the path of an array')
    if (layout.form === 'json' && (isRow || type === 'trailer')) tell(`${at}.type`, type, 'header or line')
    for (const [c, { width }] of columns.entries()) {
      if (layout.form === 'fixed' && width === undefined) tell(`${at}.columns.${c}.width`, '', 'a width')
    }
  }
  return problems
}
