import { binaryArray, type ColumnType, SENT_AS } from './arrays.ts'
import type { RowStatement, RowWrite } from './change.ts'

type Values<C extends Record<string, ColumnType>> = { [K in keyof C]?: unknown }

/** A statement for many rows at once, with its place in the fixed order in which a commit takes its locks. */
export interface GroupedStatement extends RowStatement {
  text: string
  /** The parameters for these rows, in the order of the text. */
  parameters(rows: unknown[][]): (Buffer | string)[]
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
  const order = options.sortBy ? ` order by ${select[names.indexOf(options.sortBy)]}` : ''
  const statement: GroupedStatement = {
    rank: ++declared,
    name: `insert ${table} ${declared}`,
    text: `insert into ${table} (${names.join(', ')}) select ${select.join(', ')} from ${from}${order}${conflict}`,
    parameters,
  }
  return (row) => ({ statement, values: names.map((name) => row[name] ?? null) })
}

/**
 * Declares counters: rows that are not there are made, those that are there grow by `add`. Changes that meet in one group may name
 * the same row. The table needs a unique key over all other columns that takes nulls for equal.
 */
export function addToRows<C extends Record<string, ColumnType>>(
  table: string,
  columns: C,
  add: keyof C & string,
): (row: Values<C>) => RowWrite {
  const names = Object.keys(columns)
  const key = names.filter((name) => name !== add)
  const { from, select, parameters } = given(columns)
  const value = (name: string) => select[names.indexOf(name)]!
  const keys = key.map(value).join(', ')
  const statement: GroupedStatement = {
    rank: ++declared,
    name: `add ${table} ${declared}`,
    text: `insert into ${table} (${[...key, add].join(', ')}) select ${keys}, sum(${value(add)}) from ${from} group by ${keys} order by ${keys}
      on conflict (${key.join(', ')}) do update set ${add} = ${table}.${add} + excluded.${add}`,
    parameters,
  }
  return (row) => ({ statement, values: names.map((name) => row[name] ?? null) })
}

/**
 * Declares an update of many rows, each found by `key` and by `guard` (the state that the deciding code saw). A row that is not
 * found fails its change. `also` is SQL for further columns, such as `changed_at = now()`, `where` for what all rows must be; it is given
 * how the statement writes a value.
 */
export function updateRows<C extends Record<string, ColumnType>>(
  table: string,
  columns: C,
  parts: {
    key: (keyof C & string)[]
    guard?: Record<string, string>
    set: (keyof C & string)[]
    also?: string
    where?: string | ((value: (name: keyof C & string) => string) => string)
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
  if (parts.where) found.push(typeof parts.where === 'string' ? parts.where : parts.where(value))
  const update = `update ${table} t set ${sets.join(', ')} from ${from} where ${found.join(' and ')}`
  const expected = `select entrepot_expect(count(*), $${names.length + 1}, 'rows of ${table} changed meanwhile') from u`
  const statement: GroupedStatement = {
    rank: ++declared,
    name: `update ${table} ${declared}`,
    text: parts.many ? update : `with u as (${update} returning 1) ${expected}`,
    parameters: (rows) => (parts.many ? parameters(rows) : [...parameters(rows), String(rows.length)]),
  }
  return (row) => ({ statement, values: names.map((name) => row[name] ?? null) })
}

/**
 * Arrays of one length as the rows of `v`, in their order. A select list takes them apart value by value; `from unnest(…)` of several would
 * store each of them whole first.
 */
export function fromArrays(arrays: { name: string; type: string; parameter: number }[]): string {
  const columns = arrays.map(({ name, type, parameter }) => `unnest($${parameter}::${type}[]) as ${name}`)
  return `(select ${columns.join(', ')}) as v`
}

interface Given {
  from: string
  select: string[]
  parameters(rows: unknown[][]): (Buffer | string)[]
}

/** The rows as a table `v`, in the order in which they were given, its columns as SQL expressions, and how to fill its parameters. */
function given(columns: Record<string, ColumnType>): Given {
  const types = Object.values(columns)
  const blob = types.indexOf('bytes')
  const arrays = types.map((type, at) => ({ name: `c${at}`, type: SENT_AS[type].name, parameter: at + 1 }))
  if (blob >= 0) arrays.push({ name: 'size', type: 'int', parameter: types.length + 2 })
  const select = types.map((type, at) => {
    if (type === 'bytes')
      return `case when v.c${at} >= 0 then substring($${types.length + 1}::bytea from v.c${at} + 1 for v.size) end`
    return `v.c${at}`
  })
  return {
    from: fromArrays(arrays),
    select,
    parameters(rows) {
      if (blob < 0) return types.map((type, at) => binaryArray(type, rows, at))
      const { bytes, offsets, sizes } = gathered(rows, blob)
      const filled = types.map((type, at) => (at === blob ? offsets : binaryArray(type, rows, at)))
      return [...filled, bytes, sizes]
    },
  }
}

/** All bytes of the rows end to end, and where each row's begin (-1: it has none) and how long they are. */
function gathered(rows: unknown[][], at: number) {
  const pieces: Uint8Array[] = []
  const offsets: number[][] = []
  const sizes: number[][] = []
  let total = 0
  for (const row of rows) {
    const piece = row[at] as Uint8Array | null
    offsets.push([piece ? total : -1])
    sizes.push([piece ? piece.length : 0])
    if (!piece) continue
    pieces.push(piece)
    total += piece.length
  }
  return {
    bytes: Buffer.concat(pieces, total),
    offsets: binaryArray('int', offsets, 0),
    sizes: binaryArray('int', sizes, 0),
  }
}
