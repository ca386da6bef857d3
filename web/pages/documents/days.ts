/** The moment at which a day begins in a time zone; `more` days later. */
export function dayBegins(day: string, timeZone: string, more = 0): string {
  const utc = Date.parse(`${day}T00:00:00Z`) + more * 86_400_000
  // Twice: the first guess may lie on the other side of a change of the clock.
  const first = utc - offsetMs(utc, timeZone)
  return new Date(utc - offsetMs(first, timeZone)).toISOString()
}

/** By how much the clocks there are ahead of UTC at this moment. */
function offsetMs(at: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return Date.parse(`${clock.replace(' ', 'T')}Z`) - Math.floor(at / 1_000) * 1_000
}
