import { Client, type ClientConfig, TypeOverrides } from 'pg'
import { asAway } from './away.ts'

/** How long anything may last, in one place. What needs longer says so by `set local` where it does. */
export const LIMITS = {
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  connectionTimeoutMillis: 5_000,
}

/** A client that says `DatabaseAway` when the database is away, and never ends the process because a connection was lost. */
export class GridClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config)
    // An error between two queries of a transaction has no listener otherwise; the next query says that the connection is gone.
    this.on('error', () => {})
    this.query = typed(this.query.bind(this) as Call) as typeof this.query
    this.connect = typed(this.connect.bind(this) as Call) as typeof this.connect
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
