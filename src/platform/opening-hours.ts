/** When a place is open: by weekday and local time, but not on its holidays. */
export interface OpeningHours {
  timeZone: string
  /** `{ mon: [['08:00', '17:00']] }`; a day that is not named is closed. `24:00` ends a day. */
  hours: Partial<Record<string, [from: string, until: string][]>>
  /** Local days, as `2026-12-25`. */
  holidays: ReadonlySet<string>
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** Nothing waits longer: who is hardly ever open is counted as if always open. */
const DAYS_MAX = 3_660

/**
 * The moment at which a place has been open for so long, counted from `from`: real time, so the hour that a clock is put
 * forward does not count and the one that it is put back counts twice.
 */
export function dueAfter(from: Date, openMs: number, place: OpeningHours | undefined): Date {
  const always = new Date(from.getTime() + openMs)
  if (!place) return always
  let left = openMs
  let day = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(place.timeZone).toPlainDate()
  for (let n = 0; n < DAYS_MAX; n++) {
    for (const [opens, closes] of openingsOn(day, place)) {
      const start = Math.max(opens, from.getTime())
      if (start >= closes) continue
      if (left <= closes - start) return new Date(start + left)
      left -= closes - start
    }
    day = day.add({ days: 1 })
  }
  return always
}

/** Epoch milliseconds, one after the other; openings that overlap or touch are one. */
function openingsOn(day: Temporal.PlainDate, { timeZone, hours, holidays }: OpeningHours): [number, number][] {
  const given = hours[WEEKDAYS[day.dayOfWeek - 1]!]
  if (!given || given.length === 0 || holidays.has(day.toString())) return []
  const openings = given.map(
    ([from, until]) => [momentOf(day, from, timeZone), momentOf(day, until, timeZone)] as const,
  )
  const merged: [number, number][] = []
  for (const [from, until] of openings.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], until)
    else merged.push([from, until])
  }
  return merged
}

/** The first moment at which the local clock shows this time or a later one. */
export function momentOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  const local = time === '24:00' ? day.add({ days: 1 }).toPlainDateTime() : day.toPlainDateTime(time)
  const moment = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (moment.toPlainDateTime().equals(local)) return moment.epochMilliseconds
  // The clock is put forward over it.
  return moment.getTimeZoneTransition('next')!.epochMilliseconds
}
