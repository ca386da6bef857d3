import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { binaryArray, type ColumnType, SENT_AS } from './arrays.ts'

let database: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** What Postgres understands of an array, as text. */
async function read(type: ColumnType, values: unknown[]): Promise<(string | null)[]> {
  const array = binaryArray(
    type,
    values.map((value) => [value]),
    0,
  )
  const { rows } = await database.pool.query(`select unnest($1::${SENT_AS[type].name}[])::text as v`, [array])
  return rows.map((row) => row.v)
}

test('moments of any century are what they were, to the millisecond', async () => {
  const moments = [
    '0001-01-01T00:00:00.001Z',
    '1713-05-05T12:00:00.999Z',
    '1969-12-31T23:59:59.999Z',
    '1999-12-31T23:59:59.999Z',
    '2000-01-01T00:00:00.000Z',
    '2026-11-22T10:20:30.123Z',
    '2300-07-01T00:00:00.001Z',
    '9999-12-31T23:59:59.999Z',
  ]
  const array = binaryArray(
    'timestamptz',
    moments.map((moment) => [new Date(moment)]),
    0,
  )
  const { rows } = await database.pool.query(
    `select to_char(v at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as v from unnest($1::timestamptz[]) v`,
    [array],
  )
  expect(rows.map((row) => row.v)).toEqual(moments.map((moment) => moment.replace('Z', '000Z')))
})

test('whole numbers of 64 bits, as numbers, texts and bigints', async () => {
  const numbers = [0, 1, -1, 2 ** 32 - 1, 2 ** 32, -(2 ** 32), -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER]
  const others = [Number.MIN_SAFE_INTEGER, '9223372036854775807', -9223372036854775808n, '-5', 7n]
  expect(await read('bigint', [...numbers, ...others])).toEqual([...numbers, ...others].map(String))
})

test('the other types, with nothing in between and with the same twice', async () => {
  expect(await read('int', [1, null, 1, 1, -2147483648])).toEqual(['1', null, '1', '1', '-2147483648'])
  expect(await read('boolean', [true, true, false, undefined])).toEqual(['true', 'true', 'false', null])
  expect(await read('text', ['', 'ä\u{1F600}', 'a\0b', null])).toEqual(['', 'ä\u{1F600}', 'ab', null])
  expect(await read('hash', [Buffer.from('00ff10', 'hex')])).toEqual(['\\x00ff10'])
  expect(await read('jsonb', [{ a: [1, 'ä'] }])).toEqual(['{"a": [1, "ä"]}'])
  expect(await read('json', [{ b: 1, a: [1, 'ä'] }, null])).toEqual(['{"b":1,"a":[1,"ä"]}', null])
  const [long, short] = ['ab'.repeat(50), 'a'.repeat(20)]
  expect(await read('text', [long, long, `${long.slice(1)}b`, short, short, short])).toEqual([
    ...[long, long, `${long.slice(1)}b`],
    ...[short, short, short],
  ])
})

test('many alike, one after the other and apart, whatever their length', async () => {
  for (const length of [0, 1, 19, 20, 21, 64, 5_000]) {
    const [one, other] = ['a'.repeat(length), 'b'.repeat(length)]
    const values = [...Array(100).fill(one), other, other, null, null, one, other, ...Array(37).fill(other)]
    expect(await read('text', values), String(length)).toEqual(values)
  }
  const long = Array.from({ length: 40 }, (_, at) => `${at}é`.repeat(2_000))
  expect(await read('text', long)).toEqual(long)
})

test('ids as they are written, and no other text', async () => {
  const id = '019a0c3e-7b1f-7abc-8def-0123456789ab'
  expect(await read('uuid', [id, id, null, id.toUpperCase()])).toEqual([id, id, null, id])
  const others = [
    'no id',
    '',
    `${id}0`,
    id.slice(1),
    id.replaceAll('-', ''),
    id.replace('-', '0'),
    id.replace('a', 'g'),
  ]
  for (const other of [...others, id.replace('a', 'é'), id.replace('a', '\u0130')]) {
    expect(() => binaryArray('uuid', [[other]], 0), other).toThrow('not an id')
  }
})

test('a number that does not fit is refused, not cut', () => {
  for (const number of [2 ** 31, -(2 ** 31) - 1, 1.5, Number.NaN]) {
    expect(() => binaryArray('int', [[number]], 0), String(number)).toThrow(RangeError)
  }
  for (const number of [2n ** 63n, '9223372036854775808', 1.5, Number.NaN]) {
    expect(() => binaryArray('bigint', [[number]], 0), String(number)).toThrow(RangeError)
  }
  expect(() => binaryArray('timestamptz', [[new Date(Number.NaN)]], 0)).toThrow(RangeError)
})

test('what no text of Postgres holds is left out of JSON, and nothing else', async () => {
  const value = {
    nul: 'a\0b',
    half: 'x\ud83dy',
    pair: '\u{1F600}',
    bell: '\u0007',
    written: '\\u0000 \\ud83d',
    slash: '\\',
  }
  const kept = { ...value, nul: 'ab', half: 'xy' }
  for (const type of ['json', 'jsonb'] as const) {
    const [text] = await read(type, [value])
    expect(JSON.parse(text!), type).toEqual(kept)
  }
  const { rows } = await database.pool.query(`select v->>'half' as half from unnest($1::json[]) v`, [
    binaryArray('json', [[value]], 0),
  ])
  expect(rows).toEqual([{ half: 'xy' }])
})
