import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { installBinaries, removeOldBinaries } from './binaries.ts'
import { ENVIRONMENT, makePlace, type Place, PORT, USER, writeSettings } from './cluster.ts'
import { makeFolder, serverOwner } from './owner.ts'
import { clearRemains, findPostmaster, isPostmaster, recoveryOf } from './postmaster.ts'
import { type Seen, Standstill } from './standstill.ts'

export interface PostgresOptions {
  /** All of the server lives in here; made if missing. */
  folder: string
  log?(line: string): void
  /** Settings on the command line, which win over every file: for tests. */
  settings?: Record<string, string>
  /** For so long a recovery may do nothing before the server is ended and started again; half a minute if not said. */
  standstillMs?: number
}

export interface PostgresConnection {
  /** The folder of the socket. */
  host: string
  port: number
  user: string
  password: string
  database: string
}

export interface Postgres {
  connection: PostgresConnection
  pid: number
  /** False when this call started it. */
  reused: boolean
  /** Whether its process is there. */
  lives(): boolean
  /** Ends it when its recovery has stood still for too long: asked now and then, true when it did. */
  endIfStuck(): Promise<boolean>
  /** Ends its connections and the server, orderly. */
  stop(): Promise<void>
}

const DATABASE = 'entrepot'
const STARTS_MAX = 30
/** Recovery after a kill reads at most `max_wal_size` of log. */
const READY_WITHIN_MS = 600_000
const STOP_WITHIN_MS = 30_000
const STANDSTILL_MS = 30_000
const LOOK_EVERY_MS = 1_000

/**
 * Starts the embedded Postgres, or finds it running: it outlives us. Any number of processes may do so at once; what keeps them
 * apart are renames and Postgres' own pid file, which end with their process, so no lock can be left behind.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? (() => {})
  const owner = serverOwner()
  const folder = makeFolder(options.folder, owner)
  const place = await makePlace(folder, await installBinaries(folder), owner)
  const standstillMs = options.standstillMs ?? STANDSTILL_MS
  const served = (pid: number, reused: boolean) => postgres({ place, pid, reused, standstillMs })
  for (let starts = 0; starts < STARTS_MAX; starts++) {
    const running = await findPostmaster(place.data)
    if (running !== null) {
      if (await becomesReady({ place, pid: running, standstillMs }, log)) return served(running, true)
      continue
    }
    await clearRemains(place)
    const child = await launch(place, options.settings ?? {})
    if (await becomesReady({ place, pid: child.pid!, standstillMs }, log)) {
      const pid = await findPostmaster(place.data)
      if (pid === child.pid) await removeOldBinaries(folder, place.binaries)
      if (pid !== null) return served(pid, pid !== child.pid)
    }
    await sleep(Math.min(20 * 2 ** starts, 1000)) // lost against another starter, or orphans still hold the shared memory
  }
  const said = (await readFile(logFile(place), 'utf8')).trim().split('\n').slice(-5).join('\n')
  throw new Error(`The embedded Postgres in ${folder} does not start. The last lines of its log:\n${said}`)
}

/** A server that runs, or is about to. */
interface Running {
  place: Place
  pid: number
  standstillMs: number
}

function postgres({ place, pid, reused, standstillMs }: Running & { reused: boolean }): Postgres {
  const standstill = new Standstill(standstillMs)
  return {
    connection: connectionTo(place, DATABASE),
    pid,
    reused,
    lives: () => isPostmaster(pid, place.data),
    endIfStuck: async () => endIfStuck({ place, pid }, standstill, await answerOf(place)),
    stop: () => stopPostmaster(place, pid),
  }
}

function connectionTo(place: Place, database: string): PostgresConnection {
  return { host: place.socket, port: PORT, user: USER, password: place.password, database }
}

async function launch(place: Place, settings: Record<string, string>): Promise<ChildProcess> {
  await writeSettings(place)
  const file = logFile(place)
  const size_bytes = await stat(file)
    .then((found) => found.size)
    .catch(() => 0)
  if (size_bytes > 10_000_000) await rename(file, `${file}.old`)
  const output = openSync(file, 'a', 0o600)
  const given = {
    unix_socket_directories: `"${place.socket.replaceAll('"', '""')}"`,
    cluster_name: place.name,
    ...settings,
  }
  const child = spawn(
    join(place.binaries.bin, 'postgres'),
    [
      '-D',
      place.data,
      '-p',
      String(PORT),
      ...Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // Detached: neither our end nor a Ctrl-C in our terminal is its end.
    { ...place.owner, cwd: place.folder, env: ENVIRONMENT, detached: true, stdio: ['ignore', output, output] },
  )
  closeSync(output)
  child.on('error', () => {}) // seen as a process that does not live
  child.unref()
  return child
}

/** True once it answers; false when the process ended first, or was ended because its recovery stood still. */
async function becomesReady({ place, pid, standstillMs }: Running, log: (line: string) => void): Promise<boolean> {
  const began = Date.now()
  const standstill = new Standstill(standstillMs)
  let [told, looked] = [began, began]
  while (pid > 0 && isPostmaster(pid, place.data)) {
    const answer = await answerOf(place)
    if (answer === 'ready') return true
    if (Date.now() - told > 5_000) {
      log('the embedded Postgres is recovering')
      told = Date.now()
    }
    if (Date.now() - looked >= LOOK_EVERY_MS) {
      if (await endIfStuck({ place, pid }, standstill, answer)) return false
      looked = Date.now()
    }
    if (Date.now() - began > READY_WITHIN_MS) {
      throw new Error(`The embedded Postgres (process ${pid}) has not become ready in ${READY_WITHIN_MS / 1000} s`)
    }
    await sleep(15)
  }
  return false
}

async function endIfStuck(
  { place, pid }: Pick<Running, 'place' | 'pid'>,
  standstill: Standstill,
  answer: Seen['answer'],
): Promise<boolean> {
  // All processes of the machine are looked through for it: only when there is a reason.
  const recovery = answer === 'refuses' ? recoveryOf(place, pid) : null
  if (!standstill.is({ answer, recovery }, Date.now())) return false
  await stopPostmaster(place, pid, [['SIGQUIT', 10_000], KILL])
  return true
}

async function answerOf(place: Place): Promise<Seen['answer']> {
  const config: ClientConfig = { ...connectionTo(place, 'postgres'), connectionTimeoutMillis: 5_000 }
  const client = new Client(config)
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
    return 'ready'
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '57P03') return 'refuses' // cannot_connect_now
    if (code === '28P01') {
      throw new Error(
        `The password in ${join(place.folder, 'cluster/password')} is not that of the embedded database there`,
      )
    }
    const isMade = code === '42P04' || code === '23505' // another one made the database at the same moment
    return isMade ? 'ready' : 'unknown'
  } finally {
    await client.end().catch(() => {})
  }
}

type Ending = readonly [signal: NodeJS.Signals, withinMs: number]
const KILL: Ending = ['SIGKILL', 5_000]
const ORDERLY: Ending[] = [['SIGINT', STOP_WITHIN_MS], ['SIGQUIT', 5_000], KILL]

async function stopPostmaster(place: Place, pid: number, endings = ORDERLY): Promise<void> {
  for (const [signal, withinMs] of endings) {
    if (!isPostmaster(pid, place.data)) return
    process.kill(pid, signal)
    const until = Date.now() + withinMs
    while (Date.now() < until && isPostmaster(pid, place.data)) await sleep(10)
  }
}

function logFile(place: Place): string {
  return join(place.folder, 'postgres.log')
}
