import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { connectors } from '../../src/connectors/connectors.ts'
import { Disconnected } from '../../src/connectors/errors.ts'
import { prunePickups } from '../../src/modules/pickups/pruning.ts'
import { order } from '../messages.ts'
import { startWire } from '../peers/wire.ts'
import { dropTests } from './dropping.ts'
import { lateTests } from './late.ts'
import { startNode } from './node.ts'
import { openStage, type Stage, type StageOptions } from './stage.ts'

/** A real server of the kind that a connector talks to, with one place to pick up from and one to drop at. */
export interface Peer {
  /** Where it listens. */
  host: string
  port: number
  /** A whole connection, credentials included, to the server or to a wire that leads to it. */
  connection(at: { host: string; port: number }): Record<string, unknown>
  /** The same with credentials that it does not know. */
  strangers(at: { host: string; port: number }): Record<string, unknown>
  pickUp: Record<string, unknown>
  drop: Record<string, unknown>
  /** Empties both places. */
  clear(): Promise<void>
  put(name: string, bytes: string | Uint8Array, changedAt?: Date): Promise<void>
  /** Names of what lies in the place to pick up from, folders left out. */
  lying(): Promise<string[]>
  /** Names of what was moved away after it was taken. */
  taken(): Promise<string[]>
  /** Settings by which refused files go to a place of their own. */
  failing: Record<string, unknown>
  /** What lies there, or in the place to pick up from. */
  filesIn(place: 'failed' | 'out'): Promise<Map<string, string>>
  /** What lies in the place to drop at. */
  dropped(): Promise<Map<string, Buffer>>
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

export interface SuiteOptions {
  /** Why the peer cannot be started here, or null. */
  missing: string | null
  start(): Promise<Peer>
  /** More than one page of its lists. */
  many: number
  /** A file can be seen while it is written. */
  halfWritten: boolean
}

const KILL_POINTS = ['pickup:kept', 'receive:kept', 'pickup:committed', 'pickup:settled', 'pickup:looked']

/** What every connector must pass. */
export function connectorSuite(name: string, options: SuiteOptions): void {
  describe.skipIf(options.missing !== null)(`${name}${options.missing ? `: ${options.missing}` : ''}`, () => {
    let peer: Peer
    beforeAll(async () => {
      peer = await options.start()
    })
    afterAll(() => peer?.stop())
    beforeEach(() => peer.clear())
    checkTests(name, () => peer)
    const stages: Stage[] = []
    const open = async (more: StageOptions = {}) => {
      const stage = await openStage(name, peer, more)
      stages.push(stage)
      return stage
    }
    afterEach(async () => {
      for (const { grid, wire } of stages.splice(0)) {
        await grid.close()
        await wire.stop()
      }
    })
    takingTests(options, open)
    pruneTests(open)
    // SFTP renames: there is nothing between.
    lateTests(open, name === 's3' ? 's3:set-aside' : null)
    changeTests(name, () => peer)
    troubleTests(open)
    awayTests(name, options, open)
    toldTests(open)
    killTests(open)
    dropTests(name, () => peer)
  })
}

function checkTests(name: string, peer: () => Peer): void {
  const probed = async (settings: Record<string, unknown>) => {
    const { connection, check } = connectors[name]!
    const probes = []
    for await (const probe of check(connection.parse(settings), AbortSignal.timeout(20_000))) probes.push(probe)
    return probes
  }
  test('a check names the layer that does not hold, and only that', async () => {
    const good = await probed(peer().connection(placeOf(peer())))
    expect(good.filter(({ problem }) => problem)).toEqual([])
    expect(good.at(-1)!.layer).toBe('permission')
    const stranger = await probed(peer().strangers(placeOf(peer())))
    expect(stranger.at(-1)).toMatchObject({ layer: 'sign-in', problem: { code: expect.any(String) } })
    const wire = await startWire(peer())
    await wire.stop()
    const nowhere = await probed(peer().connection({ host: '127.0.0.1', port: wire.port }))
    expect(nowhere.at(-1)).toMatchObject({ layer: 'network', problem: { code: expect.any(String) } })
  })
}

export type Open = (more?: StageOptions) => Promise<Stage>

function takingTests(options: SuiteOptions, open: Open): void {
  test('more items than a page come once each, and one that sorts before them, an old one and some of one second too', async () => {
    const stage = await open()
    const { peer, look, received } = stage
    const second = new Date('2026-03-01T10:00:00Z')
    const names = Array.from({ length: options.many }, (_, i) => `m${String(i).padStart(5, '0')}.edi`)
    for (const name of names) await peer.put(name, name, second)
    await look()
    expect(await received()).toEqual(names)
    await peer.put('a-first.edi', 'sorts before all')
    await peer.put('old.edi', 'from years ago', new Date('2001-01-01T00:00:00Z'))
    await peer.put('m00000-too.edi', 'of the second that was taken', second)
    await look()
    await look()
    expect(await received()).toEqual([...names, 'a-first.edi', 'm00000-too.edi', 'old.edi'].sort())
    expect(await peer.lying()).toEqual([])
  })

  test('the same name comes again with other bytes, and with the same', async () => {
    const { peer, look, received } = await open()
    await peer.put('daily.edi', order({ control: 1 }))
    await look()
    await peer.put('daily.edi', order({ control: 2 }))
    await look()
    await peer.put('daily.edi', order({ control: 2 }))
    await look()
    expect(await received()).toEqual(['daily.edi', 'daily.edi', 'daily.edi'])
    expect(await peer.lying()).toEqual([])
  })

  test('what is still written is left alone until it has been quiet', async (context) => {
    if (!options.halfWritten) return context.skip('elsewhere: this store shows whole objects only')
    const stage = await open({ settings: { quietSeconds: 1 } })
    const { peer, grid, look, received } = stage
    await peer.put('slow.edi', 'half')
    for (let i = 0; i < 4; i++) {
      await look()
      await peer.put('slow.edi', 'half'.padEnd(10 + i, '.'))
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
    expect(await received()).toEqual([])
    await grid.until('the file', async () => (await received()).length > 0)
    const [row] = await grid.query('select size_bytes from interchanges where channel = $1', [stage.channel])
    expect(row!['size_bytes']).toBe(13)
    await grid.until('the end', async () => (await peer.lying()).length === 0)
    expect(await grid.query('select times from pickups')).toEqual([{ times: 1 }])
  })
}

function pruneTests(open: Open): void {
  test('rows of items that are long gone leave the ledger; what lies there still is never taken twice', async () => {
    const { grid, peer, look, received, channel } = await open({ settings: { afterwards: 'leave' } })
    const older = (days: number) =>
      grid.query(
        `update pickups set seen_at = seen_at - $1 * interval '1 day', decided_at = decided_at - $1 * interval '1 day',
          settled_at = settled_at - $1 * interval '1 day', missing_since = missing_since - $1 * interval '1 day'`,
        [days],
      )
    const ledger = async () => (await grid.query('select name from pickups order by name')).map(({ name }) => name)
    const compared = () => grid.query('update pickup_channels set compared_at = null')
    await peer.put('stays.edi', 'x')
    await peer.put('goes.edi', 'y')
    await look()
    await older(1_000)
    await prunePickups(grid.app.grid.database.pool, AbortSignal.timeout(20_000))
    await compared()
    await look()
    expect(await ledger()).toEqual(['goes.edi', 'stays.edi'])
    await peer.clear()
    await peer.put(
      'stays.edi',
      'x',
      (await grid.query(`select changed_at from pickups where name = 'stays.edi'`))[0]!['changed_at'],
    )
    await compared()
    await look()
    await older(29)
    await compared()
    await look()
    // Missing, but not for long enough.
    expect(await ledger()).toContain('goes.edi')
    await older(2)
    await compared()
    await look()
    expect(await ledger()).toEqual(['stays.edi'])
    await look()
    expect(await received()).toEqual(['goes.edi', 'stays.edi'])
    // What the grid itself moved away is told for a while, and then only the interchange says it.
    await grid.query('update pickups set remains = false where channel = $1', [channel])
    await older(91)
    await grid.query(
      `insert into pickups (channel, identity, key, version, name, size_bytes, seen_at)
      values ($1, 'x', 'x', 'x', 'waits', 1, now() - interval '1 year')`,
      [channel],
    )
    expect(await prunePickups(grid.app.grid.database.pool, AbortSignal.timeout(20_000))).toBe(1)
    expect(await ledger()).toEqual(['waits'])
  })
}

function changeTests(name: string, peer: () => Peer): void {
  test('what was overwritten since it was listed is not read as if it were the same, and not taken away', async () => {
    const { connection, open, close, pickUp } = connectors[name]!
    const signal = AbortSignal.timeout(20_000)
    const session = await open(connection.parse(peer().connection(placeOf(peer()))), signal)
    const settings = pickUpOf(name, peer())
    await peer().put('a.edi', 'the first', new Date('2026-01-01T00:00:00Z'))
    const items = await Array.fromAsync(pickUp!.list(session, settings, signal))
    expect(items.map((item) => item.name)).toEqual(['a.edi'])
    await peer().put('a.edi', 'the second')
    const reading = async () => Array.fromAsync(await pickUp!.read(session, items[0]!, signal))
    await expect(reading()).rejects.toMatchObject({ code: 'item-changed' })
    const outcome = { taken: true, interchange: 'x' } as const
    expect(await pickUp!.settle(session, { item: items[0]!, outcome, settings, at: new Date() })).toMatchObject({
      original: 'gone',
    })
    expect(await peer().lying()).toEqual(['a.edi'])
    await close(session)
  })
}

function troubleTests(open: Open): void {
  test('what is empty or too large is refused with a work item, and the others go on', async () => {
    const { grid, peer, look, received, channel } = await open({ settings: { sizeBytesMax: 100 } })
    await peer.put('empty.edi', '')
    await peer.put('large.edi', 'x'.repeat(101))
    await peer.put('right.edi', 'x'.repeat(100))
    await look()
    await look()
    expect(await received()).toEqual(['right.edi'])
    const items = await grid.query(
      `select problem->>'code' as code, class from work_items where subject = $1 and closed_at is null order by 1`,
      [channel],
    )
    expect(items).toEqual([
      { code: 'item-empty', class: 'validation' },
      { code: 'item-too-large', class: 'validation' },
    ])
    await peer.put('empty.edi', 'not any more')
    await look()
    await look()
    expect(await received()).toEqual(['empty.edi', 'right.edi'])
    const open_ = await grid.query('select 1 from work_items where subject = $1 and closed_at is null', [channel])
    expect(open_).toHaveLength(1)
  })
}

function awayTests(name: string, options: SuiteOptions, open: Open): void {
  test('a server that cannot be reached is an error and no empty list, and what lies there comes when it is back', async () => {
    const { grid, peer, channel, received } = await open({ settings: { everySeconds: 1 } })
    await peer.put('before.edi', 'x')
    await grid.until('the first', async () => (await received()).length === 1)
    await peer.kill()
    onTestFinished(() => peer.start())
    const connector = connectors[name]!
    const fields = connector.connection.parse(peer.connection(placeOf(peer)))
    const listing = async () => {
      const session = await connector.open(fields, AbortSignal.timeout(20_000))
      for await (const _ of connector.pickUp!.list(session, pickUpOf(name, peer), AbortSignal.timeout(20_000)));
    }
    await expect(listing()).rejects.toBeInstanceOf(Disconnected)
    const state = () => grid.query('select failures, problem from pickup_channels where channel = $1', [channel])
    await grid.query(`update jobs set due_at = now() where kind = 'pick-up'`)
    await grid.until('the failure', async () => (await state())[0]!['failures'] > 0)
    expect((await state())[0]!['problem'].code).toEqual(expect.any(String))
    await peer.start()
    await peer.put('after.edi', 'y')
    await grid.until('the other', async () => (await received()).length === 2)
    await grid.until('no failures', async () => (await state())[0]!['failures'] === 0)
  })

  test('a connection that breaks in the middle of a list or a file loses and doubles nothing', async () => {
    const { grid, peer, wire, received } = await open({ settings: { everySeconds: 1 } })
    const names = Array.from({ length: Math.min(options.many, 120) }, (_, i) => `b${String(i).padStart(4, '0')}.edi`)
    for (const one of names) await peer.put(one, 'x'.repeat(2_000))
    // From within the sign-in up to the middle of the files.
    for (const bytes of [1_500, 6_000, 12_000, 20_000, 60_000, 150_000]) {
      wire.breakAfter(bytes)
      await grid.app.exchange.sessions.close()
      await grid.query(`update jobs set due_at = now() where kind = 'pick-up' and worker is null`)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    wire.breakAfter(null)
    await grid.query(`update jobs set due_at = now() where kind = 'pick-up' and worker is null`)
    await grid.until('all files', async () => (await received()).length >= names.length)
    await grid.until('an empty place', async () => (await peer.lying()).length === 0)
    expect(await received()).toEqual(names)
  })
}

function toldTests(open: Open): void {
  test('a look that breaks after it took something waits no longer than after a first failure', async () => {
    const { grid, peer, wire, channel, received } = await open()
    for (let i = 10; i < 50; i++) await peer.put(`p${i}.edi`, 'x'.repeat(20_000))
    await grid.query('update pickup_channels set failures = 7 where channel = $1', [channel])
    wire.breakAfter(400_000)
    onTestFinished(() => wire.breakAfter(null))
    await grid.app.exchange.sessions.close()
    await grid.query(`update jobs set due_at = now() where kind = 'pick-up' and worker is null`)
    const failures = async () =>
      (await grid.query('select failures from pickup_channels where channel = $1', [channel]))[0]!['failures'] as number
    // Not 8: it broke as if for the first time. Or the look behind it went through already.
    expect(await grid.until('its end', async () => [await failures()].find((count) => count !== 7) !== undefined)).toBe(
      true,
    )
    expect(await failures()).toBeLessThanOrEqual(1)
    expect((await received()).length).toBeGreaterThan(0)
  })

  test('a person is told once of a server that is away, and when it is back that is over by itself', async () => {
    const { grid, peer, channel, look } = await open()
    const failures = async () =>
      (await grid.query('select failures from pickup_channels where channel = $1', [channel]))[0]!['failures'] as number
    const lookUntil = (what: string, holds: (failures: number) => boolean) =>
      grid.until(what, async () => {
        await grid.query(`update jobs set due_at = now() where kind = 'pick-up' and worker is null`)
        return holds(await failures())
      })
    const told = () => grid.query('select class, closed_by from work_items where subject = $1', [channel])
    await look()
    await peer.kill()
    onTestFinished(() => peer.start())
    await grid.query('update pickup_channels set failures = 4 where channel = $1', [channel])
    await lookUntil('failures', (count) => count >= 6)
    expect(await told()).toEqual([{ class: 'connectivity', closed_by: null }])
    await peer.start()
    await lookUntil('a good look', (count) => count === 0)
    expect(await told()).toEqual([{ class: 'connectivity', closed_by: 'system' }])
  })
}

function killTests(open: Open): void {
  test('killed at any point between two durable acts, the next look makes up for it', {
    timeout: 120_000,
  }, async () => {
    const { grid, peer, received, channel } = await open({
      env: { ENTREPOT_ROLES: 'web' },
      settings: { everySeconds: 1 },
    })
    const env = { ...grid.env, ENTREPOT_ROLES: 'worker' }
    for (const [at, point] of KILL_POINTS.entries()) {
      await peer.put(`k${at}.edi`, order({ control: 100 + at }))
      await grid.query(`update jobs set due_at = now() where kind = 'pick-up'`)
      expect(await startNode({ ...env, ENTREPOT_KILL_AT: point }).ended, point).toBe('SIGKILL')
    }
    const node = startNode(env)
    try {
      await grid.until('all settled', async () => (await peer.lying()).length === 0)
      const open_ = async () => grid.query('select 1 from pickups where channel = $1 and settled_at is null', [channel])
      await grid.until('the ledger', async () => (await open_()).length === 0)
    } finally {
      await node.kill()
    }
    expect(await received()).toEqual(KILL_POINTS.map((_, at) => `k${at}.edi`))
  })
}

function placeOf({ host, port }: Peer) {
  return { host, port }
}

function pickUpOf(name: string, peer: Peer): Record<string, unknown> {
  return connectors[name]!.pickUp!.settings.parse(peer.pickUp) as Record<string, unknown>
}
