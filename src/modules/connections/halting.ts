import { sql } from 'kysely'
import type { Grid } from '../../grid.ts'
import { note, perform } from '../../platform/act.ts'
import { systemActor } from '../../platform/actor.ts'
import type { Problem } from '../../platform/change.ts'
import type { Connection } from './queries.ts'

/** Stops everything over this connection with one alarm. Done once, however many meet it at the same moment. */
export async function halt(
  grid: Pick<Grid, 'database' | 'secrets' | 'newId' | 'now'>,
  { id, organization, name, version }: Connection,
  problem: Problem,
): Promise<void> {
  await perform(grid, systemActor, async (act) => {
    const { numUpdatedRows } = await act.tx
      .updateTable('connections')
      .set({ halted: JSON.stringify(problem) })
      .where('id', '=', id)
      .where('version', '=', version)
      .where('halted', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await sql`insert into work_items (id, kind, class, subject_kind, subject, organization, problem)
      values (${act.newId()}, 'alarm', 'configuration', 'connection', ${id}, ${organization}, ${JSON.stringify(problem)})`.execute(
      act.tx,
    )
    note(act, {
      type: 'connection.halted',
      subjectKind: 'connection',
      subject: id,
      organizations: [organization],
      data: { name, problem },
    })
  })
}
