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
import { readUbl, UBL_TABLES } from './ubl/reading.ts'
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
  read(source: Source): { document: Item | null; losses: Loss[]; lineage: Lineage[]; problems: Problem[] }
  write(document: object): { output: Output; losses: Loss[]; lineage: Lineage[]; problems: Problem[] }
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
export function translate(source: Source, from: string | FlatLayout, to: string | FlatLayout): Translation {
  const [reading, writing] = [formatOf(from), formatOf(to)]
  if (!reading || !writing) {
    const problem = unknownFormat(String(reading ? to : from))
    return { output: null, document: null, report: { losses: [], lineage: [], problems: [problem] } }
  }
  const read = reading.read(source)
  const report: Report = { losses: [...read.losses], lineage: [], problems: [...read.problems] }
  const none = { output: null, document: read.document, report }
  if (!read.document) return none
  report.problems.push(...checkCanonical(read.document).problems)
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
  const written = writing.write(read.document)
  // What could not be read is told already, by its place in the source.
  report.losses.push(...written.losses.filter(({ path }) => !path?.startsWith('extensions.')))
  report.problems.push(...written.problems)
  const origins = new Map(read.lineage.map(({ path, at }) => [path, at]))
  for (const { path, at } of written.lineage) {
    report.lineage.push({ path, from: origins.get(path) ?? path, to: at })
  }
  return { output: written.output, document: read.document, report }
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
    read: (source) => {
      if (!('segments' in source)) return notThis('the segments of a message')
      const reading = message.reading()
      for (const segment of source.segments) reading.segment(segment)
      return { ...reading.end(), problems: [] }
    },
    write: (document) => {
      const { segments, losses, lineage } = message.write(document)
      return { output: { segments }, losses, lineage, problems: [] }
    },
  }
}

function ublFormat(name: UblDocument): Format {
  const table = UBL_TABLES[name]
  return {
    kinds: [table.kind],
    read: (source) => {
      if (!('bytes' in source)) return notThis('the bytes of a file')
      const { read, problems } = readUbl(source.bytes)
      return read ? { ...read, problems } : { document: null, losses: [], lineage: [], problems }
    },
    write: (document) => {
      const { xml, losses, lineage } = writeElements(table, document)
      return { output: { text: xml }, losses, lineage, problems: readUbl(Buffer.from(xml)).problems }
    },
  }
}

function cxmlFormat(name: CxmlRequest): Format {
  const table = CXML_TABLES[name]
  return {
    kinds: [table.kind],
    read: (source) => {
      if (!('bytes' in source)) return notThis('the bytes of a file')
      const { read, problems } = readCxml(source.bytes)
      return read ? { ...read, problems } : { document: null, losses: [], lineage: [], problems }
    },
    write: (document) => {
      const { xml, losses, lineage } = writeElements(table, document)
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
