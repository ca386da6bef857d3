import { AddressRefused } from '../../platform/outbound.ts'
import { isMissing, type S3Failure } from '../../platform/s3/client.ts'
import { ConnectorError, Disconnected, Misconfigured, Rejected, TryLater } from '../errors.ts'

type Found = Record<string, unknown>

/** What can go wrong at an S3 store, as people are told. */
export const problems = {
  's3-name-unknown': (p: Found) =>
    `The name ${p['host']} cannot be resolved (${p['reason']}). Check how the endpoint is spelled, and the name service.`,
  's3-address-refused': (p: Found) =>
    `${p['host']} stands for an address that the grid never connects to. Check how the endpoint is spelled, and the name service.`,
  's3-unreachable': (p: Found) =>
    `${p['host']} port ${p['port']} cannot be reached (${p['reason']}). Check address, port and firewalls; the store may be down.`,
  's3-tls-failed': (p: Found) =>
    `There is no secure connection to ${p['host']} port ${p['port']} (${p['reason']}). Check the name in its certificate, or give the authority that signed it.`,
  's3-disconnected': (p: Found) =>
    `The connection to the store broke during ${p['act']} of ${p['key']} (${p['reason']}).`,
  's3-sign-in-refused': (p: Found) =>
    `The store does not accept the access key (${p['reason']}). Check the key, its secret, and whether it has expired.`,
  's3-clock-differs': (p: Found) =>
    `The store refuses requests since its clock and that of this machine differ (${p['reason']}). Set the clock.`,
  's3-region-wrong': (p: Found) =>
    `The bucket is not in the region that the connection names (${p['reason']}). Correct region or endpoint.`,
  's3-bucket-missing': (p: Found) =>
    `There is no bucket ${p['bucket']} at the store. Correct its name, or have it made.`,
  's3-permission-denied': (p: Found) =>
    `The store does not permit ${p['act']} of ${p['key']}. Ask for that permission for this access key.`,
  's3-not-implemented': (p: Found) => `The store cannot do ${p['act']} (${p['reason']}). Let the channel do without.`,
  's3-busy': (p: Found) => `The store asks for patience during ${p['act']} of ${p['key']} (${p['reason']}).`,
  's3-full': (p: Found) => `The store has no room for ${p['key']} (${p['reason']}). Have its quota raised.`,
  's3-object-cold': (p: Found) =>
    `${p['key']} is in a storage class that must be restored before it can be read. Have it restored.`,
  's3-refused': (p: Found) => `The store refused ${p['act']} of ${p['key']}: ${p['reason']}.`,
  's3-not-s3': (p: Found) =>
    `What answers there does not speak S3: asked to list ${p['bucket']}, it sent something else. Correct the endpoint.`,
  's3-list-broken': (p: Found) =>
    `The store says that the list of ${p['key']} goes on, and not where. It does not speak S3 as expected.`,
  's3-key-taken': (p: Found) =>
    `There is another object ${p['key']} at the store. Have it taken away, or let the channel use another policy for collisions.`,
  's3-key-word-missing': (p: Found) =>
    `The key template asks for {${p['word']}}, and this delivery has none. Correct the template of the channel.`,
  's3-lock-missing': (p: Found) =>
    `${p['bucket']} has no Object Lock, so nothing in it can be kept from removal. Use a bucket that was made with it, or ask for no retention.`,
  's3-damaged': (p: Found) =>
    `What came to the store of ${p['key']} was not what was sent (${p['reason']}). It was not kept there.`,
  's3-size-differs': (p: Found) =>
    `The store has ${p['found']} bytes of ${p['key']}, of ${p['expected']} that were sent.`,
  'item-changed': (p: Found) =>
    `${p['name']} was changed or removed while it was read. What lies there now is looked at anew.`,
} satisfies Record<string, (found: Found) => string>

export type S3Problem = keyof typeof problems

/** An error of the given class with its code, sentence and parameters. */
export function problem<E extends ConnectorError>(
  Class: new (code: string, message: string, parameters: Found) => E,
  code: S3Problem,
  found: Found,
): E {
  return new Class(code, problems[code](found), found)
}

export function later(code: S3Problem, afterMs: number, found: Found): TryLater {
  return new TryLater(afterMs, code, problems[code](found), found)
}

/** The status that the store answered with, when it answered. */
export function statusOf(error: unknown): number | undefined {
  return (
    (error as S3Failure).$metadata?.httpStatusCode ??
    (error as { $response?: { statusCode?: number } }).$response?.statusCode
  )
}

export interface About {
  act: string
  bucket: string
  key: string
}

/** What the store or the way to it said, as one of the four errors. An act that was called off stays what it is. */
export function failure(error: unknown, about: About): Error {
  if (error instanceof ConnectorError) return error
  const { name, message, code } = error as S3Failure
  if (name === 'AbortError') return error as Error
  const status = statusOf(error)
  const said = message && message !== name && message !== 'UnknownError' ? `${name}: ${message}` : name
  const found = { ...about, reason: said }
  if (error instanceof AddressRefused) return problem(Misconfigured, 's3-address-refused', { host: error.host })
  if (status === undefined) {
    const reason = code ?? said
    return isNetwork(error) ? problem(Disconnected, 's3-disconnected', { ...about, reason }) : (error as Error)
  }
  const known = MISCONFIGURED[name]
  if (known) return problem(Misconfigured, known, { ...found, status })
  if (FULL.has(name) || status === 507) return later('s3-full', 300_000, { ...found, status })
  // The bytes were hurt on their way.
  if (DAMAGED.has(name)) return later('s3-damaged', 5_000, { ...found, status })
  if (name === 'InvalidObjectState') return problem(Rejected, 's3-object-cold', { ...found, status })
  return byStatus(status, { ...found, status })
}

const MISCONFIGURED: Record<string, S3Problem> = {
  InvalidAccessKeyId: 's3-sign-in-refused',
  SignatureDoesNotMatch: 's3-sign-in-refused',
  ExpiredToken: 's3-sign-in-refused',
  InvalidToken: 's3-sign-in-refused',
  InvalidSecurity: 's3-sign-in-refused',
  RequestTimeTooSkewed: 's3-clock-differs',
  PermanentRedirect: 's3-region-wrong',
  TemporaryRedirect: 's3-region-wrong',
  AuthorizationHeaderMalformed: 's3-region-wrong',
  IllegalLocationConstraintException: 's3-region-wrong',
  NoSuchBucket: 's3-bucket-missing',
  InvalidBucketName: 's3-bucket-missing',
  AccessDenied: 's3-permission-denied',
  AllAccessDisabled: 's3-permission-denied',
  NotImplemented: 's3-not-implemented',
}
const DAMAGED = new Set(['BadDigest', 'XAmzContentSHA256Mismatch', 'InvalidDigest', 'XAmzContentChecksumMismatch'])
const FULL = new Set(['QuotaExceeded', 'InsufficientStorage', 'StorageFull', 'XMinioStorageFull'])

/** An answer to HEAD has no code: then the status says what it can. */
function byStatus(status: number, found: Found): Error {
  if (status === 401 || status === 403) return problem(Misconfigured, 's3-permission-denied', found)
  if (status >= 300 && status < 400) return problem(Misconfigured, 's3-region-wrong', found)
  if (status === 501) return problem(Misconfigured, 's3-not-implemented', found)
  if (status === 408 || status === 409 || status === 429 || status >= 500) return later('s3-busy', 5_000, found)
  return problem(Rejected, 's3-refused', found)
}

/** Without a status nothing was answered: name, connection, TLS or time. A mistake of ours has no code and another name. */
function isNetwork(error: unknown): boolean {
  const { name, code, message } = error as S3Failure
  return code !== undefined || name === 'TimeoutError' || /aborted|socket|timed out/i.test(message)
}

/** True when there is no such object. */
export function isGone(error: unknown): boolean {
  return isMissing(error) || (statusOf(error) === 404 && (error as Error).name !== 'NoSuchBucket')
}
