import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { Secrets } from '../secrets.ts'
import { type KeptPayload, Payloads } from './payloads.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let payloads: Payloads
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'entrepot-payloads-'))
  payloads = new Payloads({ pool: database.pool, folder, inlineBytesMax: 65_536, sizeBytesMax: 1_000_000_000 })
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const insert = (kept: KeptPayload) =>
  database.pool.query(
    'insert into payloads (hash, size_bytes, place, content) values ($1, $2, $3, $4) on conflict do nothing',
    [kept.hash, kept.sizeBytes, kept.place, kept.content],
  )
async function* pieces(total: number, size = 100_000) {
  for (let at = 0; at < total; at += size) yield Buffer.alloc(Math.min(size, total - at), at % 251)
}
const all = async (source: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

test('small ones are kept in their row, larger ones on disk, and both come back', async () => {
  for (const size of [0, 1, 65_536, 65_537, 1_000_003]) {
    const kept = await payloads.keep(pieces(size))
    expect(kept.place).toBe(size > 65_536 ? 'disk' : 'row')
    await insert(kept)
    const reader = await payloads.open(kept.hash)
    expect((await all(reader.stream())).equals(await all(pieces(size)))).toBe(true)
    expect(await reader.read(3, 5)).toEqual((await all(pieces(size))).subarray(3, 8))
    await reader.close()
    expect(Buffer.from(await payloads.bytes(kept.hash, 2_000_000)).equals(await all(pieces(size)))).toBe(true)
  }
  expect(await readdir(join(folder, 'drafts'))).toEqual([])
})

test('a draft written in any order is the same payload; one with a hole is refused', async () => {
  const whole = await all(pieces(200_000, 7_001))
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(
        Array.from({ length: 20 }, (_, i) => i),
        { minLength: 20 },
      ),
      async (order) => {
        const draft = payloads.draft()
        for (const i of order) await draft.write(i * 10_000, whole.subarray(i * 10_000, (i + 1) * 10_000))
        expect((await draft.keep()).hash.equals((await payloads.keep([whole] as never)).hash)).toBe(true)
        const holed = payloads.draft()
        for (const i of order.slice(1)) await holed.write(i * 10_000, whole.subarray(i * 10_000, (i + 1) * 10_000))
        if (order[0] !== 19) await expect(holed.keep()).rejects.toMatchObject({ code: 'payload-has-holes' })
        await holed.discard()
      },
    ),
    { numRuns: 25 },
  )
})

test('bytes that changed on disk are never handed out as good', async () => {
  const kept = await payloads.keep(pieces(300_000))
  await insert(kept)
  const name = kept.hash.toString('hex')
  const file = await open(join(folder, name.slice(0, 2), name.slice(2, 4), name), 'r+')
  await file.write(Buffer.from([255]), 0, 1, 150_000)
  await file.close()
  await expect(payloads.bytes(kept.hash, 1_000_000)).rejects.toMatchObject({ code: 'payload-damaged' })
  const reader = await payloads.open(kept.hash)
  await expect(all(reader.stream())).rejects.toMatchObject({ code: 'payload-damaged' })
  await reader.close()
})

test('200 MB go through in constant memory', async () => {
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
  const kept = await payloads.keep(pieces(200_000_000, 262_144))
  clearInterval(watch)
  expect(kept.sizeBytes).toBe(200_000_000)
  expect(peak - before).toBeLessThan(90_000_000)
})

test('a secret opens only under its name, and after a change of keys by the old one until it is sealed again', async () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const secrets = new Secrets({ current: one, old: [] })
  expect(secrets.open('a', secrets.seal('a', 'word'))).toBe('word')
  expect(() => secrets.open('b', secrets.seal('a', 'word'))).toThrow()
  expect(await secrets.keepOnce(database.pool, 'host key', () => 'first')).toBe('first')
  expect(await secrets.keepOnce(database.pool, 'host key', () => 'second')).toBe('first')
  expect(await new Secrets({ current: two, old: [one] }).rotate(database.pool)).toBe(1)
  expect(await new Secrets({ current: two, old: [] }).of(database.pool, 'host key')).toBe('first')
  await expect(secrets.of(database.pool, 'host key')).rejects.toMatchObject({ code: 'secret-key-missing' })
})
