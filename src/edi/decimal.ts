/** Twelve digits behind the point: a quantity of six times a price of six. */
const SCALE = 12

/** A decimal number as an exact whole of 10⁻¹²; null for what is none, or finer than that. */
export function parseDecimal(text: string): bigint | null {
  const found = /^([+-]?)(\d{0,30})(?:\.(\d*))?$/.exec(text.trim())
  if (!found) return null
  const [, sign, whole = '', part = ''] = found
  const digits = part.replace(/0+$/, '')
  if (whole === '' && part === '') return null
  if (digits.length > SCALE) return null
  const size = BigInt(whole + digits.padEnd(SCALE, '0'))
  return sign === '-' ? -size : size
}

/** Exact for factors of up to six digits behind the point. */
export function timesDecimal(one: bigint, other: bigint): bigint {
  return (one * other) / 10n ** BigInt(SCALE)
}

export function showDecimal(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(SCALE + 1, '0')
  const part = digits.slice(-SCALE).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}${part === '' ? '' : `.${part}`}`
}
