import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { type Database, openDatabase } from '../../platform/database.ts'
import { pendingMigrations } from '../../platform/migrate.ts'
import { startPostgres } from '../../platform/postgres/embedded.ts'
import { findPostmaster } from '../../platform/postgres/postmaster.ts'
import { Secrets } from '../../platform/secrets.ts'
import type { Finding } from './findings.ts'

const CLOCK_WARNING_MS = 2_000
const CLOCK_FAILED_MS = 60_000
const LATE_MINUTES = 5

/** Looks at the database where there is one; an embedded one that does not run is not started by looking. */
export async function* withDatabase(
  config: Config,
  look: (database: Database) => AsyncGenerator<Finding>,
): AsyncGenerator<Finding> {
  const connection = config.databaseUrl ?? (await embedded(config.dataFolder))
  if (connection === null) {
    const found = 'the embedded Postgres does not run'
    yield {
      check: 'database',
      state: 'failed',
      found,
      advice: 'npm start starts it; its log is postgres/postgres.log in the data folder.',
    }
    return
  }
  const database = openDatabase({ connection, max: 2, name: 'entrepot doctor' })
  try {
    yield* look(database)
  } catch (error) {
    const advice = config.databaseUrl
      ? 'Check ENTREPOT_DATABASE_URL, and that its server runs.'
      : 'npm start starts it.'
    yield { check: 'database', state: 'failed', found: (error as Error).message, advice }
  } finally {
    await database.close()
  }
}

async function embedded(dataFolder: string) {
  const folder = join(dataFolder, 'postgres')
  const data = await realpath(join(folder, 'cluster', 'data')).catch(() => null)
  if (data === null || (await findPostmaster(data)) === null) return null
  return (await startPostgres({ folder })).connection
}

export async function checkDatabase({ pool }: Database, config: Config): Promise<Finding> {
  const { rows } =
    await pool.query(`select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major, current_database() as name,
    pg_database_size(current_database()) as bytes, pg_is_in_recovery() as standby, current_setting('fsync') as fsync`)
  const { version, major, name, bytes, standby, fsync } = rows[0]
  const found = `Postgres ${version}${config.databaseUrl ? '' : ' (embedded)'}, database ${name}, ${(Number(bytes) / 1e6).toFixed(0)} MB`
  const check = 'database'
  if (major < 15) return { check, state: 'failed', found, advice: 'The grid needs Postgres 15 or later.' }
  if (standby)
    return {
      check,
      state: 'failed',
      found: `${found}: a standby, read only`,
      advice: 'Name the primary in ENTREPOT_DATABASE_URL.',
    }
  if (fsync === 'off') {
    return {
      check,
      state: 'failed',
      found: `${found}: fsync is off`,
      advice: 'Switch it on: without it a power cut loses what was acknowledged.',
    }
  }
  return { check, state: 'ok', found }
}

export async function checkMigrations(database: Database): Promise<Finding> {
  const check = 'migrations'
  try {
    const pending = await pendingMigrations(database)
    if (pending.length === 0) return { check, state: 'ok', found: 'the database is as this program wants it' }
    const found = `not applied yet: ${pending.join(', ')}`
    return { check, state: 'failed', found, advice: 'The next start of the grid applies them.' }
  } catch (error) {
    return { check, state: 'failed', found: (error as Error).message }
  }
}

/** Due times are by the database's clock, file names and dates by ours. */
export async function checkClock({ pool }: Database): Promise<Finding> {
  const before = Date.now()
  const { rows } = await pool.query('select clock_timestamp() as now')
  const middle = (before + Date.now()) / 2
  const awayMs = Math.abs(rows[0].now.getTime() - middle)
  const check = 'clock'
  const found = `${(awayMs / 1000).toFixed(1)} s away from the database's`
  const advice = 'Let both machines keep time (NTP).'
  if (awayMs > CLOCK_FAILED_MS) return { check, state: 'failed', found, advice }
  return awayMs > CLOCK_WARNING_MS ? { check, state: 'warning', found, advice } : { check, state: 'ok', found }
}

/** The secret key that is set opens what is sealed in this database. */
export async function checkKeys({ pool }: Database, config: Config): Promise<Finding> {
  const check = 'keys'
  const { current: given, file, old } = config.secretKeys
  const path = file ?? join(config.dataFolder, 'secret.key')
  const current =
    given ??
    (await readFile(path, 'utf8').then(
      (text) => Buffer.from(text.trim(), 'base64'),
      () => null,
    ))
  if (current === null) {
    return {
      check,
      state: 'failed',
      found: `${path} cannot be read`,
      advice: 'Restore it: nothing else opens what is sealed.',
    }
  }
  if (current.length !== 32) {
    return {
      check,
      state: 'failed',
      found: `${path} holds ${current.length} bytes, expected 32 in base64`,
      advice: 'Restore it.',
    }
  }
  const secrets = new Secrets({ current, old })
  const { rows } = await pool.query('select name, sealed from secrets order by name')
  const shut = rows.filter(({ name, sealed }) => !opens(secrets, name, sealed)).map(({ name }) => name)
  if (shut.length === 0) return { check, state: 'ok', found: `the secret key opens all ${rows.length} secrets` }
  const found = `${shut.length} of ${rows.length} secrets do not open: ${shut.slice(0, 5).join(', ')}`
  return {
    check,
    state: 'failed',
    found,
    advice: 'Add the key that they were sealed with to ENTREPOT_SECRET_KEYS_OLD.',
  }
}

function opens(secrets: Secrets, name: string, sealed: Buffer): boolean {
  try {
    secrets.open(name, sealed)
    return true
  } catch {
    return false
  }
}

/** What waits for the grid, and what waits for people. */
export async function checkWaiting({ pool }: Database): Promise<Finding[]> {
  const { rows } = await pool.query(`select
    (select count(*)::int from jobs where due_at <= now()) as due,
    (select count(*)::int from jobs where lane is null and worker is null and due_at < now() - interval '${LATE_MINUTES} minutes') as late,
    (select count(*)::int from jobs where attempt > 0) as failing,
    (select count(*)::int from lanes l where l.worker is null and l.due_at <= now() - interval '${LATE_MINUTES} minutes' and exists (select from jobs j where j.lane = l.name)) as dead,
    (select array_agg(name) from (select l.name from lanes l where l.worker is null and l.due_at <= now() - interval '${LATE_MINUTES} minutes'
      and exists (select from jobs j where j.lane = l.name) order by l.due_at limit 5) d) as names,
    (select count(*)::int from work_items where closed_at is null and ignored_until is null) as items,
    (select count(*)::int from work_items where closed_at is null and kind = 'outcome-unknown') as unknown`)
  const { due, late, failing, dead, names, items, unknown } = rows[0]
  const worker = 'Is a process with the role worker running (ENTREPOT_ROLES)? Its log says what it does.'
  const jobs = `${due} due, ${failing} are being tried again${late > 0 ? `, ${late} due for over ${LATE_MINUTES} minutes` : ''}`
  const lanes =
    dead > 0 ? `${dead} have stood for over ${LATE_MINUTES} minutes: ${names.join(', ')}` : 'none stands still'
  const work = `${items} need a person${unknown > 0 ? `, ${unknown} deliveries of unknown outcome` : ''}`
  return [
    { check: 'jobs', state: late > 0 ? 'failed' : 'ok', found: jobs, ...(late > 0 ? { advice: worker } : {}) },
    { check: 'lanes', state: dead > 0 ? 'failed' : 'ok', found: lanes, ...(dead > 0 ? { advice: worker } : {}) },
    {
      check: 'work list',
      state: items > 0 ? 'warning' : 'ok',
      found: work,
      ...(items > 0 ? { advice: 'entrepot work' } : {}),
    },
  ]
}
