import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueAfter, type OpeningHours } from './opening-hours.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const office = (timeZone: string, holidays: string[] = []): OpeningHours => ({
  timeZone,
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '17:00']]])),
  holidays: new Set(holidays),
})
const due = (from: string, hours: number, place?: OpeningHours) =>
  dueAfter(new Date(from), hours * HOUR, place).toISOString()

test.each([
  ['within a day', '2026-11-18T08:00:00Z', 4, '2026-11-18T12:00:00.000Z'],
  ['before it opens', '2026-11-18T02:00:00Z', 1, '2026-11-18T08:00:00.000Z'],
  ['to its very end', '2026-11-18T07:00:00Z', 9, '2026-11-18T16:00:00.000Z'],
  ['over the night', '2026-11-18T15:00:00Z', 2, '2026-11-19T08:00:00.000Z'],
  ['over a weekend', '2026-11-20T15:30:00Z', 1, '2026-11-23T07:30:00.000Z'],
  ['over a holiday', '2026-12-24T15:00:00Z', 2, '2026-12-28T08:00:00.000Z'],
])('Berlin, open in winter 08:00 to 17:00: %s', (_what, from, hours, to) => {
  expect(due(from, hours, office('Europe/Berlin', ['2026-12-25']))).toBe(to)
})

test('always open is plain time, also as a calendar, also where the clock changes', () => {
  const hours = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']] as [string, string][]]),
  )
  for (const timeZone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
    const always = { timeZone, hours, holidays: new Set<string>() }
    for (const from of ['2026-03-28T22:13:00Z', '2026-10-24T22:13:00Z', '2026-06-01T00:00:00Z']) {
      expect(due(from, 100, always)).toBe(due(from, 100))
    }
  }
})

test('the clock put forward takes an hour away, put back it gives one', () => {
  const night: OpeningHours = { timeZone: 'Europe/Berlin', hours: { sun: [['00:00', '06:00']] }, holidays: new Set() }
  // 29 March 2026: 02:00 becomes 03:00, so the night has five hours; 25 October: 03:00 becomes 02:00, seven.
  expect(due('2026-03-28T23:00:00Z', 5, night)).toBe('2026-03-29T04:00:00.000Z')
  expect(due('2026-03-28T23:00:00Z', 5.5, night)).toBe('2026-04-04T22:30:00.000Z')
  expect(due('2026-10-24T22:00:00Z', 7, night)).toBe('2026-10-25T05:00:00.000Z')
  const gap: OpeningHours = { ...night, hours: { sun: [['02:15', '02:45']] } }
  expect(due('2026-03-28T23:00:00Z', 0.5, gap)).toBe('2026-04-05T00:45:00.000Z')
})

test('who is never open is counted as always open', () => {
  expect(due('2026-11-18T09:00:00Z', 4, { timeZone: 'UTC', hours: {}, holidays: new Set() })).toBe(
    due('2026-11-18T09:00:00Z', 4),
  )
})

const clock = fc.integer({ min: 5 * 4, max: 24 * 4 }).map((quarter) => quarter * 15)
const openings = fc.array(
  fc.tuple(clock, clock).filter(([a, b]) => a < b),
  { maxLength: 3 },
)
const text = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const place = fc
  .record({
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
    days: fc.record({
      mon: openings,
      tue: openings,
      wed: openings,
      thu: openings,
      fri: openings,
      sat: openings,
      sun: openings,
    }),
    holidays: fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 5 }),
    month: fc.constantFrom('03', '10', '06'),
  })
  .map(({ timeZone, days, holidays, month }) => {
    const hours = Object.fromEntries(
      Object.entries(days).map(([day, given]) => [day, given.map(([a, b]) => [text(a), text(b)] as [string, string])]),
    )
    const dates = holidays.map((day) => `2026-${month}-${String(day).padStart(2, '0')}`)
    return { place: { timeZone, hours, holidays: new Set(dates) } as OpeningHours, month }
  })

/** Asks the clock on the wall of that place, minute by minute. */
function wall({ timeZone, hours, holidays }: OpeningHours): (at: number) => boolean {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    if (holidays.has(`${part['year']}-${part['month']}-${part['day']}`)) return false
    const now = `${part['hour']}:${part['minute']}`
    return (hours[part['weekday']!.toLowerCase()] ?? []).some(([from, until]) => from <= now && now < until)
  }
}

test('any place in any time zone: as many minutes lie between as the wall clock says, and it ends open', () => {
  fc.assert(
    fc.property(
      place,
      fc.integer({ min: 0, max: 27 * 24 * 60 }),
      fc.integer({ min: 1, max: 2_000 }),
      (given, offset, minutes) => {
        const from = Date.parse(`2026-${given.month}-01T00:00:00Z`) + offset * MINUTE
        const to = dueAfter(new Date(from), minutes * MINUTE, given.place).getTime()
        if (Object.values(given.place.hours).every((day) => day!.length === 0)) return
        if (to - from > 40 * 24 * HOUR) return // too long a walk
        const isOpen = wall(given.place)
        let open = 0
        for (let at = from; at < to; at += MINUTE) if (isOpen(at)) open++
        expect(open).toBe(minutes)
        expect(isOpen(to - MINUTE)).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

test('more time is never due earlier, and a later beginning never has an earlier end', () => {
  fc.assert(
    fc.property(place, fc.nat(60_000), fc.nat(5_000), fc.nat(5_000), (given, offset, minutes, more) => {
      const from = Date.parse(`2026-${given.month}-01T00:00:00Z`) + offset * MINUTE
      const at = (start: number, length: number) => dueAfter(new Date(start), length * MINUTE, given.place).getTime()
      expect(at(from, minutes + more)).toBeGreaterThanOrEqual(at(from, minutes))
      expect(at(from + more * MINUTE, minutes)).toBeGreaterThanOrEqual(at(from, minutes))
    }),
    { numRuns: 200 },
  )
})
