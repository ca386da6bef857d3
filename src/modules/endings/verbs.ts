import { sql } from 'kysely'
import { type Act, note } from '../../platform/act.ts'
import { classOf } from '../exchange/classes.ts'
import { type Ending, warningDue } from './policy.ts'
import { findEndings, type OpenItem, openItems, warnedBefore } from './queries.ts'

interface Looking {
  /** So many days before an end one is warned. */
  days: readonly number[]
  /** What ends and stands in no table; null: that cannot be said here. */
  certificates: readonly Ending[] | null
}

/**
 * Warns of keys that end soon, each once at each number of days: by a work item, and by an event that people are told of. Items of
 * what was replaced, revoked, or lasts longer by now are closed. One that has ended stays a matter until then.
 */
export async function lookAtEndings(act: Act, { days, certificates }: Looking): Promise<void> {
  // Two that look at the same time would both warn.
  await sql`select pg_advisory_xact_lock(4, 0)`.execute(act.tx)
  const daysMax = Math.max(0, ...days)
  const within = act.at.getTime() + daysMax * 86_400_000
  const endings = [
    ...(await findEndings(act.tx, act.at, daysMax)),
    ...(certificates ?? []).filter(({ endsAt }) => endsAt.getTime() <= within),
  ].filter(({ replaced }) => !replaced)
  const open = new Map((await openItems(act.tx)).map((item) => [item.subject, item]))
  for (const ending of endings) {
    await warn(act, ending, { days, item: open.get(ending.id) })
    open.delete(ending.id)
  }
  for (const item of open.values()) {
    if (item.subject_kind !== 'certificate' || certificates !== null) await close(act, item)
  }
}

async function warn(act: Act, ending: Ending, of: { days: readonly number[]; item: OpenItem | undefined }) {
  const due = warningDue(ending, of.days, act.at)
  if (due === null) return
  const before = await warnedBefore(act.tx, ending)
  if (before !== null && before <= due) return
  const { kind, id: subject, organization, called, endsAt } = ending
  const said = { code: `${kind}-ends`, called, endsAt: endsAt.toISOString(), days: due }
  const problem = JSON.stringify(said)
  const id = of.item?.id ?? act.newId()
  if (of.item) {
    const version = of.item.version + 1
    await act.tx.updateTable('work_items').set({ problem, version, changed_at: act.at }).where('id', '=', id).execute()
  } else {
    const kinds = { kind: 'ending', class: classOf('ending', said.code), subject_kind: kind }
    await act.tx
      .insertInto('work_items')
      .values({ ...kinds, id, subject, organization, problem, opened_at: act.at, closed_at: null })
      .execute()
  }
  const organizations = organization === null ? [] : [organization]
  const data = { key: kind, name: called, endsAt: said.endsAt, days: due }
  note(act, { type: 'key.ending', subjectKind: 'work-item', subject: id, organizations, data })
}

const REPLACED = 'It was replaced or revoked, or lasts longer now.'

async function close(act: Act, { id, version }: OpenItem): Promise<void> {
  const closed = { closed_at: act.at, closed_by: 'system', close_reason: REPLACED, ignored_until: null }
  await act.tx
    .updateTable('work_items')
    .set({ ...closed, version: version + 1, changed_at: act.at })
    .where('id', '=', id)
    .execute()
  note(act, {
    ...{ type: 'work.closed', subjectKind: 'work-item', subject: id, organizations: [] },
    data: { reason: REPLACED },
  })
}
