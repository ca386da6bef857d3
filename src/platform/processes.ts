import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Ended, type Hand, Pool, READY, type Waiting } from './pool.ts'

/**
 * Processes for what may take all memory: V8 ends a whole process when one step wants more than its heap may have, also in a
 * thread with a limit. They get nothing of the environment, and end with this process.
 */
export function processes<Question, Answer>(file: URL, count: number, args: string[]): Pool<Question, Answer> {
  return new Pool(count, (done) => new Child<Question, Answer>(file, args, done))
}

class Child<Question, Answer> implements Hand<Question, Answer> {
  readonly #process: ChildProcess
  readonly #done: (isEnded: boolean) => void
  #isReady = false
  #isEnded = false
  #at: Waiting<Question, Answer> | null = null

  constructor(file: URL, args: string[], done: (isEnded: boolean) => void) {
    this.#done = done
    this.#process = fork(fileURLToPath(file), args, {
      serialization: 'advanced',
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#process.on('message', (message) => this.#hear(message as Answer | typeof READY))
    this.#process.on('error', (error) => void this.end('failure', error.message))
    this.#process.on('exit', (code, signal) => {
      // Node aborts when the heap is full: by signal, or as a shell says it.
      if (signal === 'SIGABRT' || code === 134) void this.end('memory', 'more memory than it may have')
      else void this.end('failure', `its process ended with ${signal ?? code}`)
    })
  }

  get isFree(): boolean {
    return this.#at === null && !this.#isEnded
  }

  take(waiting: Waiting<Question, Answer>): void {
    this.#at = waiting
    this.#process.ref()
    this.#process.channel?.ref()
    if (this.#isReady) this.#begin(waiting)
  }

  async end(ended: Ended, reason: string): Promise<void> {
    if (this.#isEnded) return
    this.#isEnded = true
    const gone = this.#process.exitCode !== null || this.#process.signalCode !== null
    const ending = gone ? null : new Promise((done) => this.#process.once('exit', done))
    this.#process.ref()
    this.#process.kill('SIGKILL')
    this.#at?.tell({ ended, reason })
    this.#at = null
    this.#done(true)
    await ending
  }

  #begin({ question }: Waiting<Question, Answer>): void {
    this.#process.send(question as object, (error) => {
      if (error) void this.end('failure', error.message)
    })
  }

  #hear(message: Answer | typeof READY): void {
    if (message === READY) {
      this.#isReady = true
      if (this.#at) this.#begin(this.#at)
      return
    }
    const at = this.#at
    this.#at = null
    this.#process.unref()
    this.#process.channel?.unref()
    at?.tell({ answer: message as Answer })
    this.#done(false)
  }
}
