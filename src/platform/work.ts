// long: the claims, lanes and batches of one worker belong together
import type { Client, Pool } from 'pg'
import { isAway } from './away.ts'
import { Bell } from './bell.ts'
import type { Change, Job } from './change.ts'
import { Circuits, type LaneTurn } from './circuit.ts'
import { type Committer, isOvertaken, type NewWork } from './commit.ts'
import { BY_INDEX } from './connection.ts'
import { isFull } from './full.ts'
import { killAt } from './kill.ts'
import { type Ended, isWide, type LaneLimits, Slots, WideLane } from './wide-lane.ts'
import {
  type ClaimedLane,
  claimFree,
  claimLane,
  failJob,
  freeDead,
  type LaneHead,
  laneHead,
  releaseLane,
} from './work-sql.ts'

/** The second half of a job, run in the order of its lane: what numbers things belongs here. */
export type Finish = () => Promise<Omit<Change, 'done'>>

/** Thrown by a job that could not be tried at all: it comes back later, and that counts as no failure. */
export class NotYet extends Error {
  readonly afterMs: number
  constructor(afterMs: number, reason: string) {
    super(reason)
    this.afterMs = afterMs
  }
}

/** What to do with jobs of one kind. */
export interface JobKind {
  /** Decides, and returns what to write or how to finish; an outside effect happens in here, before its record. */
  run(job: Job, signal: AbortSignal): Promise<Omit<Change, 'done'> | Finish>
  /** True: nothing outside the database is touched, so a lane may run it ahead of those before it. */
  pure: boolean
  /** Milliseconds until the next attempt, or null to give up. `attempt` counts the failures so far, this one included. */
  retry(error: unknown, attempt: number, job: Job): number | null | Promise<number | null>
  /** Whether the error says that the other side is away, not that this job is bad; the milliseconds it asked for, or 0. */
  away?(error: unknown): number | null
  /** At the policy's end: marks the subject, opens the work item. The job is deleted with it. */
  gaveUp(job: Job, error: unknown): Promise<Change>
}

export interface WorkOptions {
  /** Whose connections find rows by keys (`keyed` of the database). */
  pool: Pool
  /** Opens the connection whose advisory lock says that this worker lives. */
  connect(): Promise<Client>
  committer: Committer
  kinds: Record<string, JobKind>
  /** Told of every failed run, with the wait until the next one (null: given up). */
  failed?(job: Job, error: unknown, waitMs: number | null): void
  /** Told when the worker's own connection is lost and it starts anew under another number. */
  lost?(error: unknown): void
  /** Told when a wide lane, or all lanes to one other side, rest because the other side is away. */
  rested?(lane: string, rest: { failures: number; restMs: number }): void
  limits?(lane: string): LaneLimits
  freeMax?: number
  lanesMax?: number
  /** Lanes and jobs that do outside work have slots of their own: a slow partner holds up no inner work. */
  outsideLanesMax?: number
  outsideMax?: number
  reapEveryMs?: number
  idleMs?: number
}

export interface Work {
  /** There may be work (this, or any): look now instead of at the next look. */
  wake(work?: NewWork): void
  /** Takes nothing new, waits for what runs (or gives it back after `graceMs`). */
  stop(graceMs?: number): Promise<void>
}

const LANE_TURNS_MAX = 20
/**
 * A batch of a lane is one transaction, and what somebody waits for meanwhile waits for its end. So it begins small, and takes more
 * from turn to turn only while more waits than it takes: what a moment's stop left behind is taken in small pieces, a flood in large ones.
 */
const LANE_BATCH_FIRST = 50
const LANE_BATCH_STEP = 25
const LANE_BATCH_MAX = 300
/** Jobs of a lane that are begun without letting others in between: some 3 ms. */
const SLICE = 32
/** So long a wide lane goes on while others wait for a slot. */
const WIDE_TURN_MS = 1_000
const GIVING_UP_FAILED_MS = 5_000
const OVERTAKEN_MS = 20
/** On a full disk a post that has gone out cannot be recorded and goes out again: not too often. */
const FULL_MS = 5_000

/**
 * Works off jobs until stopped. A worker lives as long as its own connection holds its advisory lock; when that connection
 * is lost, everything it held is free for others, its handlers are told to stop, and it begins again under a new number.
 */
export function startWork(options: WorkOptions): Work {
  let stopping = false
  let current: Worker | null = null
  const finished = (async () => {
    for (let tries = 0; !stopping; tries++) {
      try {
        const own = await options.connect()
        // Stopped while it connected: nobody would stop the new one.
        if (stopping) return await own.end()
        current = new Worker(options, own)
        tries = 0
        await current.live()
      } catch (error) {
        if (!stopping) options.lost?.(error)
        const waitMs = isFull(error) ? 1_000 : Math.min(50 * 2 ** tries, 500)
        if (!stopping) await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
    }
  })()
  return {
    wake: (work) => current?.wake(work),
    async stop(graceMs = 10_000) {
      stopping = true
      await current?.stop(graceMs)
      await finished
    },
  }
}

class Worker {
  readonly #o: Required<Omit<WorkOptions, 'failed' | 'lost' | 'rested' | 'limits'>> & WorkOptions
  readonly #own: Client
  readonly #number = 1 + Math.floor(Math.random() * 0x7fff_fffe)
  readonly #aborted = new AbortController()
  readonly #bells = { free: new Bell(), lanes: new Bell(), stop: new Bell() }
  /** Lanes that are worked here: what is added to them is found without a look for lanes. A wide one has a bell of its own. */
  readonly #held = new Map<string, Bell | null>()
  readonly #slots: Slots
  readonly #circuits: Circuits
  /** Ends this worker: whatever it holds is freed by the next one's look at dead workers. */
  #doubt: (error: unknown) => void = () => {}
  #running = 0
  #stopping = false

  constructor(options: WorkOptions, own: Client) {
    const most = { freeMax: 256, lanesMax: 8, outsideLanesMax: 64, outsideMax: 512 }
    this.#o = { ...most, reapEveryMs: 500, idleMs: 250, ...options }
    this.#own = own
    this.#slots = new Slots(this.#o.outsideMax)
    const { pool, rested } = this.#o
    const lifted = () => this.#bells.lanes.ring()
    this.#circuits = new Circuits({ pool, worker: this.#number, lifted, ...(rested && { rested }) })
  }

  /** Returns when stopped, throws when the worker's own connection is lost. */
  async live(): Promise<void> {
    const lost = new Promise<never>((_, reject) => {
      this.#doubt = reject
      this.#own.on('error', reject)
      this.#own.on('end', () => reject(new Error('the worker lost its connection')))
    })
    lost.catch(() => {})
    try {
      await this.#own.query(BY_INDEX)
      await this.#own.query('select pg_advisory_lock(1, $1)', [this.#number])
      await Promise.race([
        Promise.all([this.#reaping(), this.#freeJobs(), this.#lanes(false), this.#lanes(true)]),
        lost,
      ])
    } finally {
      this.#stopping = true
      this.#aborted.abort()
      this.#rouse()
      await this.#own.end().catch(() => {})
    }
  }

  wake(work?: NewWork): void {
    if (!work || work.free) this.#bells.free.ring()
    if (!work || work.lanes.some((lane) => !this.#held.has(lane))) this.#bells.lanes.ring()
    for (const lane of work?.lanes ?? this.#held.keys()) this.#held.get(lane)?.ring()
  }

  #rouse(): void {
    for (const bell of [...Object.values(this.#bells), ...this.#held.values()]) bell?.ring()
  }

  async stop(graceMs: number): Promise<void> {
    this.#stopping = true
    this.#rouse()
    const until = Date.now() + graceMs
    while (this.#running > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
    this.#aborted.abort()
  }

  async #reaping(): Promise<void> {
    while (!this.#stopping) {
      if (await freeDead(this.#own, this.#number)) this.wake()
      await this.#bells.stop.wait(0, this.#o.reapEveryMs)
    }
  }

  async #freeJobs(): Promise<void> {
    while (!this.#stopping) {
      const seen = this.#bells.free.rings
      const slots = this.#o.freeMax - this.#running
      // Claiming a few at a time would cost a statement a job: wait until a quarter of the slots is free.
      const jobs = slots >= this.#o.freeMax / 4 ? await claimFree(this.#own, this.#number, slots) : []
      if (jobs.length > 0) killAt('jobs:claimed')
      for (const job of jobs) void this.#runFree(job)
      if (jobs.length === 0) await this.#bells.free.wait(seen, this.#o.idleMs)
    }
  }

  async #runFree(job: Job): Promise<void> {
    await this.#runAlone(job)
    if (this.#o.freeMax - this.#running >= this.#o.freeMax / 4) this.#bells.free.ring()
  }

  /** Runs one job by itself and writes what follows from it. */
  async #runAlone(job: Job): Promise<Ended> {
    this.#running++
    try {
      const ran = await this.#kind(job).run(job, this.#aborted.signal)
      const change = typeof ran === 'function' ? await ran() : ran
      killAt('job:ran')
      await this.#o.committer.commit({ ...change, done: job })
      return 'done'
    } catch (error) {
      await this.#failed(job, error)
      const away = this.#kind(job).away?.(error) ?? null
      return away === null ? 'failed' : { away }
    } finally {
      this.#running--
    }
  }

  /** Claims lanes one after the other and works them side by side. */
  async #lanes(outside: boolean): Promise<void> {
    const max = outside ? this.#o.outsideLanesMax : this.#o.lanesMax
    let working = 0
    const yields = () => working >= max
    while (!this.#stopping) {
      const seen = this.#bells.lanes.rings
      const lane = working < max ? await claimLane(this.#o.pool, this.#number, outside) : null
      if (lane === null) {
        await this.#bells.lanes.wait(seen, this.#o.idleMs)
        continue
      }
      working++
      killAt('lane:claimed')
      const run = isWide(lane.name) ? this.#runWide(lane, yields) : this.#runOrdered(lane)
      run.catch(this.#doubt).finally(() => {
        working--
        this.#bells.lanes.ring()
      })
    }
  }

  async #runWide(claimed: ClaimedLane, full: () => boolean): Promise<void> {
    const until = performance.now() + WIDE_TURN_MS
    const lane = new WideLane(claimed, {
      ...{ pool: this.#o.pool, worker: this.#number, slots: this.#slots, idleMs: this.#o.idleMs },
      limits: this.#o.limits?.(claimed.name) ?? {},
      run: (job) => this.#runAlone(job),
      stopping: () => this.#stopping,
    })
    this.#held.set(claimed.name, lane.bell)
    const { seen } = await lane.work((idle) => full() && (idle || performance.now() > until))
    // Before the release, so that whoever adds work after it rings.
    this.#held.delete(claimed.name)
    await lane.release(seen)
    if (lane.rest.restMs > 0) this.#o.rested?.(claimed.name, lane.rest)
  }

  async #runOrdered(claimed: ClaimedLane): Promise<void> {
    const turn = await this.#circuits.enter(claimed)
    if (!turn) return
    await this.#runLane(claimed.name, turn)
    await turn.end()
  }

  /**
   * Works a lane in order until it is empty, its head fails or is not due, or others have waited long enough. While one batch
   * is written, the next is read and decided.
   */
  async #runLane(lane: string, turn: LaneTurn): Promise<void> {
    this.#held.set(lane, null)
    let written = Promise.resolve(true)
    let head: LaneHead
    let after = '0'
    let max = LANE_BATCH_FIRST
    for (let turns = 0; ; turns++) {
      head = await laneHead(this.#o.pool, { lane, worker: this.#number, after, max })
      if (head.jobs.length === 0) break
      max = head.jobs.length < max ? LANE_BATCH_FIRST : Math.min(max + LANE_BATCH_STEP, LANE_BATCH_MAX)
      after = head.jobs.at(-1)!.id
      this.#running++
      const batch = await this.#runBatch(head.jobs, { before: written, turn }).finally(() => this.#running--)
      written = batch.written
      if (!batch.through || turns >= LANE_TURNS_MAX || this.#stopping) break
    }
    await written
    // Before the release, so that whoever adds work after it rings.
    this.#held.delete(lane)
    await releaseLane(this.#o.pool, { lane, worker: this.#number, seen: head.added })
  }

  /**
   * Runs jobs of a lane: pure ones ahead of their turn, effects one at a time and only when all before them is written. What
   * follows from them is written when what came before is. `through`: nothing stops the next batch.
   */
  async #runBatch(
    jobs: Job[],
    { before, turn }: { before: Promise<boolean>; turn: LaneTurn },
  ): Promise<{ through: boolean; written: Promise<boolean> }> {
    let written = before
    for (let at = 0; at < jobs.length; ) {
      let to = at + 1
      const { pure } = this.#kind(jobs[at]!)
      if (pure) while (to < jobs.length && this.#kind(jobs[to]!).pure) to++
      else if (!(await written)) return { through: false, written }
      const batch = jobs.slice(at, to)
      const ran = await this.#runAhead(batch)
      killAt('lane:ran')
      if (!(await written)) return { through: false, written }
      written = this.#write(batch, ran)
      if (ran.error === undefined) turn.through().catch(this.#doubt)
      else turn.failed(this.#kind(batch[ran.changes.length]!).away?.(ran.error) ?? null)
      if (ran.error !== undefined || this.#stopping) return { through: false, written }
      at = to
    }
    return { through: true, written }
  }

  /** Writes the changes up to the first failure, and sets when the job that failed is tried again. True: all are done. */
  async #write(batch: Job[], { changes, error }: { changes: Change[]; error?: unknown }): Promise<boolean> {
    if (changes.length > 0) {
      const outcome = await this.#o.committer.inOrder(changes)
      if (outcome.lost) return false
      if (outcome.error !== undefined) return this.#failed(batch[outcome.committed]!, outcome.error)
    }
    return error === undefined || this.#failed(batch[changes.length]!, error)
  }

  /** Runs all at once and finishes them in order: the changes up to the first failure, and that failure. */
  async #runAhead(batch: Job[]): Promise<{ changes: Change[]; error?: unknown }> {
    const results = await settledInSlices(batch, (job) => this.#kind(job).run(job, this.#aborted.signal))
    const changes: Change[] = []
    for (const [i, result] of results.entries()) {
      if (result.status === 'rejected') return { changes, error: result.reason }
      try {
        const change = typeof result.value === 'function' ? await result.value() : result.value
        changes.push({ ...change, done: batch[i]! })
      } catch (error) {
        return { changes, error }
      }
    }
    return { changes }
  }

  /** Sets the next attempt, or gives up by the kind's own Change. A database that is away or full is no failure of the job. */
  async #failed(job: Job, error: unknown): Promise<false> {
    if (this.#aborted.signal.aborted) return false
    const attempt = job.attempt + 1
    try {
      if (isAway(error)) throw error
      // Another change came first (a unique key, a guarded row): decide again on what is there now. No failure either.
      if (isOvertaken(error)) {
        await failJob(this.#o.pool, job, job.attempt, OVERTAKEN_MS)
        return false
      }
      if (error instanceof NotYet) {
        await failJob(this.#o.pool, job, job.attempt, error.afterMs)
        return false
      }
      if (isFull(error)) {
        this.#o.failed?.(job, error, FULL_MS)
        await failJob(this.#o.pool, job, job.attempt, FULL_MS)
        return false
      }
      const waitMs = await this.#kind(job).retry(error, attempt, job)
      this.#o.failed?.(job, error, waitMs)
      if (waitMs !== null) {
        await failJob(this.#o.pool, job, attempt, waitMs)
        if (waitMs < this.#o.idleMs) setTimeout(() => this.wake(), waitMs + 5)
      } else await this.#o.committer.commit({ ...(await this.#kind(job).gaveUp(job, error)), done: job })
    } catch (again) {
      if (isAway(again) || isFull(again)) this.#doubt(again)
      else {
        this.#o.failed?.(job, again, GIVING_UP_FAILED_MS)
        await failJob(this.#o.pool, job, attempt, GIVING_UP_FAILED_MS).catch(this.#doubt)
      }
    }
    return false
  }

  #kind(job: Job): JobKind {
    return this.#o.kinds[job.kind] ?? unknownKind
  }
}

/** Many jobs at once would keep everybody waiting who asks something meanwhile: after each slice others have their turn. */
async function settledInSlices<T, R>(all: T[], run: (one: T) => Promise<R>): Promise<PromiseSettledResult<R>[]> {
  const running: Promise<PromiseSettledResult<R>[]>[] = []
  for (let at = 0; at < all.length; at += SLICE) {
    if (at > 0) await new Promise(setImmediate)
    running.push(Promise.allSettled(all.slice(at, at + SLICE).map(run)))
  }
  return (await Promise.all(running)).flat()
}

/** A newer node of the same grid may know the kind: leave the job to it. */
const unknownKind: JobKind = {
  run: (job) => Promise.reject(new Error(`no job of kind ${job.kind} is known here`)),
  pure: true,
  retry: () => 60_000,
  gaveUp: () => Promise.reject(new Error('unreachable')),
}
