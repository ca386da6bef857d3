import { expect, test } from 'vitest'
import { dueAt } from './due.ts'

const at = (from: string, cutOffs: string[], timeZone = 'Europe/Berlin', afterMinutes: number | null = null) =>
  dueAt(new Date(from), { afterMinutes, cutOffs, timeZone }).toISOString()

test.each([
  ['before it', '2026-11-20T14:59:59.999Z', ['16:00'], '2026-11-20T15:00:00.000Z'],
  ['at it: the next day', '2026-11-20T15:00:00Z', ['16:00'], '2026-11-21T15:00:00.000Z'],
  ['between two', '2026-11-20T10:00:00Z', ['16:00', '08:00'], '2026-11-20T15:00:00.000Z'],
  ['after the last: the first of the next day', '2026-11-20T16:00:00Z', ['16:00', '08:00'], '2026-11-21T07:00:00.000Z'],
  ['midnight ends the local day', '2026-11-20T22:30:00Z', ['24:00'], '2026-11-20T23:00:00.000Z'],
  ['over the change to summer time', '2026-03-28T16:00:00Z', ['16:00'], '2026-03-29T14:00:00.000Z'],
  ['over the change to winter time', '2026-10-24T15:00:00Z', ['16:00'], '2026-10-25T15:00:00.000Z'],
  ['in the hour that is left out: at its end', '2026-03-29T00:00:00Z', ['02:30'], '2026-03-29T01:00:00.000Z'],
  ['in the hour that comes twice: the first', '2026-10-24T23:00:00Z', ['02:30'], '2026-10-25T00:30:00.000Z'],
  ['between both: the next day', '2026-10-25T00:45:00Z', ['02:30'], '2026-10-26T01:30:00.000Z'],
])('a cut-off, %s', (_what, from, cutOffs, due) => {
  expect(at(from, cutOffs)).toBe(due)
})

test('by the zone of the agreement, also where it is tomorrow already', () => {
  expect(at('2026-11-20T12:00:00Z', ['01:30'], 'Pacific/Auckland')).toBe('2026-11-20T12:30:00.000Z')
  expect(at('2026-11-20T12:00:00Z', ['16:00'], 'America/New_York')).toBe('2026-11-20T21:00:00.000Z')
})

test('time or cut-off, whichever comes first', () => {
  expect(at('2026-11-20T14:00:00Z', ['16:00'], 'Europe/Berlin', 30)).toBe('2026-11-20T14:30:00.000Z')
  expect(at('2026-11-20T14:00:00Z', ['16:00'], 'Europe/Berlin', 90)).toBe('2026-11-20T15:00:00.000Z')
  expect(at('2026-11-20T14:00:00Z', [], 'UTC', 90)).toBe('2026-11-20T15:30:00.000Z')
})
