import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { Committer } from './commit.ts'
import { newId } from './ids.ts'
import { insertRows, updateRows } from './rows.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let committer: Committer

beforeAll(async () => {
  database = await testDatabase()
  committer = new Committer({ carrier: database.carrier })
})
afterAll(async () => {
  await committer.close()
  await database.drop()
})

test('rows are found by the index of their key, also when their status was rare as it was sampled', async () => {
  await database.pool.query(`create table parcels (id uuid primary key, train uuid, status text not null)`)
  await database.pool.query(`create index parcels_train on parcels (train)`)
  await database.pool.query(`create index parcels_status on parcels using brin (status text_bloom_ops)`)
  await database.pool.query(
    `insert into parcels select gen_random_uuid(), gen_random_uuid(), 'arrived' from generate_series(1, 50000)`,
  )
  await database.pool.query('analyze parcels')
  const insert = insertRows('parcels', { id: 'uuid', train: 'uuid', status: 'text' })
  const move = updateRows(
    'parcels',
    { train: 'uuid', status: 'text' },
    { key: ['train'], set: ['status'], where: `t.status in ('moving')`, many: true },
  )
  for (let group = 0; group < 8; group++) {
    const trains = Array.from({ length: 60 }, () => newId())
    await Promise.all(
      trains.map((train) => committer.commit({ rows: [insert({ id: newId(), train, status: 'moving' })] })),
    )
    await Promise.all(trains.map((train) => committer.commit({ rows: [move({ train, status: 'arrived' })] })))
  }
  const used = async () => {
    const { rows } = await database.pool.query(
      `select indexrelname as index, idx_scan > 0 as used from pg_stat_user_indexes where relname = 'parcels' and indexrelname <> 'parcels_pkey' order by 1`,
    )
    return rows
  }
  await committer.close() // what a connection did is counted when it has ended
  await expect.poll(used).toEqual([
    { index: 'parcels_status', used: false },
    { index: 'parcels_train', used: true },
  ])
})
