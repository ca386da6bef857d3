import { parseDecimal, showDecimal, timesDecimal } from '../../edi/decimal.ts'

const ONE = 10n ** 12n

/** Functions of our own for amounts, which are texts: those of the language would count with floating point. */
export const DECIMAL_FUNCTIONS = {
  /** $decimalSum(list): of all numbers in a list. */
  decimalSum: (list: unknown) =>
    showDecimal((Array.isArray(list) ? list : [list]).reduce((sum: bigint, each) => sum + exact(each), 0n)),
  /** $decimalTimes(a, b), both of at most six digits behind the point. */
  decimalTimes: (one: unknown, other: unknown) => showDecimal(timesDecimal(exact(one), exact(other))),
  /** $decimalRound(a, digits): half away from zero. */
  decimalRound: (value: unknown, digits: unknown) => rounded(exact(value), digits),
}

function exact(value: unknown): bigint {
  const found = typeof value === 'string' ? parseDecimal(value) : null
  if (found === null) throw new Error(`expected a decimal number as text, found ${JSON.stringify(value) ?? 'nothing'}`)
  return found
}

function rounded(value: bigint, digits: unknown): string {
  if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < 0 || digits > 12) {
    throw new Error('expected 0 to 12 digits')
  }
  const unit = ONE / 10n ** BigInt(digits)
  const size = value < 0n ? -value : value
  const whole = ((size + unit / 2n) / unit) * unit
  const [before = '', behind = ''] = showDecimal(whole).split('.')
  const text = digits === 0 ? before : `${before}.${behind.padEnd(digits, '0')}`
  return value < 0n && whole > 0n ? `-${text}` : text
}
