import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import type { Owner } from './owner.ts'

/** Where one embedded server lives, and who it is. */
export interface Place {
  folder: string
  binaries: Binaries
  owner: Owner | null
  /** The data folder of Postgres. */
  data: string
  socket: string
  password: string
  /** Shown in the titles of the server's processes: by it orphans of this very folder are known. */
  name: string
}

export const USER = 'entrepot'
export const PORT = 5432
/** What `initdb` and the server need of our environment: PG* variables and a strange locale would change the result. */
export const ENVIRONMENT = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }

/** Makes the cluster if there is none. Whole or not at all: made beside, then renamed; of two at once one wins. */
export async function makePlace(folder: string, binaries: Binaries, owner: Owner | null): Promise<Place> {
  const cluster = join(folder, 'cluster')
  if (!existsSync(cluster)) await makeCluster(cluster, binaries, owner)
  const data = join(cluster, 'data')
  const major = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (major !== binaries.major) {
    throw new Error(
      `The embedded database in ${data} was made by Postgres ${major}, this program brings ${binaries.major}. ` +
        'Export with the former version of the program, then import with this one.',
    )
  }
  return {
    folder,
    binaries,
    owner,
    data,
    socket: await socketFolder(folder, owner),
    password: (await readFile(join(cluster, 'password'), 'utf8')).trim(),
    name: `entrepot-${hashOf(data)}`,
  }
}

/** Written before each start, so that a new program brings its settings; what the user adds comes last and wins. */
export async function writeSettings(place: Place): Promise<void> {
  const own = join(place.folder, 'settings.conf')
  if (!existsSync(own)) {
    await writeFile(own, '# Settings of the embedded Postgres that differ from those of the grid. Read at its start.\n')
    await chmod(own, 0o644)
  }
  const lines = Object.entries(settings(memoryBytes())).map(([name, value]) => `${name} = ${quoted(value)}`)
  const file = join(place.data, 'postgresql.conf')
  const text = ['# Written by the grid at each start: change ../../settings.conf instead.', ...lines]
  // To the side and renamed: a server that another process starts just now must not read half of it.
  const partial = `${file}.partial-${randomBytes(4).toString('hex')}`
  try {
    await writeFile(partial, `${text.join('\n')}\ninclude_if_exists = ${quoted(own)}\n`, { mode: 0o600 })
    await give(partial, place.owner)
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true }) // the disk may be full: nothing of ours fills it further
    throw error
  }
}

const MB = 1024 ** 2

export function settings(memory_bytes: number): Record<string, string> {
  return {
    listen_addresses: '',
    max_connections: '100',
    // Room for the index of payloads, whose hashes lie anywhere: with 128 MB it had none after a quarter of a million documents, and each cost half
    // as much again. Not more: each half minute the system writes out what tables have grown by and Postgres itself has not written yet, at most so
    // much, and a commit waits behind that: 0.1 s of 128 MB, 0.2 of 256, 0.3 of 384, and as long again until what waited is done.
    shared_buffers: `${Math.min(256, Math.max(32, Math.floor(memory_bytes / 16 / MB)))}MB`,
    synchronous_commit: 'on',
    wal_compression: 'off',
    wal_init_zero: 'off',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    // What is evicted is written by the one process that nobody waits for, not by the one that needs the room.
    bgwriter_delay: '50ms',
    bgwriter_lru_maxpages: '500',
    bgwriter_lru_multiplier: '4',
    autovacuum_naptime: '10s',
    // A table that has grown by half is gone over slowly: at full pace that was 20 MB of log a second, and what came in waited for it.
    autovacuum_vacuum_cost_delay: '10ms',
    autovacuum_max_workers: '6',
    // Tables grow fast and their values look alike: fewer and smaller samples cost a fifth, and tell the planner the same.
    default_statistics_target: '30',
    autovacuum_analyze_scale_factor: '0.3',
    autovacuum_vacuum_insert_scale_factor: '0.5',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The client reports errors; here they would repeat the values of partners.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
  }
}

async function makeCluster(cluster: string, binaries: Binaries, owner: Owner | null): Promise<void> {
  const partial = `${cluster}.partial-${randomBytes(4).toString('hex')}`
  const [data, secret, password] = [
    join(partial, 'data'),
    join(partial, 'given'),
    randomBytes(24).toString('base64url'),
  ]
  try {
    await mkdir(data, { recursive: true })
    await chmod(partial, owner ? 0o711 : 0o700)
    await chmod(data, 0o700)
    await give(data, owner)
    await writeFile(join(partial, 'password'), password, { mode: 0o600 })
    await writeFile(secret, password, { mode: 0o600 })
    await give(secret, owner)
    await promisify(execFile)(
      join(binaries.bin, 'initdb'),
      ['-D', data, '-U', USER, '--auth=scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--no-locale'].concat([
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ]),
      { ...owner, cwd: partial, env: ENVIRONMENT },
    )
    await rm(secret)
    await rename(partial, cluster)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    if (!existsSync(cluster)) throw new Error(`The embedded database could not be made in ${cluster}`, { cause: error })
  }
}

/** A socket's path may have 107 bytes (`sun_path` less its final zero). */
const SOCKET_PATH_BYTES_MAX = 107

async function socketFolder(folder: string, owner: Owner | null): Promise<string> {
  const near = join(folder, 'socket')
  const fits = Buffer.byteLength(`${near}/.s.PGSQL.${PORT}`) <= SOCKET_PATH_BYTES_MAX
  const socket = fits ? near : `/tmp/entrepot-${hashOf(folder)}`
  await mkdir(socket, { mode: 0o700 }).then(
    () => give(socket, owner),
    (error) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  const found = await lstat(socket)
  const uid = owner?.uid ?? process.getuid!()
  if (!fits && (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid!()) || found.mode & 0o077)) {
    throw new Error(`${socket}, where the socket of the embedded database goes, belongs to somebody else: remove it`)
  }
  if (found.uid !== uid) await give(socket, owner)
  return socket
}

async function give(path: string, owner: Owner | null): Promise<void> {
  if (owner) await chown(path, owner.uid, owner.gid)
}

/** A container's limit counts, not the machine's memory. */
function memoryBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
