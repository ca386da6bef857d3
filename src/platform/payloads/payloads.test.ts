import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, open, readdir, rm, truncate, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { PayloadKeys } from './keys.ts'
import { type KeptPayload, Payloads, payloadRow } from './payloads.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string
const keys = new PayloadKeys({ current: randomBytes(32), old: [] })

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'entrepot-payloads-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const store = (encrypted = false, given = keys) =>
  new Payloads({
    pool: database.pool,
    folder,
    inlineBytesMax: 65_536,
    sizeBytesMax: 1_000_000_000,
    keys: given,
    encrypted,
  })
const insert = (kept: KeptPayload) =>
  database.pool.query(
    'insert into payloads (hash, size_bytes, place, content) values ($1, $2, $3, $4) on conflict do nothing',
    Object.values(payloadRow(kept)),
  )
const pathOf = (hash: Buffer) => {
  const name = hash.toString('hex')
  return join(folder, name.slice(0, 2), name.slice(2, 4), name)
}
async function* pieces(bytes: Buffer, size = 100_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const all = async (source: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

describe.each([
  ['as they are', false],
  ['encrypted', true],
])('payloads kept %s', (_, encrypted) => {
  test('come back from row and disk, whole and in part', async () => {
    for (const size of [0, 1, 65_536, 65_537, 1_000_003]) {
      const bytes = randomBytes(size)
      const kept = await store(encrypted).keep(pieces(bytes))
      expect(kept).toMatchObject({ sizeBytes: size, place: size > 65_536 ? 'disk' : 'row' })
      expect(kept.hash.equals(createHash('sha256').update(bytes).digest())).toBe(true)
      await insert(kept)
      const payloads = store() // with nothing remembered; opens either form
      const reader = await payloads.open(kept.hash)
      expect(reader.sizeBytes).toBe(size)
      expect((await all(reader.stream())).equals(bytes)).toBe(true)
      expect((await all(reader.stream(10, 300_000))).equals(bytes.subarray(10, 300_000))).toBe(true)
      expect((await reader.read(65_530, 300_000)).equals(bytes.subarray(65_530, 365_530))).toBe(true)
      await reader.close()
      expect(Buffer.from(await payloads.bytes(kept.hash, size)).equals(bytes)).toBe(true)
      const { hash, sizeBytes, place } = await payloads.kept(kept.hash)
      expect({ hash, sizeBytes, place }).toEqual({ hash: kept.hash, sizeBytes: size, place: kept.place })
    }
    expect(await readdir(join(folder, 'drafts'))).toEqual([])
  })

  test('are never handed out as good once changed, cut short or lengthened on disk', async () => {
    const changes: ((path: string) => Promise<unknown>)[] = [
      async (path) => {
        const file = await open(path, 'r+')
        await file.write(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]), 0, 8, 590_000)
        await file.close()
      },
      (path) => truncate(path, 500_000),
      (path) => truncate(path, 700_000),
      (path) => truncate(path, 0),
    ]
    for (const change of changes) {
      const kept = await store(encrypted).keep(pieces(randomBytes(600_000)))
      await insert(kept)
      await change(pathOf(kept.hash))
      await expect(store().bytes(kept.hash, 1_000_000)).rejects.toMatchObject({ code: 'payload-damaged' })
      let handedOut = 0
      const read = async () => {
        const reader = await store().open(kept.hash)
        try {
          for await (const piece of reader.stream()) handedOut += piece.length
        } finally {
          await reader.close()
        }
      }
      await expect(read()).rejects.toMatchObject({
        code: 'payload-damaged',
        parameters: { hash: kept.hash.toString('hex') },
      })
      expect(handedOut).toBeLessThan(600_000)
    }
  })
})

test('the same bytes kept again mend what was damaged on disk', async () => {
  const bytes = randomBytes(100_000)
  const kept = await store().keep(pieces(bytes))
  await insert(kept)
  await truncate(pathOf(kept.hash), 50)
  await store().keep(pieces(bytes))
  expect(Buffer.from(await store().bytes(kept.hash, 100_000)).equals(bytes)).toBe(true)
})

test('what is missing says which', async () => {
  const hash = randomBytes(32)
  await expect(store().open(hash)).rejects.toMatchObject({
    code: 'payload-missing',
    parameters: { hash: hash.toString('hex') },
  })
  const kept = await store().keep(pieces(randomBytes(100_000)))
  await insert(kept)
  await unlink(pathOf(kept.hash))
  await expect(store().bytes(kept.hash, 100_000)).rejects.toMatchObject({ code: 'payload-missing' })
  await expect(store().bytes(kept.hash, 10)).rejects.toMatchObject({ code: 'payload-missing' })
})

test('a former key still opens; without it the error names its number', async () => {
  const bytes = randomBytes(300_000)
  const [small, large] = [store(true).small(bytes.subarray(0, 500)), await store(true).keep(pieces(bytes))]
  await insert(small)
  await insert(large)
  const current = randomBytes(32)
  const changed = store(true, new PayloadKeys({ current, old: [keys.find(keys.current.number)!] }))
  expect(Buffer.from(await changed.bytes(large.hash, 300_000)).equals(bytes)).toBe(true)
  expect((await changed.bytes(small.hash, 500)).length).toBe(500)
  const without = store(true, new PayloadKeys({ current, old: [] }))
  await expect(without.bytes(large.hash, 300_000)).rejects.toMatchObject({
    code: 'payload-key-missing',
    parameters: { key: keys.current.number },
  })
})

test('what was just kept is not read again, within bounds', async () => {
  const payloads = store()
  const kept = payloads.small(Buffer.from('ISA*00'))
  expect(Buffer.from(await payloads.bytes(kept.hash, 100)).toString()).toBe('ISA*00') // there is no row yet
  await expect(payloads.bytes(kept.hash, 3)).rejects.toMatchObject({ code: 'payload-missing' })
  const streamed = await payloads.keep(pieces(Buffer.from('UNA:+.? ')))
  expect(Buffer.from(await payloads.bytes(streamed.hash, 100)).toString()).toBe('UNA:+.? ')
  for (let i = 0; i < 1_100; i++) payloads.remember(randomBytes(32), Buffer.alloc(65_536, i))
  await expect(payloads.bytes(kept.hash, 100)).rejects.toMatchObject({ code: 'payload-missing' }) // pushed out
})

test('many callers of one moment share one query', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => store().small(Buffer.from(`document ${i}`)))
  for (const row of rows) await insert(row)
  let queries = 0
  const counting = {
    query: (...given: unknown[]) => {
      queries++
      return (database.pool.query as (...all: unknown[]) => unknown)(...given)
    },
  } as unknown as typeof database.pool
  const payloads = new Payloads({ pool: counting, folder, inlineBytesMax: 65_536, sizeBytesMax: 1_000_000 })
  const read = await Promise.all(rows.map((row) => payloads.bytes(row.hash, 100)))
  expect(read.map((bytes) => Buffer.from(bytes).toString())).toEqual(rows.map((_, i) => `document ${i}`))
  expect(queries).toBe(1)
})

test('a slow consumer is waited for, and one that leaves costs nothing', async () => {
  const kept = await store().keep(pieces(randomBytes(3_000_000)))
  await insert(kept)
  const reader = await store().open(kept.hash)
  let seen = 0
  for await (const piece of reader.stream()) {
    await wait(5)
    if ((seen += piece.length) > 600_000) break
  }
  await reader.close()
  expect(seen).toBeLessThan(1_000_000)
})

test('the place says whether it can be written', async () => {
  expect(await store().check()).toBe(null)
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  const nowhere = new Payloads({ pool: database.pool, folder: join(file, 'sub'), inlineBytesMax: 1, sizeBytesMax: 1 })
  expect(await nowhere.check()).toMatchObject({ layer: 'disk' })
})
