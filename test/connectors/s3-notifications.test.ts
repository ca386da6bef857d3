import { PutBucketNotificationConfigurationCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { s3Client } from '../../src/platform/s3/client.ts'
import { clientOf } from '../client.ts'
import { order } from '../messages.ts'
import { type Ceph, cephMissing, startCeph } from '../peers/ceph.ts'
import { startS3Peer } from './s3-peer.ts'
import { openStage, type Stage } from './stage.ts'
import type { Peer } from './suite.ts'

const missing = cephMissing()

describe.skipIf(missing !== null)(`notifications of a bucket${missing ? `: ${missing}` : ''}`, () => {
  let ceph: Ceph
  let peer: Peer
  let stage: Stage
  let key: string
  let path: string
  beforeAll(async () => {
    ceph = await startCeph()
    peer = await startS3Peer(ceph)
    stage = await openStage('s3', peer, {})
    key = await stage.grid.keyOf('acme', ['pickups:notify'])
    path = `/api/v1/channels/${stage.channel}/notifications`
    // The first look, that of a new channel: the next is an hour away.
    const looked = () => stage.grid.query('select 1 from pickup_channels where looked_at is not null')
    await stage.grid.until('the first look', async () => (await looked())[0])
  })
  afterAll(async () => {
    await stage?.grid.close()
    await stage?.wire.stop()
    await peer?.stop()
  })
  const tell = (message: unknown, who = key, headers: Record<string, string> = {}) =>
    clientOf(stage.grid.url)(who, `POST ${path}`, message, headers)
  const records = (object: string, bucket = 'partner', eventName = 'ObjectCreated:Put') => ({
    Records: [{ eventSource: 'aws:s3', eventName, s3: { bucket: { name: bucket }, object: { key: object, size: 1 } } }],
  })
  const received = (name: string) => stage.grid.until(name, async () => (await stage.received()).includes(name))

  test('one that comes while a look is under way leads to another look behind it', async () => {
    await peer.put('first.edi', 'x')
    let open = () => {}
    const held = new Promise<void>((resolve) => {
      open = resolve
    })
    const { payloads } = stage.grid.app.exchange
    const keep = payloads.keep.bind(payloads)
    payloads.keep = async (...given: Parameters<typeof keep>) => {
      await held
      return keep(...given)
    }
    expect((await tell(records('out/first.edi'))).body).toEqual({ looks: true })
    const running = () => stage.grid.query(`select 1 from jobs where kind = 'pick-up' and worker is not null`)
    await stage.grid.until('a look under way', async () => (await running())[0])
    // The list of that look was made without it.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await peer.put('a-behind.edi', 'y')
    for (let i = 0; i < 5; i++) expect((await tell(records('out/a-behind.edi'))).status).toBe(202)
    const waiting = await stage.grid.query(`select 1 from jobs where kind = 'look-soon'`)
    // The first may just be tried while the next message adds another.
    expect([1, 2]).toContain(waiting.length)
    payloads.keep = keep
    open()
    await received('a-behind.edi')
    expect((await stage.received()).filter((name) => name === 'first.edi')).toHaveLength(1)
  })

  test('wrapped by a topic as text; what is none of its business wakes nobody', async () => {
    await peer.put('topic.edi', 'x')
    const headers = { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': 'Notification' }
    const topic = { Type: 'Notification', Message: JSON.stringify(records('out/topic.edi')) }
    expect((await tell(JSON.stringify(topic), key, headers)).body).toEqual({ looks: true })
    await received('topic.edi')
    const others = [
      records('in/other.edi'),
      records('out/x', 'another'),
      records('out/x', 'partner', 'ObjectRemoved:Delete'),
      { Type: 'SubscriptionConfirmation', SubscribeURL: 'https://sns.example/confirm' },
    ]
    for (const other of others) expect((await tell(other)).body).toEqual({ looks: false })
    expect(await tell('rubbish')).toMatchObject({ status: 422, body: { code: 'notification-unreadable' } })
  })

  test('only who may tell this channel is heard', async () => {
    const message = records('out/x.edi')
    expect((await tell(message, await stage.grid.keyOf('acme', ['exchange:read']))).status).toBe(403)
    expect((await tell(message, await stage.grid.keyOf('bolt', ['pickups:notify']))).status).toBe(404)
    const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`x:${password}`).toString('base64')}` })
    expect((await tell(message, '', basic('ent_wrong'))).status).toBe(401)
    expect((await tell(message, '', basic(key))).status).toBe(202)
    // Elsewhere a key is no password.
    const url = `${stage.grid.url}/api/v1/channels/${stage.channel}/looks`
    const reader = await stage.grid.keyOf('acme', ['exchange:read'])
    expect((await fetch(url, { headers: basic(reader) })).status).toBe(401)
  })

  // Last: from here on every put is told.
  test('what a real store pushes is taken at once', async () => {
    const { host } = new URL(stage.grid.url)
    const topic = await createTopic(ceph, `http://grid:${key}@${host}${path}`)
    const client = s3Client({ endpoint: ceph.endpoint, region: 'us-east-1', credentials: ceph.credentials })
    const told = { Id: 'told', TopicArn: topic, Events: ['s3:ObjectCreated:*' as const] }
    await client.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: 'partner',
        NotificationConfiguration: { TopicConfigurations: [told] },
      }),
    )
    const put = (Key: string) =>
      client.send(new PutObjectCommand({ Bucket: 'partner', Key, Body: order({ control: 1 }) }))
    await put('out/pushed one.edi')
    await received('pushed one.edi')
    client.destroy()
  })
})

/** Topics are no part of the SDK's client for S3: a signed form. */
async function createTopic({ endpoint, credentials }: Ceph, pushEndpoint: string): Promise<string> {
  const client = s3Client({ endpoint, region: 'us-east-1', credentials })
  const body = new URLSearchParams({
    Action: 'CreateTopic',
    Name: 'told',
    'Attributes.entry.1.key': 'push-endpoint',
    'Attributes.entry.1.value': pushEndpoint,
  }).toString()
  const { host, hostname, port } = new URL(endpoint)
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' }
  const request = {
    method: 'POST',
    protocol: 'http:',
    hostname,
    port: Number(port),
    path: '/',
    query: {},
    headers,
    body,
  }
  // biome-ignore lint/suspicious/noExplicitAny: the types of a request are in a package of the SDK's own
  const signed = await (await client.config.signer(undefined as any)).sign(request as any)
  client.destroy()
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { ...signed.headers, 'x-forwarded-proto': 'https' },
    body,
  })
  const text = await answer.text()
  const arn = /<TopicArn>(.*)<\/TopicArn>/.exec(text)?.[1]
  if (!arn) throw new Error(`${answer.status}: ${text}`)
  return arn
}
