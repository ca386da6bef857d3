import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { type S3ClientSettings, s3Client } from '../../platform/s3/client.ts'
import { Misconfigured } from '../errors.ts'
import type { S3Fields } from './fields.ts'
import { failure, isGone, problem } from './problems.ts'

/** One bucket and one access key. */
export interface S3Session {
  client: S3Client
  bucket: string
  /** Whether the store refuses to put over an object when asked to: learned from its answers. */
  conditions: 'known' | 'unknown' | 'none'
  /** Whether the bucket has Object Lock, once it was asked. */
  locks?: boolean
}

export interface Head {
  etag: string
  versionId: string | undefined
  sizeBytes: number
  contentType: string | undefined
  metadata: Record<string, string>
  retainedUntil: Date | undefined
}

/** Parts of a large upload are repeated by the SDK, a little; everything else is up to whoever calls. */
const ATTEMPTS_MAX = 3

export function openSession(fields: S3Fields): S3Session {
  const { endpoint, region, forcePathStyle, certificate, accessKeyId, secretAccessKey, sessionToken } = fields
  const credentials = { accessKey: accessKeyId, secretKey: secretAccessKey, sessionToken }
  const settings = { endpoint, region, credentials, forcePathStyle, certificate, attemptsMax: ATTEMPTS_MAX }
  return {
    client: clientOf(settings),
    bucket: fields.bucket,
    conditions: 'unknown',
  }
}

function clientOf(settings: S3ClientSettings): S3Client {
  try {
    return s3Client(settings)
  } catch (error) {
    throw failure(error, { act: 'opening', bucket: '', key: '' })
  }
}

/** Runs an act on a key; throws what the engine acts on. */
export async function acting<T>(session: S3Session, act: string, key: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw failure(error, { act, bucket: session.bucket, key })
  }
}

/** What lies under a key now, or null. */
export function head(session: S3Session, key: string): Promise<Head | null> {
  return acting(session, 'a look', key, async () => {
    try {
      const found = await session.client.send(new HeadObjectCommand({ Bucket: session.bucket, Key: key }))
      return {
        etag: bare(found.ETag),
        versionId: found.VersionId,
        sizeBytes: found.ContentLength ?? 0,
        contentType: found.ContentType,
        metadata: found.Metadata ?? {},
        retainedUntil: found.ObjectLockRetainUntilDate,
      }
    } catch (error) {
      if (isGone(error)) return null
      throw error
    }
  })
}

/** A page of another program is read as a list without anything in it: only an answer that says where it ends is one. */
export function ofStore<T extends { IsTruncated?: boolean | undefined }>({ bucket }: S3Session, page: T): T {
  if (page.IsTruncated === undefined) throw problem(Misconfigured, 's3-not-s3', { bucket })
  return page
}

/** Puts a small text for people or programs beside an object, over an earlier one. */
export function putText(session: S3Session, key: string, text: { body: string; contentType: string }): Promise<void> {
  return acting(session, 'writing', key, async () => {
    const given = { Bucket: session.bucket, Key: key, Body: text.body, ContentType: text.contentType }
    await session.client.send(new PutObjectCommand(given))
  })
}

/** Stores write ETags with and without quotes, the same store in one place so and in another so. */
export function bare(etag: string | undefined): string {
  return (etag ?? '').replace(/^W\//, '').replaceAll('"', '')
}
