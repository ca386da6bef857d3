/** How long answers took: how many of them, half of them at most so long, and 95 of 100. Null: there were none. */
export interface Spread {
  count: number
  medianSeconds: number
  p95Seconds: number
}

interface Bucket {
  bucket: number
  n: number
}

/** Of buckets that are a quarter of an octave wide: true to a tenth. */
export function spreadOf(buckets: Bucket[]): Spread | null {
  const sums = new Map<number, number>()
  for (const { bucket, n } of buckets) sums.set(bucket, (sums.get(bucket) ?? 0) + n)
  const sorted = [...sums].sort(([one], [other]) => one - other)
  const count = sorted.reduce((sum, [, n]) => sum + n, 0)
  if (count === 0) return null
  const at = (share: number) => {
    let left = Math.ceil(count * share)
    const [bucket] = sorted.find(([, n]) => (left -= n) <= 0)!
    return Number((2 ** (bucket / 4)).toPrecision(3))
  }
  return { count, medianSeconds: at(0.5), p95Seconds: at(0.95) }
}
