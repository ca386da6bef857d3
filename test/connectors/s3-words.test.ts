import { CreateBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect, onTestFinished, test } from 'vitest'
import { applyNetwork } from '../../src/modules/network/apply.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { s3Client } from '../../src/platform/s3/client.ts'
import { clientOf } from '../client.ts'
import { startTestGrid } from '../grid.ts'
import { order } from '../messages.ts'
import { cephMissing, startCeph } from '../peers/ceph.ts'

const missing = cephMissing()

test.skipIf(missing !== null)(
  'an order lies in the bucket of its receiver under day, partner, type and number',
  async () => {
    const ceph = await startCeph()
    onTestFinished(ceph.stop)
    const client = s3Client({ endpoint: ceph.endpoint, region: 'us-east-1', credentials: ceph.credentials })
    const Bucket = 'incoming'
    await client.send(new CreateBucketCommand({ Bucket }))
    const { accessKey, secretKey } = ceph.credentials
    const store = `{ endpoint: "${ceph.endpoint}", bucket: ${Bucket}, accessKeyId: ${accessKey}, secretAccessKey: "\${KEY}" }`
    const grid = await startTestGrid({ network: 'organizations: {}' })
    onTestFinished(grid.close)
    await applyNetwork(
      grid.app.grid,
      `
organizations:
  acme:
    name: ACME
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }]
    channels: { api: { direction: in, kind: api } }
  bolt:
    name: Bolt
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }]
    connections: { bucket: { connector: s3, settings: ${store} } }
    channels:
      put: { direction: out, kind: s3, connection: bucket, settings: { key: "{yyyy}/{mm}/{dd}/{partner}/{type}/{number}-{hash}.edi" } }
agreements: [{ sender: acme, receiver: bolt, type: "850", mode: test, channel: put, settings: { expect: { technical: none } } }]
`,
      systemActor,
      { secrets: { KEY: secretKey } },
    )
    await grid.app.reload()
    const acme = await grid.keyOf('acme')
    await clientOf(grid.url)(acme, 'POST /api/v1/interchanges', order({ control: 1, po: 'PO/7' }))
    const [{ Key }] = (await grid.until('the object', async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
      return Contents.length > 0 && (Contents as { Key: string }[])
    })) as [{ Key: string }]
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/')
    expect(Key).toMatch(new RegExp(`^${day}/acme/850/PO_7-[0-9a-f]{16}\\.edi$`))
    client.destroy()
  },
  60_000,
)
