import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { JobKind } from './work.ts'

/** Something done again and again, by one node at a time. */
export interface Schedule {
  name: string
  /** From the end of one run to the beginning of the next. */
  everyMs: number
  run(signal: AbortSignal): Promise<unknown>
}

/** Subject of jobs that are about no row of their own. */
const NOTHING = '00000000-0000-0000-0000-000000000000'
const RETRY_MAX_MS = 3_600_000

/** A schedule is a job in a lane of its own that adds itself again; one that the grid does not know yet begins at once. */
export async function registerSchedules(database: Database, schedules: Schedule[]): Promise<void> {
  for (const { name } of schedules) {
    // The lane is taken first: of nodes that start together, one adds the job and the others find it.
    await database.kysely.transaction().execute(async (tx) => {
      const lane = laneOf(name)
      await sql`insert into lanes (name, due_at) values (${lane}, now()) on conflict (name) do update set due_at = now()`.execute(
        tx,
      )
      await sql`insert into jobs (kind, subject, lane) select ${kindOf(name)}, ${NOTHING}, ${lane}::text
        where not exists (select from jobs where lane = ${lane})`.execute(tx)
    })
  }
}

export function scheduleKinds(schedules: Schedule[]): Record<string, JobKind> {
  return Object.fromEntries(schedules.map((schedule) => [kindOf(schedule.name), kindFor(schedule)]))
}

function kindFor({ name, everyMs, run }: Schedule): JobKind {
  return {
    pure: false,
    async run(_job, signal) {
      await run(signal)
      return { rows: [], jobs: [{ kind: kindOf(name), subject: NOTHING, lane: laneOf(name), afterMs: everyMs }] }
    },
    retry: (_error, attempt) => Math.min(1_000 * 2 ** attempt, RETRY_MAX_MS),
    gaveUp: () => Promise.reject(new Error('a schedule never gives up')),
  }
}

const kindOf = (name: string) => `schedule:${name}`
const laneOf = (name: string) => `schedule:${name}`
