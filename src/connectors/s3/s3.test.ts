import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ceph, cephMissing, startCeph } from '../../../test/peers/ceph.ts'
import { type Swift, startSwift, swiftMissing } from '../../../test/peers/swift.ts'
import type { Drop, Item, Outcome } from '../define.ts'
import { Disconnected, Misconfigured, Rejected } from '../errors.ts'
import { s3 } from './connector.ts'
import { copy } from './copying.ts'
import { head, type S3Session } from './session.ts'
import { dropSettings, pickUpSettings } from './settings.ts'

const stores = [
  { store: 'Ceph', missing: cephMissing(), start: startCeph, conditions: 'yes', tagging: 'yes' },
  { store: 'Swift', missing: swiftMissing(), start: startSwift, conditions: 'no', tagging: 'no' },
] as const
const never = new AbortController().signal
const taken: Outcome = { taken: true, interchange: '0190a000-0000-7000-8000-000000000001' }
const refused: Outcome = { taken: false, code: 'sender-unknown', sentence: 'Nobody is called so.' }
const at = new Date('2026-03-04T05:06:07Z')

describe.each(stores)('a bucket of $store', ({ missing, start, conditions, tagging }) => {
  let peer: Ceph | Swift
  let session: S3Session
  let bucket = ''
  let count = 0

  const fieldsOf = (more: Record<string, unknown> = {}) =>
    s3.connection.parse({
      endpoint: peer.endpoint,
      bucket,
      accessKeyId: peer.credentials.accessKey,
      secretAccessKey: peer.credentials.secretKey,
      ...more,
    })
  const open = (more: Record<string, unknown> = {}) => s3.open(fieldsOf(more), never)
  const put = (Key: string, Body: string | Buffer) =>
    session.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))
  const text = async (Key: string) =>
    (await session.client.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body!.transformToString()
  const keys = async () => {
    const { Contents = [] } = await session.client.send(new ListObjectsV2Command({ Bucket: bucket }))
    return Contents.map(({ Key }) => Key!)
  }
  const settingsOf = (more: Record<string, unknown> = {}) => pickUpSettings.parse({ prefix: 'in/', ...more })
  const list = async (more: Record<string, unknown> = {}, of = session) => {
    const items: Item[] = []
    for await (const item of s3.pickUp!.list(of, settingsOf(more), never)) items.push(item)
    return items
  }
  const settle = async (item: Item, outcome: Outcome, more: Record<string, unknown> = {}) =>
    (await s3.pickUp!.settle(session, { item, outcome, settings: settingsOf(more), at })).original
  const read = async (item: Item) => collected(await s3.pickUp!.read(session, item, never))
  const run = (drop: Drop, more: Record<string, unknown> = {}, of = session) =>
    s3.drop!.run(of, { drop, settings: dropSettings.parse(more), signal: never })
  const check = async (more: Record<string, unknown> = {}) => Array.fromAsync(s3.check(fieldsOf(more), never))

  beforeAll(async () => {
    if (missing) return
    peer = await start()
  })
  afterAll(async () => {
    await peer?.stop()
  })
  beforeEach(async (context) => {
    if (missing) return context.skip(missing)
    bucket = `bucket-${++count}`
    session = await open()
    await session.client.send(new CreateBucketCommand({ Bucket: bucket }))
    return async () => s3.close(session)
  })

  describe('is tested', () => {
    test('layer by layer, with what the store can do', async () => {
      const probes = await check()
      expect(probes.map(({ layer }) => layer)).toEqual(['name', 'network', 'sign-in', 'permission'])
      expect(probes.filter(({ problem }) => problem)).toEqual([])
      expect(probes.at(-1)!.found).toEqual({
        conditionalWrites: conditions,
        versioning: 'no',
        objectLock: 'no',
        tagging,
        checksums: 'no',
      })
      expect(await keys()).toEqual([])
    })

    test('and the layer that fails is named', async () => {
      const last = async (more: Record<string, unknown>) => {
        const { layer, problem } = (await check(more)).at(-1)!
        return [layer, problem?.code]
      }
      expect(await last({ endpoint: 'http://nowhere.invalid' })).toEqual(['name', 's3-name-unknown'])
      expect(await last({ endpoint: 'http://127.0.0.1:1' })).toEqual(['network', 's3-unreachable'])
      expect(await last({ endpoint: peer.endpoint.replace('http:', 'https:') })).toEqual(['tls', 's3-tls-failed'])
      expect(await last({ secretAccessKey: 'wrong' })).toEqual(['sign-in', 's3-sign-in-refused'])
      expect(await last({ bucket: 'no-such-bucket' })).toEqual(['permission', 's3-bucket-missing'])
    })

    test('a lock, and what may not be done, are noticed', async (context) => {
      if (conditions === 'no') return context.skip('elsewhere: this store has neither locks nor policies')
      bucket = `locked-${count}`
      await session.client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }))
      expect((await check()).at(-1)).toMatchObject({ found: { objectLock: 'yes', versioning: 'yes' } })
      expect(await keys()).toEqual([])
      const deny = (Action: string) => ({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Principal: '*', Action, Resource: `arn:aws:s3:::${bucket}/*` }],
      })
      for (const [action, act] of [
        ['s3:PutObject', 'writing'],
        ['s3:GetObject', 'reading'],
      ] as const) {
        const Policy = JSON.stringify(deny(action))
        await session.client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }))
        const probes = await check()
        expect(probes.map(({ layer }) => layer)).toEqual(['name', 'network', 'sign-in', 'permission'])
        expect(probes.at(-1)!.problem).toMatchObject({ code: 's3-permission-denied', act })
      }
    })

    test('versions are noticed', async () => {
      await session.client.send(
        new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      )
      expect((await check()).at(-1)).toMatchObject({ layer: 'permission', found: { versioning: 'yes' } })
      expect(await keys()).toEqual([])
    })
  })

  describe('is picked up from', () => {
    test('page by page, whatever is new, wherever it sorts', async () => {
      for (let i = 10; i < 17; i++) await put(`in/order-${i}.edi`, `order ${i}`)
      await put('elsewhere/x.edi', 'x')
      const before = await list({ pageSize: 2 })
      expect(before.map(({ name }) => name)).toEqual([10, 11, 12, 13, 14, 15, 16].map((n) => `order-${n}.edi`))
      await put('in/a first one é+&.edi', 'first')
      const ledger = new Set(before.map(({ key, version }) => `${key} ${version}`))
      const fresh = (await list({ pageSize: 2 })).filter(({ key, version }) => !ledger.has(`${key} ${version}`))
      expect(fresh.map(({ key }) => key)).toEqual(['in/a first one é+&.edi'])
      expect(String(await read(fresh[0]!))).toBe('first')
      await put('in/order-12.edi', 'order 12 again')
      const again = (await list()).filter(({ key, version }) => !ledger.has(`${key} ${version}`))
      expect(again.map(({ name }) => name)).toEqual(['a first one é+&.edi', 'order-12.edi'])
    })

    test('without what is no document', async () => {
      for (const key of ['in/', 'in/.hidden', 'in/a.TMP', 'in/done/old.edi', 'in/.entrepot-probe/x', 'in/a.edi']) {
        await put(key, 'x')
      }
      await put('in/b.txt', 'x')
      expect((await list({ include: ['*.edi'] })).map(({ key }) => key)).toEqual(['in/a.edi'])
      expect((await list({ afterwards: 'leave', exclude: ['b*'] })).map(({ key }) => key)).toEqual([
        'in/a.edi',
        'in/done/old.edi',
      ])
      expect(await list({ prefix: 'nothing/' })).toEqual([])
    })

    test('in the order of time when asked', async () => {
      await put('in/z.edi', 'first')
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      await put('in/a.edi', 'second')
      expect((await list({ order: 'time' })).map(({ name }) => name)).toEqual(['z.edi', 'a.edi'])
    })

    test('a store that cannot be reached is no empty list', async () => {
      const away = await open({ endpoint: 'http://127.0.0.1:1' })
      await expect(list({}, away)).rejects.toThrow(Disconnected)
      const gone = await open({ bucket: 'no-such-bucket' })
      await expect(list({}, gone)).rejects.toThrow(Misconfigured)
      const stranger = await open({ secretAccessKey: 'wrong' })
      await expect(list({}, stranger)).rejects.toMatchObject({ code: 's3-sign-in-refused' })
    })

    test('a key overwritten or removed before it is read has changed', async () => {
      await put('in/a.edi', 'one')
      const [item] = await list()
      await put('in/a.edi', 'two')
      await expect(read(item!)).rejects.toMatchObject({ code: 'item-changed' })
      await expect(read({ ...item!, key: 'in/gone.edi' })).rejects.toThrow(Rejected)
      expect(await settle(item!, taken, { afterwards: 'delete' })).toBe('gone')
      expect(await settle(item!, taken, { afterwards: 'move' })).toBe('gone')
      expect(await text('in/a.edi')).toBe('two')
      expect(await keys()).toEqual(['in/a.edi'])
    })

    test('a key overwritten while it is read is one version or none, never a mixture', async () => {
      const first = randomBytes(20_000_000)
      await put('in/large.edi', first)
      const [item] = await list()
      const stream = await s3.pickUp!.read(session, item!, never)
      let overwritten = false
      const sha = createHash('sha256')
      const whole = async () => {
        for await (const piece of stream) {
          sha.update(piece as Buffer)
          if (overwritten) continue
          overwritten = true
          await put('in/large.edi', randomBytes(20_000_000))
        }
        return sha.digest('hex')
      }
      const outcome = await whole().catch((error: Error) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Disconnected)
      else expect(outcome).toBe(createHash('sha256').update(first).digest('hex'))
      await expect(read(item!)).rejects.toMatchObject({ code: 'item-changed' })
    })

    test('objects put in parts keep their identity', async () => {
      const at = { Bucket: bucket, Key: 'in/parts.edi' }
      const { UploadId } = await session.client.send(new CreateMultipartUploadCommand(at))
      const part = { ...at, UploadId, PartNumber: 1, Body: 'in one part' }
      const { ETag } = await session.client.send(new UploadPartCommand(part))
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
      await session.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }))
      const [item] = await list()
      expect(String(await read(item!))).toBe('in one part')
      expect(await settle(item!, taken)).toBe('gone')
      expect(await keys()).toEqual(['in/done/parts.edi'])
    })

    test('by version where the bucket has those', async () => {
      await session.client.send(
        new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      )
      for (const name of ['a', 'b', 'c']) await put(`in/${name}.edi`, 'same')
      const before = await list({ identity: 'version', pageSize: 1 })
      expect(before.map(({ name }) => name)).toEqual(['a.edi', 'b.edi', 'c.edi'])
      expect(before.every(({ version }) => version.startsWith('version:'))).toBe(true)
      await put('in/b.edi', 'other')
      expect(String(await read(before[1]!))).toBe('same')
      const now = await list({ identity: 'version', pageSize: 1 })
      expect(now.map(({ version }, i) => version === before[i]!.version)).toEqual([true, false, true])
      expect(await settle(before[1]!, taken, { identity: 'version' })).toBe('gone')
      expect(await settle(now[1]!, taken, { identity: 'version' })).toBe('gone')
      expect((await list({ identity: 'version' })).map(({ name }) => name)).toEqual(['a.edi', 'c.edi'])
      expect(await text('in/done/b.edi')).toBe('other')
    })
  })

  describe('is settled', () => {
    test('by moving, over nothing, twice without harm', async () => {
      await put('in/sub/a b+é.edi', 'one')
      await put('in/2026/03/sub/a b+é.edi', 'another')
      const more = { donePrefix: '/archive/{yyyy}/{mm}/', resultFile: true, prefix: 'in/sub/' }
      const [item] = await list(more)
      expect(await settle(item!, taken, more)).toBe('gone')
      expect(await settle(item!, taken, more)).toBe('gone')
      expect(await text('archive/2026/03/a b+é.edi')).toBe('one')
      expect(JSON.parse(await text('archive/2026/03/a b+é.edi.result.json'))).toEqual({
        interchange: taken.interchange,
        key: 'in/sub/a b+é.edi',
        version: item!.version,
        sizeBytes: 3,
      })
      await put('in/sub/a b+é.edi', 'two')
      const [next] = await list(more)
      expect(await settle(next!, taken, more)).toBe('gone')
      expect(await text('archive/2026/03/a b+é.edi')).toBe('one')
      const moved = (await keys()).filter((key) => key.startsWith('archive/') && key.endsWith('.edi'))
      expect(moved).toHaveLength(2)
      expect(await list(more)).toEqual([])
    })

    test('after a crash between copy and removal', async () => {
      await put('in/a.edi', 'one')
      const [item] = await list()
      await copy(session, { from: 'in/a.edi', to: 'in/done/a.edi', head: (await head(session, 'in/a.edi'))! })
      expect(await settle(item!, taken)).toBe('gone')
      expect(await keys()).toEqual(['in/done/a.edi'])
    })

    test('what was not taken goes where errors go, with the reason', async () => {
      await put('in/a.edi', 'one')
      const [item] = await list()
      expect(await settle(item!, refused)).toBe('left')
      expect(await settle(item!, refused, { errorPrefix: 'error/' })).toBe('gone')
      expect(await keys()).toEqual(['in/error/a.edi', 'in/error/a.edi.err'])
      expect(await text('in/error/a.edi.err')).toBe('sender-unknown\nNobody is called so.\n')
      expect(await list({ errorPrefix: 'error/' })).toEqual([])
    })

    test('as taken, and set aside since: it goes from where it lies, as often as it is told', async () => {
      const settings = settingsOf({ errorPrefix: 'error/', resultFile: true })
      await put('in/a.edi', 'one')
      const [item] = await list()
      const { place } = await s3.pickUp!.settle(session, { item: item!, outcome: taken, settings, at })
      expect(place).toBe('in/done/a.edi')
      const outcome = { taken: false, interchange: 'i-1', code: 'receiver-unknown', sentence: 'Nobody.' } as const
      const aside = (from: string | null) =>
        s3.pickUp!.setAside(session, { item: item!, place: from, outcome, settings, at })
      const moved = ['in/error/a.edi', 'in/error/a.edi.err', 'in/error/a.edi.result.json']
      expect(await aside(place)).toBe('in/error/a.edi')
      expect(await keys()).toEqual(moved)
      // Once more after a kill before the ledger knew, and for another reason after that.
      await aside(place)
      expect(await aside('in/error/a.edi')).toBe('in/error/a.edi')
      expect(await keys()).toEqual(moved)
      expect(await text('in/error/a.edi')).toBe('one')
      expect(JSON.parse(await text('in/error/a.edi.result.json'))).toMatchObject({ interchange: 'i-1', sizeBytes: 3 })
      // What lies under its key anew is another one.
      await put('in/a.edi', 'another')
      expect(await aside('in/a.edi')).toBeNull()
      expect(await text('in/a.edi')).toBe('another')
    })

    test('by removing, by leaving with a result', async () => {
      await put('in/a.edi', 'one')
      await put('in/b.edi', 'two')
      const [a, b] = await list()
      expect(await settle(a!, taken, { afterwards: 'delete' })).toBe('gone')
      expect(await settle(b!, taken, { afterwards: 'leave', resultFile: true })).toBe('left')
      expect(await keys()).toEqual(['in/b.edi', 'in/b.edi.result.json'])
      expect(await list({ afterwards: 'leave', resultFile: true })).toEqual([b])
    })

    test('by a tag, where the store has tags', async () => {
      await put('in/a.edi', 'one')
      const [item] = await list()
      const settled = settle(item!, taken, { afterwards: 'tag' })
      if (tagging === 'no') return expect(settled).rejects.toMatchObject({ code: 's3-not-implemented' })
      expect(await settled).toBe('left')
      await settle(item!, taken, { afterwards: 'tag' })
      const { TagSet } = await session.client.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: 'in/a.edi' }))
      expect(TagSet).toEqual([
        { Key: 'entrepot', Value: 'taken' },
        { Key: 'entrepot-interchange', Value: taken.interchange },
      ])
    })

    test('large objects are copied in parts, with what is said of them', async () => {
      const bytes = randomBytes(12_000_000)
      await session.client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: 'é large',
          Body: bytes,
          Metadata: { sha256: 'x' },
          ContentType: 'a/b',
        }),
      )
      const from = (await head(session, 'é large'))!
      const sizes = { wholeBytesMax: 1_000_000, partBytes: 5_242_880 }
      await copy(session, { from: 'é large', to: 'copied', head: from }, sizes)
      const to = (await head(session, 'copied'))!
      expect(to).toMatchObject({ sizeBytes: 12_000_000, metadata: { sha256: 'x' }, contentType: 'a/b' })
      const { Body } = await session.client.send(new GetObjectCommand({ Bucket: bucket, Key: 'copied' }))
      expect(bytes.equals(Buffer.from(await Body!.transformToByteArray()))).toBe(true)
    })
  })

  describe('takes what is dropped', () => {
    test.each([0, 3, 8_388_608, 8_388_609, 20_000_000])('of %i bytes, whole, once', async (size) => {
      const bytes = randomBytes(size)
      const drop = dropOf(bytes, { stream: size !== 3 })
      const first = await run(drop)
      expect(first).toMatchObject({ key: 'order 1.edi', sizeBytes: size, repeated: 0 })
      expect(await run(drop)).toEqual({ ...first, repeated: 1 })
      expect(await run(drop, {}, await open())).toEqual({ ...first, repeated: 1 })
      expect(await head(session, 'order 1.edi')).toMatchObject({
        contentType: 'application/edi-x12',
        metadata: { sha256: drop.sha256.toString('hex'), 'entrepot-key': drop.key },
      })
      const { Body } = await session.client.send(new GetObjectCommand({ Bucket: bucket, Key: 'order 1.edi' }))
      expect(bytes.equals(Buffer.from(await Body!.transformToByteArray()))).toBe(true)
      expect(await uploads()).toEqual([])
    })

    test.each([10, 9_000_000])('another object under that key: by policy (%i bytes)', async (size) => {
      const drop = dropOf(randomBytes(size))
      await put('order 1.edi', 'of somebody else')
      await expect(run(drop)).rejects.toMatchObject({ code: 's3-key-taken' })
      expect(await text('order 1.edi')).toBe('of somebody else')
      const beside = await run(drop, { collision: 'suffix' })
      expect(beside['key']).toMatch(/^order 1-[0-9a-f]{8}\.edi$/)
      expect(await run(drop, { collision: 'suffix' })).toEqual({ ...beside, repeated: 1 })
      expect(await run(drop, { collision: 'overwrite' })).toMatchObject({ key: 'order 1.edi', repeated: 0 })
      expect((await head(session, 'order 1.edi'))!.sizeBytes).toBe(size)
      expect(await uploads()).toEqual([])
    })

    test('many at once under one key: one comes through', async (context) => {
      if (conditions === 'no') return context.skip('elsewhere: this store cannot refuse to overwrite')
      const drops = Array.from({ length: 10 }, (_, i) => dropOf(randomBytes(1_000), { key: `act-${i}` }))
      const ended = await Promise.allSettled(drops.map((drop) => run(drop)))
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    test('learns what the store cannot do', async () => {
      await run(dropOf(Buffer.from('x')))
      expect(session.conditions).toBe(conditions === 'yes' ? 'unknown' : 'none')
    })

    test('by a template with the words of the delivery', async () => {
      const drop = dropOf(Buffer.from('x'))
      const words = { yyyy: '2026', mm: '03', partner: '../ACME Ltd', type: '850', number: '47/11' }
      const key = '{yyyy}/{mm}/{partner}/{type}/{number}-{hash}'
      const hash = drop.sha256.toString('hex').slice(0, 16)
      expect(await run({ ...drop, words }, { key })).toMatchObject({ key: `2026/03/.._ACME Ltd/850/47_11-${hash}` })
      await expect(run(drop, { key })).rejects.toMatchObject({ code: 's3-key-word-missing' })
    })

    test('bytes that are not those of their sum never show', async () => {
      for (const size of [10, 9_000_000]) {
        const drop = { ...dropOf(randomBytes(size)), sha256: randomBytes(32) }
        await expect(run(drop)).rejects.toThrow(/not those of its sum/)
      }
      expect(await keys()).toEqual([])
      expect(await uploads()).toEqual([])
    })

    const uploads = async () => {
      const { Uploads = [] } = await session.client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))
      return Uploads
    }
  })

  test('killed in the middle, and back', async () => {
    for (let i = 0; i < 6; i++) await put(`in/${i}.edi`, `order ${i}`)
    await put('in/large', randomBytes(30_000_000))
    const items: Item[] = []
    const walk = async () => {
      for await (const item of s3.pickUp!.list(session, settingsOf({ pageSize: 2 }), never)) {
        items.push(item)
        if (items.length === 2) await peer.kill()
      }
    }
    await expect(walk()).rejects.toThrow(Disconnected)
    await expect(run(dropOf(Buffer.from('x')))).rejects.toThrow(Disconnected)
    await expect(read(items[0]!)).rejects.toThrow(Disconnected)
    await expect(settle(items[0]!, taken)).rejects.toThrow(Disconnected)
    await peer.restart()
    const large = (await list()).at(-1)!
    const stream = await s3.pickUp!.read(session, large, never)
    const broken = async () => {
      for await (const _ of stream) if (peer) await peer.kill()
    }
    await expect(broken()).rejects.toThrow(Disconnected)
    await peer.restart()
    expect(await run(dropOf(Buffer.from('x')))).toMatchObject({ repeated: 0 })
    expect(await list()).toHaveLength(7)
    expect(await read(large)).toHaveLength(30_000_000)
    expect(await settle(items[0]!, taken)).toBe('gone')
  })
})

function dropOf(bytes: Buffer, more: { stream?: boolean; key?: string } = {}): Drop {
  return {
    key: more.key ?? 'act-1',
    name: 'order 1.edi',
    contentType: 'application/edi-x12',
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest(),
    bytes: async () => (more.stream ? Readable.from(pieces(bytes), { objectMode: false }) : bytes),
  }
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_000) yield bytes.subarray(at, at + 65_000)
}

async function collected(stream: Readable): Promise<Buffer> {
  return Buffer.concat((await Array.fromAsync(stream)) as Buffer[])
}
