import { Worker } from 'node:worker_threads'
import type { ClientConfig } from 'pg'
import { asAway, DatabaseAway } from './away.ts'
import { type FlightBytes, type FlightStatement, flightBytes } from './flight.ts'

/** What a connection is asked to do, in this order. */
export interface Asked {
  request: number
  connection: number
  open?: { config: ClientConfig; setup: string }
  parse?: { name: string; text: string }[]
  flight?: FlightBytes
  close?: true
}

export interface Answer {
  request: number
  /** What was to be parsed is known to the connection now, whatever became of the flight. */
  parsed: boolean
  failure?: Failure
  /** Of the flight, for the next one. */
  buffer?: ArrayBuffer
}

/** Not asked for: a connection has ended. */
export interface Lost {
  lost: number
}

export interface Failure {
  message: string
  fields: Record<string, unknown>
}

/** A larger one is not kept for the next flight. */
const SPARE_BYTES_MAX = 4_194_304

/**
 * A connection that carries whole transactions, one at a time, reopened after it is lost. Its socket is in a thread of its own: a
 * flight is often larger than what the system takes at once (some 200 KB of a local socket), and the rest would wait for
 * the turns of an event loop that has other things to do, while the transaction holds its locks.
 */
export class Carrier {
  readonly #config: ClientConfig
  readonly #setup: string
  readonly #connection = ++connections
  #isOpen = false
  #prepared = new Set<string>()
  #spare: ArrayBuffer | null = null

  /** `setup` is what a new connection is told first. */
  constructor(config: ClientConfig, setup: string) {
    this.#config = config
    this.#setup = setup
  }

  /** It has not been opened since the last one was lost, or could not be. */
  get isLost(): boolean {
    return !this.#isOpen
  }

  /** Runs statements as one transaction in one flight. Resolves when the commit is durable. */
  async fly(statements: FlightStatement[]): Promise<void> {
    const open = this.#isOpen ? undefined : { config: this.#config, setup: this.#setup }
    if (open) {
      this.#prepared = new Set()
      lost.set(this.#connection, () => {
        this.#isOpen = false
      })
    }
    const unknown = new Map(statements.map(({ name, text }) => [name, { name, text }]))
    for (const name of this.#prepared) unknown.delete(name)
    const parse = [...unknown.values()]
    const flight = flightBytes(statements, this.#spare)
    this.#spare = null
    const answer = await ask({ connection: this.#connection, ...(open && { open }), parse, flight })
    const { buffer } = answer
    if (buffer && buffer.byteLength <= SPARE_BYTES_MAX) this.#spare = buffer
    if (answer.parsed) {
      if (open) this.#isOpen = true
      for (const { name } of parse) this.#prepared.add(name)
    }
    if (!answer.failure) return
    const error = errorOf(answer.failure)
    if (error instanceof DatabaseAway) this.#isOpen = false
    throw error
  }

  async close(): Promise<void> {
    this.#isOpen = false
    lost.delete(this.#connection)
    if (thread) await ask({ connection: this.#connection, close: true })
  }
}

function errorOf({ message, fields }: Failure): unknown {
  return asAway(Object.assign(new Error(message), fields))
}

let connections = 0
let requests = 0
let thread: Worker | null = null
const waiting = new Map<number, (answer: Answer) => void>()
/** What to do when a connection has ended unasked. */
const lost = new Map<number, () => void>()

/** One thread for all that this process carries. It keeps no process alive but for what is under way. */
function ask(asked: Omit<Asked, 'request'>): Promise<Answer> {
  thread ??= startThread()
  thread.ref()
  const request = ++requests
  return new Promise((resolve) => {
    waiting.set(request, resolve)
    thread!.postMessage({ ...asked, request } satisfies Asked, asked.flight ? [asked.flight.buffer] : [])
  })
}

function startThread(): Worker {
  const started = new Worker(new URL('carrier-thread.ts', import.meta.url), {
    execArgv: [], // those of this process may be about a program that is no file
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  let reason = 'it ended by itself'
  started.on('message', hear)
  started.on('error', (error: Error) => {
    reason = error.message
  })
  started.once('exit', () => {
    thread = null
    for (const tell of lost.values()) tell()
    // Whether what was under way took effect is not known.
    const failure = { message: `Connection terminated: its thread has ended (${reason})`, fields: {} }
    for (const request of [...waiting.keys()]) hear({ request, parsed: false, failure })
  })
  return started
}

function hear(told: Answer | Lost): void {
  if ('lost' in told) {
    lost.get(told.lost)?.()
    return
  }
  const resolve = waiting.get(told.request)
  waiting.delete(told.request)
  if (waiting.size === 0) thread?.unref()
  resolve?.(told)
}
