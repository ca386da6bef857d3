import type { Updateable } from 'kysely'
import { type Act, note } from '../../platform/act.ts'
import { actorName } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import type { Tables } from '../../platform/tables.ts'
import { workError } from './errors.ts'
import { findWork, lockWork, type WorkItem } from './queries.ts'

const IGNORED_MAX_MS = 366 * 86_400_000

/** Gives an item to somebody; null: back to the usual owner of its class. */
export async function assignWork(act: Act, id: string, owner: string | null, version?: number): Promise<WorkItem> {
  const found = await expectOpen(act, id, version)
  if (owner === (found.assigned ? found.owner : null)) return found
  return changed(act, found, { owner }, { type: 'work.assigned', data: { owner, before: found.owner } })
}

/** Leaves an item alone until a moment: then it comes back by itself. */
export async function ignoreWork(
  act: Act,
  id: string,
  { reason, until }: { reason: string; until: Date },
  version?: number,
): Promise<WorkItem> {
  const away = until.getTime() - act.at.getTime()
  if (away <= 0 || away > IGNORED_MAX_MS) throw workError('work-expiry-past', { until: until.toISOString() })
  const found = await expectOpen(act, id, version)
  await act.tx.insertInto('jobs').values({ kind: 'work-return', subject: id, due_at: until }).execute()
  const columns = { ignored_until: until, ignored_by: actorName(act.actor), ignore_reason: reason }
  return changed(act, found, columns, { type: 'work.ignored', data: { reason, until: until.toISOString() } })
}

/** Ends an item with a reason. Closing a closed one changes nothing. */
export async function closeWork(act: Act, id: string, reason: string, version?: number): Promise<WorkItem> {
  const found = await expectItem(act, id, version)
  if (found.closed_at !== null) return found
  if (found.kind === 'outcome-unknown') throw workError('work-item-unsettled', { id })
  const columns = { closed_at: act.at, closed_by: actorName(act.actor), close_reason: reason, ignored_until: null }
  return changed(act, found, columns, { type: 'work.closed', data: { reason } })
}

/** Takes up again what was closed or ignored. Reopening an open one changes nothing. */
export async function reopenWork(act: Act, id: string, reason: string, version?: number): Promise<WorkItem> {
  const found = await expectItem(act, id, version)
  if (found.closed_at === null && found.ignored_until === null) return found
  const none = { closed_at: null, closed_by: null, close_reason: null }
  const columns = { ...none, ignored_until: null, ignored_by: null, ignore_reason: null }
  const before = { closeReason: found.close_reason, ignoreReason: found.ignore_reason }
  return changed(act, found, columns, { type: 'work.reopened', data: { reason, ...before } })
}

async function expectItem(act: Act, id: string, version?: number): Promise<WorkItem> {
  const found = await lockWork(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'work item', id })
  if (version !== undefined && version !== found.version) throw versionMismatch(found.version, version)
  return found
}

async function expectOpen(act: Act, id: string, version?: number): Promise<WorkItem> {
  const found = await expectItem(act, id, version)
  if (found.closed_at !== null) throw workError('work-item-closed', { id })
  return found
}

async function changed(
  act: Act,
  { id, version }: WorkItem,
  columns: Updateable<Tables['work_items']>,
  event: { type: string; data: Record<string, unknown> },
): Promise<WorkItem> {
  await act.tx
    .updateTable('work_items')
    .set({ ...columns, version: version + 1, changed_at: act.at })
    .where('id', '=', id)
    .execute()
  // Who handles what is the grid's own business: no organization is named.
  note(act, { ...event, subjectKind: 'work-item', subject: id, organizations: [] })
  return (await findWork(act.tx, id))!
}
