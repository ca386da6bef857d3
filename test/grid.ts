import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { type App, startApp } from '../src/app.ts'
import { type Config, readConfig } from '../src/config.ts'
import { createApiKey } from '../src/modules/access/verbs.ts'
import { applyNetwork } from '../src/modules/network/apply.ts'
import { systemActor } from '../src/platform/actor.ts'
import type { Database } from '../src/platform/database.ts'
import { createLog } from '../src/platform/log.ts'
import { type PostgresConnection, startPostgres } from '../src/platform/postgres/embedded.ts'
import { Secrets } from '../src/platform/secrets.ts'
import { newKeyPair } from '../src/sftp/key-pair.ts'
import { testDatabase } from './database.ts'
import { inMemory } from './in-memory.ts'

// Nodes and commands that tests start beside this process find it all compiled.
flushCompileCache()

export interface TestGrid {
  app: App
  url: string
  /** With which another process is a node of the same grid. */
  env: Record<string, string>
  keyOf(slug: string | null, scopes?: string[]): Promise<string>
  query(text: string, values?: unknown[]): Promise<Record<string, any>[]>
  until<T>(what: string, look: () => Promise<T | undefined | null | false>): Promise<T>
  close(): Promise<void>
}

export interface TestGridOptions {
  network: string
  env?: Record<string, string>
  /** Usually a database of its own; instead, the folder of a whole server that the test starts and stops. */
  postgresFolder?: string
  /** Gets each line of the log. */
  logged?: (line: string) => void
  /** Instead of both: everything in this folder, with a server that the grid starts and keeps itself. */
  dataFolder?: string
}

/** A whole grid on a database and in a folder of its own, on free ports. */
export async function startTestGrid(options: TestGridOptions): Promise<TestGrid> {
  const { postgresFolder, dataFolder } = options
  const shared = (postgresFolder ?? dataFolder) ? null : await testDatabase()
  const server = shared ?? (postgresFolder ? await startPostgres({ folder: postgresFolder }) : null)
  const folder = dataFolder ?? (await mkdtemp(join(inMemory(), 'entrepot-grid-')))
  const env = {
    ENTREPOT_DATA: folder,
    ...(server ? { ENTREPOT_DATABASE_URL: addressOf(server.connection) } : {}),
    // As few as may be set: each costs Postgres as much as a small test.
    ENTREPOT_DATABASE_CONNECTIONS: '6',
    ENTREPOT_HTTP_PORT: '0',
    ENTREPOT_SFTP_PORT: '0',
    ENTREPOT_LOG_LEVEL: 'warn',
    ENTREPOT_EMPTY: 'true',
    ENTREPOT_PARTNER_NETWORKS: '127.0.0.0/8', // the receivers of tests
    ...options.env,
  }
  const config = readConfig(env)
  if (shared) await giveHostKey(config, shared)
  const { logged } = options
  const app = await startApp(
    config,
    logged && createLog({ level: config.logLevel, destination: { write: (line) => logged(line) } }),
  )
  await applyNetwork(app.grid, options.network, systemActor)
  await app.reload()
  return {
    app,
    env,
    url: app.http!.url,
    async keyOf(slug, scopes = ['exchange:read', 'exchange:write']) {
      const organization = slug === null ? null : app.exchange.directory.organizationBySlug(slug)!.id
      return (await createApiKey(app.grid, systemActor, { name: 'test', organization, scopes })).secret
    },
    query: async (text, values) => (await (shared ?? app.grid.database).pool.query(text, values)).rows,
    async until(what, look) {
      for (let i = 0; i < 3_000; i++) {
        const found = await look()
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error(`${what}: not within 30 s`)
    },
    async close() {
      await app.stop({ postgres: dataFolder !== undefined })
      await shared?.drop()
      if (dataFolder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

let hostKey: string | undefined

/** The RSA key of an SFTP server takes as long to make as all else of a grid: made once, and there when a grid begins. */
async function giveHostKey({ roles, secretKeys, dataFolder }: Config, { pool }: Database): Promise<void> {
  if (!roles.includes('sftp') || secretKeys.current || secretKeys.file) return
  hostKey ??= newKeyPair('rsa').private
  const current = randomBytes(32)
  await writeFile(join(dataFolder, 'secret.key'), `${current.toString('base64')}\n`, { mode: 0o600 })
  await new Secrets({ current, old: [] }).keepOnce(pool, 'sftp host key rsa', () => hostKey!)
}

/** A folder for a server of its own: as root it runs as a user that must be able to enter. */
export async function enterableFolder(): Promise<string> {
  const folder = await mkdtemp(join(inMemory(), 'entrepot-own-'))
  await chmod(folder, 0o711)
  return folder
}

export function addressOf({ host, port, user, password, database }: PostgresConnection): string {
  const login = `${user}:${encodeURIComponent(password)}`
  return `postgres://${login}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
}
