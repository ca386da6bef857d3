import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { DatabaseAway } from './away.ts'
import type { Carrier } from './carrier.ts'
import type { FlightStatement } from './flight.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let carrier: Carrier

beforeAll(async () => {
  database = await testDatabase()
  await database.pool.query('create table notes (name text primary key, words text, bytes bytea)')
  carrier = database.carrier("set application_name = 'carried'")
})
afterAll(async () => {
  await carrier.close()
  await database.drop()
})

const note = (name: string, words = '', bytes: Buffer = Buffer.alloc(0)): FlightStatement => ({
  name: 'note',
  text: 'insert into notes (name, words, bytes) values ($1, $2, $3)',
  values: [name, words, bytes],
})

async function notes(like: string) {
  const text = 'select name, words, bytes from notes where name like $1 order by name'
  return (await database.pool.query(text, [like])).rows
}

/** More than a local socket takes at once, and different everywhere. */
const large = (seed: number) =>
  Buffer.from(Uint32Array.from({ length: 500_000 }, (_, i) => i * 2_654_435_761 + seed).buffer)

test('statements are one transaction, with text and bytes of any size', async () => {
  const bytes = large(1)
  await carrier.fly([note('a1', 'Größe €, 1\n2', Buffer.from([0, 255])), note('a2', '', bytes), note('a3')])
  const [first, second, third] = await notes('a%')
  expect(first).toEqual({ name: 'a1', words: 'Größe €, 1\n2', bytes: Buffer.from([0, 255]) })
  expect(bytes.equals(second.bytes)).toBe(true)
  expect(third).toEqual({ name: 'a3', words: '', bytes: Buffer.alloc(0) })
})

test('of a flight that is refused nothing is written, and what flies next is whole though the rest was still on its way', async () => {
  await carrier.fly([note('b0')])
  for (let turn = 1; turn <= 5; turn++) {
    const refused = carrier.fly([note('b0'), note(`b${turn} refused`, '', large(turn))])
    await expect(refused).rejects.toMatchObject({ code: '23505', constraint: 'notes_pkey', severity: 'ERROR' })
    await carrier.fly([note(`b${turn}`, '', large(100 + turn))])
  }
  const found = await notes('b%')
  expect(found.map(({ name }) => name)).toEqual(['b0', 'b1', 'b2', 'b3', 'b4', 'b5'])
  for (const [turn, { bytes }] of found.slice(1).entries()) expect(large(101 + turn).equals(bytes)).toBe(true)
})

test('a statement that cannot be prepared says so, and the next flight prepares what it needs', async () => {
  const wrong = { name: 'wrong', text: 'insert into nowhere values ($1)', values: ['1'] }
  await expect(carrier.fly([note('c1'), wrong])).rejects.toMatchObject({ code: '42P01' })
  await carrier.fly([note('c2')])
  expect((await notes('c%')).map(({ name }) => name)).toEqual(['c2'])
})

test('a connection that is lost is opened again and set up as the first one', async () => {
  const end = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'carried'"
  await carrier.fly([note('d1')])
  expect(carrier.isLost).toBe(false)
  await database.pool.query(end)
  await expect.poll(() => carrier.isLost).toBe(true)
  await carrier.fly([note('d2')])
  const sleeping = carrier.fly([note('d3'), { name: 'sleep', text: 'select pg_sleep($1::int)', values: ['8'] }])
  setTimeout(() => void database.pool.query(end), 100)
  await expect(sleeping).rejects.toBeInstanceOf(DatabaseAway)
  expect(carrier.isLost).toBe(true)
  await carrier.fly([note('d4')])
  expect((await notes('d%')).map(({ name }) => name)).toEqual(['d1', 'd2', 'd4'])
})

test('each carrier has a connection of its own, and closed ones open again when they are needed', async () => {
  const other = database.carrier("set application_name = 'carried, too'")
  await Promise.all([carrier.fly([note('e1')]), other.fly([note('e2')])])
  const open = async () => {
    const { rows } = await database.pool.query(
      `select application_name as name from pg_stat_activity where application_name like 'carried%' order by 1`,
    )
    return rows.map(({ name }) => name)
  }
  expect(await open()).toEqual(['carried', 'carried, too'])
  await other.close()
  await expect.poll(open).toEqual(['carried'])
  await other.fly([note('e3')])
  await other.close()
  expect((await notes('e%')).map(({ name }) => name)).toEqual(['e1', 'e2', 'e3'])
})
