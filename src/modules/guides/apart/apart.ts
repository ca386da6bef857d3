import { Worker } from 'node:worker_threads'
import type { Verdict } from '../../../edi/guides/expression.ts'

/** Its own limit is a second between two steps; a single step that takes longer ends with the thread. */
const DEADLINE_MS = 2_000
/** A text that doubles itself again and again ends the thread and not the process. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }

let thread: Thread | null = null
let last: Promise<unknown> = Promise.resolve()

/** Evaluates an expression of somebody else in a thread of its own, one after the other: whatever it does, the process goes on. */
export function evaluateApart(expression: string, document: unknown): Promise<Verdict> {
  const next = last.then(async () => {
    if (!thread?.lives) thread = new Thread()
    await thread.ready.promise
    return thread.ask(expression, document)
  })
  last = next
  return next
}

class Thread {
  lives = true
  /** It can be asked, or has ended before it could: how long it takes to begin counts for no expression. */
  readonly ready = Promise.withResolvers<void>()
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: LIMITS })
  /** Takes the verdict on what is asked now. */
  #answer: ((verdict: Verdict) => void) | null = null

  constructor() {
    this.#worker.on('message', (said: Verdict | 'ready') => {
      if (said === 'ready') this.ready.resolve()
      else this.#answer?.(said)
    })
    this.#worker.on('error', (error) => this.#end((error as Error).message))
    this.#worker.on('exit', () => this.#end('it needed more than it may have'))
  }

  /** Never rejects: what ends the thread is the verdict. */
  ask(expression: string, document: unknown): Promise<Verdict> {
    return new Promise((resolve) => {
      if (!this.lives) return resolve({ failed: 'no thread could be started for it' })
      const deadline = setTimeout(() => this.#end(`it took longer than ${DEADLINE_MS} ms`), DEADLINE_MS)
      this.#answer = (verdict) => {
        clearTimeout(deadline)
        this.#answer = null
        // Nobody waits for it: it keeps no process alive.
        this.#worker.unref()
        resolve(verdict)
      }
      this.#worker.ref()
      this.#worker.postMessage({ expression, document })
    })
  }

  #end(reason: string): void {
    this.lives = false
    this.ready.resolve()
    void this.#worker.terminate()
    this.#answer?.({ failed: reason })
  }
}
