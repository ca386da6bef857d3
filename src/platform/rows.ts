import type { RowStatement, RowWrite } from './change.ts'

/**
 * Column types as a grouped statement sends them. All but `bytes` travel as one array literal per column;
 * `bytes` travels as one binary parameter that the database cuts apart (as hex in an array it would be twice as long, and parsed).
 */
export type ColumnType =
  | 'uuid'
  | 'uuid[]'
  | 'text'
  | 'int'
  | 'bigint'
  | 'boolean'
  | 'timestamptz'
  | 'jsonb'
  | 'hash'
  | 'bytes'

type Values<C extends Record<string, ColumnType>> = { [K in keyof C]?: unknown }

/** A statement for many rows at once, with its place in the fixed order in which a commit takes its locks. */
export interface GroupedStatement extends RowStatement {
  text: string
  /** The parameters for these rows, in the order of the text. */
  parameters(rows: unknown[][]): unknown[]
}

let declared = 0

/**
 * Declares an insert of many rows. `conflict: 'keep'` leaves an existing row as it is; without it an existing row fails the change.
 * `sortBy` names the column by which concurrent groups meet the same key in the same order (else two groups could deadlock).
 */
export function insertRows<C extends Record<string, ColumnType>>(
  table: string,
  columns: C,
  options: { conflict?: 'keep'; sortBy?: keyof C & string } = {},
): (row: Values<C>) => RowWrite {
  const names = Object.keys(columns)
  const conflict = options.conflict === 'keep' ? ' on conflict do nothing' : ''
  const { from, select, parameters } = given(columns)
  const order = options.sortBy ? ` order by ${select[names.indexOf(options.sortBy)]}` : ' order by o'
  const statement: GroupedStatement = {
    rank: ++declared,
    name: `insert ${table} ${declared}`,
    text: `insert into ${table} (${names.join(', ')}) select ${select.join(', ')} from ${from}${order}${conflict}`,
    parameters,
  }
  return (row) => ({ statement, values: names.map((name) => row[name] ?? null) })
}

/**
 * Declares an update of many rows, each found by `key` and by `guard` (the state that the deciding code saw). A row that is not
 * found fails its change. `also` is SQL for further columns, such as `changed_at = now()`.
 */
export function updateRows<C extends Record<string, ColumnType>>(
  table: string,
  columns: C,
  parts: {
    key: (keyof C & string)[]
    guard?: Record<string, string>
    set: (keyof C & string)[]
    also?: string
    /** The key names any number of rows, none included: nothing is expected. */
    many?: boolean
  },
): (row: Values<C>) => RowWrite {
  const names = Object.keys(columns)
  const { from, select, parameters } = given(columns)
  const value = (name: string) => select[names.indexOf(name)]!
  const sets = parts.set.map((name) => `${name} = ${value(name)}`)
  if (parts.also) sets.push(parts.also)
  const found = parts.key.map((name) => `t.${name} = ${value(name)}`)
  for (const [column, name] of Object.entries(parts.guard ?? {})) found.push(`t.${column} = ${value(name)}`)
  const update = `update ${table} t set ${sets.join(', ')} from ${from} where ${found.join(' and ')}`
  const expected = `select entrepot_expect(count(*), $${names.length + 1}, 'rows of ${table} changed meanwhile') from u`
  const statement: GroupedStatement = {
    rank: ++declared,
    name: `update ${table} ${declared}`,
    text: parts.many ? update : `with u as (${update} returning 1) ${expected}`,
    parameters: (rows) => (parts.many ? parameters(rows) : [...parameters(rows), rows.length]),
  }
  return (row) => ({ statement, values: names.map((name) => row[name] ?? null) })
}

interface Given {
  from: string
  select: string[]
  parameters(rows: unknown[][]): unknown[]
}

/** The rows as a table `v`, its columns as SQL expressions, and how to fill its parameters. */
function given(columns: Record<string, ColumnType>): Given {
  const types = Object.values(columns)
  const blob = types.indexOf('bytes')
  const arrays = types.map((type, at) => `$${at + 1}::${SENT_AS[type]}[]`)
  const aliases = types.map((_, at) => `c${at}`)
  const select = types.map((type, at) => {
    if (type === 'hash') return `decode(v.c${at}, 'hex')`
    if (type === 'uuid[]') return `v.c${at}::uuid[]`
    if (type === 'bytes')
      return `case when v.c${at} >= 0 then substring($${types.length + 1}::bytea from v.c${at} + 1 for v.size) end`
    return `v.c${at}`
  })
  if (blob >= 0) {
    arrays.push(`$${types.length + 2}::int[]`)
    aliases.push('size')
  }
  return {
    from: `unnest(${arrays.join(', ')}) with ordinality as v(${aliases.join(', ')}, o)`,
    select,
    parameters(rows) {
      const filled: unknown[] = types.map((type, at) => (at === blob ? '' : literal(type, rows, at)))
      if (blob >= 0) filled.push(...gathered(rows, blob, filled))
      return filled
    },
  }
}

const SENT_AS: Record<ColumnType, string> = {
  uuid: 'uuid',
  'uuid[]': 'text',
  text: 'text',
  int: 'int',
  bigint: 'bigint',
  boolean: 'boolean',
  timestamptz: 'timestamptz',
  jsonb: 'jsonb',
  hash: 'text',
  bytes: 'int',
}

/** All bytes of the rows end to end, their offsets (into `filled`), and their sizes. */
function gathered(rows: unknown[][], at: number, filled: unknown[]): unknown[] {
  const pieces: Uint8Array[] = []
  const offsets: number[] = []
  const sizes: number[] = []
  let total = 0
  for (const row of rows) {
    const piece = row[at] as Uint8Array | null
    offsets.push(piece ? total : -1)
    sizes.push(piece ? piece.length : 0)
    if (!piece) continue
    pieces.push(piece)
    total += piece.length
  }
  filled[at] = `{${offsets.join(',')}}`
  return [Buffer.concat(pieces, total), `{${sizes.join(',')}}`]
}

/** One column of the rows as a Postgres array literal. */
export function literal(type: ColumnType, rows: unknown[][], at: number): string {
  let text = '{'
  for (let i = 0; i < rows.length; i++) {
    if (i > 0) text += ','
    const value = rows[i]![at]
    text += value === null || value === undefined ? 'NULL' : element(type, value)
  }
  return `${text}}`
}

function element(type: ColumnType, value: unknown): string {
  switch (type) {
    case 'text':
      return quoted(value as string)
    case 'jsonb':
      return quoted(JSON.stringify(value))
    case 'uuid[]':
      return `"{${(value as string[]).join(',')}}"`
    case 'hash':
      return (value as Buffer).toString('hex')
    case 'timestamptz':
      return value instanceof Date ? `"${value.toISOString()}"` : `"${value as string}"`
    default:
      return String(value)
  }
}

function quoted(text: string): string {
  return `"${/["\\\0]/.test(text) ? text.replaceAll('\0', '').replace(/["\\]/g, '\\$&') : text}"`
}
