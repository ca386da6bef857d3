import type { Pool } from 'pg'
import { Bell } from './bell.ts'
import type { Job } from './change.ts'
import { type ClaimedLane, type LaneHead, releaseWide, wideHead } from './work-sql.ts'

/** What a partner can bear. A lane is held by one worker at a time, so both hold for all nodes together. */
export interface LaneLimits {
  concurrent?: number
  perMinute?: number
}

/** How one job of a wide lane ended: `away` names the milliseconds the other side asked for, 0 if it just was not there. */
export type Ended = 'done' | 'failed' | { away: number }

export interface WideLaneOptions {
  pool: Pool
  worker: number
  slots: Slots
  limits: LaneLimits
  idleMs: number
  run(job: Job): Promise<Ended>
  stopping(): boolean
}

export const isWide = (lane: string) => lane.startsWith('any:')

/** Failures in a row that say that the other side is away, and not that one thing went wrong. */
const AWAY_AFTER = 3
const REST_FIRST_MS = 1_000
const REST_MAX_MS = 60_000
/** So long an empty lane is kept: what comes next asks for no release and no claim. */
const LINGER_MS = 100

/** Slots for outside work, shared fairly: a lane may run as many jobs as slots are free, so some always are. */
export class Slots {
  readonly #all: number
  #taken = 0
  constructor(all: number) {
    this.#all = all
  }
  get free(): number {
    return this.#all - this.#taken
  }
  take(): void {
    this.#taken++
  }
  giveBack(): void {
    this.#taken--
  }
}

/** One wide lane while this worker holds it: jobs side by side, each finished by itself, until none is due or the lane must rest. */
export class WideLane {
  readonly #o: WideLaneOptions
  readonly #lane: string
  readonly bell = new Bell()
  readonly #running = new Set<Job>()
  #failures: number
  #awayInRow = 0
  #restMs = 0
  #nextAt = 0
  #wholeAt = 0
  /** The highest number taken. */
  #last = '0'

  constructor(lane: ClaimedLane, options: WideLaneOptions) {
    this.#o = options
    this.#lane = lane.name
    this.#failures = lane.failures
  }

  /**
   * Works until nothing is due and nothing comes, the lane must rest, or `yields` says that others wait, who wait less long for a lane that
   * is idle. Returns what its release needs.
   */
  async work(yields: (idle: boolean) => boolean): Promise<{ seen: string }> {
    let seen = '0'
    let idleUntil = 0
    for (;;) {
      const rings = this.bell.rings
      const max = this.#restMs > 0 || this.#o.stopping() || yields(false) ? 0 : this.#room()
      const head = max > 0 ? await this.#look(max) : { jobs: [], added: seen }
      seen = head.added
      for (const job of head.jobs) this.#start(job)
      if (this.#running.size > 0) idleUntil = 0
      if (head.jobs.length > 0) continue
      const waitMs = this.#nextAt - performance.now()
      if (this.#running.size === 0 && (max > 0 || waitMs <= 0)) {
        const now = performance.now()
        idleUntil ||= now + LINGER_MS
        if (max === 0 || now >= idleUntil || yields(true)) return { seen }
        await this.bell.wait(rings, idleUntil - now)
        continue
      }
      await this.bell.wait(rings, waitMs > 0 ? Math.min(waitMs, this.#o.idleMs) : this.#o.idleMs)
    }
  }

  /** Behind the last one taken: what is new has higher numbers. Now and then from the beginning, for those that failed and are due again. */
  async #look(max: number): Promise<LaneHead> {
    const now = performance.now()
    const whole = now > this.#wholeAt
    if (whole) this.#wholeAt = now + this.#o.idleMs
    const from = whole
      ? { after: '0', running: [...this.#running].map(({ id }) => id) }
      : { after: this.#last, running: [] }
    const head = await wideHead(this.#o.pool, { lane: this.#lane, worker: this.#o.worker, ...from, max })
    const last = head.jobs.at(-1)?.id
    if (last !== undefined && BigInt(last) > BigInt(this.#last)) this.#last = last
    return head
  }

  async release(seen: string): Promise<void> {
    const { pool, worker } = this.#o
    await releaseWide(pool, { lane: this.#lane, worker, seen, failures: this.#failures, restMs: this.#restMs })
  }

  get rest(): { failures: number; restMs: number } {
    return { failures: this.#failures, restMs: this.#restMs }
  }

  /** How many more may start now. Taking a few at a time would cost a statement a job: wait until a quarter of the width is free. */
  #room(): number {
    const { concurrent = Number.POSITIVE_INFINITY, perMinute } = this.#o.limits
    if (perMinute !== undefined && performance.now() < this.#nextAt) return 0
    const width = this.#failures > 0 ? 1 : Math.min(concurrent, Math.max(1, this.#o.slots.free + this.#running.size))
    const room = Math.min(width - this.#running.size, perMinute === undefined ? width : 1)
    return this.#running.size === 0 || room >= width / 4 ? Math.max(0, room) : 0
  }

  #start(job: Job): void {
    const { slots, limits } = this.#o
    this.#running.add(job)
    slots.take()
    if (limits.perMinute !== undefined) this.#nextAt = performance.now() + 60_000 / limits.perMinute
    void this.#o
      .run(job)
      .then((ended) => this.#ended(ended))
      .finally(() => {
        slots.giveBack()
        this.#running.delete(job)
        this.bell.ring()
      })
  }

  #ended(ended: Ended): void {
    if (ended === 'done') {
      this.#awayInRow = 0
      this.#failures = 0
    }
    if (typeof ended === 'string' || this.#restMs > 0) return
    if (++this.#awayInRow < AWAY_AFTER && this.#failures === 0 && ended.away === 0) return
    const backOff = Math.min(REST_FIRST_MS * 2 ** this.#failures++, REST_MAX_MS)
    this.#restMs = Math.round(Math.max(ended.away, backOff * (0.75 + Math.random() / 2)))
  }
}
