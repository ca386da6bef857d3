import type { Pool } from 'pg'
import type { Diff } from '../../../edi/diff.ts'
import type { Verdict } from './examining.ts'

export interface Correction {
  id: string
  interchange: string
  document: string | null
  payload: Buffer
  size_bytes: number
  reason: string
  diff: Diff
  verdict: Verdict
  actor: string
  at: Date
  /** The interchange that it went in as. */
  sent_as: string | null
}

const SELECT = `select c.*, s.child as sent_as from corrections c left join resends s on s.correction = c.id`

export async function findCorrection(pool: Pool, id: string): Promise<Correction | undefined> {
  const { rows } = await pool.query(`${SELECT} where c.id = $1`, [id])
  return rows[0]
}

/** The newest first. */
export async function listCorrections(
  pool: Pool,
  of: { interchange: string | undefined; document: string | undefined; before: string | undefined; limit: number },
): Promise<Correction[]> {
  const { rows } = await pool.query(
    `${SELECT} where ($1::uuid is null or c.interchange = $1) and ($2::uuid is null or c.document = $2) and ($3::uuid is null or c.id < $3)
      order by c.id desc limit $4`,
    [of.interchange ?? null, of.document ?? null, of.before ?? null, of.limit],
  )
  return rows
}
