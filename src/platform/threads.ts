import { Worker } from 'node:worker_threads'
import { type Ended, type Hand, Pool, READY, type Waiting } from './pool.ts'

export interface ThreadLimits {
  /** So many questions at the same time; the others wait. */
  count: number
  /** For one answer, from when its thread has begun with it. */
  timeout_ms: number
  /** Heap of one thread. One step that wants more at once ends the whole process: processes.ts keeps that away. */
  memory_mb: number
}

/**
 * Threads for what may never end, such as expressions of users. Whatever a thread is doing, it is ended when its time is over,
 * and the next question gets a new one. Questions and answers are cloned.
 */
export function threads<Question, Answer>(file: URL, limits: ThreadLimits): Pool<Question, Answer> {
  return new Pool(limits.count, (done) => new Thread<Question, Answer>(file, limits, done))
}

class Thread<Question, Answer> implements Hand<Question, Answer> {
  readonly #worker: Worker
  readonly #timeout_ms: number
  readonly #done: (isEnded: boolean) => void
  #isReady = false
  #isEnded = false
  #at: Waiting<Question, Answer> | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(file: URL, { timeout_ms, memory_mb }: ThreadLimits, done: (isEnded: boolean) => void) {
    this.#timeout_ms = timeout_ms
    this.#done = done
    this.#worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: memory_mb } })
    this.#worker.on('message', (message: Answer | typeof READY) => this.#hear(message))
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      void this.end(isMemory ? 'memory' : 'failure', isMemory ? `more than ${memory_mb} MB` : error.message)
    })
    this.#worker.on('exit', () => void this.end('failure', 'it ended by itself'))
  }

  get isFree(): boolean {
    return this.#at === null && !this.#isEnded
  }

  take(waiting: Waiting<Question, Answer>): void {
    this.#at = waiting
    this.#worker.ref()
    if (this.#isReady) this.#begin(waiting)
  }

  async end(ended: Ended, reason: string): Promise<void> {
    if (this.#isEnded) return
    this.#isEnded = true
    clearTimeout(this.#timer)
    this.#worker.ref()
    const ending = this.#worker.terminate()
    this.#at?.tell({ ended, reason })
    this.#at = null
    this.#done(true)
    await ending
  }

  #begin({ question }: Waiting<Question, Answer>): void {
    this.#timer = setTimeout(() => void this.end('time', `more than ${this.#timeout_ms} ms`), this.#timeout_ms)
    this.#worker.postMessage(question)
  }

  #hear(message: Answer | typeof READY): void {
    if (message === READY) {
      this.#isReady = true
      if (this.#at) this.#begin(this.#at)
      return
    }
    clearTimeout(this.#timer)
    const at = this.#at
    this.#at = null
    this.#worker.unref()
    at?.tell({ answer: message as Answer })
    this.#done(false)
  }
}
