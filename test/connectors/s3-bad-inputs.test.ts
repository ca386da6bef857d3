import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectors } from '../../src/connectors/connectors.ts'
import type { Item } from '../../src/connectors/define.ts'
import { network, order } from '../messages.ts'
import { cephMissing, startCeph } from '../peers/ceph.ts'
import { startS3Peer } from './s3-peer.ts'
import { openStage, type Stage } from './stage.ts'
import type { Peer } from './suite.ts'

const missing = cephMissing()
const GIB = 1024 ** 3

// What lands in a bucket and cannot be sent: each ends with a clear answer, and the others go on.
describe.skipIf(missing !== null)(`bad inputs of a bucket${missing ? `: ${missing}` : ''}`, () => {
  let peer: Peer
  let stage: Stage
  beforeAll(async () => {
    peer = await startS3Peer(await startCeph())
  })
  afterAll(() => peer?.stop())
  beforeEach(async () => {
    await peer.clear()
    const opaque = [{ files: '{type}_{receiver}_*.pdf', sideFile: true, sideFileWithinMinutes: 15 }]
    const labels = `  - { sender: acme, receiver: bolt, type: label, mode: test, channel: outbox }\n`
    stage = await openStage('s3', peer, { settings: { opaque }, network: network().concat(labels) })
    // The one of a new channel is over: what is put from now on is seen by the looks that a test asks for.
    const looked = () => stage.grid.query('select 1 from pickup_channels where looked_at is not null')
    await stage.grid.until('the first look', async () => (await looked())[0])
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await stage.grid.close()
    await stage.wire.stop()
  })
  const came = (name: string, status: string) =>
    stage.grid.until(`${name} ${status}`, async () => {
      const rows = await stage.grid.query('select * from interchanges where name = $1 and status = $2', [name, status])
      return rows[0]
    })
  const items = async () =>
    (await stage.grid.query(`select problem->>'code' as code from work_items where closed_at is null order by 1`)).map(
      ({ code }) => code,
    )
  const deliveries = () => stage.grid.query(`select name from deliveries where purpose = 'documents'`)

  test('an unknown receiver is set aside, and what lies beside it is sent', async () => {
    await peer.put('nobody.edi', order({ control: 1, receiver: 'NOBODY' }))
    await peer.put('right.edi', order({ control: 2 }))
    await stage.look()
    expect((await came('nobody.edi', 'quarantined'))['problems']).toMatchObject([{ code: 'receiver-unknown' }])
    await came('right.edi', 'processed')
    expect(await items()).toEqual(['receiver-unknown'])
    expect(await deliveries()).toHaveLength(1)
  })

  test('a number that was used: the same bytes are answered again, others are set aside', async () => {
    await peer.put('first.edi', order({ control: 3 }))
    await stage.look()
    await came('first.edi', 'processed')
    await peer.put('again.edi', order({ control: 3 }))
    await peer.put('other.edi', order({ control: 3, po: 'ANOTHER' }))
    await stage.look()
    await came('again.edi', 'duplicate')
    expect((await came('other.edi', 'quarantined'))['problems']).toMatchObject([{ code: 'control-number-reused' }])
    expect(await items()).toEqual(['control-number-reused'])
    expect(await deliveries()).toHaveLength(1)
  })

  test('a label is never sent without its side file, and is sent when that comes late', async () => {
    await peer.put('label_bolt_1.pdf', 'a label')
    await stage.look()
    await stage.grid.until('its wait', async () => (await stage.grid.query('select 1 from opaque_files'))[0])
    expect(await deliveries()).toEqual([])
    await stage.grid.query(`update opaque_files set at = now() - interval '1 hour'`)
    await stage.grid.query(`update jobs set due_at = now() where kind = 'pair'`)
    await came('label_bolt_1.pdf', 'quarantined')
    expect([await items(), await deliveries()]).toEqual([['side-file-missing'], []])
    await peer.put('label_bolt_1.pdf.json', '{"key":"PO-1","mode":"test"}')
    await stage.look()
    await stage.grid.until('the delivery', async () => (await deliveries()).length === 1)
    expect(await items()).toEqual([])
  })

  test('an object of more than 5 GiB is refused with its size, and never read', async () => {
    const { pickUp } = connectors['s3']!
    const list = pickUp!.list.bind(pickUp)
    // As a list shows one: nobody needs to have so much.
    vi.spyOn(pickUp!, 'list').mockImplementation(async function* (...given): AsyncGenerator<Item> {
      for await (const item of list(...given)) yield { ...item, sizeBytes: 5 * GIB + 1 }
    })
    const read = vi.spyOn(pickUp!, 'read')
    await peer.put('huge.edi', 'x')
    await stage.look()
    const [row] = await stage.grid.query('select problem from pickups')
    expect(row!['problem']).toMatchObject({ code: 'item-too-large', sizeBytes: 5 * GIB + 1, item: 'out/huge.edi' })
    expect(read).not.toHaveBeenCalled()
    expect(await stage.received()).toEqual([])
    expect(await items()).toEqual(['item-too-large'])
  })

  test('a key that is overwritten while it is read: the old version is not taken, the new one is a file of its own', async () => {
    const { pickUp } = connectors['s3']!
    const read = pickUp!.read.bind(pickUp)
    vi.spyOn(pickUp!, 'read').mockImplementationOnce(async (...given) => {
      await peer.put('turning.edi', order({ control: 6, po: 'NEWER' }))
      return read(...given)
    })
    await peer.put('turning.edi', order({ control: 5, po: 'OLD' }))
    await stage.look()
    expect(await items()).toEqual(['item-changed'])
    expect(await stage.received()).toEqual([])
    await stage.look()
    await came('turning.edi', 'processed')
    const documents = await stage.grid.query('select business_key from documents')
    expect(documents).toEqual([{ business_key: 'NEWER' }])
    expect(await items()).toEqual([])
    expect(await stage.grid.query(`select problem->>'code' as code from pickups order by seen_at`)).toEqual([
      { code: 'item-changed' },
      { code: null },
    ])
  })
})
