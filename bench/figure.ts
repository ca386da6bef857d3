/** One measured number. `ratio` is value over baseline, where one was measured in the same run. */
export interface Figure {
  name: string
  value: number
  unit: string
  baseline: number | null
  ratio: number | null
}

export function figure(name: string, value: number, unit: string, baseline: number | null = null): Figure {
  return {
    name,
    value: rounded(value),
    unit,
    baseline: baseline === null ? null : rounded(baseline),
    ratio: baseline === null ? null : rounded(value / baseline),
  }
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000
}
