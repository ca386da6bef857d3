import { randomUUID } from 'node:crypto'
import { binaryArray, type ColumnType, SENT_AS } from './arrays.ts'
import type { Carrier } from './carrier.ts'
import type { Change, Job, NewEvent, NewJob } from './change.ts'
import { BY_INDEX } from './connection.ts'
import type { FlightStatement } from './flight.ts'
import { killAt } from './kill.ts'
import { fromArrays, type GroupedStatement } from './rows.ts'

/** What became of changes that had to be written in order: how many are durable, and what stopped the next one. */
export interface InOrder {
  committed: number
  /** The fence: the job at `committed` was no longer ours. */
  lost?: boolean
  error?: unknown
}

interface Unit {
  changes: Change[]
  settle(outcome: InOrder): void
}

export interface CommitOptions {
  /** A connection that carries one group at a time, set up so. */
  carrier(setup: string): Carrier
  /** Called after each durable group that added jobs for now. */
  written?(work: NewWork): void
}

/** Jobs to do now: whether there are some without a lane, and the lanes of the others. */
export interface NewWork {
  free: boolean
  lanes: string[]
}

const CONNECTIONS = 2
/** Bounds of one transaction, so that none comes near the second that a commit may last. */
const GROUP_CHANGES_MAX = 400
const GROUP_ROWS_MAX = 8_000
/** They are small: a row for the payload, one for the interchange, and what it claims. */
const GROUP_URGENT_MAX = 200
/** A group of this size goes without waiting for more; a group of at least a crowd says that more will come. */
const GROUP_ENOUGH = 64
const CROWD = 4
const GATHER_MS = 8

/**
 * Groups what callers want written at this moment into one transaction, two groups in flight, in a fixed order of locks:
 * done jobs (the fence) → guarded rows → lanes by name → new jobs → event_head → events. A group that fails is repeated one
 * change at a time, so one bad change fails alone. A lane is locked before its jobs get their numbers: whoever reads the lane by number
 * never meets a lower one that was written later.
 */
export class Committer {
  readonly #options: CommitOptions
  readonly #idle: Carrier[]
  #queue: Unit[] = []
  /** How many at the head of the queue are urgent. */
  #urgent = 0
  #scheduled = false
  /** When the last group began, and of how many units it was. */
  #last = { at: 0, units: 0 }
  /** The payload of its notifications: who wrote a group was told by `written`. */
  readonly origin = randomUUID()
  groups = 0
  changes = 0

  constructor(options: CommitOptions) {
    this.#options = options
    this.#idle = Array.from({ length: CONNECTIONS }, () => options.carrier(BY_INDEX))
  }

  /** Writes one change. True: durable. False: the job it finishes was no longer ours, and nothing was written. */
  commit = async (change: Change): Promise<boolean> => {
    const outcome = await this.inOrder([change])
    if (outcome.error !== undefined) throw outcome.error
    return outcome.committed === 1
  }

  /** Writes changes that must take effect in this order: all at once, or up to the first one that fails. */
  inOrder(changes: Change[]): Promise<InOrder> {
    return new Promise((settle) => {
      if (changes[0]!.urgent) this.#queue.splice(this.#urgent++, 0, { changes, settle })
      else this.#queue.push({ changes, settle })
      if (this.#scheduled) return
      this.#scheduled = true
      setImmediate(() => this.#flush())
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.map((carrier) => carrier.close()))
  }

  #flush(): void {
    this.#scheduled = false
    while (this.#queue.length > 0 && this.#idle.length > 0) {
      const waitMs = this.#gathers()
      if (waitMs > 0) {
        this.#scheduled = true
        setTimeout(() => this.#flush(), waitMs)
        return
      }
      const group = this.#take()
      this.#last = { at: performance.now(), units: group.length }
      void this.#write(this.#idle.pop()!, group)
    }
  }

  /**
   * How long to wait for more: statements cost by the group more than by the row. Only while many ask at once: who commits
   * alone does not wait.
   */
  #gathers(): number {
    const { at, units } = this.#last
    if (units < CROWD || this.#queue.length >= GROUP_ENOUGH) return 0
    return Math.max(0, at + GATHER_MS - performance.now())
  }

  /** The urgent ones first, and always some of the others: neither waits for the end of the other. */
  #take(): Unit[] {
    const urgent = this.#queue.splice(0, Math.min(this.#urgent, GROUP_URGENT_MAX))
    this.#urgent -= urgent.length
    let changes = 0
    let rows = 0
    let to = this.#urgent
    for (const unit of this.#queue.slice(to)) {
      changes += unit.changes.length
      for (const change of unit.changes) rows += change.rows.length + (change.events?.length ?? 0)
      if (to > this.#urgent && (changes > GROUP_CHANGES_MAX || rows > GROUP_ROWS_MAX)) break
      to++
    }
    return [...urgent, ...this.#queue.splice(this.#urgent, to - this.#urgent)]
  }

  async #write(carrier: Carrier, group: Unit[]): Promise<void> {
    const changes = group.flatMap((unit) => unit.changes)
    let written = true
    try {
      await this.#transaction(carrier, changes)
    } catch (error) {
      written = false
      const alone = changes.length === 1
      for (const unit of group) {
        unit.settle(alone || carrier.isLost ? refused(error) : await this.#oneByOne(carrier, unit.changes))
      }
    }
    // The next group is on its way before what follows from this one begins: Postgres need not wait for that.
    this.#idle.push(carrier)
    this.#flush()
    if (written) for (const unit of group) unit.settle({ committed: unit.changes.length })
  }

  async #oneByOne(carrier: Carrier, changes: Change[]): Promise<InOrder> {
    for (const [committed, change] of changes.entries()) {
      try {
        await this.#transaction(carrier, [change])
      } catch (error) {
        return { ...refused(error), committed }
      }
    }
    return { committed: changes.length }
  }

  async #transaction(carrier: Carrier, changes: Change[]): Promise<void> {
    killAt('commit:before')
    const statements = statementsOf(changes, this.origin)
    await carrier.fly(statements)
    killAt('commit:after')
    this.groups++
    this.changes += changes.length
    const work = newWork(changes)
    if (work.free || work.lanes.length > 0) this.#options.written?.(work)
  }
}

function newWork(changes: Change[]): NewWork {
  const lanes = new Set<string>()
  let free = false
  for (const { jobs } of changes) {
    if (!jobs) continue
    for (const { lane, dueAt, afterMs } of jobs) {
      if (lane !== undefined) lanes.add(lane)
      else free ||= dueAt === undefined && !afterMs
    }
  }
  return { free, lanes: [...lanes] }
}

function refused(error: unknown): InOrder {
  const { code, message } = error as { code?: string; message?: string }
  return code === 'EN001' && message?.includes('fence') ? { committed: 0, lost: true } : { committed: 0, error }
}

// The lanes of all of them are looked up once, not by each job.
const FENCE = `with held as (select name, worker from lanes where name = any($4::text[]) and worker is not null),
  d as (delete from jobs using (select unnest($1::bigint[]) as id, unnest($2::int[]) as worker) as c
    where jobs.id = c.id and (jobs.worker = c.worker or (jobs.lane, c.worker) in (select name, worker from held))
    returning 1)
  select entrepot_expect(count(*), $3, 'fence: the job is no longer ours') from d`

const JOB_COLUMNS = {
  kind: 'text',
  subject: 'uuid',
  lane: 'text',
  due_at: 'timestamptz',
  after_ms: 'bigint',
  cause: 'uuid',
  depth: 'int',
} as const

const NEW_JOBS = `insert into jobs (kind, subject, lane, due_at, cause, depth)
  select kind, subject, lane, coalesce(due_at, now() + after_ms * interval '1 millisecond'), cause, depth from ${fromColumns(JOB_COLUMNS)}`

// Due at once even when the job is not: whoever claims the lane then puts it to sleep until its head is due. A rest goes on.
const TOUCH_LANES = `insert into lanes (name, due_at, added) select name, now(), 1 from unnest($1::text[]) as v(name) order by name
  on conflict (name) do update set due_at = greatest(least(lanes.due_at, excluded.due_at), lanes.rests_until), added = lanes.added + 1`

const EVENT_COLUMNS = {
  type: 'text',
  subject_kind: 'text',
  subject: 'uuid',
  actor: 'text',
  cause: 'uuid',
  depth: 'int',
  data: 'json',
  first: 'int',
  last: 'int',
  place: 'int',
} as const

// The organizations of all of them are one array, of which each event has its part.
const NEW_EVENTS = `with h as (update event_head set n = n + $12 returning n)
  insert into events (seq, type, subject_kind, subject, organizations, actor, cause, depth, data)
  select (select n from h) - $12 + place, type, subject_kind, subject, ($11::uuid[])[first:last], actor, cause, depth, data
  from ${fromColumns(EVENT_COLUMNS)}`

function fromColumns(columns: Record<string, ColumnType>): string {
  return fromArrays(
    Object.entries(columns).map(([name, type], at) => ({ name, type: SENT_AS[type].name, parameter: at + 1 })),
  )
}

function statementsOf(changes: Change[], origin: string): FlightStatement[] {
  const done: Job[] = []
  const jobs: NewJob[] = []
  const events: NewEvent[] = []
  const rows = new Map<GroupedStatement, unknown[][]>()
  for (const change of changes) {
    if (change.done) done.push(change.done)
    if (change.jobs) jobs.push(...change.jobs)
    if (change.events) events.push(...change.events)
    for (const write of change.rows) {
      const known = rows.get(write.statement as GroupedStatement)
      if (known) known.push(write.values)
      else rows.set(write.statement as GroupedStatement, [write.values])
    }
  }
  const statements: FlightStatement[] = []
  if (done.length > 0) statements.push(fence(done))
  for (const [statement, values] of [...rows].sort(([a], [b]) => a.rank - b.rank)) {
    statements.push({ name: statement.name, text: statement.text, values: statement.parameters(values) })
  }
  if (jobs.length > 0) statements.push(...newJobs(jobs))
  if (events.length > 0) statements.push(newEvents(events))
  if (jobs.length > 0 || events.length > 0)
    statements.push({ name: 'notify', text: `select pg_notify('entrepot', $1)`, values: [origin] })
  return statements
}

function fence(done: Job[]): FlightStatement {
  const rows = done.map(({ id, worker }) => [id, worker])
  const lanes = [...new Set(done.map(({ lane }) => lane).filter((lane) => lane !== null))].map((lane) => [lane])
  const values = [
    binaryArray('bigint', rows, 0),
    binaryArray('int', rows, 1),
    String(done.length),
    binaryArray('text', lanes, 0),
  ]
  return { name: 'fence', text: FENCE, values }
}

function newJobs(jobs: NewJob[]): FlightStatement[] {
  const rows = jobs.map((job) => [
    job.kind,
    job.subject,
    job.lane,
    job.dueAt,
    job.afterMs ?? 0,
    job.cause,
    job.depth ?? 0,
  ])
  const statements: FlightStatement[] = []
  const lanes = [...new Set(jobs.map((job) => job.lane).filter((lane) => lane !== undefined))]
  if (lanes.length > 0) {
    const touched = lanes.map((name) => [name])
    statements.push({ name: 'touch lanes', text: TOUCH_LANES, values: [binaryArray('text', touched, 0)] })
  }
  const values = arraysOf(JOB_COLUMNS, rows)
  statements.push({ name: 'new jobs', text: NEW_JOBS, values })
  return statements
}

function newEvents(events: NewEvent[]): FlightStatement {
  const organizations: string[][] = []
  const rows = events.map((event, at) => {
    const first = organizations.length + 1
    for (const organization of event.organizations) organizations.push([organization])
    const { type, subjectKind, subject, actor, cause, depth = 0, data = {} } = event
    return [type, subjectKind, subject, actor, cause, depth, data, first, organizations.length, at + 1]
  })
  const values = [...arraysOf(EVENT_COLUMNS, rows), binaryArray('uuid', organizations, 0), String(events.length)]
  return { name: 'new events', text: NEW_EVENTS, values }
}

function arraysOf(columns: Record<string, ColumnType>, rows: unknown[][]): Buffer[] {
  return Object.values(columns).map((type, at) => binaryArray(type, rows, at))
}

/**
 * Another change came first: a guarded row was no longer as seen, a unique key was taken (23505; 23P01 of payloads), or both waited for each other and the
 * database let the other one go on (40P01). Deciding again will see it.
 */
export function isOvertaken(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code
  return code === 'EN001' || code === '23505' || code === '23P01' || code === '40P01'
}
