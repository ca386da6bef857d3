import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { newId } from '../../src/platform/ids.ts'
import { cpuOf, cpuOfFamily, familyOf } from './cpu.ts'
import { Processes, request, type Started } from './processes.ts'

interface Load {
  seconds: number
  /** Interchanges, and the documents in them. */
  accepted: number
  documents: number
  p99Ms: number
}

interface Counts {
  accepted: number
  delivered: number
  acknowledged: number
  completed: number
}

export interface Running {
  load(of: { count: number; each: number; perSecond?: number }): Promise<Load>
  /**
   * Resolves when all that was accepted since the beginning is delivered and acknowledged, with the time by which it was: that of the question
   * whose answer says so, since the counting itself is no part of the work. Fails when the counts differ.
   */
  settled(last: Load): Promise<number>
  /** Processor time so far, in microseconds, by process. */
  used(): Record<string, number>
  /** Has Postgres write what it holds back, so that measuring begins with its log files in use again. */
  checkpoint(): Promise<unknown>
  /** Has the grid and its Postgres stand still, as they are, until they are told to go on. */
  pause(): Promise<void>
  resume(): void
}

const MINUTE_MS = 60_000
/** What was asked of Postgres just before is answered by then: none of it lasts while both stand still. */
const ANSWERED_MS = 200

/** Load generator, grid with its Postgres, and receiver, for as long as something is measured. */
export async function withGrid<T>(mode: 'grid' | 'floor', measure: (running: Running) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'entrepot-bench-'))
  await chmod(folder, 0o711) // the embedded Postgres may run as a user of its own
  const processes = new Processes()
  let grid: Started | undefined
  try {
    const sink = await processes.start('sink.ts', {})
    grid = await processes.start('grid-process.ts', {
      BENCH_MODE: mode,
      BENCH_FOLDER: folder,
      BENCH_SINK: sink.ready['url']!,
    })
    const sender = await processes.start('load.ts', { BENCH_URL: grid.ready['url']!, BENCH_KEY: grid.ready['key']! })
    return await measure(running(processes, { grid, sender, sink }))
  } finally {
    processes.resume()
    if (grid?.child.connected) await request(grid.child, 'stop').catch(() => {})
    processes.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

function running(processes: Processes, { grid, sender, sink }: Record<'grid' | 'sender' | 'sink', Started>): Running {
  const postmaster = Number(grid.ready['postmaster'])
  let sent = 0
  let since = newId(Date.now() - MINUTE_MS)
  return {
    checkpoint: () => request(grid.child, 'checkpoint'),
    used: () => ({
      grid: cpuOf(grid.child.pid!),
      postgres: cpuOfFamily(postmaster),
      sender: cpuOf(sender.child.pid!),
      receiver: cpuOf(sink.child.pid!),
    }),
    async pause() {
      processes.pause([grid.child.pid!])
      await delay(ANSWERED_MS)
      processes.pause(familyOf(postmaster))
    },
    resume: () => processes.resume(),
    load: async (of) => {
      const load = await request<Load>(sender.child, of)
      return { ...load, documents: load.accepted * of.each }
    },
    async settled(last) {
      sent += last.accepted
      const ended = await untilSettled({
        grid: () => request<Counts>(grid.child, { count: since }),
        sink: () => request<{ keys: number; wrong: number }>(sink.child, 'count'),
        last,
        keys: sent,
      })
      // What was counted is not counted again: that would be a part of what is measured next. Nothing is under way now.
      await delay(5)
      since = newId()
      await delay(5)
      return ended
    },
  }
}

async function untilSettled(of: {
  /** What has come since the load before. */
  grid: () => Promise<Counts>
  sink: () => Promise<{ keys: number; wrong: number }>
  last: Load
  /** Posts in all. */
  keys: number
}): Promise<number> {
  const { accepted, documents } = of.last
  let counts: Counts = { accepted: 0, delivered: 0, acknowledged: 0, completed: 0 }
  for (let tries = 0; tries < 30_000; tries++) {
    const { keys, wrong } = await of.sink()
    if (wrong > 0) throw new Error(`${wrong} posts with wrong bytes`)
    if (keys >= of.keys) {
      const asked = performance.now()
      counts = await of.grid()
      const { delivered, acknowledged, completed } = counts
      if ([counts.accepted, delivered, acknowledged].every((one) => one === accepted) && completed === documents) {
        return asked
      }
    }
    await delay(20)
  }
  throw new Error(`sent ${accepted}, but the database says ${JSON.stringify(counts)}`)
}
