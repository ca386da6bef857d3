import { setTimeout as sleep } from 'node:timers/promises'
import type { Bell } from '../../platform/bell.ts'
import type { Database } from '../../platform/database.ts'
import { queriesOf } from '../../platform/rows-of.ts'

/** An event as those who follow are told of it: that something is so now, not what; they ask for that. */
export interface Told {
  seq: number
  type: string
  subject_kind: string
  subject: string
}

/** Where somebody stands who follows. */
export interface Follower {
  database: Pick<Database, 'pool'>
  /** Null: the grid, which hears everything. */
  organization: string | null
  /** Rings when something was committed, and when the signal is given. */
  bell: Bell
  /** The last event that they know; null: from now on. */
  after: number | null
  tell(events: Told[]): void
  /** Null: a program, which has no notifications. */
  member: string | null
  /** Their own notifications are otherwise: some came, or were read elsewhere. */
  notified(): void
  /** Too much happened to tell it one by one. */
  reset(upTo: number): void
  /** Nothing happened for a while. */
  still(): void
  signal: AbortSignal
}

const EVENTS_MAX = 200
/** Grouped commits ring a thousand times a second; nobody looks at a page so often. */
const PACE_MS = 250
const STILL_MS = 15_000

/** Tells of each event that concerns the organization, in order, until the signal. */
export async function follow(of: Follower): Promise<void> {
  const { bell, signal } = of
  let at = of.after
  // Some may have come since the page asked how many there are; who comes back may have missed that they were read.
  let known: string | null = at === null ? '0' : ''
  while (!signal.aborted) {
    const seen = bell.rings
    const { head, events, unread } = await newsFor(of, at)
    if (signal.aborted) return
    // A number that was never given: the grid was restored from before it.
    if (at !== null && (at > head || events.length > EVENTS_MAX)) of.reset(head)
    else if (events.length > 0) of.tell(events)
    at = head
    if (known !== unread && of.member !== null) of.notified()
    known = unread
    await sleep(PACE_MS)
    await bell.wait(seen, STILL_MS)
    if (bell.rings === seen) of.still()
  }
}

const UNREAD = `select concat_ws(' ', count(*), sum(count), max(at)) as unread from notifications where member = $1 and read_at is null`

/** What happened behind that event, and what one has not read, as something to compare. */
async function newsFor(
  { database, organization, member }: Follower,
  after: number | null,
): Promise<{ head: number; events: Told[]; unread: string | null }> {
  // One statement, so that the head and what lies before it are of the same moment.
  const text = `select h.n as head, e.seq, e.type, e.subject_kind, e.subject from (select entrepot_last_event() as n) h
      left join lateral (select seq, type, subject_kind, subject from events
        where seq > $1 and ($2::uuid is null or $2 = any(organizations)) order by seq limit ${EVENTS_MAX + 1}) e on $1::bigint is not null`
  return queriesOf(database, organization, async (as) => {
    const { rows } = await as.query(text, [after, organization])
    const found = member === null ? undefined : await as.query(UNREAD, [member])
    return {
      head: Number(rows[0].head),
      events: rows.filter(({ seq }) => seq !== null),
      unread: found?.rows[0].unread ?? null,
    }
  })
}
