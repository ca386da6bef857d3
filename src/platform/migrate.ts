import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Client, DatabaseError } from 'pg'
import type { Database } from './database.ts'

export interface MigrateOptions {
  folder?: string
  /** Told the name of each file before it is applied. */
  log?(line: string): void
}

/** The database and this program do not go together; the message says why and what to do. */
export class MigrationRefused extends Error {}

const FOLDER = resolve(import.meta.dirname, '../../migrations')
const VERSION_MIN = 15
/** Workers hold advisory locks of class 1. */
const LOCK = '2, 0'

/**
 * Brings the database up to this program: applies the files that it lacks, each in a transaction of its own, in order. Any
 * number of processes may call it at once. Resolves to the names of the files applied by this call.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<string[]> {
  const files = await readMigrations(options.folder ?? FOLDER)
  const client = await database.connect()
  client.patient = true
  try {
    await assertSuitable(client)
    // Others may hold the lock for as long as their migrations take.
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0')
    await client.query(`select pg_advisory_lock(${LOCK})`)
    await client.query("set lock_timeout = '30s'") // before a grid at work a migration fails rather than stops it
    const applied = await readApplied(client)
    assertUnchanged(files, applied)
    assertNotNewer(files, applied)
    const missing = files.filter((file) => !applied.some((row) => row.number === file.number))
    for (const file of missing) {
      options.log?.(`migration ${file.name}`)
      await apply(client, file)
    }
    return missing.map((file) => file.name)
  } finally {
    await client.end() // and the lock with it
  }
}

/** What the database lacks, without changing it. Throws `MigrationRefused` as `migrate` would. */
export async function pendingMigrations(database: Database, folder = FOLDER): Promise<string[]> {
  const files = await readMigrations(folder)
  const { rows } = await database.pool.query(`select to_regclass('migrations') is not null as known`)
  if (!rows[0].known) return files.map((file) => file.name)
  const applied: Applied[] = (await database.pool.query('select number, name, hash, breaking from migrations')).rows
  assertUnchanged(files, applied)
  assertNotNewer(files, applied)
  return files.filter((file) => !applied.some((row) => row.number === file.number)).map((file) => file.name)
}

interface Migration {
  number: number
  name: string
  hash: string
  breaking: boolean
  text: string
}

type Applied = Omit<Migration, 'text'>

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, at) => {
      const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1])
      if (number !== at + 1) {
        throw new Error(
          `${join(folder, name)}: expected a name like ${String(at + 1).padStart(4, '0')}_what_it_does.sql`,
        )
      }
      // A checkout may have turned the line ends.
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      const hash = createHash('sha256').update(text).digest('hex')
      return { number, name, hash, breaking: /^-- breaking\b/.test(text), text }
    }),
  )
}

async function assertSuitable(client: Client): Promise<void> {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version,
      current_setting('server_encoding') as encoding, current_database() as name`,
  )
  const { major, version, encoding, name } = rows[0]
  if (major < VERSION_MIN) {
    throw new MigrationRefused(
      `The grid needs Postgres ${VERSION_MIN} or later; the server of ENTREPOT_DATABASE_URL is ${version}.`,
    )
  }
  if (encoding !== 'UTF8') {
    throw new MigrationRefused(
      `Database ${name} is encoded in ${encoding}; make one with "create database … encoding 'UTF8'".`,
    )
  }
}

async function readApplied(client: Client): Promise<Applied[]> {
  await client.query(
    `create table if not exists migrations (
      number int primary key, name text not null, hash text not null, breaking boolean not null, applied_at timestamptz not null default now())`,
  )
  const { rows } = await client.query('select number, name, hash, breaking from migrations order by number')
  return rows
}

function assertUnchanged(files: Migration[], applied: Applied[]): void {
  for (const row of applied) {
    const file = files.find(({ number }) => number === row.number)
    if (file && file.hash !== row.hash) {
      const renamed = file.name === row.name ? '' : ` (then called ${row.name})`
      throw new MigrationRefused(
        `migrations/${file.name} was edited after it had been applied to this database${renamed}. ` +
          'Restore that file, and put the change into a new one with the next number.',
      )
    }
  }
}

function assertNotNewer(files: Migration[], applied: Applied[]): void {
  const breaking = applied.filter((row) => row.breaking && row.number > files.length)
  if (breaking.length === 0) return
  throw new MigrationRefused(
    `The database was changed by a newer version of the program, in a way that this one would break (${breaking.map((row) => row.name).join(', ')}). ` +
      'Start that newer version, or restore the backup made before it.',
  )
}

async function apply(client: Client, file: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(file.text)
    await client.query('insert into migrations (number, name, hash, breaking) values ($1, $2, $3, $4)', [
      file.number,
      file.name,
      file.hash,
      file.breaking,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {}) // connection lost: rolled back by the server
    const { position, message } = error as DatabaseError
    const line = position === undefined ? '' : `, line ${file.text.slice(0, Number(position)).split('\n').length}`
    throw new Error(`migrations/${file.name}${line}: ${message}`, { cause: error })
  }
}
