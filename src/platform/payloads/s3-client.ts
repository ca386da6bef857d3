import { S3Client } from '@aws-sdk/client-s3'
import { payloadError } from './errors.ts'

export interface S3Settings {
  /** Undefined: Amazon's own, by region. */
  endpoint: string | undefined
  region: string
  bucket: string
  prefix: string
  /** Undefined: the SDK searches (environment, profile, machine). */
  credentials: { accessKey: string; secretKey: string } | undefined
}

/**
 * The SDK's own checksums stay off: they are sent in trailers that other stores refuse or keep as content. What is sent is
 * signed with its SHA-256 instead, which every store checks.
 */
export function openS3({ endpoint, region, credentials }: S3Settings): S3Client {
  return new S3Client({
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(credentials
      ? { credentials: { accessKeyId: credentials.accessKey, secretAccessKey: credentials.secretKey } }
      : {}),
    region,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000, httpAgent: AGENT, httpsAgent: AGENT },
  })
}

/** Runs a call to the store; throws what the grid can act on. */
export async function calling<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw asPayloadError(error as S3Failure)
  }
}

/** True when the store says that there is no such object. */
export function isMissing(error: unknown): boolean {
  const { name, $metadata } = error as S3Failure
  return name === 'NoSuchKey' || (name === 'NotFound' && $metadata?.httpStatusCode === 404)
}

export interface S3Failure extends Error {
  code?: string
  Code?: string
  $metadata?: { httpStatusCode?: number }
}

const AGENT = { keepAlive: true, maxSockets: 64 }
const FULL = new Set(['QuotaExceeded', 'InsufficientStorage', 'StorageFull', 'XMinioStorageFull'])
const BUSY = new Set(['SlowDown', 'RequestTimeout', 'ServiceUnavailable', 'InternalError', 'TimeoutError'])

function asPayloadError(error: S3Failure): Error {
  if (isMissing(error)) return error
  const status = error.$metadata?.httpStatusCode
  if (FULL.has(error.name) || status === 507) return payloadError('storage-full')
  const reason = [error.name, error.code, error.message].filter((part) => part && part !== 'Error').join(' ')
  // Without a status nothing was answered: name, connection, TLS or time.
  const away = status === undefined || status >= 500 || status === 429 || BUSY.has(error.name)
  return payloadError(away ? 'payload-store-away' : 'payload-store-refused', { reason })
}
