import { Building, type Item, type Target, withoutEmpty } from '../mapping/building.ts'
import type { Lineage, Loss } from '../mapping/report.ts'
import { type Problem, shown } from '../problems.ts'
import { decoded, delimiterOf, type Row, rowsOf } from './cells.ts'
import { formOf } from './forms.ts'
import type { FlatColumn, FlatLayout, FlatRecord } from './layout.ts'
import { madeAt } from './paths.ts'

export interface FlatRead {
  documents: { document: Item; lineage: Lineage[]; losses: Loss[] }[]
  problems: Problem[]
  /** What was found where the layout did not say. */
  detected: { charset: string; delimiter?: string }
}

/** Reads a file of rows as its layout says; there may be several documents in it. */
export function readFlat(bytes: Uint8Array, layout: FlatLayout): FlatRead {
  const text = decoded(bytes, layout.charset)
  if ('code' in text) return { documents: [], problems: [text], detected: { charset: '' } }
  const reading = new RowReading(layout)
  if (layout.form === 'fixed') {
    for (const [n, row] of text.text
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .entries()) {
      if (row.trim() !== '') reading.row(fixedCells(row, layout, n + 1))
    }
    return { ...reading.end(), detected: { charset: text.charset } }
  }
  const plain = text.text.replace(/^\ufeff/, '')
  const delimiter = layout.delimiter ?? delimiterOf(plain)
  const { rows, problem } = rowsOf(plain, delimiter)
  const [first] = rows
  const names = layout.names && first ? first.cells.map((cell) => cell.trim()) : undefined
  for (const row of names ? rows.slice(1) : rows) reading.row(row, names)
  const read = reading.end()
  if (problem) read.problems.push(problem)
  return { ...read, detected: { charset: text.charset, delimiter } }
}

/** The record by its tag, cut into its columns; what stands behind them is one more. */
function fixedCells(row: string, layout: FlatLayout, line: number): Row {
  const record = layout.records.find(({ tag }) => tag === undefined || row.startsWith(tag))
  const tag = record?.tag
  const cells = tag === undefined ? [] : [tag]
  let at = tag?.length ?? 0
  for (const { width = 0 } of record?.columns ?? []) {
    cells.push(row.slice(at, at + width))
    at += width
  }
  const rest = row.slice(at)
  return { cells: rest.trim() === '' ? cells : [...cells, rest], line }
}

class RowReading {
  readonly #layout: FlatLayout
  readonly #done: Building[] = []
  readonly #problems: Problem[] = []
  #building: Building | undefined
  #rowNumber: string | undefined

  constructor(layout: FlatLayout) {
    this.#layout = layout
  }

  row({ cells, line }: Row, names?: readonly string[]): void {
    const record = this.#layout.records.find(({ tag }) => tag === undefined || tag === cells[0]?.trim())
    if (!record) {
      const expected = this.#layout.records.map(({ tag }) => tag).join(' or ')
      this.#tell(`row ${line}`, cells[0] ?? '', expected)
      return
    }
    const values = record.tag === undefined ? cells : cells.slice(1)
    const building = this.#documentOf(record, values, { names, line })
    if (!building) return
    const isLine = record.type === 'line' || record.type === 'row'
    const target = isLine ? building.add(building.root, 'lines') : building.root
    const known = new Set<number>()
    for (const [n, column] of record.columns.entries()) {
      const at = names ? names.indexOf(column.name) : n
      known.add(at)
      this.#cell(column, (at < 0 ? undefined : values[at]) ?? '', {
        building,
        target,
        at: `row ${line} ${column.name}`,
      })
    }
    for (const [at, value] of values.entries()) {
      if (known.has(at) || value.trim() === '') continue
      building.lose(`row ${line} ${names?.[at] ?? `column ${at + 1}`}`, value, 'the layout has no such column')
    }
  }

  end(): Pick<FlatRead, 'documents' | 'problems'> {
    const documents = this.#done.map(({ document, lineage, losses }) => ({
      document: withoutEmpty(document) as Item,
      lineage,
      losses,
    }))
    return { documents, problems: this.#problems }
  }

  #documentOf(
    record: FlatRecord,
    values: readonly string[],
    { names, line }: { names: readonly string[] | undefined; line: number },
  ): Building | undefined {
    if (record.type === 'row') {
      const at = record.columns.findIndex(({ path }) => path === '/number')
      const place = names ? names.indexOf(record.columns[at]?.name ?? '') : at
      const number = values[place]?.trim() ?? ''
      if (!this.#building || number !== this.#rowNumber) this.#begin()
      this.#rowNumber = number
    } else if (record.type === 'header' || !this.#layout.records.some(({ type }) => type === 'header')) {
      if (record.type === 'header' || !this.#building) this.#begin()
    }
    if (!this.#building) this.#tell(`row ${line}`, record.tag ?? record.type, 'a header before it')
    return this.#building
  }

  #begin(): void {
    this.#building = new Building()
    this.#building.document['kind'] = this.#layout.kind
    this.#done.push(this.#building)
  }

  #cell(
    column: FlatColumn,
    found: string,
    { building, target, at }: { building: Building; target: Target; at: string },
  ): void {
    if (found.trim() === '') {
      if (column.needed) this.#tell(at, '', 'a value')
      return
    }
    if (column.path === undefined) {
      building.lose(at, found, 'the layout gives it no place')
      return
    }
    const form = formOf(column, this.#layout)
    const value = form.read([found])
    if (value === undefined) {
      this.#tell(at, found, form.expected)
      building.lose(at, found, `expected ${form.expected}`)
      return
    }
    const [inner, leaf] = madeAt(building, target, column.path)
    if (!building.set(inner, leaf, value)) building.lose(at, found, `${leaf} is known already`)
    else building.from(inner, leaf, at, column.name)
  }

  #tell(at: string, found: string, expected: string): void {
    if (this.#problems.length < PROBLEMS_MAX) {
      this.#problems.push({ code: 'row-unreadable', severity: 'error', at, found: shown(found), expected })
    }
  }
}

const PROBLEMS_MAX = 200
