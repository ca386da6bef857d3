import type { ChannelForm } from '../../src/modules/channels/form.ts'
import { openChannel } from '../../src/modules/channels/verbs.ts'
import { makeConnection } from '../../src/modules/connections/verbs.ts'
import { perform } from '../../src/platform/act.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network } from '../messages.ts'
import { startWire, type Wire } from '../peers/wire.ts'
import type { Peer } from './suite.ts'

/** A grid whose organization acme picks up at the peer. */
export interface Stage {
  grid: TestGrid
  wire: Wire
  peer: Peer
  channel: string
  connection: string
  /** One that begins after this call. Looks come by themselves only where `everySeconds` says so. */
  look(): Promise<void>
  /** Names of what was received, each as often as it was, sorted. */
  received(): Promise<string[]>
}

export interface StageOptions {
  /** Of the channel, beside those that the peer needs. */
  settings?: Record<string, unknown>
  connection?: Record<string, unknown>
  /** Refused files go to their own place. */
  failing?: boolean
  network?: string
  env?: Record<string, string>
}

/** A grid of its own, with a wire to the peer that can be cut. */
export async function openStage(name: string, peer: Peer, more: StageOptions): Promise<Stage> {
  const grid = await startTestGrid({
    network: more.network ?? network(),
    env: { ENTREPOT_LOG_LEVEL: 'error', ...more.env },
  })
  const wire = await startWire(peer)
  const acme = grid.app.exchange.directory.organizationBySlug('acme')!.id
  const at = { host: '127.0.0.1', port: wire.port }
  const made = await perform(grid.app.grid, systemActor, async (act) => {
    const { id } = await makeConnection(act, acme, 'peer', {
      connector: name,
      settings: { ...peer.connection(at), ...more.connection },
    })
    const settings = { ...peer.pickUp, everySeconds: 3_600, ...(more.failing ? peer.failing : {}), ...more.settings }
    const form = { direction: 'in', kind: name, mode: null, connection: 'peer', settings } as ChannelForm
    return { connection: id, channel: (await openChannel(act, acme, 'pick-up', form)).id }
  })
  await grid.app.reload()
  const looked = async () => {
    const [row] = await grid.query('select looked_at, problem from pickup_channels where channel = $1', [made.channel])
    return row!
  }
  return {
    ...made,
    grid,
    wire,
    peer,
    async look() {
      const due = `update jobs set due_at = now() where kind = 'pick-up' and worker is null returning 1`
      await grid.until('the end of a look', async () => (await grid.query(due)).length > 0)
      const before = (await looked())['looked_at'] as Date | null
      await grid.until('a look', async () => Number((await looked())['looked_at']) > Number(before))
    },
    async received() {
      const rows = await grid.query('select name from interchanges where channel = $1', [made.channel])
      return rows.map((row) => row['name'] as string).sort()
    },
  }
}
