import { type FileHandle, open } from 'node:fs/promises'
import type { S3Client } from '@aws-sdk/client-s3'
import { PART_BYTES, upload } from '../s3/upload.ts'
import type { StoredFile } from './place.ts'
import { readFully } from './spool.ts'

export interface Target {
  client: S3Client
  bucket: string
  key: string
  /** Of the content, for whoever reads the bucket without the grid. */
  hash: Buffer
}

/** Uploads a file whole, or in parts where it is larger than one. */
export async function uploadFile({ hash, ...target }: Target, { path, sizeBytes }: StoredFile): Promise<void> {
  const file = await open(path, 'r')
  try {
    const metadata = { sha256: hash.toString('hex') }
    await upload({ ...target, metadata, sizeBytes, bytes: pieces(file, sizeBytes) })
  } finally {
    await file.close()
  }
}

async function* pieces(file: FileHandle, sizeBytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < sizeBytes; at += PART_BYTES)
    yield await readFully(file, at, Math.min(PART_BYTES, sizeBytes - at))
}
