import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Draft } from './draft.ts'
import { PayloadKeys } from './keys.ts'
import { Payloads, payloadRow } from './payloads.ts'

const INLINE = 4_096
const keys = new PayloadKeys({ current: randomBytes(32), old: [] })
let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'entrepot-drafts-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const drafts = () => readdir(join(folder, 'drafts')).catch(() => [])
const store = (encrypted: boolean) =>
  new Payloads({ pool: database.pool, folder, inlineBytesMax: INLINE, sizeBytesMax: 1_000_000, keys, encrypted })

/** What a client may do: writes anywhere, some of them twice, cuts, and in the end every byte in some order. */
const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ write: fc.nat(20_000), length: fc.integer({ min: 1, max: 3_000 }) }) },
    { weight: 1, arbitrary: fc.record({ cut: fc.nat(24_000) }) },
  ),
  { maxLength: 12 },
)

describe.each([
  ['plain', false],
  ['encrypted', true],
])('a draft of %s payloads', (_, encrypted) => {
  test('is what a file would be after the same writes and cuts, at any size', async () => {
    const payloads = store(encrypted)
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.nat(12_000),
        // With fewer bytes a write, the file beside it is copied ten thousand times.
        fc.integer({ min: 10, max: 2_000 }),
        fc.boolean(),
        async (given, size, step, wait) => {
          const draft = payloads.draft()
          let file = Buffer.alloc(0)
          const pending: Promise<void>[] = []
          const write = async (offset: number, bytes: Buffer) => {
            file = Buffer.concat([file, Buffer.alloc(Math.max(0, offset + bytes.length - file.length))])
            file.set(bytes, offset)
            pending.push(draft.write(offset, bytes))
            if (wait) await pending.at(-1)
          }
          for (const act of given) {
            if ('cut' in act) {
              pending.push(draft.truncate(act.cut))
              file = Buffer.concat([file.subarray(0, act.cut), Buffer.alloc(Math.max(0, act.cut - file.length))])
            } else await write(act.write, randomBytes(act.length))
          }
          const offsets = Array.from({ length: Math.ceil(Math.max(size, file.length) / step) }, (_, i) => i * step)
          for (const offset of offsets.reverse()) await write(offset, randomBytes(step))
          expect(draft.sizeBytes).toBe(file.length)
          expect(
            (await draft.read(file.length >> 1, 5_000)).equals(file.subarray(file.length >> 1).subarray(0, 5_000)),
          ).toBe(true)
          const kept = await draft.keep()
          await Promise.all(pending)
          expect(kept.place).toBe(file.length <= INLINE ? 'row' : 'disk')
          expect(kept.hash.equals(createHash('sha256').update(file).digest())).toBe(true)
          const row = payloadRow(kept)
          await database.pool.query(
            'insert into payloads values ($1, $2, $3, $4) on conflict do nothing',
            Object.values(row),
          )
          expect(Buffer.from(await payloads.bytes(kept.hash, 1_000_000)).equals(file)).toBe(true)
          await draft.discard()
        },
      ),
      { numRuns: 60 },
    )
    expect(await drafts()).toEqual([])
  })

  test('with a hole is refused, with the bytes that are missing', async () => {
    for (const size of [1_000, 50_000]) {
      const draft = store(encrypted).draft()
      await draft.write(0, Buffer.alloc(500))
      await draft.write(600, Buffer.alloc(size - 600))
      await expect(draft.keep()).rejects.toMatchObject({
        code: 'payload-has-holes',
        parameters: { from: 500, to: 599 },
      })
      await draft.discard()
    }
    const stretched = store(encrypted).draft()
    await stretched.truncate(10_000)
    await expect(stretched.keep()).rejects.toMatchObject({ code: 'payload-has-holes' })
    await stretched.discard()
    expect(await drafts()).toEqual([])
  })

  test('leaves no readable trace while it is written, where payloads are encrypted', async () => {
    const draft = store(encrypted).draft()
    await draft.write(0, Buffer.from('purchase order '.repeat(1_000)))
    const [name] = await drafts()
    expect((await readFile(join(folder, 'drafts', name!))).includes('purchase order')).toBe(!encrypted)
    await draft.discard()
    expect(await drafts()).toEqual([])
  })
})

test('a draft that grows too large says so, also to those who write on', async () => {
  const payloads = store(false)
  const draft = payloads.draft({ sizeBytesMax: 10_000 })
  await draft.write(0, Buffer.alloc(10_000))
  await expect(draft.write(10_000, Buffer.alloc(1))).rejects.toMatchObject({
    code: 'payload-too-large',
    parameters: { sizeBytesMax: 10_000 },
  })
  await draft.discard()
  await expect(draft.write(0, Buffer.alloc(1))).rejects.toThrow('ended')
  async function* endless() {
    for (;;) yield Buffer.alloc(100_000)
  }
  await expect(payloads.keep(endless())).rejects.toMatchObject({ code: 'payload-too-large' })
  expect(await drafts()).toEqual([])
})

test('small drafts never touch the disk', async () => {
  const elsewhere = join(folder, 'never-made')
  const payloads = new Payloads({
    pool: database.pool,
    folder: elsewhere,
    inlineBytesMax: INLINE,
    sizeBytesMax: 1_000_000,
  })
  const draft: Draft = payloads.draft()
  for (let at = INLINE - 64; at >= 0; at -= 64) await draft.write(at, Buffer.alloc(64, at))
  expect((await draft.keep()).place).toBe('row')
  await expect(readdir(elsewhere)).rejects.toMatchObject({ code: 'ENOENT' })
})
