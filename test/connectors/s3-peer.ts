import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { s3Client } from '../../src/platform/s3/client.ts'
import type { Ceph } from '../peers/ceph.ts'
import type { Swift } from '../peers/swift.ts'
import type { Peer } from './suite.ts'

const Bucket = 'partner'

/** A bucket with one prefix to pick up from and one to drop at. */
export async function startS3Peer(store: Ceph | Swift): Promise<Peer> {
  const { hostname, port } = new URL(store.endpoint)
  const { accessKey, secretKey } = store.credentials
  const client = s3Client({
    endpoint: store.endpoint,
    region: 'us-east-1',
    credentials: store.credentials,
    attemptsMax: 1,
  })
  await client.send(new CreateBucketCommand({ Bucket }))
  const { keys, beneath } = reading(client)
  const connection = (at: { host: string; port: number }) => ({
    endpoint: `http://${at.host}:${at.port}`,
    bucket: Bucket,
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
  })
  return {
    host: hostname,
    port: Number(port),
    connection,
    strangers: (at) => ({ ...connection(at), secretAccessKey: 'wrong' }),
    pickUp: { prefix: 'out/', donePrefix: '/done/', pageSize: 20 },
    drop: { key: 'in/{name}' },
    failing: { errorPrefix: '/failed/' },
    async clear() {
      for (const Key of await keys('')) await client.send(new DeleteObjectCommand({ Bucket, Key }))
    },
    // When an object was put is for the store to say.
    async put(name, bytes) {
      await client.send(new PutObjectCommand({ Bucket, Key: `out/${name}`, Body: bytes }))
    },
    async lying() {
      return (await keys('out/')).map((key) => key.slice(4)).filter((name) => !name.includes('/'))
    },
    taken: async () => (await keys('done/')).map((key) => key.slice(5)),
    dropped: () => beneath('in/'),
    async filesIn(place) {
      return new Map([...(await beneath(`${place}/`))].map(([name, bytes]) => [name, bytes.toString()]))
    },
    kill: store.kill,
    start: store.restart,
    async stop() {
      client.destroy()
      await store.stop()
    },
  }
}

function reading(client: ReturnType<typeof s3Client>) {
  const keys = async (Prefix: string) => {
    const found: string[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }))
      found.push(...(page.Contents ?? []).map(({ Key }) => Key!))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    return found
  }
  const beneath = async (prefix: string) => {
    const found = new Map<string, Buffer>()
    for (const Key of await keys(prefix)) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
      found.set(Key.slice(prefix.length), Buffer.from(await Body!.transformToByteArray()))
    }
    return found
  }
  return { keys, beneath }
}
