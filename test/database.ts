import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { type PostgresConnection, startPostgres } from '../src/platform/postgres/embedded.ts'
import { inMemory } from './in-memory.ts'

const TEMPLATE = 'entrepot_template'

const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  // For one small database after the other: no checkpoint, and no fork of a connection, has 512 MB to look through.
  shared_buffers: '96MB',
  max_wal_size: '512MB',
  // Grids of several test files at once, and nodes beside them.
  max_connections: '300',
}

/** Started once a test run: one server, one migrated template. Durability is not what these tests are about. */
export async function startTestServer(): Promise<() => Promise<void>> {
  // The run's own, so that two runs at once do not meet.
  const folder = join(inMemory(), `entrepot-test-${process.pid}`)
  const server = await startPostgres({ folder, settings: SETTINGS })
  process.env['TEST_POSTGRES'] = JSON.stringify(server.connection)
  const { pool } = onServer(server.connection)
  // Each of thousands of connections proves that it knows the password: by one round instead of 4,096.
  const { user, password } = server.connection
  await pool.query('set scram_iterations = 1')
  await pool.query(`alter role ${user} password '${password}'`)
  await pool.query(`drop database if exists ${TEMPLATE} with (force)`)
  await pool.query(`create database ${TEMPLATE}`)
  const template = openDatabase({ connection: { ...server.connection, database: TEMPLATE } })
  await migrate(template)
  await template.close()
  return async () => {
    await onServer(server.connection).close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A database of one test file's own, cloned from the migrated template. */
export async function testDatabase(): Promise<Database & { connection: PostgresConnection; drop(): Promise<void> }> {
  const connection: PostgresConnection = JSON.parse(process.env['TEST_POSTGRES']!)
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await onServer(connection).pool.query(`create database ${name} template ${TEMPLATE}`)
  const own = { ...connection, database: name }
  const database = openDatabase({ connection: own })
  const drop = async () => {
    await database.close()
    await onServer(connection).pool.query(`drop database if exists ${name} with (force)`)
  }
  return { ...database, connection: own, drop }
}

/** One connection for all that this process makes and drops. */
function onServer(connection: PostgresConnection): Database {
  admin ??= openDatabase({ connection, max: 1 })
  return admin
}
let admin: Database | undefined
