interface Span {
  from: string
  until: string
}

/** The days that a part of the time lies in, as filters name them. */
export function daysOf({ from, until }: Span, timeZone: string): { from: string; to: string } {
  const day = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' })
  return { from: day.format(new Date(from)), to: day.format(new Date(Date.parse(until) - 1)) }
}

/** What a part is called: its hour, its day, or the week from a day on. */
export function nameOf({ from, until }: Span, of: { locale: string; timeZone: string }): string {
  const { locale, timeZone } = of
  const hours = (Date.parse(until) - Date.parse(from)) / 3_600_000
  const style = hours <= 1 ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat(locale, { ...(style as Intl.DateTimeFormatOptions), timeZone }).format(new Date(from))
}

const UNITS = [
  ['day', 86_400 * 2],
  ['hour', 3_600 * 2],
  ['minute', 90],
] as const
const SECONDS = { day: 86_400, hour: 3_600, minute: 60, second: 1 }

/** `12 min`: in the unit in which one would say it. */
export function durationIn(seconds: number, locale: string): string {
  const unit = UNITS.find(([, least]) => seconds >= least)?.[0] ?? 'second'
  const value = seconds / SECONDS[unit]
  const digits = { maximumFractionDigits: value < 10 ? 1 : 0 }
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', ...digits }).format(value)
}
