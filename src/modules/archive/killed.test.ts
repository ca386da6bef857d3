import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inChild } from '../../../test/child.ts'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../test/messages.ts'
import { type Ceph, cephMissing, startCeph } from '../../../test/peers/ceph.ts'
import { s3Client } from '../../platform/s3/client.ts'

/** Works until nothing that this asks for is left. */
const workerUntil = (left: string) => `const { startApp } = await import('${process.cwd()}/src/app.ts')
  const { readConfig } = await import('${process.cwd()}/src/config.ts')
  const app = await startApp(readConfig(process.env))
  while ((await app.grid.database.pool.query("${left}")).rows[0].left) await new Promise((resolve) => setTimeout(resolve, 20))
  await app.stop({ postgres: false })
  process.exit(0)`

const missing = cephMissing()

describe.skipIf(missing !== null)(`a process that dies while it archives${missing ? `: ${missing}` : ''}`, () => {
  let ceph: Ceph
  let grid: TestGrid
  beforeAll(async () => {
    ceph = await startCeph()
    const batch = 'batch: { afterMinutes: 600, documentsMax: 2 }, order:'
    // It only takes in: whoever decides and archives is a process that ends.
    grid = await startTestGrid({
      network: network().replace('order:', batch),
      env: { ENTREPOT_ROLES: 'web', ENTREPOT_LOG_LEVEL: 'error' },
    })
  }, 120_000)
  afterAll(async () => {
    await grid?.close()
    await ceph?.stop()
  })

  test('killed between plan, files and record: the folder is whole, and nothing lies there twice', async () => {
    const Bucket = 'archive'
    const client = s3Client({ endpoint: ceph.endpoint, region: 'us-east-1', credentials: ceph.credentials })
    await client.send(new CreateBucketCommand({ Bucket }))
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }))
    const call = clientOf(`${grid.url}/api/v1`)
    const [key, acme, bolt] = [await grid.keyOf(null, ['*']), await grid.keyOf('acme'), await grid.keyOf('bolt')]
    const { accessKey: accessKeyId, secretKey: secretAccessKey } = ceph.credentials
    const settings = { endpoint: ceph.endpoint, bucket: Bucket, accessKeyId, secretAccessKey }
    const made = await call(key, 'PUT /organizations/acme/connections/archive', { connector: 's3', settings })
    const target = { connection: made.body.id }
    expect((await call(key, 'POST /archive-rules', { name: 'all', types: ['850'], target })).status).toBe(201)
    const env = { ...grid.env, ENTREPOT_LOG_LEVEL: 'fatal', ENTREPOT_ROLES: 'worker' }
    // Both files call their set 0001: in the batch they are numbered anew.
    for (const control of [1, 2]) await call(acme, 'POST /interchanges', order({ control }))
    const released = workerUntil(
      'select count(*) < 2 as left from documents d join interchanges i on i.id = d.outgoing',
    )
    expect(await inChild(released, env)).toMatchObject({ code: 0 })
    const [{ number }] = (await grid.query(
      `select control_number::int as number from interchanges where direction = 'out' and document_count = 2`,
    )) as [{ number: number }]
    const answer = acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 9, group: number })
    await call(bolt, 'POST /interchanges', answer)
    const archived = workerUntil('select not exists (select from archived where put_at is not null) as left')
    for (const point of ['archive:planned', 'archive:file', 'archive:file:3', 'archive:put', 'archive:put']) {
      const ended = await inChild(archived, { ...env, ENTREPOT_KILL_AT: point })
      expect(ended.signal, point).toBe('SIGKILL')
    }
    expect(await inChild(archived, env)).toMatchObject({ code: 0 })
    const [row] = await grid.query('select files from archived')
    const files = row!['files'] as { name: string; key: string; version: string; sha256: string }[]
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }))
    const lying = Versions.map(({ Key, VersionId }) => `${Key} ${VersionId}`).sort()
    expect(lying).toEqual(files.map((file) => `${file.key} ${file.version}`).sort())
    // Two orders, the batch, the answers to both orders, and bolt's.
    expect(files.map(({ name }) => name.split('-')[0]).sort()).toEqual(
      ['original', 'original', 'sent', 'acknowledgement', 'acknowledgement', 'acknowledgement', 'manifest.json'].sort(),
    )
    const { key: Key } = files.find(({ name }) => name === 'manifest.json')!
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
    const manifest = JSON.parse(await Body!.transformToString())
    expect(manifest.documents.map((one: Record<string, string>) => [one['controlNumber'], one['sentNumber']])).toEqual([
      ['0001', '0001'],
      ['0001', '0002'],
    ])
    client.destroy()
  }, 120_000)
})
