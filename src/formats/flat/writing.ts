import { joined, type Target } from '../mapping/building.ts'
import type { Lineage, Loss } from '../mapping/report.ts'
import { Taking } from '../mapping/taking.ts'
import { quoted } from './cells.ts'
import { formOf } from './forms.ts'
import type { FlatColumn, FlatLayout, FlatRecord } from './layout.ts'
import { foundAt } from './paths.ts'

export interface FlatWritten {
  text: string
  losses: Loss[]
  lineage: Lineage[]
}

/** Writes a document as rows of its layout, with the names of the columns first where it has them. */
export function writeFlat(document: object, layout: FlatLayout): FlatWritten {
  const writing = new RowWriting(document, layout)
  return writing.written()
}

class RowWriting {
  readonly #layout: FlatLayout
  readonly #taking: Taking
  readonly #lineage: Lineage[] = []
  readonly #rows: string[] = []

  constructor(document: object, layout: FlatLayout) {
    this.#layout = layout
    this.#taking = new Taking(document, `this layout of ${layout.kind}`)
  }

  written(): FlatWritten {
    const { names, records } = this.#layout
    if (names)
      this.#rows.push(
        this.#row(
          records[0]!,
          records[0]!.columns.map(({ name }) => name),
        ),
      )
    const of = (type: FlatRecord['type']) => records.filter((each) => each.type === type)
    for (const record of of('header')) this.#write(record, this.#taking.root)
    for (const record of [...of('line'), ...of('row')]) {
      for (const line of this.#taking.items(this.#taking.root, 'lines')) {
        this.#write(record, line)
        this.#taking.claim(line)
      }
    }
    for (const record of of('trailer')) this.#write(record, this.#taking.root)
    return {
      text: this.#rows.map((row) => `${row}\r\n`).join(''),
      losses: this.#taking.losses(),
      lineage: this.#lineage,
    }
  }

  #write(record: FlatRecord, target: Target): void {
    const row = this.#rows.length + 1
    this.#rows.push(
      this.#row(
        record,
        record.columns.map((column) => this.#cell(column, target, row)),
      ),
    )
  }

  #cell(column: FlatColumn, around: Target, row: number): string {
    const found = column.path === undefined ? undefined : foundAt(this.#taking, around, column.path)
    if (!found) return ''
    const { target, leaf, take } = found
    const form = formOf(column, this.#layout)
    const texts = this.#taking.written(target, leaf, form)
    if (texts === undefined) return ''
    this.#taking.take(target, leaf, form)
    take()
    this.#lineage.push({ path: joined(target.path, leaf), at: `row ${row} ${column.name}`, rule: column.name })
    return texts[0]!
  }

  #row(record: FlatRecord, cells: readonly string[]): string {
    if (this.#layout.form === 'fixed') {
      const padded = record.columns.map(({ width = 0, align }, n) =>
        align === 'right' ? cells[n]!.padStart(width) : cells[n]!.padEnd(width),
      )
      return `${record.tag ?? ''}${padded.join('')}`.trimEnd()
    }
    const delimiter = this.#layout.delimiter ?? ','
    const all = record.tag === undefined ? cells : [record.tag, ...cells]
    return all.map((cell) => quoted(cell, delimiter)).join(delimiter)
  }
}
