import { Worker } from 'node:worker_threads'

export interface ThreadLimits {
  /** So many questions at the same time; the others wait. */
  count: number
  /** For one answer, from when its thread has begun with it. */
  timeout_ms: number
  /** Heap of one thread. */
  memory_mb: number
}

/** What came of a question: its answer, or why its thread was ended. */
export type Told<Answer> = { answer: Answer } | { ended: 'time' | 'memory' | 'failure'; reason: string }

/** What a thread's file posts when it is loaded; from then on it answers each message with one. */
export const READY = 'ready'

interface Waiting<Question, Answer> {
  question: Question
  tell(told: Told<Answer>): void
}

/**
 * Threads for what may never end or take all memory, such as expressions of users. Whatever a thread is doing, it is ended when
 * its time is over, and the next question gets a new one. They are started when they are needed, and none of them keeps the
 * process alive that has nothing to do. Questions and answers are cloned.
 */
export class Threads<Question, Answer> {
  readonly #file: URL
  readonly #limits: ThreadLimits
  readonly #waiting: Waiting<Question, Answer>[] = []
  readonly #all = new Set<Thread<Question, Answer>>()
  #isClosed = false

  constructor(file: URL, limits: ThreadLimits) {
    this.#file = file
    this.#limits = limits
  }

  ask(question: Question): Promise<Told<Answer>> {
    return new Promise((tell) => {
      this.#waiting.push({ question, tell })
      this.#next()
    })
  }

  /** Ends them all; what waits is told so. */
  async close(): Promise<void> {
    this.#isClosed = true
    const ending = [...this.#all].map((thread) => thread.end('failure', 'the threads are closed'))
    this.#next()
    await Promise.all(ending)
  }

  #next(): void {
    for (let waiting = this.#waiting[0]; waiting; waiting = this.#waiting[0]) {
      const thread = this.#isClosed ? null : this.#free()
      if (!thread && !this.#isClosed) return
      this.#waiting.shift()
      if (thread) thread.take(waiting)
      else waiting.tell({ ended: 'failure', reason: 'the threads are closed' })
    }
  }

  #free(): Thread<Question, Answer> | null {
    for (const thread of this.#all) if (thread.isFree) return thread
    if (this.#all.size >= this.#limits.count) return null
    const thread: Thread<Question, Answer> = new Thread(this.#file, this.#limits, (isEnded) => {
      if (isEnded) this.#all.delete(thread)
      this.#next()
    })
    this.#all.add(thread)
    return thread
  }
}

class Thread<Question, Answer> {
  readonly #worker: Worker
  readonly #timeout_ms: number
  readonly #done: (isEnded: boolean) => void
  #isReady = false
  #isEnded = false
  #at: Waiting<Question, Answer> | null = null
  #timer: NodeJS.Timeout | undefined

  /** `done` is called after each answer, and when the thread has ended. */
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

  /** Ends it, whatever it is doing; who waits for its answer is told why. */
  async end(ended: 'time' | 'memory' | 'failure', reason: string): Promise<void> {
    if (this.#isEnded) return
    this.#isEnded = true
    clearTimeout(this.#timer)
    const ending = this.#worker.terminate()
    this.#at?.tell({ ended, reason })
    this.#at = null
    this.#done(true)
    await ending
  }

  #begin({ question }: Waiting<Question, Answer>): void {
    this.#timer = setTimeout(() => void this.end('time', `more than ${this.#timeout_ms} ms`), this.#timeout_ms)
    try {
      this.#worker.postMessage(question)
    } catch (error) {
      void this.end('failure', error instanceof Error ? error.message : 'it cannot be asked')
    }
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
