import { Readable } from 'node:stream'
import { Agent, buildConnector, type Dispatcher, errors } from 'undici'
import { AddressRefused, anywhere, type Reach } from '../../platform/outbound.ts'
import { Disconnected, Misconfigured, Rejected, TryLater } from '../errors.ts'

export interface HttpPost {
  url: string
  headers: Record<string, string>
  body: Uint8Array | AsyncIterable<Uint8Array>
  sizeBytes: number
  timeoutMs: number
  signal: AbortSignal
  /** Where it may lead; left out: where people of the grid may send. */
  reach?: Reach
}

/** Many deliveries to one partner share a few connections; a partner that is slow holds up only its own. */
function agentOf(reach: Reach): Agent {
  const open = buildConnector({ timeout: 10_000, lookup: reach.lookup })
  const connect: buildConnector.connector = (options, done) => {
    try {
      reach.expect(options.hostname)
    } catch (error) {
      return done(error as Error, null)
    }
    open(options, done)
  }
  return new Agent({ connections: 32, pipelining: 1, keepAliveTimeout: 30_000, connect })
}

const agents = new WeakMap<Reach, Agent>([[anywhere, agentOf(anywhere)]])

function agentFor(reach: Reach): Agent {
  const agent = agents.get(reach) ?? agentOf(reach)
  agents.set(reach, agent)
  return agent
}

/**
 * Posts one message and returns the status of a 2xx answer. Redirects are not followed: a delivery goes where the agreement says.
 * @throws {Disconnected} no connection, or it broke before the answer: the receiver may have the message, so the key must stay the same
 * @throws {TryLater} 408, 425, 429 and 5xx, after the wait that Retry-After names
 * Both say in `mayHaveArrived` whether the message may have got there: a gateway's 502 or 504 says nothing of the server behind it.
 * @throws {Rejected} any other answer
 * @throws {Misconfigured} the address is none, or one that may not be reached
 */
export async function post(message: HttpPost): Promise<number> {
  const { status, retryAfter } = await sent(message)
  if (status >= 200 && status < 300) return status
  const parameters = { status, url: message.url }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const afterMs = retryAfterMs(retryAfter)
    const mayHaveArrived = status === 502 || status === 504
    throw new TryLater(afterMs, 'http-try-later', `The receiver answered ${status}.`, { ...parameters, mayHaveArrived })
  }
  throw new Rejected('http-rejected', `The receiver answered ${status}.`, parameters)
}

/** No connection was made, so nothing was sent: not found, not reached, or its certificate not accepted. */
const UNSENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/

interface Answered {
  status: number
  retryAfter: string | string[] | undefined
}

async function sent(message: HttpPost): Promise<Answered> {
  try {
    const { origin, pathname, search } = new URL(message.url)
    const body = message.body instanceof Uint8Array ? message.body : Readable.from(message.body)
    const asked: Dispatcher.DispatchOptions = {
      ...{ origin, path: pathname + search, method: 'POST', body },
      headers: { ...message.headers, 'content-length': String(message.sizeBytes) },
      headersTimeout: message.timeoutMs,
      bodyTimeout: message.timeoutMs,
    }
    return await new Promise((resolve, reject) => {
      const answer = new Answer({ signal: message.signal, body, resolve, reject })
      agentFor(message.reach ?? anywhere).dispatch(asked, answer)
    })
  } catch (error) {
    if (error instanceof errors.InvalidArgumentError || error instanceof TypeError) {
      throw new Misconfigured('http-address-invalid', `"${message.url}" is no address to post to.`, {
        url: message.url,
      })
    }
    if (error instanceof AddressRefused) {
      throw new Misconfigured('http-address-refused', `${message.url} leads to an address that may not be reached.`, {
        url: message.url,
      })
    }
    const reason = (error as { code?: string }).code ?? (error as Error).message
    throw new Disconnected('http-disconnected', `No answer from ${message.url}: ${reason}.`, {
      url: message.url,
      reason,
      mayHaveArrived: !UNSENT.test(reason),
    })
  }
}

const waiting = new WeakMap<AbortSignal, Set<Answer>>()

/** All that this signal ends: hundreds may wait at once, and a signal looks through its listeners for each new one. */
function waitingFor(signal: AbortSignal): Set<Answer> {
  let answers = waiting.get(signal)
  if (!answers) {
    const made = new Set<Answer>()
    signal.addEventListener('abort', () => {
      for (const answer of made) answer.abort()
    })
    waiting.set(signal, (answers = made))
  }
  return answers
}

interface Asking {
  signal: AbortSignal
  body: Uint8Array | Readable
  resolve(answered: Answered): void
  reject(error: unknown): void
}

/** The text of an answer is of no use, but its connection is: so much of it is read away. */
const READ_MAX = 65_536

/**
 * Waits for one answer, as undici tells it. Its status is what counts: what breaks behind that, or is longer than is read, changes nothing.
 * Undici's own `request` would make a stream of each answer.
 */
class Answer implements Dispatcher.DispatchHandler {
  readonly #of: Asking
  #controller: Dispatcher.DispatchController | null = null
  #answered: Answered | null = null
  #readBytes = 0

  constructor(of: Asking) {
    this.#of = of
    waitingFor(of.signal).add(this)
  }

  abort(): void {
    this.#controller?.abort(this.#of.signal.reason as Error)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#of.signal.aborted) this.abort()
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    if (status >= 200) this.#answered = { status, retryAfter: headers['retry-after'] }
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.#readBytes += piece.length
    if (this.#readBytes > READ_MAX) controller.abort(new Error('the answer is longer than is read'))
  }

  onResponseEnd(): void {
    this.#settle()
  }

  onResponseError(_: unknown, error: Error): void {
    const { body } = this.#of
    if (body instanceof Readable) body.on('error', () => {}).destroy(error)
    this.#settle(error)
  }

  #settle(error?: Error): void {
    waitingFor(this.#of.signal).delete(this)
    if (this.#answered) this.#of.resolve(this.#answered)
    else this.#of.reject(error)
  }
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfterMs(value: string | string[] | undefined): number {
  const text = Array.isArray(value) ? value[0] : value
  if (text === undefined) return 0
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return Math.min(Math.max(0, seconds), 3_600) * 1000
  return Math.min(Math.max(0, Date.parse(text) - Date.now() || 0), 3_600_000)
}
