import { Kysely, PostgresDialect } from 'kysely'
import { type ClientConfig, Pool, type PoolConfig } from 'pg'
import { Carrier } from './carrier.ts'
import { BY_INDEX, columnTypes, GridClient, LIMITS, typed } from './connection.ts'
import { type Heard, Listener } from './listen.ts'
import type { PostgresConnection } from './postgres/embedded.ts'
import type { Tables } from './tables.ts'

export interface DatabaseOptions {
  connection: string | PostgresConnection
  /** Connections of the pool. */
  max?: number
  /** Seen in pg_stat_activity. */
  name?: string
  limits?: Partial<typeof LIMITS>
}

/** All ways to the database. Any call rejects with `DatabaseAway` while it is away, and works again once it is back. */
export interface Database {
  kysely: Kysely<Tables>
  pool: Pool
  /** For statements that find rows by keys: they are planned once, by the indexes of these. */
  keyed: Pool
  transaction<T>(work: (tx: Kysely<Tables>) => Promise<T>): Promise<T>
  /** A connection of one's own, closed by who opened it. */
  connect(): Promise<GridClient>
  /** A connection for commits alone, opened when it is needed and told `setup` first. */
  carrier(setup: string): Carrier
  /** Resolves once listening. After a lost connection it listens again by itself. */
  listen(channel: string, heard: Heard): Promise<{ stop(): Promise<void> }>
  close(): Promise<void>
}

/** A new connection prepares all its statements again: in a steady flow none is given up between two bursts. */
const IDLE_MS = 60_000

/** They are short, and asked by the worker and by what is decided side by side. */
const KEYED_MAX = 8

export function openDatabase(options: DatabaseOptions): Database {
  const plain: ClientConfig = {
    ...(typeof options.connection === 'string' ? { connectionString: options.connection } : options.connection),
    application_name: options.name ?? 'entrepot',
    keepAlive: true,
    ...LIMITS,
    ...options.limits,
  }
  const config = { ...plain, types: columnTypes() }
  const max = options.max ?? 20
  const pool = openPool({ ...config, max })
  const keyed = openPool({
    ...config,
    max: Math.min(max, KEYED_MAX),
    onConnect: async (client) => {
      await client.query(BY_INDEX)
    },
  })
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const open = async () => {
    const client = new GridClient(config)
    await client.connect()
    return client
  }
  const listener = new Listener(open)
  return {
    kysely,
    pool,
    keyed,
    transaction: (work) => kysely.transaction().execute(work),
    connect: open,
    carrier: (setup) => new Carrier(plain, setup),
    listen: (channel, heard) => listener.listen(channel, heard),
    async close() {
      await listener.close()
      await kysely.destroy() // ends the pool, but only if Kysely was ever used
      if (!pool.ending) await pool.end()
      if (!keyed.ending) await keyed.end()
    },
  }
}

function openPool(config: PoolConfig): Pool {
  const pool = new Pool({ ...config, Client: GridClient, idleTimeoutMillis: IDLE_MS })
  pool.on('error', () => {}) // an idle connection was lost; the pool has dropped it
  pool.connect = typed(pool.connect.bind(pool)) as typeof pool.connect
  return pool
}
