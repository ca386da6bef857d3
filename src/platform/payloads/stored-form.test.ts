import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FRAME_BYTES, plainSize, SEALED_FRAME_BYTES, sealedSize } from './frames.ts'
import { PayloadKeys } from './keys.ts'
import { contentOf, encrypted, HEADER_BYTES, type StoredBytes, wrapped } from './stored-form.ts'

const keys = new PayloadKeys({ current: randomBytes(32), old: [] })
const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const stored = (bytes: Buffer): StoredBytes => ({
  sizeBytes: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
  close: async () => {},
})
const SIZES = [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 200_000]

describe.each([
  ['plain', null],
  ['encrypted', keys.current],
])('the %s form', (_, key) => {
  test('gives back any part of what was put in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SIZES), fc.nat(210_000), fc.nat(210_000), async (size, offset, length) => {
        const bytes = randomBytes(size)
        const content = await contentOf(stored(wrapped(bytes, shaOf(bytes), key)), shaOf(bytes), keys)
        expect(content.sizeBytes).toBe(size)
        expect((await content.read(offset, length)).equals(bytes.subarray(offset, offset + length))).toBe(true)
        expect((await content.read(0, size)).equals(bytes)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('refuses what lost its end or its beginning', async () => {
    const bytes = randomBytes(100_000)
    const whole = wrapped(bytes, shaOf(bytes), key)
    await expect(contentOf(stored(whole.subarray(1)), shaOf(bytes), keys)).rejects.toMatchObject({
      code: 'payload-damaged',
    })
    await expect(contentOf(stored(Buffer.alloc(0)), shaOf(bytes), keys)).rejects.toMatchObject({
      code: 'payload-damaged',
    })
    const read = async (form: Buffer) => (await contentOf(stored(form), shaOf(bytes), keys)).read(0, 100_000)
    if (key) await expect(read(whole.subarray(0, -1))).rejects.toMatchObject({ code: 'payload-damaged' })
    else expect((await read(whole.subarray(0, -1))).length).toBe(99_999) // seen by its size and hash
  })

  test('of another format is not guessed at', async () => {
    const form = wrapped(Buffer.from('abc'), shaOf(Buffer.from('abc')), key)
    form[2] = 9
    await expect(contentOf(stored(form), shaOf(Buffer.from('abc')), keys)).rejects.toMatchObject({
      code: 'payload-form-unknown',
    })
  })
})

describe('the encrypted form', () => {
  const bytes = randomBytes(3 * FRAME_BYTES + 5)
  const hash = shaOf(bytes)
  const form = wrapped(bytes, hash, keys.current)
  const readAll = async (changed: Buffer, name = hash) =>
    (await contentOf(stored(changed), name, keys)).read(0, bytes.length)

  test('is the same written at once and piece by piece', async () => {
    const pieces: Buffer[] = []
    const content = { sizeBytes: bytes.length, read: async (at: number, n: number) => bytes.subarray(at, at + n) }
    for await (const piece of encrypted(content, hash, keys.current)) pieces.push(piece)
    expect(Buffer.concat(pieces).equals(form)).toBe(true)
  })

  test('shows every changed bit of header, content and tags', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(form.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(form)
        changed[at]! ^= 1 << bit
        await expect(readAll(changed)).rejects.toMatchObject({ code: /^payload-(damaged|key-missing|form-unknown)$/ })
      }),
      {
        numRuns: 100,
        examples: [
          [3, 0],
          [6, 0],
          [HEADER_BYTES, 0],
          [form.length - 1, 7],
        ],
      },
    )
  })

  test('cannot lose its last frame, swap frames or stand in for another payload', async () => {
    const frame = (i: number) => form.subarray(HEADER_BYTES + i * SEALED_FRAME_BYTES).subarray(0, SEALED_FRAME_BYTES)
    const header = form.subarray(0, HEADER_BYTES)
    const shorter = Buffer.concat([header, frame(0), frame(1), frame(2)])
    const cut = (await contentOf(stored(shorter), hash, keys)).read(2 * FRAME_BYTES, 10)
    await expect(cut).rejects.toMatchObject({ code: 'payload-damaged' })
    const swapped = Buffer.concat([header, frame(1), frame(0), frame(2), frame(3)])
    await expect(readAll(swapped)).rejects.toMatchObject({ code: 'payload-damaged' })
    await expect(readAll(form, shaOf(Buffer.from('other')))).rejects.toMatchObject({ code: 'payload-damaged' })
  })

  test('opens with a former key, and says which key is missing', async () => {
    const newer = new PayloadKeys({ current: randomBytes(32), old: [keys.find(keys.current.number)!] })
    const content = await contentOf(stored(form), hash, newer)
    expect((await content.read(FRAME_BYTES, 20)).equals(bytes.subarray(FRAME_BYTES, FRAME_BYTES + 20))).toBe(true)
    const stranger = new PayloadKeys({ current: randomBytes(32), old: [] })
    await expect(contentOf(stored(form), hash, stranger)).rejects.toMatchObject({ code: 'payload-key-missing' })
  })

  test('has a size from which that of the content follows', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (size) => {
        expect(plainSize(sealedSize(size))).toBe(size)
      }),
    )
    expect(plainSize(0)).toBe(undefined)
    expect(plainSize(SEALED_FRAME_BYTES + 5)).toBe(undefined)
  })
})
