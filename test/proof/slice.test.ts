import { expect, test } from 'vitest'
import { inMemory } from '../in-memory.ts'
import { PARTNERS, partnerMissing } from './partners.ts'
import { filesAt, removeAll } from './progress.ts'
import { prove } from './prove.ts'

const missing = PARTNERS.flatMap((kind) => partnerMissing[kind] ?? [])
let proved: { holds: boolean; table: string } | undefined

test('a short proof holds: three kill points, three kills of the grid, one of Postgres and of each server of a partner', {
  timeout: 300_000,
}, async () => {
  // The seed is in the table: what fails can be done again.
  const wrong = { kills: 3, postgresKills: 1, partnerKills: 1, awayMs: 3_000, points: 3, largeTimes: 4 }
  const asked = { ...wrong, seed: process.pid, folder: inMemory() }
  removeAll(filesAt(asked))
  proved = await prove(asked, () => {})
  expect(proved.holds, proved.table).toBe(true)
})

// Without them the proof above is of our own doors only.
test.skipIf(missing.length > 0)(`it went over all doors${missing.map((why) => `: ${why}`).join('')}`, () => {
  const dropped = /dropped at the (SFTP server|bucket) +([1-9]\d*)/g
  expect([...proved!.table.matchAll(dropped)].map(([, place]) => place)).toEqual(['SFTP server', 'bucket'])
})
