import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid } from '../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../test/messages.ts'
import { sshdMissing, startSshd } from '../../../test/peers/sshd.ts'
import { startSwift, swiftMissing } from '../../../test/peers/swift.ts'
import { s3Client } from '../../platform/s3/client.ts'

interface Target {
  connection: { connector: string; settings: Record<string, unknown> }
  settings: Record<string, unknown>
  /** What lies there, by its key. */
  lying(): Promise<Map<string, Buffer>>
  stop(): Promise<void>
}

async function sftpTarget(): Promise<Target> {
  const { host, port, user, privateKey, fingerprints, folder, stop } = await startSshd()
  const root = join(folder, 'kept')
  await mkdir(root)
  return {
    connection: { connector: 'sftp', settings: { host, port, user, privateKey, hostKeys: [fingerprints.ed25519] } },
    settings: { folder: 'kept', lineEnds: 'crlf' }, // what is archived stays as it is all the same
    async lying() {
      const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
      const read = async (path: string) => [path.slice(root.length + 1), await readFile(path)] as const
      return new Map(await Promise.all(files.map((one) => read(join(one.parentPath, one.name)))))
    },
    stop,
  }
}

async function swiftTarget(): Promise<Target> {
  const { endpoint, credentials, stop } = await startSwift()
  const client = s3Client({ endpoint, region: 'us-east-1', credentials })
  const Bucket = 'kept'
  await client.send(new CreateBucketCommand({ Bucket }))
  const { accessKey: accessKeyId, secretKey: secretAccessKey } = credentials
  return {
    connection: { connector: 's3', settings: { endpoint, bucket: Bucket, accessKeyId, secretAccessKey } },
    settings: {},
    async lying() {
      const found = new Map<string, Buffer>()
      for (const { Key } of (await client.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
        found.set(Key!, Buffer.from(await Body!.transformToByteArray()))
      }
      return found
    },
    async stop() {
      client.destroy()
      await stop()
    },
  }
}

const kinds: [string, string | null, () => Promise<Target>][] = [
  ['an SFTP server', sshdMissing(), sftpTarget],
  ['a bucket of a weak store', swiftMissing(), swiftTarget],
]

describe.each(kinds)('%s as the target of an archive', (_name, missing, start) => {
  test.skipIf(missing !== null)(
    'what is completed lies there in its folder, all of it as its manifest says',
    async () => {
      const target = await start()
      onTestFinished(target.stop)
      const grid = await startTestGrid({ network: network() })
      onTestFinished(grid.close)
      const call = clientOf(`${grid.url}/api/v1`)
      const [key, acme, bolt] = [await grid.keyOf(null, ['*']), await grid.keyOf('acme'), await grid.keyOf('bolt')]
      const made = await call(key, 'PUT /organizations/acme/connections/kept', target.connection)
      const rule = { name: 'all', types: ['850'], target: { connection: made.body.id, settings: target.settings } }
      expect((await call(key, 'POST /archive-rules', rule)).body.target).toMatchObject(rule.target)
      await call(acme, 'POST /interchanges', order({ control: 1, po: 'PO/1' }))
      const [sent] = await grid.until('the order at the supplier', async () => {
        const rows = await grid.query(
          `select id, control_number::int as n from interchanges where direction = 'out' and document_count = 1`,
        )
        return rows.length > 0 && rows
      })
      const answer = { sender: 'BOLT', receiver: 'ACME', control: 9, group: sent!['n'] }
      await call(bolt, 'POST /interchanges', acknowledgement(answer))
      const [row] = await grid.until('the archive', async () => {
        const rows = await grid.query('select path, files from archived where put_at is not null')
        return rows.length > 0 && rows
      })
      const lying = await target.lying()
      const files = row!['files'] as { name: string; key: string; sha256: string }[]
      expect([...lying.keys()].sort()).toEqual(files.map((file) => file.key).sort())
      expect([...lying.keys()].every((path) => path.startsWith(`${row!['path']}/`))).toBe(true)
      for (const file of files) {
        expect(createHash('sha256').update(lying.get(file.key)!).digest('hex')).toBe(file.sha256)
      }
      expect(files.at(-1)!.name).toBe('manifest.json')
    },
    60_000,
  )
})
