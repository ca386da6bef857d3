import { Building, type Item, joined, type Target, valueAt, withoutEmpty } from '../mapping/building.ts'
import type { Lineage } from '../mapping/report.ts'
import { leavesOf, Taking } from '../mapping/taking.ts'
import { type Problem, shown } from '../problems.ts'
import { decoded } from './cells.ts'
import { formOf } from './forms.ts'
import type { FlatLayout, FlatRecord } from './layout.ts'
import { foundAt, madeAt } from './paths.ts'
import type { FlatRead } from './reading.ts'
import type { FlatWritten } from './writing.ts'

/**
 * JSON with numbers as the text that stands there: an amount never becomes a floating point number. Undefined where it is no
 * JSON.
 */
export function exactJson(text: string): { value: unknown } | { problem: Problem } {
  if (isTooDeep(text)) return { problem: tooDeep() }
  type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown
  const reviver: Reviver = (_key, value, context) =>
    typeof value === 'number' ? (context.source ?? String(value)) : typeof value === 'boolean' ? String(value) : value
  try {
    return { value: JSON.parse(text, reviver as Parameters<typeof JSON.parse>[1]) }
  } catch (error) {
    const found = error instanceof Error ? shown(error.message) : ''
    return { problem: { code: 'value-unreadable', severity: 'error', at: '', found, expected: 'JSON' } }
  }
}

const DEPTH_MAX = 200

/** Whether arrays and objects lie deeper in each other than any document does: what walks over them would not end well. */
export function isTooDeep(text: string): boolean {
  let depth = 0
  for (const mark of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    const [first] = mark[0]
    if (first === '[' || first === '{') depth++
    else if (first === ']' || first === '}') depth--
    if (depth > DEPTH_MAX) return true
  }
  return false
}

export function tooDeep(): Problem {
  return {
    code: 'value-unreadable',
    severity: 'error',
    at: '',
    found: 'more',
    expected: `JSON of at most ${DEPTH_MAX} levels`,
  }
}

/** Reads JSON as its layout says: one document, or an array of them. */
export function readJsonLayout(bytes: Uint8Array, layout: FlatLayout): FlatRead {
  const text = decoded(bytes, layout.charset ?? 'utf-8')
  if ('code' in text) return { documents: [], problems: [text], detected: { charset: '' } }
  const parsed = exactJson(text.text.replace(/^\ufeff/, ''))
  const detected = { charset: text.charset }
  if ('problem' in parsed) return { documents: [], problems: [parsed.problem], detected }
  const all = Array.isArray(parsed.value) ? parsed.value : [parsed.value]
  const problems: Problem[] = []
  const documents = all.map((each) => {
    const reading = new JsonReading(layout, problems)
    return reading.document(each)
  })
  return { documents, problems, detected }
}

class JsonReading {
  readonly #layout: FlatLayout
  readonly #problems: Problem[]
  readonly #building = new Building()
  readonly #known = new Set<string>()

  constructor(layout: FlatLayout, problems: Problem[]) {
    this.#layout = layout
    this.#problems = problems
    this.#building.document['kind'] = layout.kind
  }

  document(source: unknown): FlatRead['documents'][number] {
    for (const record of this.#layout.records) {
      if (record.type === 'header') this.#record(record, source, { target: this.#building.root, at: '' })
      if (record.type !== 'line') continue
      const found = valueAt(source as Item, record.array!)
      for (const [n, each] of (Array.isArray(found) ? found : []).entries()) {
        const target = this.#building.add(this.#building.root, 'lines')
        this.#record(record, each, { target, at: `${record.array}.${n}` })
      }
    }
    for (const [path, value] of leavesOf(source)) {
      if (!this.#known.has(path)) this.#building.lose(path, value, 'the layout has no such value')
    }
    const { document, lineage, losses } = this.#building
    return { document: withoutEmpty(document) as Item, lineage, losses }
  }

  #record(record: FlatRecord, source: unknown, { target, at }: { target: Target; at: string }): void {
    for (const column of record.columns) {
      const found = valueAt(source as Item, column.name)
      const place = joined(at, column.name)
      if (typeof found !== 'string' || found === '') {
        if (column.needed) this.#tell(place, '', 'a value')
        continue
      }
      if (column.path === undefined) continue
      this.#known.add(place)
      const form = formOf(column, this.#layout)
      const value = form.read([found])
      if (value === undefined) {
        this.#tell(place, found, form.expected)
        this.#building.lose(place, found, `expected ${form.expected}`)
        continue
      }
      const [inner, leaf] = madeAt(this.#building, target, column.path)
      if (!this.#building.set(inner, leaf, value)) this.#building.lose(place, found, `${leaf} is known already`)
      else this.#building.from(inner, leaf, place, column.name)
    }
  }

  #tell(at: string, found: string, expected: string): void {
    if (this.#problems.length === PROBLEMS_MAX) return
    this.#problems.push({ code: 'value-unreadable', severity: 'error', at, found: shown(found), expected })
  }
}

const PROBLEMS_MAX = 200

/** Writes a document as JSON of its layout; numbers with all their digits. */
export function writeJsonLayout(document: object, layout: FlatLayout): FlatWritten {
  const taking = new Taking(document, `this layout of ${layout.kind}`)
  const lineage: Lineage[] = []
  const building = new Building()
  const write = (record: FlatRecord, around: Target, into: Target) => {
    for (const column of record.columns) {
      const found = column.path === undefined ? undefined : foundAt(taking, around, column.path)
      if (!found) continue
      const form = formOf(column, layout)
      const texts = taking.written(found.target, found.leaf, form)
      if (texts === undefined) continue
      taking.take(found.target, found.leaf, form)
      found.take()
      const isNumber = column.number && column.type === 'decimal' && layout.decimalMark === '.'
      building.set(into, column.name, isNumber ? `${NUMBER}${texts[0]}` : texts[0]!)
      lineage.push({
        path: joined(found.target.path, found.leaf),
        at: joined(into.path, column.name),
        rule: column.name,
      })
    }
  }
  for (const record of layout.records) {
    if (record.type === 'header') write(record, taking.root, building.root)
    if (record.type !== 'line') continue
    for (const line of taking.items(taking.root, 'lines')) {
      write(record, line, building.add(building.root, record.array!))
      taking.claim(line)
    }
  }
  // A number is written with the digits it has: JSON has no limit for them.
  const text = JSON.stringify(building.document, null, 2).replace(/"\\u0000number:(-?\d+(?:\.\d+)?)"/g, '$1')
  return { text, losses: taking.losses(), lineage }
}

const NUMBER = '\u0000number:'
