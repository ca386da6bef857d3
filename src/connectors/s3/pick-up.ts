import { Readable } from 'node:stream'
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3'
import type { Item, Trigger } from '../define.ts'
import { Disconnected, Misconfigured, Rejected } from '../errors.ts'
import { nameOf } from './keys.ts'
import { toldBy } from './notifications.ts'
import { isGone, problem, statusOf } from './problems.ts'
import { acting, bare, ofStore, type S3Session } from './session.ts'
import { type PickUpSettings, pickUpSettings, wanted } from './settings.ts'
import { setAside, settle } from './settling.ts'
import { identityOf, versionOf } from './versions.ts'

/** Objects beneath a prefix of the bucket. A store shows whole objects only. */
export const pickUp: Trigger<S3Session, typeof pickUpSettings> = {
  settings: pickUpSettings,
  quietMs: () => 0,
  list,
  read,
  settle,
  setAside,
  told: (message, { connection, settings }) =>
    toldBy(message, { bucket: connection['bucket'], prefix: settings.prefix }),
}

interface Listed {
  Key?: string
  ETag?: string
  VersionId?: string
  IsLatest?: boolean
  Size?: number
  LastModified?: Date
}

/** Always the whole prefix: a cursor would miss new keys that sort before old ones. */
async function* list(session: S3Session, settings: PickUpSettings, signal: AbortSignal): AsyncGenerator<Item> {
  const pages = settings.identity === 'version' ? versions : objects
  const whole: Item[] = []
  for await (const page of pages(session, settings, signal)) {
    for (const item of page.filter(({ Key }) => wanted(Key!, settings)).map(itemOf)) {
      if (settings.order === 'key') yield item
      else whole.push(item)
    }
  }
  whole.sort((a, b) => Number(a.changedAt) - Number(b.changedAt) || (a.key < b.key ? -1 : 1))
  yield* whole
}

async function* objects(session: S3Session, settings: PickUpSettings, signal: AbortSignal): AsyncGenerator<Listed[]> {
  const given = { Bucket: session.bucket, Prefix: settings.prefix, MaxKeys: settings.pageSize }
  let ContinuationToken: string | undefined
  do {
    const page = await acting(session, 'listing', settings.prefix, async () =>
      ofStore(
        session,
        await session.client.send(new ListObjectsV2Command({ ...given, ContinuationToken }), { abortSignal: signal }),
      ),
    )
    yield page.Contents ?? []
    if (page.IsTruncated && !page.NextContinuationToken) throw broken(settings)
    ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (ContinuationToken)
}

/**
 * Goes on behind a key, whatever of its versions were listed: the latest comes first, and no other is wanted. The marker of a
 * version is given back only where the store would start with that key again: others name one that they do not find again,
 * and then end the list.
 */
async function* versions(session: S3Session, settings: PickUpSettings, signal: AbortSignal): AsyncGenerator<Listed[]> {
  const given = { Bucket: session.bucket, Prefix: settings.prefix, MaxKeys: settings.pageSize }
  let last: string | undefined
  let marker: { KeyMarker?: string; VersionIdMarker?: string } | null = {}
  while (marker) {
    const from = { ...given, ...marker }
    const page: ListObjectVersionsCommandOutput = await acting(session, 'listing', settings.prefix, async () =>
      ofStore(session, await session.client.send(new ListObjectVersionsCommand(from), { abortSignal: signal })),
    )
    const latest = (page.Versions ?? []).filter(({ IsLatest, Key }) => IsLatest && Key !== last)
    last = latest.at(-1)?.Key ?? last
    yield latest
    const { NextKeyMarker: key, NextVersionIdMarker: version } = page
    if (!page.IsTruncated) marker = null
    else if (key && key !== marker.KeyMarker) marker = { KeyMarker: key }
    else if (key && version && version !== marker.VersionIdMarker) marker = { KeyMarker: key, VersionIdMarker: version }
    else throw broken(settings)
  }
}

function itemOf({ Key, ETag, VersionId, Size, LastModified }: Listed): Item {
  const version = identityOf({ etag: bare(ETag), versionId: VersionId })
  return { key: Key!, version, name: nameOf(Key!), sizeBytes: Size ?? 0, changedAt: LastModified ?? null }
}

async function read(session: S3Session, item: Item, signal: AbortSignal): Promise<Readable> {
  const changed = () => problem(Rejected, 'item-changed', { name: item.name, key: item.key })
  const { etag, versionId } = versionOf(item)
  const pinned = versionId === undefined ? { IfMatch: `"${etag}"` } : { VersionId: versionId }
  const answer = await acting(session, 'reading', item.key, async () => {
    const given = { Bucket: session.bucket, Key: item.key, ...pinned }
    try {
      return await session.client.send(new GetObjectCommand(given), { abortSignal: signal })
    } catch (error) {
      throw isGone(error) || statusOf(error) === 412 ? changed() : error
    }
  })
  // Not every store knows how to pin a read: what is really read is told by the answer.
  const other = versionId === undefined ? bare(answer.ETag) !== etag : (answer.VersionId ?? versionId) !== versionId
  if (other || answer.ContentLength !== item.sizeBytes) {
    ;(answer.Body as Readable).destroy()
    throw changed()
  }
  return Readable.from(pieces(session, item, answer), { objectMode: false })
}

async function* pieces(session: S3Session, item: Item, answer: GetObjectCommandOutput): AsyncGenerator<Uint8Array> {
  const about = { act: 'reading', key: item.key, bucket: session.bucket }
  let sizeBytes = 0
  const body = (answer.Body as Readable)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { value, done } = await acting(session, 'reading', item.key, () => body.next())
      if (done) break
      sizeBytes += (value as Uint8Array).length
      yield value as Uint8Array
    }
  } finally {
    await body.return?.()
  }
  if (sizeBytes === item.sizeBytes) return
  throw problem(Disconnected, 's3-disconnected', { ...about, reason: `${sizeBytes} of ${item.sizeBytes} bytes came` })
}

function broken({ prefix }: PickUpSettings): Misconfigured {
  return problem(Misconfigured, 's3-list-broken', { key: prefix })
}
