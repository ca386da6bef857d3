import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3'
import { isMissing, s3Client } from '../s3/client.ts'
import { payloadError } from './errors.ts'
import type { Place, PlaceProblem, StoredFile } from './place.ts'
import { checkS3 } from './s3-check.ts'
import { calling, type S3Settings } from './s3-client.ts'
import { uploadFile } from './s3-upload.ts'
import type { StoredBytes } from './stored-form.ts'

interface Found {
  sizeBytes: number
  modifiedAt: number
}

/** What is read with the first request: most payloads need no second one. A whole number of frames and the header. */
const HEAD_BYTES = 262_144 + 4 * 16 + 8
/** Bytes younger than this are not swept before the row of whoever finds them there. */
const YOUNG_MS = 43_200_000

/** A bucket of payloads, each an object named by its hash: `payloads/ab/cd/abcd…`. Never a name twice for two contents. */
export class S3 implements Place {
  readonly name = 's3'
  readonly pieceBytes = 4_194_304
  readonly #settings: S3Settings
  readonly #client: S3Client

  constructor(settings: S3Settings) {
    this.#settings = settings
    this.#client = s3Client(settings)
  }

  async prepare(hash: Buffer, file: StoredFile, known: boolean): Promise<void> {
    const found = await this.#head(hash)
    const stays = known || (found && found.modifiedAt > Date.now() - YOUNG_MS)
    if (found?.sizeBytes === file.sizeBytes && stays) return
    const target = { client: this.#client, bucket: this.#settings.bucket, key: this.#keyOf(hash), hash }
    await calling(() => uploadFile(target, file))
  }

  async settle(hash: Buffer, file: StoredFile): Promise<boolean> {
    return (await this.#head(hash))?.sizeBytes === file.sizeBytes
  }

  async open(hash: Buffer): Promise<StoredBytes> {
    const head = await this.#get(hash, 0, HEAD_BYTES)
    const sizeBytes = head.total
    return {
      sizeBytes,
      read: async (offset, length) => {
        const end = Math.min(offset + length, sizeBytes)
        if (end <= offset) return Buffer.alloc(0)
        if (end <= head.bytes.length) return head.bytes.subarray(offset, end)
        return (await this.#get(hash, offset, end - offset)).bytes
      },
      close: async () => {},
    }
  }

  async *older(before: number): AsyncIterable<Buffer[]> {
    await this.#abortUploads(before)
    let ContinuationToken: string | undefined
    do {
      const page = await calling(() =>
        this.#client.send(
          new ListObjectsV2Command({ Bucket: this.#settings.bucket, Prefix: this.#settings.prefix, ContinuationToken }),
        ),
      )
      const old = (page.Contents ?? []).filter(({ LastModified }) => LastModified && LastModified.getTime() < before)
      const hashes = old.flatMap(({ Key }) => this.#hashOf(Key!) ?? [])
      if (hashes.length > 0) yield hashes
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
    } while (ContinuationToken)
  }

  async remove(hash: Buffer, before: number): Promise<number> {
    const found = await this.#head(hash)
    if (!found || found.modifiedAt >= before) return 0
    const Key = this.#keyOf(hash)
    await calling(() => this.#client.send(new DeleteObjectCommand({ Bucket: this.#settings.bucket, Key })))
    return found.sizeBytes
  }

  check(): Promise<PlaceProblem | null> {
    return checkS3(this.#client, this.#settings)
  }

  async #head(hash: Buffer): Promise<Found | null> {
    try {
      const { ContentLength, LastModified } = await calling(() =>
        this.#client.send(new HeadObjectCommand({ Bucket: this.#settings.bucket, Key: this.#keyOf(hash) })),
      )
      return { sizeBytes: ContentLength ?? -1, modifiedAt: LastModified?.getTime() ?? 0 }
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async #get(hash: Buffer, offset: number, length: number): Promise<{ bytes: Buffer; total: number }> {
    try {
      return await calling(async () => {
        const answer = await this.#client.send(
          new GetObjectCommand({
            Bucket: this.#settings.bucket,
            Key: this.#keyOf(hash),
            Range: `bytes=${offset}-${offset + length - 1}`,
          }),
        )
        const bytes = Buffer.from((await answer.Body!.transformToByteArray()) as Uint8Array<ArrayBuffer>)
        return { bytes, total: Number(/\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1] ?? bytes.length) }
      })
    } catch (error) {
      if (!isMissing(error)) throw error
      throw payloadError('payload-missing', { hash: hash.toString('hex') })
    }
  }

  /** Parts of an upload that nobody finished cost as much as an object, and no list of objects shows them. */
  async #abortUploads(before: number): Promise<void> {
    const Bucket = this.#settings.bucket
    const { Uploads = [] } = await calling(() =>
      this.#client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: this.#settings.prefix })),
    )
    for (const { Key, UploadId, Initiated } of Uploads) {
      if (!Initiated || Initiated.getTime() >= before) continue
      await calling(() => this.#client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })))
    }
  }

  #keyOf(hash: Buffer): string {
    const name = hash.toString('hex')
    return `${this.#settings.prefix}${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`
  }

  #hashOf(key: string): Buffer | undefined {
    const hash = Buffer.from(/[0-9a-f]{64}$/.exec(key)?.[0] ?? '', 'hex')
    return hash.length === 32 && this.#keyOf(hash) === key ? hash : undefined
  }
}
