import { expect, test } from 'vitest'
import { compareSequencers, readNotification } from './notifications.ts'

const record = (more: Record<string, unknown> = {}, object: Record<string, unknown> = {}) => ({
  eventVersion: '2.2',
  eventSource: 'aws:s3',
  eventName: 'ObjectCreated:Put',
  ...more,
  s3: {
    s3SchemaVersion: '1.0',
    bucket: { name: 'grid', arn: 'arn:aws:s3:::grid' },
    object: { key: 'in/a+b%2Bc%C3%A9.edi', size: 12, eTag: 'abc', sequencer: '0055AED6DCD90281E5', ...object },
  },
})
const created = {
  what: 'created',
  bucket: 'grid',
  key: 'in/a b+cé.edi',
  versionId: null,
  etag: 'abc',
  sizeBytes: 12,
  sequencer: '0055AED6DCD90281E5',
}

test('records of a queue, with keys as in a form', () => {
  expect(readNotification(JSON.stringify({ Records: [record()] }))).toEqual([created])
  const versioned = { Records: [record({ eventName: 'ObjectRemoved:DeleteMarkerCreated' }, { versionId: 'v1' })] }
  expect(readNotification(versioned)).toEqual([{ ...created, what: 'removed', versionId: 'v1' }])
  expect(readNotification({ Records: [record({ eventName: 'ObjectTagging:Put' })] })).toEqual([])
})

test('wrapped by a topic, by a queue, or both', () => {
  const message = JSON.stringify({ Records: [record()] })
  const topic = { Type: 'Notification', TopicArn: 'arn', Message: message }
  expect(readNotification(topic)).toEqual([created])
  expect(readNotification({ Records: [{ messageId: '1', body: message }] })).toEqual([created])
  expect(readNotification({ Records: [{ messageId: '1', body: JSON.stringify(topic) }] })).toEqual([created])
})

test("MinIO's form is the same with more around it", () => {
  const message = {
    EventName: 's3:ObjectCreated:Put',
    Key: 'grid/in/a',
    Records: [record({ eventName: 's3:ObjectCreated:Put' })],
  }
  expect(readNotification(message)).toEqual([created])
})

test("EventBridge's form, whose keys are plain", () => {
  const object = { key: 'in/a b+c%2B.edi', size: 12, etag: 'abc', 'version-id': 'v1', sequencer: '1' }
  const message = { source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'grid' }, object } }
  const expected = { ...created, key: 'in/a b+c%2B.edi', versionId: 'v1', sequencer: '1' }
  expect(readNotification(message)).toEqual([expected])
  expect(readNotification({ ...message, 'detail-type': 'Object Deleted' })).toEqual([{ ...expected, what: 'removed' }])
  expect(readNotification({ ...message, 'detail-type': 'Object Tags Added' })).toEqual([])
})

test('a test message tells of nothing, and anything else is none', () => {
  expect(readNotification({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'grid' })).toEqual([])
  for (const other of [
    '',
    'x',
    '[]',
    'null',
    '{}',
    { Records: [{}] },
    { Records: [record({}, { key: '%' })] },
    { Message: 'x' },
  ]) {
    expect(readNotification(other)).toBeNull()
  }
})

test('sequencers are hexadecimal of any length', () => {
  expect(compareSequencers('0F', 'A')).toBeGreaterThan(0)
  expect(compareSequencers('a', '00A')).toBe(0)
  expect(['100', 'FF', '1'].sort(compareSequencers)).toEqual(['1', 'FF', '100'])
})
