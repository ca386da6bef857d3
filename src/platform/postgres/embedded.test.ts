import { execFile } from 'node:child_process'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAway } from '../away.ts'
import { openDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { type Postgres, startPostgres } from './embedded.ts'

let folder: string
let server: Postgres

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entrepot-embedded-'))
  await chmod(folder, 0o711)
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

test('two that start at once get one server; who comes later finds it', async () => {
  const both = await Promise.all([startPostgres({ folder }), startPostgres({ folder })])
  server = both[0]
  expect(both[0].pid).toBe(both[1].pid)
  expect(both.filter((one) => !one.reused)).toHaveLength(1)
  expect(await startPostgres({ folder })).toMatchObject({ pid: server.pid, reused: true })
})

test('twenty that migrate at once apply each file once', async () => {
  const databases = Array.from({ length: 20 }, () => openDatabase({ connection: server.connection, max: 1 }))
  const applied = await Promise.all(databases.map((database) => migrate(database)))
  const { rows } = await databases[0]!.pool.query('select name from migrations order by number')
  expect(applied.flat().sort()).toEqual(rows.map((row) => row.name))
  await Promise.all(databases.map((database) => database.close()))
})

test('killed, it is away; started again, every committed row is there', async () => {
  const database = openDatabase({ connection: server.connection })
  await database.pool.query('create table kept (n int)')
  await database.pool.query('insert into kept select generate_series(1, 1000)')
  process.kill(server.pid, 'SIGKILL')
  // Its sessions notice a moment later that their server is gone.
  let said: unknown
  for (let tries = 0; tries < 500 && !isAway(said); tries++) {
    said = await database.pool.query('select 1').catch((error) => error)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(isAway(said)).toBe(true)
  server = await startPostgres({ folder })
  expect(server.reused).toBe(false)
  expect((await database.pool.query('select count(*)::int as n from kept')).rows[0].n).toBe(1000)
  await database.close()
})

test('a statement ends at its time limit, and only it', async () => {
  const database = openDatabase({ connection: server.connection, limits: { statement_timeout: 200 } })
  await expect(database.pool.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' })
  expect((await database.pool.query('select 1 as n')).rows[0].n).toBe(1)
  await database.close()
})

// As root the tests above run the server as user `postgres`; here the program itself has an ordinary user's rights.
const NOBODY = { uid: 65_534, gid: 65_534 }
const asNobody = (code: string) =>
  promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { ...NOBODY, cwd: '/', encoding: 'utf8' })
const isRoot = process.getuid?.() === 0
const embedded = join(import.meta.dirname, 'embedded.ts')

test.runIf(isRoot)('an ordinary user runs it as itself', async (context) => {
  const readable = await asNobody(`import { accessSync } from 'node:fs'; accessSync(${JSON.stringify(embedded)})`).then(
    () => true,
    () => false,
  )
  if (!readable) context.skip('this clone lies where user nobody cannot read it')
  const own = await mkdtemp(join(tmpdir(), 'entrepot-ordinary-'))
  await chown(own, NOBODY.uid, NOBODY.gid)
  try {
    const { stdout } = await asNobody(`import { statSync } from 'node:fs'
      const { startPostgres } = await import(${JSON.stringify(embedded)})
      const server = await startPostgres({ folder: ${JSON.stringify(join(own, 'postgres'))} })
      const again = await startPostgres({ folder: ${JSON.stringify(join(own, 'postgres'))} })
      console.log(statSync('/proc/' + server.pid).uid, again.reused)
      await server.stop()`)
    expect(stdout.trim()).toBe(`${NOBODY.uid} true`)
  } finally {
    await rm(own, { recursive: true, force: true })
  }
})

test.runIf(isRoot)('a data folder that user postgres cannot enter is refused with what to do', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'entrepot-closed-'))
  await chmod(closed, 0o700)
  await expect(startPostgres({ folder: join(closed, 'postgres') })).rejects.toThrow(
    /cannot enter .*entrepot-closed-.*: allow it \(chmod o\+x\) or set ENTREPOT_DATA/,
  )
  await rm(closed, { recursive: true, force: true })
})
