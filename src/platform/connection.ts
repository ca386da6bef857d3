import type { Socket } from 'node:net'
import { Client, type ClientConfig, type Connection, TypeOverrides } from 'pg'
import { asAway } from './away.ts'

/** How long anything may last, in one place. What needs longer says so by `set local` where it does. */
export const LIMITS = {
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  connectionTimeoutMillis: 5_000,
}

/**
 * For connections that find rows by keys only, told first: by their indexes, planned once. A plan that walks over a table, because it looked
 * small or a status rare when it was sampled, takes longer with each row there is; jobs come and go too fast for any sample.
 */
export const BY_INDEX = [
  ...['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin'].map((way) => `set enable_${way} = off`),
  'set plan_cache_mode = force_generic_plan',
].join('; ')

/** One second more than a statement may last, and the one in which it began. */
const SILENT_LOOKS_MAX = 12
const LOOK_MS = 1_000

/** A client that says `DatabaseAway` when the database is away, and never ends the process because a connection was lost. */
export class GridClient extends Client {
  /** What it does may last: silence is no sign. */
  patient = false
  #silentLooks = 0
  #bytesRead = 0

  constructor(config?: string | ClientConfig) {
    super(config)
    // An error between two queries of a transaction has no listener otherwise; the next query says that the connection is gone.
    this.on('error', () => {})
    this.query = typed(this.query.bind(this) as Call) as typeof this.query
    this.connect = typed(this.connect.bind(this) as Call) as typeof this.connect
    const watching = setInterval(() => this.#look(), LOOK_MS).unref()
    this.once('end', () => clearInterval(watching))
  }

  /**
   * A server that hangs keeps its connections and says nothing, not even that a statement has lasted too long. Looks are counted
   * and not time: while this process itself was stopped nobody could hear an answer.
   */
  #look(): void {
    const { readyForQuery, connection } = this as unknown as { readyForQuery: boolean; connection: Connection }
    const { bytesRead } = connection.stream as Socket
    const silent = !readyForQuery && !this.patient && bytesRead === this.#bytesRead
    this.#bytesRead = bytesRead
    this.#silentLooks = silent ? this.#silentLooks + 1 : 0
    if (this.#silentLooks >= SILENT_LOOKS_MAX)
      connection.stream.destroy(new Error('Connection terminated: no answer came'))
  }
}

type Call = (...given: unknown[]) => unknown

/** The call, with `DatabaseAway` in place of what says so, given to a callback or thrown. */
export function typed(call: Call): Call {
  return (...given) => {
    const callback = given.at(-1)
    if (typeof callback === 'function') {
      return call(...given.slice(0, -1), (error: unknown, ...rest: unknown[]) => callback(asAway(error), ...rest))
    }
    const answer = call(...given)
    if (!(answer instanceof Promise)) return answer
    return answer.catch((error) => {
      throw asAway(error)
    })
  }
}

/** How columns become values: numbers where JavaScript can hold them, text where a `Date` would add an hour or a zone. */
export function columnTypes(): TypeOverrides {
  const types = new TypeOverrides()
  types.setTypeParser(INT8, safeInteger)
  types.setTypeParser(DATE, (text: string) => text)
  types.setTypeParser(TIMESTAMP, (text: string) => text)
  types.setTypeParser(DATE_ARRAY, (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',')))
  return types
}

const [INT8, DATE, TIMESTAMP, DATE_ARRAY] = [20, 1082, 1114, 1182]

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is too large for a number: select it as text`)
  return value
}
