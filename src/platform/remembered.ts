import type { Actor } from './actor.ts'
import type { Database } from './database.ts'

/** Who has this key or session; `until` is when it ends by itself. */
export interface Found {
  actor: Actor | null
  until: number
}

const KNOWN_MS = 30_000
const KNOWN_MAX = 10_000

/**
 * Actors by the hash of what they showed. Answers are kept for 30 s, refusals too, and dropped on all nodes as soon as a right
 * changes (the notification `access`); a node that misses one is at most 30 s behind.
 */
export class RememberedActors {
  readonly #known = new Map<string, Found>()
  readonly #asked = new Map<string, Promise<Actor | null>>()
  readonly #now: () => number
  #changes = 0
  #stop: () => Promise<void> = async () => {}

  constructor(now: () => number) {
    this.#now = now
  }

  async listen(database: Pick<Database, 'listen'>): Promise<this> {
    const listening = await database.listen('access', () => {
      this.#changes++
      this.#known.clear()
      this.#asked.clear()
    })
    this.#stop = listening.stop
    return this
  }

  /** At once where the answer is known; else by `find`, asked once for all who wait for it. */
  of(name: string, find: () => Promise<Found>): Actor | null | Promise<Actor | null> {
    const found = this.#known.get(name)
    if (found !== undefined && found.until > this.#now()) return found.actor
    const running = this.#asked.get(name)
    if (running !== undefined) return running
    const answer = this.#ask(name, find)
    this.#asked.set(name, answer)
    return answer
  }

  close(): Promise<void> {
    return this.#stop()
  }

  async #ask(name: string, find: () => Promise<Found>): Promise<Actor | null> {
    const seen = this.#changes
    try {
      const { actor: found, until } = await find()
      const actor = until > this.#now() ? found : null
      // A right changed while we asked: the answer may be its past, so it is not kept.
      if (seen === this.#changes) {
        const end = this.#now() + KNOWN_MS
        this.#keep(name, { actor, until: actor === null ? end : Math.min(end, until) })
      }
      return actor
    } finally {
      if (seen === this.#changes) this.#asked.delete(name)
    }
  }

  /** Bounded: a flood of made-up keys pushes out the oldest answers, no more. */
  #keep(name: string, answer: Found): void {
    this.#known.delete(name)
    if (this.#known.size >= KNOWN_MAX) this.#known.delete(this.#known.keys().next().value!)
    this.#known.set(name, answer)
  }
}
