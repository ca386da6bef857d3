import { connectors } from '../../connectors/connectors.ts'
import type { Connector } from '../../connectors/define.ts'
import { Disconnected, Misconfigured, Rejected, TryLater, Untrusted } from '../../connectors/errors.ts'
import type { Grid } from '../../grid.ts'
import { NotYet } from '../../platform/work.ts'
import { openedSettings, readSettings } from './credentials.ts'
import { halt } from './halting.ts'
import { type Connection, findConnection } from './queries.ts'

type Parts = Pick<Grid, 'database' | 'secrets' | 'newId' | 'now'>
export type AnyConnector = Connector<unknown>

/** Whether a person has acted on an alarm. */
const HALTED_LOOK_MS = 60_000
/** To one partner: one that looks and one that delivers. Servers of partners count sessions. */
const SESSIONS_MAX = 2
const IDLE_MS = 30_000
const WAITING_MAX = 16
const BUSY_LOOK_MS = 1_000

/** Open sessions, used again while they are warm; each by one at a time. */
export class Sessions {
  readonly #parts: Parts
  readonly #pools = new Map<string, Pool>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Does something over a connection. Where the other side turns out not to be who it was, the connection is halted with an
   * alarm, and nobody speaks to it until a person has acted.
   * @throws {NotYet} the connection is halted, or too many wait for it
   * @throws {Misconfigured} `connection-ended`
   */
  async use<T>(
    id: string,
    work: (session: unknown, connector: AnyConnector) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const pool = this.#poolOf(id)
    // One slow partner must not fill the worker with those who wait for it.
    if (pool.waiting >= WAITING_MAX) throw new NotYet(BUSY_LOOK_MS, 'too many wait for this connection')
    await pool.enter()
    try {
      const connection = await this.#usable(id)
      const connector = connectors[connection.connector]!
      const session = (await pool.take(connection.version)) ?? (await this.#open(connection, connector, signal))
      const give = () => pool.give({ session, connector, version: connection.version })
      try {
        const result = await work(session, connector)
        give()
        return result
      } catch (error) {
        // An answer is a sign of life; after anything else nobody knows where the session stands.
        const answered = error instanceof Rejected || error instanceof TryLater || error instanceof Misconfigured
        if (answered) give()
        else await connector.close(session).catch(() => {})
        throw error
      }
    } finally {
      pool.leave()
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.empty()))
  }

  async #usable(id: string): Promise<Connection> {
    const found = await findConnection(this.#parts.database.kysely, id)
    if (!found || found.ended_at !== null || !connectors[found.connector]) {
      throw new Misconfigured('connection-ended', 'The connection has ended.', { connection: id })
    }
    if (found.halted) throw halted()
    return found
  }

  async #open(connection: Connection, connector: AnyConnector, signal: AbortSignal): Promise<unknown> {
    const { database, secrets } = this.#parts
    const opened = await openedSettings(database.kysely, secrets, connection)
    try {
      return await connector.open(readSettings(connection.connector, opened) as never, signal)
    } catch (error) {
      if (signal.aborted) throw new Disconnected('grid-stopping', 'The grid is stopping.')
      if (!(error instanceof Untrusted)) throw error
      await halt(this.#parts, connection, { ...error.parameters, code: error.code })
      throw halted()
    }
  }

  #poolOf(id: string): Pool {
    const known = this.#pools.get(id)
    if (known) return known
    const pool = new Pool()
    this.#pools.set(id, pool)
    return pool
  }
}

function halted(): NotYet {
  return new NotYet(HALTED_LOOK_MS, 'the connection is halted by an alarm')
}

interface Warm {
  session: unknown
  connector: AnyConnector
  /** Of the connection: a changed one opens anew. */
  version: number
}

class Pool {
  #free = SESSIONS_MAX
  readonly #waiting: (() => void)[] = []
  #warm: (Warm & { timer: NodeJS.Timeout })[] = []

  get waiting(): number {
    return this.#waiting.length
  }

  async enter(): Promise<void> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free++
  }

  async take(version: number): Promise<unknown | undefined> {
    for (let warm = this.#warm.pop(); warm; warm = this.#warm.pop()) {
      clearTimeout(warm.timer)
      if (warm.version === version && (warm.connector.isOpen?.(warm.session) ?? true)) return warm.session
      await warm.connector.close(warm.session).catch(() => {})
    }
    return undefined
  }

  give(warm: Warm): void {
    const timer = setTimeout(() => {
      this.#warm = this.#warm.filter((one) => one.session !== warm.session)
      warm.connector.close(warm.session).catch(() => {})
    }, IDLE_MS)
    this.#warm.push({ ...warm, timer: timer.unref() })
  }

  async empty(): Promise<void> {
    const all = this.#warm.splice(0)
    for (const { timer } of all) clearTimeout(timer)
    await Promise.all(all.map(({ connector, session }) => connector.close(session).catch(() => {})))
  }
}
