import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inChild } from '../../../test/child.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Ceph, cephMissing, startCeph } from '../../../test/peers/ceph.ts'
import { s3Client } from '../s3/client.ts'
import { PayloadKeys } from './keys.ts'
import { type KeptPayload, Payloads, payloadRow } from './payloads.ts'
import { S3 } from './s3.ts'
import type { S3Settings } from './s3-client.ts'

const missing = cephMissing()
const DAY_MS = 86_400_000
const keys = new PayloadKeys({ current: randomBytes(32), old: [] })
let database: Awaited<ReturnType<typeof testDatabase>>
let folder: string
let ceph: Ceph
let settings: S3Settings
let client: S3Client

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'entrepot-s3-'))
  if (missing) return
  ceph = await startCeph()
  settings = { ...ceph, region: 'us-east-1', bucket: 'grid', prefix: 'payloads/' }
  client = s3Client(settings)
  await client.send(new CreateBucketCommand({ Bucket: 'grid' }))
})
afterAll(async () => {
  client?.destroy()
  await ceph?.stop()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const store = (more: { encrypted?: boolean; s3?: S3Settings } = {}) =>
  new Payloads({
    pool: database.pool,
    folder,
    inlineBytesMax: 65_536,
    sizeBytesMax: 1_000_000_000,
    keys,
    s3: settings,
    ...more,
  })
const insert = (kept: KeptPayload) =>
  database.pool.query(
    'insert into payloads (hash, size_bytes, place, content) values ($1, $2, $3, $4) on conflict do nothing',
    Object.values(payloadRow(kept)),
  )
const keyOf = ({ hash }: KeptPayload) => {
  const name = hash.toString('hex')
  return `payloads/${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`
}
async function* pieces(bytes: Buffer, size = 100_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const all = async (source: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
const keysThere = async () => {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'grid' }))
  return Contents.map(({ Key }) => Key!)
}

beforeEach((context) => {
  if (missing) context.skip(missing)
})

describe('payloads in an object store', () => {
  test.each([false, true])('come back whole and in part (encrypted: %s)', async (encrypted) => {
    for (const size of [65_537, 262_144, 262_145, 8_388_600, 8_388_601, 20_000_000]) {
      const bytes = randomBytes(size)
      const kept = await store({ encrypted }).keep(pieces(bytes))
      expect(kept).toMatchObject({ sizeBytes: size, place: 's3', content: null })
      await insert(kept)
      const reader = await store().open(kept.hash)
      expect(reader.sizeBytes).toBe(size)
      expect((await all(reader.stream())).equals(bytes)).toBe(true)
      expect((await reader.read(65_000, 300_000)).equals(bytes.subarray(65_000, 365_000))).toBe(true)
      expect((await reader.read(size - 10, 300_000)).equals(bytes.subarray(-10))).toBe(true)
      await reader.close()
      expect(Buffer.from(await store().bytes(kept.hash, size)).equals(bytes)).toBe(true)
      const { Metadata, ContentLength } = await client.send(new HeadObjectCommand({ Bucket: 'grid', Key: keyOf(kept) }))
      expect(Metadata?.['sha256']).toBe(kept.hash.toString('hex'))
      if (!encrypted) expect(ContentLength).toBe(size + 8)
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: 'grid', Key: keyOf(kept), Range: 'bytes=0-99999' }),
      )
      expect(Buffer.from(await Body!.transformToByteArray()).includes(bytes.subarray(100, 150))).toBe(!encrypted)
    }
    expect(await readdir(join(folder, 'drafts'))).toEqual([])
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: 'grid' }))
    expect(Uploads).toEqual([])
  })

  test('kept once more are not sent once more', async () => {
    const bytes = randomBytes(100_000)
    const kept = await store().keep(pieces(bytes))
    const when = async () =>
      (await client.send(new HeadObjectCommand({ Bucket: 'grid', Key: keyOf(kept) }))).LastModified!.getTime()
    const before = await when()
    await new Promise((resolve) => setTimeout(resolve, 1_100)) // the store counts in seconds
    await Promise.all([store().keep(pieces(bytes)), store().keep(pieces(bytes))])
    expect(await when()).toBe(before)
  })

  test('the same bytes kept by ten writers at once are one payload', async () => {
    const bytes = randomBytes(9_000_000)
    const kept = await Promise.all(Array.from({ length: 10 }, () => store({ encrypted: true }).keep(pieces(bytes))))
    await Promise.all(kept.map(insert))
    expect(Buffer.from(await store().bytes(kept[0]!.hash, 9_000_000)).equals(bytes)).toBe(true)
  })

  test('are never handed out as good once changed or lost', async () => {
    const kept = await store().keep(pieces(randomBytes(600_000)))
    await insert(kept)
    const Key = keyOf(kept)
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'grid', Key }))
    const stored = Buffer.from(await Body!.transformToByteArray())
    stored[400_000]! ^= 1
    await client.send(new PutObjectCommand({ Bucket: 'grid', Key, Body: stored }))
    await expect(store().bytes(kept.hash, 1_000_000)).rejects.toMatchObject({ code: 'payload-damaged' })
    await client.send(new PutObjectCommand({ Bucket: 'grid', Key, Body: stored.subarray(0, 300_000) }))
    await expect(store().open(kept.hash)).rejects.toMatchObject({ code: 'payload-damaged' })
    await client.send(new DeleteObjectCommand({ Bucket: 'grid', Key }))
    await expect(store().open(kept.hash)).rejects.toMatchObject({ code: 'payload-missing' })
  })

  test('without a row are swept when older than a day, and unfinished uploads with them', async () => {
    const place = new S3({ ...settings, prefix: 'swept/' })
    const payloads = store({ s3: { ...settings, prefix: 'swept/' } })
    const [rowed, orphan] = [
      await payloads.keep(pieces(randomBytes(70_000))),
      await payloads.keep(pieces(randomBytes(80_000))),
    ]
    await insert(rowed)
    await client.send(new PutObjectCommand({ Bucket: 'grid', Key: 'swept/not-ours', Body: 'x' }))
    await client.send(new CreateMultipartUploadCommand({ Bucket: 'grid', Key: 'swept/ab/cd/unfinished' }))
    expect(await payloads.sweep(Date.now())).toEqual({ payloads: 0, sizeBytes: 0 })
    expect(await payloads.sweep(Date.now() + 2 * DAY_MS)).toEqual({ payloads: 1, sizeBytes: 80_008 })
    expect((await payloads.bytes(rowed.hash, 100_000)).length).toBe(70_000)
    await expect(place.open(orphan.hash)).rejects.toMatchObject({ code: 'payload-missing' })
    expect((await keysThere()).includes('swept/not-ours')).toBe(true)
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: 'grid' }))
    expect(Uploads).toEqual([])
  })

  test('a store that is away or refuses is said as such, and nothing is left behind', async () => {
    const nobody = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number }
        server.close(() => resolve(port))
      })
    })
    const away = store({ s3: { ...settings, endpoint: `http://127.0.0.1:${nobody}` } })
    await expect(away.keep(pieces(randomBytes(100_000)))).rejects.toMatchObject({
      code: 'payload-store-away',
      status: 503,
    })
    const refused = store({ s3: { ...settings, bucket: 'no-such-bucket' } })
    await expect(refused.keep(pieces(randomBytes(100_000)))).rejects.toMatchObject({ code: 'payload-store-refused' })
    expect(await readdir(join(folder, 'drafts'))).toEqual([])
  })

  test('the check names the layer that fails', async () => {
    const layer = async (change: Partial<S3Settings>) =>
      (await store({ s3: { ...settings, ...change } }).check())?.layer
    expect(await store().check()).toBe(null)
    expect((await keysThere()).some((key) => key.includes('probe'))).toBe(false)
    expect(await layer({ endpoint: 'http://no-such-host.invalid' })).toBe('dns')
    expect(await layer({ endpoint: 'http://127.0.0.1:9' })).toBe('connect')
    expect(await layer({ endpoint: settings.endpoint!.replace('http:', 'https:') })).toBe('tls')
    expect(await layer({ credentials: { accessKey: 'nobody', secretKey: 'x' } })).toBe('credentials')
    expect(await layer({ credentials: { ...settings.credentials!, secretKey: 'wrong' } })).toBe('credentials')
    expect(await layer({ bucket: 'no-such-bucket' })).toBe('bucket')
    await client.send(new CreateBucketCommand({ Bucket: 'read-only' }))
    const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::read-only/*' }]
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
    await client.send(new PutBucketPolicyCommand({ Bucket: 'read-only', Policy }))
    const denied = await store({ s3: { ...settings, bucket: 'read-only' } }).check()
    expect(denied).toMatchObject({ layer: 'permission', reason: expect.stringContaining('write') })
  })

  test('100 MB go in and out in bounded memory', { timeout: 120_000 }, async () => {
    const given = JSON.stringify({ connection: database.connection, folder, settings })
    const { output } = await inChild(
      `import { setFlagsFromString } from 'node:v8'
       import { runInNewContext } from 'node:vm'
       import { openDatabase } from '${import.meta.dirname}/../database.ts'
       import { Payloads } from '${import.meta.dirname}/payloads.ts'
       const { connection, folder, settings } = JSON.parse(process.env.GIVEN)
       const database = openDatabase({ connection })
       const payloads = new Payloads({ pool: database.pool, folder, inlineBytesMax: 65_536, sizeBytesMax: 1e9, s3: settings })
       setFlagsFromString('--expose-gc')
       const gc = runInNewContext('gc') // what is in use counts, not what V8 has not collected yet
       const piece = Buffer.alloc(65_536)
       async function* pieces(total) {
         for (let at = 0; at < total; at += piece.length) yield piece.fill(at / piece.length).subarray(0, total - at)
       }
       const through = async (total) => {
         const kept = await payloads.keep(pieces(total))
         await database.pool.query('insert into payloads (hash, size_bytes, place) values ($1, $2, $3)', [kept.hash, kept.sizeBytes, kept.place])
         const reader = await payloads.open(kept.hash)
         let bytes = 0
         for await (const { length } of reader.stream()) bytes += length
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
       console.log(JSON.stringify({ bytes, growth, before }))
       await database.close()`,
      { GIVEN: given },
    )
    const { bytes, growth } = JSON.parse(output)
    expect(bytes).toBe(100_000_000)
    expect(growth).toBeLessThan(60_000_000)
  })
})
