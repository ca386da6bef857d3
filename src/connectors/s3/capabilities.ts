import { createHash } from 'node:crypto'
import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3'
import { failure, statusOf } from './problems.ts'
import type { S3Session } from './session.ts'

export type Capability = 'conditionalWrites' | 'versioning' | 'objectLock' | 'tagging' | 'checksums'

const SUM = createHash('sha256').update('entrepot').digest('base64')

/** What this store really does, tried on a probe's own object. `unknown`: this access key may not ask. */
export async function capabilities(
  session: S3Session,
  key: string,
): Promise<Record<Capability, 'yes' | 'no' | 'unknown'>> {
  const found = {} as Record<Capability, 'yes' | 'no' | 'unknown'>
  for (const [name, probe] of Object.entries(PROBES) as [Capability, Ask][]) {
    try {
      found[name] = (await probe(session, { Bucket: session.bucket, Key: key })) ? 'yes' : 'no'
    } catch (error) {
      const status = statusOf(error)
      if (status === undefined || (status >= 500 && status !== 501)) {
        throw failure(error, { act: `the test of ${name}`, bucket: session.bucket, key })
      }
      found[name] = status === 401 || status === 403 ? 'unknown' : 'no'
    }
  }
  return found
}

type Ask = (session: S3Session, of: { Bucket: string; Key: string }) => Promise<boolean>

/** Each is asked of an object that is there already. */
const PROBES: Record<Capability, Ask> = {
  // Stores that do not know the header overwrite in silence, or say that they cannot.
  async conditionalWrites({ client }, of) {
    try {
      await client.send(new PutObjectCommand({ ...of, Body: 'entrepot', IfNoneMatch: '*' }))
      return false
    } catch (error) {
      if (statusOf(error) === 412) return true
      throw error
    }
  },
  async versioning({ client }, { Bucket }) {
    return (await client.send(new GetBucketVersioningCommand({ Bucket }))).Status === 'Enabled'
  },
  async objectLock({ client }, { Bucket }) {
    const { ObjectLockConfiguration } = await client.send(new GetObjectLockConfigurationCommand({ Bucket }))
    return ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled'
  },
  async tagging({ client }, of) {
    const TagSet = [{ Key: 'entrepot', Value: 'probe' }]
    await client.send(new PutObjectTaggingCommand({ ...of, Tagging: { TagSet } }))
    const { TagSet: kept = [] } = await client.send(new GetObjectTaggingCommand(of))
    return kept.some(({ Key, Value }) => Key === 'entrepot' && Value === 'probe')
  },
  async checksums({ client }, of) {
    const given = { ...of, Body: 'entrepot', ChecksumAlgorithm: 'SHA256' as const, ChecksumSHA256: SUM }
    await client.send(new PutObjectCommand(given))
    return (await client.send(new HeadObjectCommand({ ...of, ChecksumMode: 'ENABLED' }))).ChecksumSHA256 === SUM
  },
}

/** Stores that do not know the question have none. */
export async function hasLock(session: S3Session): Promise<boolean> {
  try {
    return await PROBES.objectLock(session, { Bucket: session.bucket, Key: '' })
  } catch (error) {
    const status = statusOf(error)
    if (status !== undefined && status >= 400 && (status < 500 || status === 501) && status !== 401 && status !== 403)
      return false
    throw failure(error, { act: 'the look for Object Lock', bucket: session.bucket, key: '' })
  }
}

/** With the versions that the probe made, where the store lets go of them: a default retention keeps them for its time. */
export async function removeProbe({ client, bucket }: S3Session, key: string): Promise<void> {
  const of = { Bucket: bucket, Key: key }
  await client.send(new DeleteObjectCommand(of))
  try {
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }),
    )
    for (const { VersionId } of [...Versions, ...DeleteMarkers]) {
      await client.send(new DeleteObjectCommand({ ...of, VersionId }))
    }
  } catch (error) {
    const status = statusOf(error)
    if (status !== 403 && status !== 501) throw error
  }
}
