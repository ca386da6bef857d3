import { checkCanonical } from './canonical/checking.ts'
import { readCxml } from './cxml/reading.ts'
import { CXML_TABLES, type CxmlRequest } from './cxml/requests.ts'
import { isTooDeep, readJsonLayout, tooDeep, writeJsonLayout } from './flat/json.ts'
import type { FlatLayout } from './flat/layout.ts'
import { readFlat } from './flat/reading.ts'
import { writeFlat } from './flat/writing.ts'
import type { Item } from './mapping/building.ts'
import type { Lineage, Loss } from './mapping/report.ts'
import type { SegmentView, SegmentWritten } from './mapping/segment-rules.ts'
import { MESSAGES } from './messages.ts'
import { type Problem, shown } from './problems.ts'
import { UBL_DOCUMENTS, type UblDocument } from './ubl/elements.ts'
import { checkUbl, readUbl, UBL_TABLES } from './ubl/reading.ts'
import { writeElements } from './xml/element-writing.ts'

/** A document in some format: segments of one message (without its envelope is enough), or the bytes of a file. */
export type Source = { segments: Iterable<SegmentView> } | { bytes: Uint8Array }
export type Output = { segments: SegmentWritten[] } | { text: string }

export interface Report {
  /** What the source says and the target does not: with `at` lost while reading, with `path` while writing. */
  losses: Loss[]
  /** Where each value of the target comes from. */
  lineage: { path: string; from: string; to: string }[]
  problems: Problem[]
}

export interface Translation {
  /** Null where the source could not be read, or is not what it should be. */
  output: Output | null
  document: object | null
  report: Report
}

interface Format {
  /** The kinds of canonical documents that it stands for. */
  kinds: readonly string[]
  read(source: Source, wishes: TranslationWishes): DocumentRead
  write(
    document: object,
    wishes: TranslationWishes,
  ): { output: Output; losses: Loss[]; lineage: Lineage[]; problems: Problem[] }
}

export interface TranslationWishes {
  /** False: nobody will ask where the values come from, which of a large document takes more memory than all the rest. */
  lineage?: boolean
}

/** A document in the canonical form (null: it cannot be read), and what of its source is not in it. */
export interface DocumentRead {
  document: Item | null
  losses: Loss[]
  lineage: Lineage[]
  problems: Problem[]
}

/** Every format by its name: `x12:850`, `edifact:INVOIC:D01B`, `ubl:Order`, `cxml:OrderRequest`, and `json`, the canonical form itself. */
export const FORMATS: Readonly<Record<string, Format>> = {
  json: {
    kinds: [],
    read: readJson,
    write: (document) => ({
      output: { text: JSON.stringify(document, null, 2) },
      losses: [],
      lineage: [],
      problems: [],
    }),
  },
  ...Object.fromEntries(Object.keys(MESSAGES).map((name) => [name, messageFormat(name)])),
  ...Object.fromEntries(Object.keys(CXML_TABLES).map((name) => [`cxml:${name}`, cxmlFormat(name as CxmlRequest)])),
  ...Object.fromEntries(UBL_DOCUMENTS.map((name) => [`ubl:${name}`, ublFormat(name)])),
}

/** Any format to any other that has the same kind of document, with one report of all that was lost or is wrong. */
export function translate(
  source: Source,
  from: string | FlatLayout,
  to: string | FlatLayout,
  wishes: TranslationWishes = {},
): Translation {
  if (!formatOf(to)) return unwritten([unknownFormat(String(to))])
  return translateRead(readDocument(source, from, wishes), to, wishes)
}

/** The first half of a translation. */
export function readDocument(source: Source, from: string | FlatLayout, wishes: TranslationWishes = {}): DocumentRead {
  const reading = formatOf(from)
  if (!reading) return { document: null, losses: [], lineage: [], problems: [unknownFormat(String(from))] }
  return reading.read(source, wishes)
}

/** The second half. */
export function translateRead(
  read: DocumentRead,
  to: string | FlatLayout,
  wishes: TranslationWishes = {},
): Translation {
  const writing = formatOf(to)
  if (!writing) return unwritten([unknownFormat(String(to))])
  const report: Report = { losses: read.losses.slice(), lineage: [], problems: [...read.problems] }
  const none = { output: null, document: read.document, report }
  if (!read.document) return none
  for (const each of checkCanonical(read.document).problems) report.problems.push(each)
  const kind = String(read.document['kind'])
  if (writing.kinds.length > 0 && !writing.kinds.includes(kind)) {
    report.problems.push({
      code: 'root-unknown',
      severity: 'error',
      at: 'kind',
      found: shown(kind),
      expected: `${writing.kinds.join(' or ')} for ${typeof to === 'string' ? to : 'this layout'}`,
    })
    return none
  }
  const written = writtenAs(writing, read.document, wishes)
  if (!written) return { ...none, report: { ...report, problems: [...report.problems, TOO_LONG] } }
  // What could not be read is told already, by its place in the source.
  for (const each of written.losses) if (!each.path?.startsWith('extensions.')) report.losses.push(each)
  for (const each of written.problems) report.problems.push(each)
  const origins = new Map(read.lineage.map(({ path, at }) => [path, at]))
  for (const { path, at } of written.lineage) {
    report.lineage.push({ path, from: origins.get(path) ?? path, to: at })
  }
  return { output: written.output, document: read.document, report }
}

const unwritten = (problems: Problem[]): Translation => ({
  output: null,
  document: null,
  report: { losses: [], lineage: [], problems },
})

/** Null: it would be longer than any text can be. */
function writtenAs(writing: Format, document: Item, wishes: TranslationWishes): ReturnType<Format['write']> | null {
  try {
    return writing.write(document, wishes)
  } catch (error) {
    if (error instanceof RangeError && error.message === 'Invalid string length') return null
    throw error
  }
}

const TOO_LONG: Problem = {
  code: 'xml-limit',
  severity: 'error',
  at: '',
  found: 'more than 512 million characters',
  expected: '512 million characters in the form asked for',
}

function formatOf(format: string | FlatLayout): Format | undefined {
  if (typeof format !== 'string') return layoutFormat(format)
  return Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
}

/** A file of a declared layout; one that is translated holds one document. */
function layoutFormat(layout: FlatLayout): Format {
  const isJson = layout.form === 'json'
  return {
    kinds: [layout.kind],
    read: (source) => {
      if (!('bytes' in source)) return notThis('the bytes of a file')
      const { documents, problems } = isJson ? readJsonLayout(source.bytes, layout) : readFlat(source.bytes, layout)
      const [first, ...others] = documents
      if (!first || others.length > 0) {
        const none = notThis('one document', `${documents.length} documents`)
        return { ...none, problems: [...problems, ...none.problems] }
      }
      return { ...first, problems }
    },
    write: (document) => {
      const { text, losses, lineage } = isJson ? writeJsonLayout(document, layout) : writeFlat(document, layout)
      return { output: { text }, losses, lineage, problems: [] }
    },
  }
}

function messageFormat(name: string): Format {
  const message = MESSAGES[name]!
  return {
    kinds: message.table.kinds,
    read: (source, wishes) => {
      if (!('segments' in source)) return notThis('the segments of a message')
      const reading = message.reading(wishes)
      for (const segment of source.segments) reading.segment(segment)
      return { ...reading.end(), problems: [] }
    },
    write: (document, wishes) => {
      const { segments, losses, lineage } = message.write(document, wishes)
      return { output: { segments }, losses, lineage, problems: [] }
    },
  }
}

function ublFormat(name: UblDocument): Format {
  const table = UBL_TABLES[name]
  return {
    kinds: [table.kind],
    read: (source, wishes) => {
      if (!('bytes' in source)) return notThis('the bytes of a file')
      const { read, problems } = readUbl(source.bytes, wishes)
      return read ? { ...read, problems } : { document: null, losses: [], lineage: [], problems }
    },
    write: (document, wishes) => {
      const { xml, losses, lineage } = writeElements(table, document, wishes)
      return { output: { text: xml }, losses, lineage, problems: checkUbl(xml) }
    },
  }
}

function cxmlFormat(name: CxmlRequest): Format {
  const table = CXML_TABLES[name]
  return {
    kinds: [table.kind],
    read: (source, wishes) => {
      if (!('bytes' in source)) return notThis('the bytes of a file')
      const { read, problems } = readCxml(source.bytes, wishes)
      return read ? { ...read, problems } : { document: null, losses: [], lineage: [], problems }
    },
    write: (document, wishes) => {
      const { xml, losses, lineage } = writeElements(table, document, wishes)
      return { output: { text: xml }, losses, lineage, problems: [] }
    },
  }
}

function readJson(source: Source): ReturnType<Format['read']> {
  if (!('bytes' in source)) return notThis('the bytes of a file')
  let given: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(source.bytes)
    if (isTooDeep(text)) return { document: null, losses: [], lineage: [], problems: [tooDeep()] }
    given = JSON.parse(text)
  } catch (error) {
    return notThis('JSON in UTF-8', error instanceof Error ? error.message : '')
  }
  const { document, problems } = checkCanonical(given)
  return { document, losses: [], lineage: [], problems }
}

function notThis(expected: string, found = ''): ReturnType<Format['read']> {
  const problem: Problem = { code: 'value-unreadable', severity: 'error', at: '', found: shown(found), expected }
  return { document: null, losses: [], lineage: [], problems: [problem] }
}

function unknownFormat(name: string): Problem {
  return {
    code: 'root-unknown',
    severity: 'error',
    at: 'format',
    found: shown(name),
    expected: Object.keys(FORMATS).join(', '),
  }
}
