import { expect, test } from 'vitest'
import { filesAt, removeAll } from './progress.ts'
import { prove } from './prove.ts'

test('a short proof holds: three kill points, three kills of the grid and one of Postgres', {
  timeout: 300_000,
}, async () => {
  // The seed is in the table: what fails can be done again.
  const asked = { kills: 3, postgresKills: 1, partnerKills: 1, awayMs: 3_000, points: 3, seed: process.pid }
  removeAll(filesAt(asked))
  const { holds, table } = await prove(asked, () => {})
  expect(holds, table).toBe(true)
})
