import type { Pool } from 'pg'
import type { Problem } from '../../../platform/change.ts'
import type { Request } from './asking.ts'

export interface Approval extends Request {
  status: 'asked' | 'approved' | 'declined' | 'void'
  overdue: boolean
  reason: string | null
  actor: string | null
  requested_at: Date
  at: Date | null
}

/** The newest request first. */
export async function approvalsOf(pool: Pool, document: string): Promise<Approval[]> {
  const { rows } = await pool.query('select * from approvals where document = $1 order by id desc limit 100', [
    document,
  ])
  return rows
}

/** What is asked for among these documents. */
export async function askedOf(
  pool: Pool,
  of: { document: string | null; interchange: string },
): Promise<{ id: string; document: string; problems: Problem[] | null }[]> {
  const { rows } = await pool.query(
    `select a.id, a.document, d.problems from approvals a join documents d on d.id = a.document
      where a.status = 'asked' and d.status = 'unapproved' and (d.id = $1 or ($1::uuid is null and d.interchange = $2)) order by d.id`,
    [of.document, of.interchange],
  )
  return rows
}

/** Who has sent the interchange that a document came in, or has corrected it on the way there. */
export async function sendersOf(pool: Pool, interchange: string): Promise<string[]> {
  const { rows } = await pool.query(
    `with recursive up(id, cause) as (
        select id, cause from interchanges where id = $1
        union select i.id, i.cause from interchanges i join up on i.id = up.cause)
      select actor from events where subject in (select id from up) and type in ('interchange.received', 'interchange.corrected')
      union select c.actor from corrections c join resends s on s.correction = c.id where s.child in (select id from up)`,
    [interchange],
  )
  return rows.map(({ actor }) => actor)
}
