import type { Problem } from '../problems.ts'

export interface Charset {
  text: string
  charset: string
}

/** The bytes as text: by the byte order mark, as declared, else UTF-8, and what is not UTF-8 is Windows-1252. */
export function decoded(bytes: Uint8Array, declared?: string): Charset | Problem {
  const [one, two, three] = bytes
  const mark =
    one === 0xef && two === 0xbb && three === 0xbf ? 'utf-8' : one === 0xff && two === 0xfe ? 'utf-16le' : undefined
  const charset = mark ?? (one === 0xfe && two === 0xff ? 'utf-16be' : declared)
  const read = (name: string) => ({ text: new TextDecoder(name, { fatal: true }).decode(bytes), charset: name })
  try {
    return read(charset ?? 'utf-8')
  } catch {
    if (charset === undefined) return read('windows-1252')
    return { code: 'text-encoding', severity: 'error', at: '', found: 'other bytes', expected: charset }
  }
}

const DELIMITERS = [',', ';', '\t', '|'] as const

/** Of the usual delimiters the one that parts the first rows most, and equally often. */
export function delimiterOf(text: string): string {
  const rows = text.split('\n', 20).map((row) => row.replace(/"[^"]*"/g, ''))
  const filled = rows.filter((row) => row.trim() !== '')
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = filled.map((row) => row.split(delimiter).length - 1)
    const least = Math.min(...counts)
    const same = counts.every((count) => count === counts[0])
    const score = least * (same ? 100 : 1)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

export interface Row {
  cells: string[]
  /** From 1: where the row begins. */
  line: number
}

/** Rows of delimited cells (RFC 4180); an error is a quoted cell without an end. */
export function rowsOf(text: string, delimiter: string): { rows: Row[]; problem?: Problem } {
  const rows: Row[] = []
  let cells: string[] = []
  let at = 0
  let line = 1
  let begin = 1
  const end = () => {
    if (cells.length > 1 || cells[0]!.trim() !== '') rows.push({ cells, line: begin })
    cells = []
    begin = line
  }
  while (at < text.length) {
    let cell: string
    if (text[at] === '"') {
      const close = closing(text, at)
      if (close < 0) {
        const expected = 'a quotation mark at its end'
        return {
          rows,
          problem: { code: 'row-unreadable', severity: 'error', at: `row ${begin}`, found: 'an open cell', expected },
        }
      }
      cell = text.slice(at + 1, close).replaceAll('""', '"')
      line += cell.split('\n').length - 1
      at = close + 1
    } else cell = ''
    const next = nextMark(text, at, delimiter)
    cell += text.slice(at, next).replace(/\r$/, '')
    cells.push(cell)
    at = next + 1
    if (text[next] === delimiter && next === text.length - 1) cells.push('')
    if (text[next] === delimiter && next < text.length - 1) continue
    line++
    end()
  }
  return { rows }
}

function closing(text: string, from: number): number {
  let at = text.indexOf('"', from + 1)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

function nextMark(text: string, from: number, delimiter: string): number {
  let at = from
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++
  return at
}

export function quoted(cell: string, delimiter: string): string {
  const isPlain = !cell.includes(delimiter) && !/["\r\n]/.test(cell)
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`
}
