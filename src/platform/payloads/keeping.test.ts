import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChild } from '../../../test/child.ts'
import { testDatabase } from '../../../test/database.ts'
import { type KeptPayload, Payloads, payloadRow } from './payloads.ts'

const DAY_MS = 86_400_000
const run = promisify(execFile)
let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'entrepot-keeping-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const store = (at = folder) =>
  new Payloads({ pool: database.pool, folder: at, inlineBytesMax: 65_536, sizeBytesMax: 10_000_000_000 })
const insert = (kept: KeptPayload) =>
  database.pool.query(
    'insert into payloads (hash, size_bytes, place, content) values ($1, $2, $3, $4) on conflict do nothing',
    Object.values(payloadRow(kept)),
  )
async function* one(bytes: Uint8Array) {
  yield bytes
}
const files = async (at: string) => {
  const found = await readdir(at, { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
const age = async (path: string, ms: number) => utimes(path, new Date(Date.now() - ms), new Date(Date.now() - ms))

/** A process of its own, with `payloads` on this database and folder. */
const child = (code: string, at: string, env: Record<string, string> = {}) =>
  inChild(
    `import { setFlagsFromString } from 'node:v8'
     import { runInNewContext } from 'node:vm'
     import { openDatabase } from '${import.meta.dirname}/../database.ts'
     import { PayloadKeys } from '${import.meta.dirname}/keys.ts'
     import { Payloads } from '${import.meta.dirname}/payloads.ts'
     const { connection, folder, encrypted } = JSON.parse(process.env.GIVEN)
     const database = openDatabase({ connection })
     const keys = new PayloadKeys({ current: Buffer.alloc(32, 1), old: [] })
     const payloads = new Payloads({ pool: database.pool, folder, inlineBytesMax: 65_536, sizeBytesMax: 10_000_000_000, keys, encrypted })
     ${code}
     await database.close()`,
    {
      GIVEN: JSON.stringify({ connection: database.connection, folder: at, encrypted: env['ENCRYPTED'] === '1' }),
      ...env,
    },
  )

test.each(['payload:prepared', 'payload:placed'])(
  'a process killed at %s leaves only what a sweep finds',
  async (point) => {
    const at = await mkdtemp(join(folder, 'killed-'))
    const keep = `await payloads.keep((async function* () { yield Buffer.alloc(300_000, 7) })())`
    expect(await child(keep, at, { ENTREPOT_KILL_AT: point })).toMatchObject({ signal: 'SIGKILL' })
    const left = await files(at)
    expect(left.length).toBe(1)
    const payloads = store(at)
    expect(await payloads.sweepDrafts(Date.now())).toBe(point === 'payload:prepared' ? 1 : 0)
    expect(await payloads.sweep(Date.now())).toEqual({ payloads: 0, sizeBytes: 0 }) // may belong to a commit under way
    for (const path of await files(at)) await age(path, 2 * DAY_MS)
    const swept = point === 'payload:placed' ? { payloads: 1, sizeBytes: 300_008 } : { payloads: 0, sizeBytes: 0 }
    expect(await payloads.sweep(Date.now())).toEqual(swept)
    expect(await files(at)).toEqual([])
  },
)

test('a sweep leaves what has a row, and drafts of processes that live', async () => {
  const at = await mkdtemp(join(folder, 'swept-'))
  const payloads = store(at)
  const [rowed, orphan] = [await payloads.keep(one(randomBytes(70_000))), await payloads.keep(one(randomBytes(80_000)))]
  await insert(rowed)
  const draft = payloads.draft()
  await draft.write(0, randomBytes(90_000))
  await writeFile(join(at, 'drafts', 'of-another-host'), 'x')
  for (const path of await files(at)) if (!path.includes('drafts')) await age(path, 2 * DAY_MS)
  expect(await payloads.sweep(Date.now())).toEqual({ payloads: 1, sizeBytes: 80_008 })
  expect((await payloads.bytes(rowed.hash, 100_000)).length).toBe(70_000)
  expect((await files(at)).some((path) => path.endsWith(orphan.hash.toString('hex')))).toBe(false)
  expect((await draft.keep()).sizeBytes).toBe(90_000)
  await age(join(at, 'drafts', 'of-another-host'), 2 * DAY_MS)
  await payloads.sweepDrafts(Date.now())
  expect(await readdir(join(at, 'drafts'))).toEqual([])
})

test('bytes kept again while they are swept are there afterwards', async () => {
  const at = await mkdtemp(join(folder, 'raced-'))
  const payloads = store(at)
  for (let turn = 0; turn < 40; turn++) {
    const bytes = randomBytes(70_000)
    await payloads.keep(one(bytes))
    for (const path of await files(at)) await age(path, 2 * DAY_MS)
    const [kept] = await Promise.all([payloads.keep(one(bytes)), store(at).sweep(Date.now())])
    await insert(kept)
    expect((await store(at).bytes(kept.hash, 100_000)).length).toBe(70_000)
  }
})

test('the same bytes kept by twenty writers at once are one payload', async () => {
  const at = await mkdtemp(join(folder, 'same-'))
  const bytes = randomBytes(500_000)
  const kept = await Promise.all(Array.from({ length: 20 }, () => store(at).keep(one(bytes))))
  expect(new Set(kept.map(({ hash }) => hash.toString('hex'))).size).toBe(1)
  await Promise.all(kept.map(insert))
  expect(Buffer.from(await store(at).bytes(kept[0]!.hash, 500_000)).equals(bytes)).toBe(true)
  expect((await files(at)).length).toBe(1)
})

test('a source that fails leaves nothing', async () => {
  const at = await mkdtemp(join(folder, 'failed-'))
  async function* broken() {
    yield randomBytes(200_000)
    throw new Error('the sender went away')
  }
  await expect(store(at).keep(broken())).rejects.toThrow('the sender went away')
  expect(await files(at)).toEqual([])
})

test('a full disk is said plainly, and what was kept before stays good', async (context) => {
  const at = await mkdtemp(join(folder, 'full-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at])
  } catch {
    return context.skip('elsewhere: a tiny file system can be mounted only by root, outside of most containers')
  }
  try {
    const payloads = store(at)
    const kept = await payloads.keep(one(randomBytes(300_000)))
    await insert(kept)
    const full = { code: 'storage-full', status: 507 }
    await expect(payloads.keep(one(randomBytes(900_000)))).rejects.toMatchObject(full)
    const draft = payloads.draft()
    const writes = [0, 1, 2, 3].map((i) => draft.write(i * 300_000, randomBytes(300_000)))
    await expect(Promise.all(writes)).rejects.toMatchObject(full)
    await Promise.allSettled(writes)
    await expect(draft.keep()).rejects.toMatchObject(full)
    await draft.discard()
    expect(await files(at)).toHaveLength(1)
    expect((await store(at).bytes(kept.hash, 300_000)).length).toBe(300_000)
    await payloads.keep(one(randomBytes(300_000))) // there is room again
  } finally {
    await run('umount', [at])
  }
})

test.each(['0', '1'])(
  '100 MB go in and out in bounded memory (encrypted: %s)',
  { timeout: 120_000 },
  async (ENCRYPTED) => {
    const at = await mkdtemp(join(folder, 'large-'))
    const { output } = await child(
      `setFlagsFromString('--expose-gc')
     const gc = runInNewContext('gc') // what is in use counts, not what V8 has not collected yet
     const piece = Buffer.alloc(65_536)
     async function* pieces(total) {
       for (let at = 0; at < total; at += piece.length) yield piece.fill(at / piece.length).subarray(0, total - at)
     }
     const through = async (total) => {
       const kept = await payloads.keep(pieces(total))
       await database.pool.query('insert into payloads (hash, size_bytes, place) values ($1, $2, $3) on conflict do nothing', [kept.hash, kept.sizeBytes, kept.place])
       const reader = await payloads.open(kept.hash)
       let bytes = 0
       for await (const { length } of reader.stream()) bytes += length
       await reader.close()
       return bytes
     }
     await through(30_000_000)
     const before = process.memoryUsage().rss
     let growth = 0
     const watch = setInterval(() => {
       gc()
       growth = Math.max(growth, process.memoryUsage().rss - before)
     }, 100)
     const bytes = await through(100_000_000)
     clearInterval(watch)
     console.log(JSON.stringify({ bytes, growth }))`,
      at,
      { ENCRYPTED },
    )
    const { bytes, growth } = JSON.parse(output)
    expect(bytes).toBe(100_000_000)
    expect(growth).toBeLessThan(60_000_000)
    await rm(at, { recursive: true })
    await database.pool.query('delete from payloads')
  },
)
