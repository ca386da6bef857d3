import { hash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { RecentBytes } from './recent.ts'

const named = (bytes: Buffer) => hash('sha256', bytes, 'buffer')

test('bytes are found as they were added, and stay what they were when their place is used again', () => {
  const recent = new RecentBytes({ bytesMax: 2_000, entryBytesMax: 500 })
  const first = randomBytes(300)
  recent.add(named(first), first)
  const found = recent.find(named(first))!
  expect(Buffer.from(found)).toEqual(first)
  expect(recent.find(named(randomBytes(3)))).toBeUndefined()
  for (let i = 0; i < 20; i++) {
    const other = randomBytes(300)
    recent.add(named(other), other)
    expect(Buffer.from(recent.find(named(other))!)).toEqual(other)
  }
  expect(recent.find(named(first))).toBeUndefined()
  expect(Buffer.from(found)).toEqual(first)
})

test('the younger half is kept when the older one is forgotten, and no more is held than allowed', () => {
  const recent = new RecentBytes({ bytesMax: 2_000, entryBytesMax: 500 })
  const all = Array.from({ length: 40 }, () => randomBytes(200))
  for (const [at, bytes] of all.entries()) {
    recent.add(named(bytes), bytes)
    expect(recent.sizeBytes).toBeLessThanOrEqual(2_000)
    for (const earlier of all.slice(Math.max(0, at - 3), at)) expect(recent.find(named(earlier))).toBeDefined()
  }
})

test('an empty one is found, one that is too large is not kept, and one that is there is not kept twice', () => {
  const recent = new RecentBytes({ bytesMax: 2_000, entryBytesMax: 500 })
  const [empty, large, twice] = [Buffer.alloc(0), randomBytes(501), randomBytes(500)]
  for (const bytes of [empty, large, twice, twice, twice]) recent.add(named(bytes), bytes)
  expect(recent.find(named(empty))).toHaveLength(0)
  expect(recent.find(named(large))).toBeUndefined()
  expect(recent.sizeBytes).toBeLessThan(600)
})

test('hashes that begin alike are told apart, also at the end of the places', () => {
  const recent = new RecentBytes({ bytesMax: 2_000_000, entryBytesMax: 500 })
  const alike = Array.from({ length: 50 }, (_, at) => ({ name: Buffer.alloc(32, 0xff), bytes: Buffer.from(`${at}`) }))
  for (const [at, { name }] of alike.entries()) name.writeUInt8(at, 31)
  for (const { name, bytes } of alike) recent.add(name, bytes)
  for (const { name, bytes } of alike) expect(Buffer.from(recent.find(name)!)).toEqual(bytes)
  const unknown = Buffer.alloc(32, 0xff)
  expect(recent.find(unknown)).toBeUndefined()
})

test('very many small ones: the older are forgotten, the younger are there', () => {
  const recent = new RecentBytes({ bytesMax: 64_000_000, entryBytesMax: 500 })
  const all = Array.from({ length: 200_000 }, (_, at) => Buffer.from(`${at}`))
  for (const bytes of all) recent.add(named(bytes), bytes)
  for (const bytes of all.slice(-60_000)) expect(recent.find(named(bytes))).toHaveLength(bytes.length)
  expect(recent.find(named(all[0]!))).toBeUndefined()
})
