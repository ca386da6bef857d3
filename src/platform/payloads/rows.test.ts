import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { Committer, isOvertaken } from '../commit.ts'
import { Payloads, payloadRow } from './payloads.ts'
import { insertNewPayload, insertPayload } from './rows.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let committers: Committer[]
let payloads: Payloads

beforeAll(async () => {
  database = await testDatabase()
  committers = [1, 2].map(() => new Committer({ carrier: database.carrier }))
  const { pool, keyed } = database
  payloads = new Payloads({ pool, keyed, folder: '/nowhere', inlineBytesMax: 65_536, sizeBytesMax: 1_000_000 })
})
afterAll(async () => {
  for (const committer of committers) await committer.close()
  await database.drop()
})

const bytesOf = (name: string) => Buffer.from(`ISA*00*${name}~`)
const rowOf = (name: string) => payloadRow(payloads.small(bytesOf(name)))

test('the same bytes, received by two at the same moments, are one row each', async () => {
  const names = Array.from({ length: 300 }, (_, at) => `twice ${at}`)
  const turned = names.toReversed()
  await Promise.all(
    committers.flatMap((committer, at) =>
      (at === 0 ? names : turned).map((name) => committer.commit({ rows: [insertPayload(rowOf(name))] })),
    ),
  )
  const { rows } = await database.pool.query(
    'select count(*)::int as n, count(distinct hash)::int as hashes from payloads',
  )
  expect(rows).toEqual([{ n: 300, hashes: 300 }])
})

test('bytes that must be new and are not: the change is overtaken, and is not written', async () => {
  await committers[0]!.commit({ rows: [insertNewPayload(rowOf('new'))] })
  const again = committers[1]!.commit({ rows: [insertNewPayload(rowOf('other')), insertNewPayload(rowOf('new'))] })
  const error = await again.catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: '23P01' })
  expect(isOvertaken(error)).toBe(true)
  const hash = createHash('sha256').update(bytesOf('other')).digest()
  expect((await database.pool.query('select from payloads where hash = $1', [hash])).rowCount).toBe(0)
})

test('many hashes are found by their index, whatever Postgres knows of the table', async () => {
  const hashes = Array.from({ length: 300 }, (_, at) =>
    createHash('sha256')
      .update(bytesOf(`twice ${at}`))
      .digest(),
  )
  // Not what this process remembers, but the rows.
  const { pool, keyed } = database
  const other = new Payloads({ pool, keyed, folder: '/nowhere', inlineBytesMax: 65_536, sizeBytesMax: 1_000_000 })
  const read = await Promise.all(hashes.map((hash) => other.bytes(hash, 1_000)))
  expect(read.map(String)).toEqual(hashes.map((_, at) => `ISA*00*twice ${at}~`))
  const client = await keyed.connect()
  try {
    const { rows } = await client.query(
      'explain select p.size_bytes from unnest($1::bytea[]) as w(hash) join payloads p on p.hash = w.hash',
      [hashes],
    )
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Scan using payloads_key')
  } finally {
    client.release()
  }
})
