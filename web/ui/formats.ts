// To make a formatter takes a browser up to a millisecond, the first one tens of them: each is made once, and a small number needs none.

const dates = new Map<string, Intl.DateTimeFormat>()
const numbers = new Map<string, Intl.NumberFormat>()

export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(dates, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options))
}

/** How many, as people write it. In our languages nothing is put into numbers below a thousand. */
export function counted(count: number, locale: string): string {
  if (count < 1_000 && Number.isInteger(count)) return String(count)
  return once(numbers, locale, () => new Intl.NumberFormat(locale)).format(count)
}

function once<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const found = kept.get(key) ?? make()
  kept.set(key, found)
  return found
}
