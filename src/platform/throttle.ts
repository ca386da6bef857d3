const KEYS_MAX = 50_000

/** So many in so long, counted from the first; in memory, so each node counts for itself. */
export class Throttle {
  readonly #max: number
  readonly #windowMs: number
  readonly #now: () => number
  readonly #taken = new Map<string, { count: number; until: number }>()

  constructor(limit: { max: number; windowMs: number }, now: () => number) {
    this.#max = limit.max
    this.#windowMs = limit.windowMs
    this.#now = now
  }

  /** Counts one more. Zero: go on; else the milliseconds to wait. */
  take(key: string): number {
    const now = this.#now()
    const found = this.#taken.get(key)
    if (found !== undefined && found.until > now) {
      found.count++
      return found.count > this.#max ? found.until - now : 0
    }
    this.#taken.delete(key)
    // Bounded: a flood of names pushes out the oldest.
    if (this.#taken.size >= KEYS_MAX) this.#taken.delete(this.#taken.keys().next().value!)
    this.#taken.set(key, { count: 1, until: now + this.#windowMs })
    return 0
  }

  forget(key: string): void {
    this.#taken.delete(key)
  }
}
