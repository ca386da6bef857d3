import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { connectors } from '../../src/connectors/connectors.ts'
import type { Drop } from '../../src/connectors/define.ts'
import { Disconnected, Rejected } from '../../src/connectors/errors.ts'
import { startWire } from '../peers/wire.ts'
import type { Peer } from './suite.ts'

/** What every connector that leads out must pass. */
export function dropTests(name: string, peer: () => Peer): void {
  const connector = connectors[name]!
  const hand = async (
    drop: Drop,
    more: Record<string, unknown> = {},
    at = { host: peer().host, port: peer().port },
  ) => {
    const signal = AbortSignal.timeout(30_000)
    const session = await connector.open(connector.connection.parse(peer().connection(at)), signal)
    const settings = connector.drop!.settings.parse({ ...peer().drop, ...more })
    try {
      return await connector.drop!.run(session, { drop, settings, signal })
    } finally {
      await connector.close(session)
    }
  }
  test('a drop arrives whole under its name; a repeat with the same key and bytes changes nothing', async () => {
    const bytes = Buffer.from('a purchase order')
    await hand(dropOf('po.edi', bytes))
    await hand(dropOf('po.edi', bytes))
    expect(await peer().dropped()).toEqual(new Map([['po.edi', bytes]]))
  })

  test('a large one goes as a stream, and one that breaks off is not there under its name', async () => {
    const bytes = Buffer.alloc(12_000_000, 'entrepot')
    const wire = await startWire(peer())
    const at = { host: '127.0.0.1', port: wire.port }
    const drop = dropOf('large.bin', bytes)
    const torn: Drop = {
      ...drop,
      bytes: async () =>
        Readable.from(
          (async function* () {
            yield bytes.subarray(0, 6_000_000)
            await wire.stop()
            yield bytes.subarray(6_000_000)
          })(),
        ),
    }
    await expect(hand(torn, {}, at)).rejects.toBeInstanceOf(Disconnected)
    expect((await peer().dropped()).has('large.bin')).toBe(false)
    await hand(drop)
    const dropped = await peer().dropped()
    expect([...dropped.keys()]).toEqual(['large.bin'])
    expect(dropped.get('large.bin')!.equals(bytes)).toBe(true)
  })

  test('a name that is taken by other bytes is refused, or another is found, or it is overwritten, as agreed', async () => {
    await hand(dropOf('po.edi', Buffer.from('first')))
    const second = dropOf('po.edi', Buffer.from('second'), 'another act')
    await expect(hand(second)).rejects.toBeInstanceOf(Rejected)
    await hand(second, { collision: 'suffix' })
    await hand(second, { collision: 'suffix' })
    const both = await peer().dropped()
    expect([...both.values()].map(String).sort()).toEqual(['first', 'second'])
    await hand(dropOf('po.edi', Buffer.from('third')), { collision: 'overwrite' })
    expect(String((await peer().dropped()).get('po.edi'))).toBe('third')
  })
}

export function dropOf(name: string, bytes: Buffer, key = `key of ${name}`): Drop {
  return {
    key,
    name,
    contentType: 'application/octet-stream',
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest(),
    bytes: async () => Readable.from([bytes]),
  }
}
