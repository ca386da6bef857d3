/** A problem as stored: a code of its catalogue and parameters; sentences are rendered when shown. */
export interface Problem {
  code: string
  [parameter: string]: unknown
}

export interface Job {
  id: string
  kind: string
  subject: string
  lane: string | null
  attempt: number
  /** Who holds it: part of the fence. */
  worker: number
  cause: string | null
  depth: number
}

export interface NewJob {
  kind: string
  subject: string
  /**
   * Jobs of one lane keep their order. `out:…` says that they do outside work; `any:…` is a wide lane: outside work in no order,
   * several side by side, that rests while the other side is away.
   */
  lane?: string
  /** Not before this moment, … */
  dueAt?: Date
  /** … or not before this many milliseconds from the commit, by the database's clock. */
  afterMs?: number
  cause?: string
  depth?: number
}

export interface NewEvent {
  type: string
  subjectKind: string
  subject: string
  organizations: string[]
  actor: string
  cause?: string
  depth?: number
  data?: Record<string, unknown>
}

/** One guarded row: made only by the functions that `insertRows` and `updateRows` return. */
export interface RowWrite {
  statement: RowStatement
  values: unknown[]
}

export interface RowStatement {
  rank: number
  name: string
}

/** What a hot verb returns: plain data that `commit` writes in one transaction with many others. */
export interface Change {
  /** The job that is done: without it, nothing of the change is written (the fence). */
  done?: Job
  /** Somebody waits for it: it goes before work that nobody waits for. */
  urgent?: true
  rows: RowWrite[]
  jobs?: NewJob[]
  events?: NewEvent[]
}

/** Resolves true when durable; false when the job was no longer ours (nothing written). Throws when a row was not as expected. */
export type Commit = (change: Change) => Promise<boolean>
