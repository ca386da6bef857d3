import { createHash } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'

export interface Upload {
  client: S3Client
  bucket: string
  key: string
  metadata: Record<string, string>
  contentType?: string
  sizeBytes: number
  /** All of the bytes in order, read once, in pieces of any size. */
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  /** Asks the store to refuse with 412 when there is such a key. Not every store knows that. */
  onlyNew?: boolean
  /** Object Lock: not to be removed before then. */
  retention?: { mode: 'GOVERNANCE' | 'COMPLIANCE'; until: Date } | undefined
  /** Runs when every byte was read and nothing shows yet: the last moment to stop it, by throwing. */
  beforeItShows?: () => void | Promise<void>
  signal?: AbortSignal
}

export interface Uploaded {
  /** Some stores leave it empty after parts. */
  etag: string | undefined
  versionId: string | undefined
}

export const PART_BYTES = 8_388_608
const PARTS_MAX = 10_000
/** Parts in flight: 24 MiB of one upload are in memory at most. */
const PARTS_AT_ONCE = 3

/** Uploads one object: one request, or parts where it is larger than one. Every body is signed with its SHA-256. */
export async function upload(what: Upload): Promise<Uploaded> {
  return what.sizeBytes <= PART_BYTES ? put(what) : putInParts(what)
}

async function put(what: Upload): Promise<Uploaded> {
  const { value: body = Buffer.alloc(0) } = await partsOf(what.bytes, PART_BYTES).next()
  if (body.length !== what.sizeBytes) throw new Error(`${body.length} bytes came, of ${what.sizeBytes} announced`)
  await what.beforeItShows?.()
  const { ETag, VersionId } = await what.client.send(
    new PutObjectCommand({
      Bucket: what.bucket,
      Key: what.key,
      Body: body,
      Metadata: what.metadata,
      ContentType: what.contentType,
      ...(what.onlyNew ? { IfNoneMatch: '*' } : {}),
      ...locked(what),
      ...checksum(body),
    }),
    aborting(what),
  )
  return { etag: ETag, versionId: VersionId }
}

async function putInParts(what: Upload): Promise<Uploaded> {
  const { client, metadata, contentType } = what
  const at = { Bucket: what.bucket, Key: what.key }
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({
      ...at,
      Metadata: metadata,
      ContentType: contentType,
      ChecksumAlgorithm: 'SHA256',
      ...locked(what),
    }),
    aborting(what),
  )
  try {
    const Parts = await sendParts(what, UploadId!)
    await what.beforeItShows?.()
    const { ETag, VersionId } = await client.send(
      new CompleteMultipartUploadCommand({
        ...at,
        UploadId,
        MultipartUpload: { Parts },
        ...(what.onlyNew ? { IfNoneMatch: '*' } : {}),
      }),
      aborting(what),
    )
    return { etag: ETag || undefined, versionId: VersionId }
  } catch (error) {
    // What is left of an upload that cannot even be aborted is swept later.
    await client.send(new AbortMultipartUploadCommand({ ...at, UploadId })).catch(() => {})
    throw error
  }
}

async function sendParts(what: Upload, UploadId: string): Promise<CompletedPart[]> {
  const partBytes = Math.max(PART_BYTES, Math.ceil(what.sizeBytes / PARTS_MAX))
  const parts = partsOf(what.bytes, partBytes)
  const done: CompletedPart[] = []
  let sizeBytes = 0
  let count = 0
  let stopped = false
  const uploader = async () => {
    while (!stopped) {
      const { value: body, done: ended } = await parts.next()
      if (ended) return
      // The generator answers in the order of asking, so numbers are given out in the order of the bytes.
      const PartNumber = ++count
      sizeBytes += body.length
      const sums = checksum(body)
      const given = { Bucket: what.bucket, Key: what.key, UploadId, PartNumber, Body: body, ...sums }
      const { ETag, ChecksumSHA256 } = await what.client.send(new UploadPartCommand(given), aborting(what))
      // Amazon asks for the sums again at the end; a store that does not know them refuses when it is told.
      done[PartNumber - 1] = { PartNumber, ETag, ...(ChecksumSHA256 ? { ChecksumSHA256 } : {}) }
    }
  }
  const stopping = (error: unknown) => {
    stopped = true
    throw error
  }
  const uploaders = await Promise.allSettled(Array.from({ length: PARTS_AT_ONCE }, () => uploader().catch(stopping)))
  const failed = uploaders.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  if (sizeBytes !== what.sizeBytes) throw new Error(`${sizeBytes} bytes came, of ${what.sizeBytes} announced`)
  return done
}

/** Pieces of any size as parts of one size; the last may be smaller. */
async function* partsOf(bytes: Upload['bytes'], partBytes: number): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let sizeBytes = 0
  for await (const piece of bytes) {
    for (let from = 0; from < piece.length; ) {
      const taken = piece.subarray(from, from + partBytes - sizeBytes)
      waiting.push(taken)
      sizeBytes += taken.length
      from += taken.length
      if (sizeBytes < partBytes) continue
      yield joined(waiting)
      waiting = []
      sizeBytes = 0
    }
  }
  if (sizeBytes > 0) yield joined(waiting)
}

/** What came as one piece is not copied. */
function joined(pieces: Uint8Array[]): Buffer {
  const [piece] = pieces as [Uint8Array]
  return pieces.length > 1 ? Buffer.concat(pieces) : Buffer.from(piece.buffer, piece.byteOffset, piece.length)
}

/** Stores that know this header keep it with the object and check it; it is refused when wrong only with the algorithm beside it. */
function checksum(body: Buffer): { ChecksumAlgorithm: 'SHA256'; ChecksumSHA256: string } {
  return { ChecksumAlgorithm: 'SHA256', ChecksumSHA256: createHash('sha256').update(body).digest('base64') }
}

function locked({ retention }: Upload) {
  return retention ? { ObjectLockMode: retention.mode, ObjectLockRetainUntilDate: retention.until } : {}
}

function aborting({ signal }: Upload): { abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {}
}
