import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { StoredFile } from './place.ts'
import { readFully } from './spool.ts'

export interface Target {
  client: S3Client
  bucket: string
  key: string
  /** Of the content, for whoever reads the bucket without the grid. */
  hash: Buffer
}

const PART_BYTES = 8_388_608
const PARTS_MAX = 10_000
/** Parts in flight: 24 MiB of one upload are in memory at most. */
const PARTS_AT_ONCE = 3

/** Uploads a file: one request, or parts where it is larger than one. Every body is signed with its SHA-256. */
export async function upload(target: Target, { path, sizeBytes }: StoredFile): Promise<void> {
  const file = await open(path, 'r')
  try {
    if (sizeBytes <= PART_BYTES) await put(target, await readFully(file, 0, sizeBytes))
    else await putInParts(target, file, sizeBytes)
  } finally {
    await file.close()
  }
}

async function put({ client, bucket, key, hash }: Target, body: Buffer): Promise<void> {
  const Metadata = { sha256: hash.toString('hex') }
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, Metadata, ...checksum(body) }))
}

async function putInParts(target: Target, file: FileHandle, sizeBytes: number): Promise<void> {
  const { client, bucket: Bucket, key: Key, hash } = target
  const Metadata = { sha256: hash.toString('hex') }
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ Bucket, Key, Metadata, ChecksumAlgorithm: 'SHA256' }),
  )
  try {
    const Parts = await parts(target, UploadId!, file, sizeBytes)
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
  } catch (error) {
    // What is left of an upload that cannot even be aborted is swept later.
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => {})
    throw error
  }
}

async function parts(target: Target, UploadId: string, file: FileHandle, sizeBytes: number): Promise<CompletedPart[]> {
  const partBytes = Math.max(PART_BYTES, Math.ceil(sizeBytes / PARTS_MAX))
  const count = Math.ceil(sizeBytes / partBytes)
  const done: CompletedPart[] = new Array(count)
  let next = 0
  const uploader = async () => {
    while (next < count) {
      const index = next++
      const body = await readFully(file, index * partBytes, Math.min(partBytes, sizeBytes - index * partBytes))
      const PartNumber = index + 1
      const sums = checksum(body)
      const given = { Bucket: target.bucket, Key: target.key, UploadId, PartNumber, Body: body, ...sums }
      const { ETag } = await target.client.send(new UploadPartCommand(given)).catch((error) => {
        next = count
        throw error
      })
      done[index] = { PartNumber, ETag, ChecksumSHA256: sums.ChecksumSHA256 }
    }
  }
  const uploaders = await Promise.allSettled(Array.from({ length: PARTS_AT_ONCE }, uploader))
  const failed = uploaders.find((one) => one.status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
  return done
}

/** Stores that know this header keep it with the object and check it; it is refused when wrong only with the algorithm beside it. */
function checksum(body: Buffer): { ChecksumAlgorithm: 'SHA256'; ChecksumSHA256: string } {
  return { ChecksumAlgorithm: 'SHA256', ChecksumSHA256: createHash('sha256').update(body).digest('base64') }
}
