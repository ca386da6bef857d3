/** Processor time, in hundredths of a second, by which a recovery that goes on differs from processes that only wake up now and then. */
const GOES_ON = 5

/** What a server answered, and, where it refuses, what its recovery has done so far (`recoveryOf`); null where that cannot be known. */
export interface Seen {
  answer: 'ready' | 'refuses' | 'unknown'
  recovery: { spent: number; waits: boolean } | null
}

/**
 * Tells a recovery that stands still from one that goes on, however long that takes. After a full disk Postgres can end its
 * recovery halfway and stay up without it: it refuses everybody and neither goes on nor ends.
 */
export class Standstill {
  readonly #afterMs: number
  #since: { at: number; spent: number } | null = null

  constructor(afterMs: number) {
    this.#afterMs = afterMs
  }

  /** True once it has refused and done nothing for so long. */
  is({ answer, recovery }: Seen, now: number): boolean {
    if (answer === 'unknown') return false // a machine with too much to do says nothing about the server
    if (answer === 'ready' || recovery === null || recovery.waits) {
      this.#since = null
      return false
    }
    const { spent } = recovery
    // Less than before: it has begun anew, in another process.
    if (!this.#since || spent < this.#since.spent || spent >= this.#since.spent + GOES_ON)
      this.#since = { at: now, spent }
    return now - this.#since.at >= this.#afterMs
  }
}
