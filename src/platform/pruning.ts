import type { Pool } from 'pg'

const STEP_ROWS = 5_000

/** Repeats a statement that deletes at most $1 rows until it finds no more: short transactions, and others between them. */
export async function pruneInSteps(
  pool: Pool,
  of: { text: string; values?: unknown[]; stepRows?: number },
  signal: AbortSignal,
): Promise<number> {
  const { text, values = [], stepRows = STEP_ROWS } = of
  for (let all = 0; ; ) {
    signal.throwIfAborted()
    const { rowCount } = await pool.query(text, [stepRows, ...values])
    all += rowCount ?? 0
    if (rowCount === null || rowCount < stepRows) return all
  }
}
