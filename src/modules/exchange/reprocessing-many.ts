import type { Actor } from '../../platform/actor.ts'
import { GridError } from '../../platform/errors.ts'
import type { WorkClass } from './classes.ts'
import { decideDocument } from './decisions.ts'
import type { Exchange } from './exchange.ts'
import { reprocess } from './reprocessing.ts'

/** Which of what was set aside. All that is named must hold. */
export interface AsideFilter {
  problem?: string | undefined
  class?: WorkClass | undefined
  /** Whose channel it came in by. */
  organization?: string | undefined
  type?: string | undefined
  openedAfter?: string | undefined
  openedBefore?: string | undefined
}

export interface DecidedAnew {
  item: string
  subject: { kind: string; id: string }
  /** The new interchange; null: the document itself went on, or nothing did. */
  interchange: string | null
  /** Why it stays set aside. */
  refused: string | null
}

interface Aside {
  item: string
  kind: 'interchange' | 'document'
  subject: string
}

const SELECTED = `from work_items w
    left join interchanges i on w.subject_kind = 'interchange' and i.id = w.subject
    left join documents d on w.subject_kind = 'document' and d.id = w.subject
  where w.closed_at is null and w.kind in ('quarantine', 'failure')
    and (i.direction = 'in' and i.status = 'quarantined' or d.status = 'quarantined')
    and ($1::text is null or w.problem->>'code' = $1) and ($2::text is null or w.class = $2) and ($3::uuid is null or w.organization = $3)
    and ($4::text is null or d.type = $4) and ($5::timestamptz is null or w.opened_at > $5) and ($6::timestamptz is null or w.opened_at < $6)`

function parameters(of: AsideFilter): unknown[] {
  return [of.problem, of.class, of.organization, of.type, of.openedAfter, of.openedBefore].map((one) => one ?? null)
}

export async function countAside(x: Exchange, filter: AsideFilter): Promise<number> {
  const { rows } = await x.database.pool.query(`select count(*)::int as n ${SELECTED}`, parameters(filter))
  return rows[0].n
}

/**
 * Decides anew on the next of what was set aside and fits, by the partners, agreements and rules of now: the oldest first. Each
 * is a change of its own, and one that is decided fits no more; so a repeat after a kill goes on where it stood.
 */
export async function reprocessMany(
  x: Exchange,
  actor: Actor,
  filter: AsideFilter,
  of: { after: string | null; limit: number; reason: string },
): Promise<{ items: DecidedAnew[]; next: string | null }> {
  const { rows } = await x.database.pool.query(
    `select w.id as item, w.subject_kind as kind, w.subject ${SELECTED} and ($7::uuid is null or w.id > $7) order by w.id limit $8`,
    [...parameters(filter), of.after, of.limit],
  )
  const items: DecidedAnew[] = []
  for (const aside of rows as Aside[]) items.push(await decideAnew(x, actor, aside, of.reason))
  return { items, next: rows.length < of.limit ? null : rows.at(-1)!.item }
}

async function decideAnew(x: Exchange, actor: Actor, aside: Aside, reason: string): Promise<DecidedAnew> {
  const { item, kind, subject: id } = aside
  const decided = { item, subject: { kind, id }, interchange: null, refused: null }
  try {
    if (kind === 'interchange') return { ...decided, interchange: await reprocess(x, actor, id) }
    // Nobody has looked at this one: what rules hold back stays.
    await decideDocument(x, actor, id, { decision: 'release', reason, byRules: true })
    return decided
  } catch (error) {
    if (!(error instanceof GridError)) throw error
    return { ...decided, refused: error.message }
  }
}
