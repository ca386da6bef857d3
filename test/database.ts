import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { type PostgresConnection, startPostgres } from '../src/platform/postgres/embedded.ts'

/** Where the server of this test run lives: the run's own, so that two runs at once do not meet. Set by the global set-up. */
const folderOfRun = () => process.env['TEST_POSTGRES_FOLDER'] ?? join(tmpdir(), `entrepot-test-${process.pid}`)
const TEMPLATE = 'entrepot_template'

/** Started once a test run: one server, one migrated template. Durability is not what these tests are about. */
export async function startTestServer(): Promise<() => Promise<void>> {
  const folder = join(tmpdir(), `entrepot-test-${process.pid}`)
  process.env['TEST_POSTGRES_FOLDER'] = folder
  const server = await startPostgres({ folder, settings: { fsync: 'off', synchronous_commit: 'off' } })
  await onServer(server.connection, async (admin) => {
    await admin.pool.query(`drop database if exists ${TEMPLATE} with (force)`)
    await admin.pool.query(`create database ${TEMPLATE}`)
  })
  const template = openDatabase({ connection: { ...server.connection, database: TEMPLATE } })
  await migrate(template)
  await template.close()
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A database of one test file's own, cloned from the migrated template. */
export async function testDatabase(): Promise<Database & { connection: PostgresConnection; drop(): Promise<void> }> {
  const { connection } = await startPostgres({ folder: folderOfRun() })
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await onServer(connection, (admin) => admin.pool.query(`create database ${name} template ${TEMPLATE}`))
  const own = { ...connection, database: name }
  const database = openDatabase({ connection: own })
  const drop = async () => {
    await database.close()
    await onServer(connection, (admin) => admin.pool.query(`drop database if exists ${name} with (force)`))
  }
  return { ...database, connection: own, drop }
}

async function onServer(connection: PostgresConnection, work: (admin: Database) => Promise<unknown>): Promise<void> {
  const admin = openDatabase({ connection, max: 1 })
  try {
    await work(admin)
  } finally {
    await admin.close()
  }
}
