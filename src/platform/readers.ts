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

/** Told of every event once, in order. */
interface Reader {
  name: string
  /** A reader that the grid does not know yet begins behind the last event there is, or with this one. */
  from?: 'the first event'
  /** It reads while this says so, and waits while not: for what can wait. */
  ready?(): Promise<boolean>
  /** How late an event may be seen. */
  everyMs?: number
}

/**
 * What `read` returns is written together with the cursor, so a reader of our own database neither misses nor repeats; one with
 * outside effects must carry `seq` as its key.
 */
export interface EventReader extends Reader {
  read(events: Event[]): Promise<Read>
  /** The events it wants, as patterns of SQL's LIKE; none at all: it skips them without reading. Left out: all. */
  types?(): Promise<string[]>
  batchMax?: number
}

/** Looks at events where they lie, behind one number and up to another: for what is counted, and needs none of them by itself. */
export interface EventCounter extends Reader {
  count(behind: number, upTo: number): Promise<Read>
}

type Read = Omit<Change, 'done'>

/** How many events are counted at once. */
const COUNTED_MAX = 10_000

const moveCursor = updateRows(
  'readers',
  { name: 'text', seen: 'bigint', cursor: 'bigint' },
  { key: ['name'], guard: { cursor: 'seen' }, set: ['cursor'] },
)

/** Subject of jobs that are about no row of their own. */
const NOTHING = '00000000-0000-0000-0000-000000000000'

export async function registerReaders(database: Database, readers: (EventReader | EventCounter)[]): Promise<void> {
  for (const reader of readers) {
    await database.pool.query(
      `with r as (insert into readers (name, cursor) select $1, case when $4 then 0 else n end from event_head on conflict do nothing returning name)
       insert into jobs (kind, subject) select $2, $3 from r`,
      [reader.name, `read:${reader.name}`, NOTHING, reader.from !== undefined],
    )
  }
}

/** The job kinds of these readers: one job each, which adds itself again. */
export function readerKinds(database: Database, readers: (EventReader | EventCounter)[]): Record<string, JobKind> {
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

async function readOn(database: Database, reader: EventReader | EventCounter): Promise<Change> {
  const again = (afterMs: number): NewJob => ({ kind: `read:${reader.name}`, subject: NOTHING, afterMs })
  const resting = again(reader.everyMs ?? 500)
  if (reader.ready && !(await reader.ready())) return { rows: [], jobs: [resting] }
  const moved = 'count' in reader ? counted(database, reader) : read(database, reader)
  const { seen, cursor, through, change } = await moved
  if (cursor === seen) return { rows: [], jobs: [resting] }
  return {
    ...change,
    rows: [...change.rows, moveCursor({ name: reader.name, seen, cursor })],
    jobs: [...(change.jobs ?? []), through ? resting : again(0)],
  }
}

interface Moved {
  /** The cursor before, and behind what was read. */
  seen: number
  cursor: number
  /** To the last event there was. */
  through: boolean
  change: Read
}

async function read(database: Database, reader: EventReader): Promise<Moved> {
  const max = reader.batchMax ?? 500
  const { rows } = await database.pool.query({
    name: 'read events',
    text: `select r.cursor, h.n as head, e.* from readers r cross join event_head h left join lateral
      (select * from events where seq > r.cursor and seq <= h.n and ($3::text[] is null or cardinality($3) > 0) and ($3 is null or type like any($3))
        order by seq limit $2) e on true
      where r.name = $1 order by e.seq`,
    values: [reader.name, max, reader.types ? await reader.types() : null],
  })
  const { cursor: seen, head, seq } = rows[0]
  const through = rows.length < max
  const change = seq === null ? { rows: [] } : await reader.read(rows as Event[])
  return { seen, cursor: through ? head : rows.at(-1).seq, through, change }
}

async function counted(database: Database, reader: EventCounter): Promise<Moved> {
  const { rows } = await database.pool.query({
    name: 'events to count',
    text: 'select r.cursor, h.n as head from readers r cross join event_head h where r.name = $1',
    values: [reader.name],
  })
  const { cursor: seen, head } = rows[0]
  const cursor = Math.min(head, seen + COUNTED_MAX)
  const change = cursor === seen ? { rows: [] } : await reader.count(seen, cursor)
  return { seen, cursor, through: cursor === head, change }
}
