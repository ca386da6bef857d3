import type { Told } from '../define.ts'

/** One object that a store says was made or removed. A hint to look now, never the truth: they come late, twice, or not at all. */
export interface Notification {
  what: 'created' | 'removed'
  bucket: string
  key: string
  versionId: string | null
  etag: string | null
  sizeBytes: number | null
  /** Orders what happened to one key. */
  sequencer: string | null
}

/**
 * Reads a notification in the form of Amazon's queues, of EventBridge, or of MinIO, also wrapped by SNS or SQS. An empty list:
 * it tells of nothing, such as a test message. Null: it is none.
 */
export function readNotification(message: unknown): Notification[] | null {
  const given = typeof message === 'string' ? parsed(message) : message
  if (!isObject(given)) return null
  if (given['Event'] === 's3:TestEvent') return []
  if (Array.isArray(given['Records'])) return fromRecords(given['Records'])
  if (given['source'] === 'aws.s3' && isObject(given['detail'])) {
    return fromEventBridge(String(given['detail-type']), given['detail'])
  }
  for (const wrapped of ['Message', 'body', 'Body']) {
    if (typeof given[wrapped] === 'string') return readNotification(given[wrapped])
  }
  return null
}

/** Whether a message tells of a new object in this bucket beneath this prefix. Null: it is no notification. */
export function toldBy(message: string, { bucket, prefix }: { bucket: unknown; prefix: string }): Told | null {
  const given = parsed(message)
  // A topic sends nothing until somebody has said yes to it, and that is for a person: it may be a stranger's.
  if (isObject(given) && given['Type'] === 'SubscriptionConfirmation') {
    return { looks: false, confirm: text(given['SubscribeURL']) }
  }
  const told = readNotification(given)
  return (
    told && { looks: told.some((one) => one.what === 'created' && one.bucket === bucket && one.key.startsWith(prefix)) }
  )
}

/** Negative: the first happened before the second. Hexadecimal of any length, the shorter one as if it began with zeros. */
export function compareSequencers(a: string, b: string): number {
  const length = Math.max(a.length, b.length)
  const [x, y] = [a, b].map((one) => one.toLowerCase().padStart(length, '0')) as [string, string]
  return x < y ? -1 : x > y ? 1 : 0
}

type Fields = Record<string, unknown>

function fromRecords(records: unknown[]): Notification[] | null {
  const found: Notification[] = []
  for (const record of records) {
    if (!isObject(record)) return null
    // A queue hands over records of its own, with the message inside.
    if (typeof record['body'] === 'string') {
      const inside = readNotification(record['body'])
      if (inside === null) return null
      found.push(...inside)
      continue
    }
    const s3 = record['s3']
    if (!isObject(s3) || !isObject(s3['bucket']) || !isObject(s3['object'])) return null
    const what = act(String(record['eventName']).replace(/^s3:/, ''), /^Object(Created|Removed)|^LifecycleExpiration/)
    if (what === null) continue
    // In records the key is encoded as in a form: a space is a plus.
    const key = decoded(text(s3['object']['key']))
    if (key === null) return null
    found.push(notification(what, text(s3['bucket']['name']), key, s3['object']))
  }
  return found
}

function fromEventBridge(type: string, detail: Fields): Notification[] | null {
  if (!isObject(detail['bucket']) || !isObject(detail['object'])) return null
  const what = act(type, /^Object (Created|Deleted)/)
  const key = text(detail['object']['key'])
  return what === null ? [] : [notification(what, text(detail['bucket']['name']), key, detail['object'])]
}

function act(name: string, form: RegExp): Notification['what'] | null {
  const [all, made] = form.exec(name) ?? []
  return all === undefined ? null : made === 'Created' ? 'created' : 'removed'
}

function notification(what: Notification['what'], bucket: string, key: string, object: Fields): Notification {
  const size = Number(object['size'])
  return {
    what,
    bucket,
    key,
    versionId: text(object['versionId'] ?? object['version-id']) || null,
    etag: text(object['eTag'] ?? object['etag']).replaceAll('"', '') || null,
    sizeBytes: object['size'] !== undefined && Number.isFinite(size) ? size : null,
    sequencer: text(object['sequencer']) || null,
  }
}

function decoded(key: string): string | null {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    return null
  }
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message)
  } catch {
    return null
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
