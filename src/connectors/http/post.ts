import { Readable } from 'node:stream'
import { Agent, buildConnector, errors, request } from 'undici'
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
  const answer = await sent(message)
  // The answer's text is of no use, but the connection is: read it away, a little of it.
  await answer.body.dump({ limit: 65_536 })
  const status = answer.statusCode
  if (status >= 200 && status < 300) return status
  const parameters = { status, url: message.url }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const afterMs = retryAfterMs(answer.headers['retry-after'])
    const mayHaveArrived = status === 502 || status === 504
    throw new TryLater(afterMs, 'http-try-later', `The receiver answered ${status}.`, { ...parameters, mayHaveArrived })
  }
  throw new Rejected('http-rejected', `The receiver answered ${status}.`, parameters)
}

/** No connection was made, so nothing was sent: not found, not reached, or its certificate not accepted. */
const UNSENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/

async function sent(message: HttpPost) {
  try {
    return await request(message.url, {
      method: 'POST',
      dispatcher: agentFor(message.reach ?? anywhere),
      headers: { ...message.headers, 'content-length': String(message.sizeBytes) },
      body: message.body instanceof Uint8Array ? message.body : Readable.from(message.body),
      headersTimeout: message.timeoutMs,
      bodyTimeout: message.timeoutMs,
      signal: message.signal,
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

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfterMs(value: string | string[] | undefined): number {
  const text = Array.isArray(value) ? value[0] : value
  if (text === undefined) return 0
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return Math.min(Math.max(0, seconds), 3_600) * 1000
  return Math.min(Math.max(0, Date.parse(text) - Date.now() || 0), 3_600_000)
}
