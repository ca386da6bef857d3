/** Which bytes have been written: ranges in order, neighbours joined, so that a file written from its beginning is one range. */
export class Ranges {
  #ranges: [from: number, to: number][] = []

  add(from: number, to: number): void {
    if (from >= to) return
    const last = this.#ranges.at(-1)
    if (last && from >= last[0] && from <= last[1]) {
      last[1] = Math.max(last[1], to)
      return
    }
    const at = this.#firstEndingAt(from)
    let until = at
    let [begin, end] = [from, to]
    for (let range = this.#ranges[until]; range && range[0] <= to; range = this.#ranges[++until]) {
      begin = Math.min(begin, range[0])
      end = Math.max(end, range[1])
    }
    this.#ranges.splice(at, until - at, [begin, end])
  }

  cut(size: number): void {
    this.#ranges = this.#ranges.filter(([from]) => from < size)
    const last = this.#ranges.at(-1)
    if (last) last[1] = Math.min(last[1], size)
  }

  /** The first bytes below `size` that were never written. */
  hole(size: number): { from: number; to: number } | undefined {
    const [first, second] = this.#ranges
    if (size === 0 || (first && first[0] === 0 && first[1] >= size)) return undefined
    if (!first || first[0] > 0) return { from: 0, to: first ? first[0] : size }
    return { from: first[1], to: second ? second[0] : size }
  }

  /** Index of the first range that ends at or after this offset. */
  #firstEndingAt(offset: number): number {
    let [low, high] = [0, this.#ranges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#ranges[middle]![1] < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
