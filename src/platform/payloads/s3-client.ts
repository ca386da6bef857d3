import { isMissing, type S3ClientSettings, type S3Failure } from '../s3/client.ts'
import { payloadError } from './errors.ts'

export interface S3Settings extends S3ClientSettings {
  bucket: string
  prefix: string
}

/** Runs a call to the store; throws what the grid can act on. */
export async function calling<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw asPayloadError(error as S3Failure)
  }
}

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
