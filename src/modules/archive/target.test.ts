import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { type Ceph, cephMissing, startCeph } from '../../../test/peers/ceph.ts'
import { startWire, type Wire } from '../../../test/peers/wire.ts'
import { s3Client } from '../../platform/s3/client.ts'

const missing = cephMissing()

describe.skipIf(missing !== null)(`the archive in a bucket${missing ? `: ${missing}` : ''}`, () => {
  let ceph: Ceph
  let wire: Wire
  let grid: TestGrid
  let client: ReturnType<typeof s3Client>
  const keys: Record<string, string> = {}
  const call = (who: string, line: string, body?: unknown, headers?: Record<string, string>) =>
    clientOf(`${grid.url}/api/v1`)(keys[who]!, line, body, headers)

  beforeAll(async () => {
    ceph = await startCeph()
    client = s3Client({ endpoint: ceph.endpoint, region: 'us-east-1', credentials: ceph.credentials })
    await client.send(new CreateBucketCommand({ Bucket: 'plain' }))
    await client.send(
      new PutBucketVersioningCommand({ Bucket: 'plain', VersioningConfiguration: { Status: 'Enabled' } }),
    )
    await client.send(new CreateBucketCommand({ Bucket: 'locked', ObjectLockEnabledForBucket: true }))
    const { hostname, port } = new URL(ceph.endpoint)
    wire = await startWire({ host: hostname, port: Number(port) })
    const opaque =
      'api: { direction: in, kind: api, mode: test, settings: { opaque: [{ files: "label_{receiver}_{key}.pdf", type: label }] } }'
    const two = network()
      .replace('api: { direction: in, kind: api }', opaque)
      .concat('  - { sender: acme, receiver: bolt, type: label, mode: test, channel: outbox }\n')
    grid = await startTestGrid({ network: two, env: { ENTREPOT_LOG_LEVEL: 'fatal' } })
    for (const slug of ['acme', 'bolt']) keys[slug] = await grid.keyOf(slug)
    keys['grid'] = await grid.keyOf(null, ['*'])
  }, 120_000)
  afterAll(async () => {
    await grid?.close()
    await wire?.stop()
    client?.destroy()
    await ceph?.stop()
  })

  const connections = new Map<string, string>()
  async function connectionTo(bucket: string, at = wire.port): Promise<string> {
    const known = connections.get(`${bucket}-${at}`)
    if (known) return known
    const { accessKey: accessKeyId, secretKey: secretAccessKey } = ceph.credentials
    const settings = { endpoint: `http://127.0.0.1:${at}`, bucket, accessKeyId, secretAccessKey }
    const made = await call('grid', `PUT /organizations/acme/connections/${bucket}-${at}`, {
      connector: 's3',
      settings,
    })
    expect(made.status, JSON.stringify(made.body)).toBeLessThan(300)
    connections.set(`${bucket}-${at}`, made.body.id)
    return made.body.id
  }
  /** Every version of every object of a bucket. */
  async function objects(Bucket: string) {
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }))
    return Versions.map(({ Key, VersionId }) => ({ key: Key!, version: VersionId! }))
  }
  const send = async (body: string | Buffer, name = '', who = 'acme') =>
    (await call(who, 'POST /interchanges', body, { 'entrepot-name': name })).body.interchange as string
  const archived = (rule: string, count: number) =>
    grid.until(`${count} archived`, async () => {
      const rows = await grid.query('select * from archived where rule = $1 and put_at is not null order by at', [rule])
      return rows.length >= count && rows
    })
  const rule = async (form: object) => {
    const made = await call('grid', 'POST /archive-rules', form)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body.id as string
  }
  const end = (id: string) => call('grid', `PUT /archive-rules/${id}/ending`)

  test('what is received lies there as it came, under number and hash, with its sum, and the event names key and version', async () => {
    const connection = await connectionTo('plain')
    const id = await rule({ name: 'inbound', when: 'received', target: { connection, settings: { key: 'in/{name}' } } })
    const text = order({ control: 11, po: 'PO/11' })
    const interchange = await send(text)
    const label = Buffer.from('%PDF of a label')
    await send(label, 'label_bolt_so-7.pdf')
    const [first, second] = (await archived(id, 2)).sort((a, b) => a['path'].localeCompare(b['path']))
    const day = new Date().toISOString().slice(0, 7).replace('-', '/')
    expect(first!['files'][0].key).toMatch(new RegExp(`^in/${day}/acme/850/PO_11-[0-9a-f]{12}$`))
    expect(second!['files'][0].key).toMatch(new RegExp(`^in/${day}/acme/label/SO-7-[0-9a-f]{12}$`))
    const { key: Key, version: VersionId, sha256 } = first!['files'][0]
    const found = await client.send(new GetObjectCommand({ Bucket: 'plain', Key, VersionId }))
    expect(await found.Body!.transformToString()).toBe(text)
    expect(found.Metadata).toMatchObject({
      sha256,
      'entrepot-number': 'PO%2F11',
      'entrepot-type': '850',
      'entrepot-partner': 'acme',
    })
    const [event] = await grid.query(`select data from events where type = 'interchange.archived' and subject = $1`, [
      interchange,
    ])
    expect(event!['data']).toMatchObject({ rule: 'inbound', key: Key, version: VersionId })
    // The same file again is a repeat, and no second object.
    await send(text)
    await send(order({ control: 12 }))
    await archived(id, 3)
    expect(await objects('plain')).toHaveLength(3)
    await end(id)
  })

  test('a bucket that is away: nothing is lost, a person is told once, and all of it comes', async () => {
    const own = await startWire({ host: '127.0.0.1', port: Number(new URL(ceph.endpoint).port) })
    const connection = await connectionTo('plain', own.port)
    const id = await rule({ name: 'away', when: 'received', target: { connection, settings: { key: 'away/{name}' } } })
    await ceph.kill()
    for (const control of [21, 22, 23]) await send(order({ control }))
    await grid.until(
      'tried',
      async () =>
        (await grid.query(`select 1 from jobs where lane = $1 and attempt > 0`, [`any:archive:${id}`])).length > 0,
    )
    await ceph.restart()
    await grid.query(`update jobs set due_at = now() where kind = 'archive'`)
    await archived(id, 3)
    expect((await objects('plain')).filter(({ key }) => key.startsWith('away/'))).toHaveLength(3)
    await end(id)
    await own.stop()
  }, 120_000)

  test('a bucket that is not there: one work item for all of it, closed by itself once it is', async () => {
    const connection = await connectionTo('later')
    const id = await rule({ name: 'later', when: 'received', target: { connection } })
    for (const control of [31, 32]) await send(order({ control }))
    const items = () => grid.query('select * from work_items where subject = $1', [id])
    const waits = () =>
      grid.query(`select 1 from jobs where lane = $1 and due_at > now() + interval '1 minute'`, [`any:archive:${id}`])
    await grid.until('both wait', async () => (await waits()).length === 2)
    expect(await items()).toMatchObject([
      { class: 'storage', closed_at: null, problem: { code: 's3-bucket-missing', bucket: 'later' } },
    ])
    await client.send(new CreateBucketCommand({ Bucket: 'later' }))
    await grid.query(`update jobs set due_at = now() where kind = 'archive'`)
    await grid.query(`update lanes set due_at = now() where name like 'any:archive%'`)
    await archived(id, 2)
    expect(await items()).toMatchObject([{ close_reason: 'It was archived after all.' }])
    await end(id)
  })

  test('retention: the store says until when, and a bucket without Object Lock is refused before anything lies there', async () => {
    const settings = { retention: { mode: 'governance', days: 30 } }
    const id = await rule({
      name: 'kept',
      when: 'received',
      target: { connection: await connectionTo('locked'), settings },
    })
    const plain = await rule({
      name: 'unkept',
      when: 'received',
      target: { connection: await connectionTo('plain'), settings: { ...settings, key: 'unkept/{name}' } },
    })
    await send(order({ control: 41 }))
    const [row] = await archived(id, 1)
    const { key: Key, version: VersionId } = row!['files'][0]
    const { ObjectLockMode, ObjectLockRetainUntilDate } = await client.send(
      new HeadObjectCommand({ Bucket: 'locked', Key, VersionId }),
    )
    expect(ObjectLockMode).toBe('GOVERNANCE')
    expect(ObjectLockRetainUntilDate!.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000)
    const [item] = await grid.until('the item', async () => {
      const found = await grid.query('select problem from work_items where subject = $1', [plain])
      return found.length > 0 && found
    })
    expect(item!['problem']).toMatchObject({ code: 's3-lock-missing', bucket: 'plain' })
    expect((await objects('plain')).filter(({ key }) => key.startsWith('unkept/'))).toEqual([])
    await end(id)
    await end(plain)
  })

  test('bytes that are not what came are no archive: tried again, then a person; mended, they follow', async () => {
    const connection = await connectionTo('plain')
    const id = await rule({
      name: 'damaged',
      when: 'received',
      target: { connection, settings: { key: 'damaged/{name}' } },
    })
    await grid.query(`update archive_rules set types = '{none}' where id = $1`, [id])
    const interchange = await send(order({ control: 51 }))
    await grid.until(
      'decided',
      async () =>
        (await grid.query(`select 1 from interchanges where id = $1 and status = 'processed'`, [interchange])).length >
        0,
    )
    await grid.query(`update archive_rules set types = '{}' where id = $1`, [id])
    await grid.query(
      'create table whole as select p.* from payloads p join interchanges i on i.payload = p.hash where i.id = $1',
      [interchange],
    )
    await grid.query(
      `update payloads p set content = overlay(p.content placing '\\x00'::bytea from octet_length(p.content) - 5) from whole w where p.hash = w.hash`,
    )
    await grid.query(`insert into jobs (kind, subject, lane, attempt) values ('archive', $1, $2, 4)`, [
      interchange,
      `any:archive:${id}`,
    ])
    await grid.query(
      `insert into lanes (name, due_at, added) values ($1, now(), 1) on conflict (name) do update set due_at = now(), added = lanes.added + 1`,
      [`any:archive:${id}`],
    )
    const [item] = await grid.until('the item', async () => {
      const found = await grid.query('select problem from work_items where subject = $1', [id])
      return found.length > 0 && found
    })
    expect(item!['problem']).toMatchObject({ code: 'payload-damaged', interchange })
    expect((await objects('plain')).filter(({ key }) => key.startsWith('damaged/'))).toEqual([])
    await grid.query('update payloads p set content = w.content from whole w where p.hash = w.hash')
    await grid.query(`update jobs set due_at = now() where kind = 'archive'`)
    await grid.query(`update lanes set due_at = now() where name = $1`, [`any:archive:${id}`])
    await archived(id, 1)
    expect((await grid.query('select 1 from work_items where subject = $1 and closed_at is null', [id])).length).toBe(0)
    await end(id)
  }, 90_000)

  test('settings are read by the connector, and a connection that the archive uses is not ended', async () => {
    const connection = await connectionTo('plain')
    const wrong = await call('grid', 'POST /archive-rules', {
      name: 'wrong',
      target: { connection, settings: { key: '{nope}' } },
    })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'archive-target-invalid'])
    const none = '00000000-0000-7000-8000-000000000000'
    expect((await call('grid', 'POST /archive-rules', { name: 'none', target: { connection: none } })).body.code).toBe(
      'archive-target-missing',
    )
    const id = await rule({ name: 'uses', target: { connection } })
    expect((await call('grid', `PUT /connections/${connection}/closure`)).body.code).toBe('connection-in-use')
    await end(id)
  })
})
