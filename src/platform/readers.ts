import type { Change, NewJob } from './change.ts'
import type { Database } from './database.ts'
import { updateRows } from './rows.ts'
import type { JobKind } from './work.ts'

/** An event as readers get it, in the order of `seq`. */
export interface Event {
  seq: number
  at: Date
  type: string
  subject_kind: string
  subject: string
  organizations: string[]
  actor: string
  cause: string | null
  depth: number
  data: Record<string, unknown>
}

/**
 * Reads every event once, in order. What `read` returns is written together with the cursor, so a reader of our own database
 * neither misses nor repeats; one with outside effects must carry `seq` as its key.
 */
export interface EventReader {
  name: string
  read(events: Event[]): Promise<Omit<Change, 'done'>>
  /** The events it wants, as patterns of SQL's LIKE; none at all: it skips them without reading. Left out: all. */
  types?(): Promise<string[]>
  /** A reader that the grid does not know yet begins behind the last event there is, or with this one. */
  from?: 'the first event'
  /** It reads while this says so, and waits while not: for what can wait. */
  ready?(): Promise<boolean>
  /** How late an event may be seen. */
  everyMs?: number
  batchMax?: number
}

const moveCursor = updateRows(
  'readers',
  { name: 'text', seen: 'bigint', cursor: 'bigint' },
  { key: ['name'], guard: { cursor: 'seen' }, set: ['cursor'] },
)

/** Subject of jobs that are about no row of their own. */
const NOTHING = '00000000-0000-0000-0000-000000000000'

export async function registerReaders(database: Database, readers: EventReader[]): Promise<void> {
  for (const reader of readers) {
    await database.pool.query(
      `with r as (insert into readers (name, cursor) select $1, case when $4 then 0 else n end from event_head on conflict do nothing returning name)
       insert into jobs (kind, subject) select $2, $3 from r`,
      [reader.name, `read:${reader.name}`, NOTHING, reader.from !== undefined],
    )
  }
}

/** The job kinds of these readers: one job each, which adds itself again. */
export function readerKinds(database: Database, readers: EventReader[]): Record<string, JobKind> {
  return Object.fromEntries(
    readers.map((reader) => [
      `read:${reader.name}`,
      {
        run: () => readOn(database, reader),
        pure: true,
        retry: (_error, attempt) => Math.min(100 * 2 ** attempt, 60_000),
        gaveUp,
      },
    ]),
  )
}

function gaveUp(): never {
  throw new Error('a reader never gives up')
}

async function readOn(database: Database, reader: EventReader): Promise<Change> {
  const max = reader.batchMax ?? 500
  const again = (afterMs: number): NewJob => ({ kind: `read:${reader.name}`, subject: NOTHING, afterMs })
  if (reader.ready && !(await reader.ready())) return { rows: [], jobs: [again(reader.everyMs ?? 500)] }
  const { rows } = await database.pool.query({
    name: 'read events',
    text: `select r.cursor, h.n as head, e.* from readers r cross join event_head h left join lateral
      (select * from events where seq > r.cursor and seq <= h.n and ($3::text[] is null or cardinality($3) > 0) and ($3 is null or type like any($3))
        order by seq limit $2) e on true
      where r.name = $1 order by e.seq`,
    values: [reader.name, max, reader.types ? await reader.types() : null],
  })
  const { cursor: seen, head, seq } = rows[0]
  if (seen === head) return { rows: [], jobs: [again(reader.everyMs ?? 500)] }
  const change = seq === null ? { rows: [] } : await reader.read(rows as Event[])
  const cursor = moveCursor({ name: reader.name, seen, cursor: rows.length < max ? head : rows.at(-1).seq })
  return {
    ...change,
    rows: [...change.rows, cursor],
    jobs: [...(change.jobs ?? []), again(rows.length < max ? (reader.everyMs ?? 500) : 0)],
  }
}
