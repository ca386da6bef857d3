import type { Pool } from 'pg'
import type { Partner } from './partners.ts'

/** Schedules, readers and looks at partners' servers add themselves again for ever. */
export const ENDING = `kind !~ '^(schedule|read):' and kind <> 'pick-up'`

/**
 * Jobs, completed documents that a reader has not yet seen, and what was picked up while its source does not know it. The words of
 * documents follow when nothing else is to be done, and nobody waits for them: they only make it easier to find.
 */
const LEFT = `select count(*)::int + (select count(*)::int from readers r where r.name <> 'texts' and exists
  (select from events e where e.seq > r.cursor and e.type = 'documents.completed')) +
  (select count(*)::int from pickups where settled_at is null) as n from jobs where ${ENDING}`

/** What is left to do, in the grid and at the partners. */
export async function howMuchIsLeft(pool: Pool, partners: Partner[]): Promise<number> {
  const lying = await Promise.all(partners.map(({ peer }) => peer.lying()))
  const { n } = (await pool.query<{ n: number }>(LEFT)).rows[0]!
  return n + lying.flat().length
}

/** What lies at partners to be picked up, and what waits to be dropped there. */
export async function whatWaits(pool: Pool, partners: Partner[]): Promise<Set<string>> {
  const lying = await Promise.all(partners.map(({ peer }) => peer.lying()))
  const { rows } = await pool.query(
    `select d.id from deliveries d join channels c on c.id = d.channel where c.kind = any($1) and d.status = 'waiting'`,
    [partners.map(({ kind }) => kind)],
  )
  return new Set([...lying.flat(), ...rows.map(({ id }) => id as string)])
}
