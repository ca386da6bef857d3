import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { acting, bare, type Head, type S3Session } from './session.ts'

export interface Copy {
  from: string
  to: string
  /** What lies under `from`. */
  head: Head
}

/** Larger objects cannot be copied by one request. */
const COPY_BYTES_MAX = 5 * 1024 ** 3
const PARTS_MAX = 10_000
const PARTS_AT_ONCE = 3

/**
 * Copies within the bucket, at the store. It cannot be pinned to what was seen: some stores ignore the condition, others refuse
 * it for objects that were put in parts. A version is exact; without one, whoever calls looks at the source again.
 */
export async function copy(
  session: S3Session,
  what: Copy,
  sizes = { wholeBytesMax: COPY_BYTES_MAX, partBytes: 512 * 1024 ** 2 },
): Promise<void> {
  await acting(session, 'copying', what.from, () =>
    what.head.sizeBytes <= sizes.wholeBytesMax ? copyWhole(session, what) : copyInParts(session, what, sizes.partBytes),
  )
}

async function copyWhole(session: S3Session, { from, to, head }: Copy): Promise<void> {
  const given = { Bucket: session.bucket, Key: to, CopySource: sourceOf(session, from, head) }
  await session.client.send(new CopyObjectCommand(given))
}

async function copyInParts(session: S3Session, what: Copy, partBytes: number): Promise<void> {
  const { from, to, head } = what
  const at = { Bucket: session.bucket, Key: to }
  const { UploadId } = await session.client.send(
    new CreateMultipartUploadCommand({ ...at, Metadata: head.metadata, ContentType: head.contentType }),
  )
  const bytes = Math.max(partBytes, Math.ceil(head.sizeBytes / PARTS_MAX))
  const Parts: CompletedPart[] = new Array(Math.ceil(head.sizeBytes / bytes))
  const CopySource = sourceOf(session, from, head)
  let next = 0
  const copier = async () => {
    while (next < Parts.length) {
      const index = next++
      const end = Math.min((index + 1) * bytes, head.sizeBytes) - 1
      const part = { PartNumber: index + 1, CopySourceRange: `bytes=${index * bytes}-${end}` }
      const given = { ...at, UploadId, CopySource, ...part }
      const { CopyPartResult } = await session.client.send(new UploadPartCopyCommand(given))
      Parts[index] = { PartNumber: index + 1, ETag: `"${bare(CopyPartResult?.ETag)}"` }
    }
  }
  try {
    const copiers = await Promise.allSettled(
      Array.from({ length: PARTS_AT_ONCE }, () =>
        copier().catch((error) => {
          next = Parts.length
          throw error
        }),
      ),
    )
    const failed = copiers.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    await session.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }))
  } catch (error) {
    await session.client.send(new AbortMultipartUploadCommand({ ...at, UploadId })).catch(() => {})
    throw error
  }
}

function sourceOf({ bucket }: S3Session, key: string, { versionId }: Head): string {
  const path = `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`
  return versionId === undefined ? path : `${path}?versionId=${encodeURIComponent(versionId)}`
}
