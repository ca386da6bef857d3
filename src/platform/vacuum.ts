import type { Pool } from 'pg'

/** Of a few rows each, all of which every document writes anew. */
const QUEUES = ['jobs', 'lanes', 'readers', 'event_head', 'control_numbers']
const DEAD_ROWS_MIN = 2_000

/**
 * Removes the dead rows of the tables that queues are read from, when there are many. Postgres' own vacuum does that too, but a table of
 * millions of rows keeps one of its workers for minutes: when all of them are at such tables, dead jobs pile up and each read of a lane walks over
 * them. Returns the names of the tables that had many. What another process is vacuuming just now is passed over.
 */
export async function vacuumQueues(pool: Pool, signal: AbortSignal): Promise<string[]> {
  const { rows } = await pool.query<{ relname: string }>(
    `select relname from pg_stat_user_tables
      where schemaname = current_schema and relname = any($1) and n_dead_tup > $2 order by n_dead_tup desc`,
    [QUEUES, DEAD_ROWS_MIN],
  )
  for (const { relname } of rows) {
    signal.throwIfAborted()
    // Giving pages back would need the table for itself for a moment.
    await pool.query(`vacuum (skip_locked, index_cleanup on, truncate off) ${relname}`)
  }
  return rows.map((row) => row.relname)
}
