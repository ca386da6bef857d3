import { parseDecimal } from '../../edi/decimal.ts'
import type { Tolerance } from './rules.ts'

const HUNDRED = 100n

/** How much more or less than this is let pass: by percent or as such, whichever is more. Both in parts of 10⁻¹². */
export function allowed({ percent, absolute }: Tolerance, of: bigint): bigint {
  const size = of < 0n ? -of : of
  const share = (size * exact(percent)) / (HUNDRED * ONE)
  const fixed = exact(absolute)
  return share > fixed ? share : fixed
}

export const ONE = 10n ** 12n

const exact = (text: string | undefined) => parseDecimal(text ?? '0') ?? 0n

interface Price {
  amount: bigint
  /** How many it is for. */
  basis: bigint
}

/** Whether two prices differ by more than is let pass; by cross products, so nothing is rounded. */
export function pricesDiffer(found: Price, expected: Price, tolerance: Tolerance): boolean {
  const [one, other] = [found.amount * expected.basis, expected.amount * found.basis]
  const difference = one > other ? one - other : other - one
  const size = other < 0n ? -other : other
  const byPercent = difference * HUNDRED * ONE <= size * exact(tolerance.percent)
  const asSuch = difference * ONE <= exact(tolerance.absolute) * found.basis * expected.basis
  return !byPercent && !asSuch
}
