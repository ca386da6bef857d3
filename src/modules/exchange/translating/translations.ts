import type { Ended, Pool, Told } from '../../../platform/pool.ts'
import { processes } from '../../../platform/processes.ts'
import { type Made, makeForm, type Wish } from './making.ts'

/** So much is written at once where it is asked for: some 80 ms. */
const AT_ONCE_BYTES = 65_536
/** Of one document of 64 MB; one that wants more is told so. */
const LIMITS = { timeout_ms: 300_000, memory_mb: 4_096 }

/** Large documents are translated one after the other in a process of their own: nothing else waits for them, and their memory is not the grid's. */
export class Translations {
  readonly #pool: Pool<Wish, Told<Made>>

  constructor(limits: Partial<typeof LIMITS> = {}) {
    const { timeout_ms, memory_mb } = { ...LIMITS, ...limits }
    this.#pool = processes(new URL('process.ts', import.meta.url), 1, [String(timeout_ms), String(memory_mb)])
  }

  async make(wish: Wish): Promise<Made | { ended: Ended; reason: string }> {
    if (wish.bytes.length <= AT_ONCE_BYTES) return makeForm(wish)
    const told = await this.#pool.ask(wish)
    const answer = 'answer' in told ? told.answer : told
    return 'answer' in answer ? answer.answer : answer
  }

  close(): Promise<void> {
    return this.#pool.close()
  }
}
