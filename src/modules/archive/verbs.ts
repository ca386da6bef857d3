import { sql } from 'kysely'
import { connectors } from '../../connectors/connectors.ts'
import { type Act, note } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import { laneOf } from './archiving.ts'
import { archiveError } from './errors.ts'
import type { ArchiveRuleChange, ArchiveRuleForm } from './form.ts'
import { type ArchiveRule, findRule } from './queries.ts'

const BACKFILL_MAX = 10_000

/** Makes a rule: what is completed from now on is archived under it. */
export async function makeRule(act: Act, form: ArchiveRuleForm): Promise<ArchiveRule> {
  const id = act.newId()
  const { when: moment, target, ...rest } = form
  const settings = target ? JSON.stringify(await settingsFor(act, target)) : '{}'
  const at = { moment, connection: target?.connection ?? null, settings }
  const { n } = await act.tx.selectFrom('event_head').select('n').executeTakeFirstOrThrow()
  const made = await act.tx
    .insertInto('archive_rules')
    .values({ id, ...rest, ...at, after_seq: n, created_at: act.at })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) throw archiveError('archive-rule-taken', { name: form.name })
  return noted(act, 'archive-rule.made', id, { ...form })
}

/**
 * Changes what falls under it, pauses it, or lets it go on. What was planned before lies where it was planned; what came
 * while it was paused is archived when it goes on.
 */
export async function changeRule(
  act: Act,
  id: string,
  asked: ArchiveRuleChange,
  version: number,
): Promise<ArchiveRule> {
  const found = await act.tx.selectFrom('archive_rules').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw httpError('not-found', { kind: 'archive rule', id })
  const { name, ended_at } = found
  if (ended_at !== null) throw archiveError('archive-rule-ended', { name, endedAt: ended_at.toISOString() })
  if (found.version !== version) throw versionMismatch(found.version, version)
  const { paused = found.paused_at !== null, ...given } = asked
  const paused_at = paused ? (found.paused_at ?? act.at) : null
  await act.tx
    .updateTable('archive_rules')
    .set({ ...given, paused_at, version: version + 1 })
    .where('id', '=', id)
    .execute()
  if (!paused && found.paused_at !== null) await lookNow(act, laneOf(id))
  return noted(act, 'archive-rule.changed', id, { ...given, paused })
}

/** What waited while the rule was paused looks again now, not when its time comes. */
async function lookNow(act: Act, lane: string): Promise<void> {
  await sql`with j as (update jobs set due_at = now() where lane = ${lane} returning 1)
    insert into lanes (name, due_at, added) select ${lane}::text, now(), 1 where exists (select from j)
    on conflict (name) do update set due_at = now(), rests_until = null, added = lanes.added + 1`.execute(act.tx)
}

/** Archives nothing more under it; what was archived stays. Its name is free again. */
export async function endRule(act: Act, id: string): Promise<ArchiveRule> {
  const found = await findRule(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'archive rule', id })
  if (found.ended_at !== null) return found
  const name = `${found.name} (ended ${act.at.toISOString()})`
  await act.tx
    .updateTable('archive_rules')
    .set({ ended_at: act.at, name, version: found.version + 1 })
    .where('id', '=', id)
    .execute()
  return noted(act, 'archive-rule.ended', id, {})
}

/** Archives what was completed before there was this rule, up to ten thousand interchanges at once; returns how many it will be. */
export async function backfill(act: Act, id: string, window: { since: Date; until: Date }): Promise<number> {
  const rule = await findRule(act.tx, id)
  if (!rule || rule.ended_at !== null) throw httpError('not-found', { kind: 'archive rule', id })
  const lane = laneOf(id)
  const received = rule.moment === 'received'
  const { rows } = await sql<{ n: number }>`with i as (
      select i.id from interchanges i where i.at >= ${window.since} and i.at < ${window.until}
        and case when ${received} then i.direction = 'in' and i.from_offset = 0 and i.corrects is null and i.status not in ('received', 'duplicate')
          else i.direction = 'out' and exists (select from documents d where d.outgoing = i.id and d.status = 'completed') end
        and not exists (select from archived a where a.rule = ${id} and a.interchange = i.id and a.put_at is not null) limit ${BACKFILL_MAX}),
    j as (insert into jobs (kind, subject, lane) select 'archive', id, ${lane} from i returning 1),
    l as (insert into lanes (name, due_at, added) select ${lane}, now(), 1 where exists (select from j)
      on conflict (name) do update set due_at = now(), added = lanes.added + 1)
    select count(*)::int as n from i`.execute(act.tx)
  await noted(act, 'archive-rule.backfilled', id, { count: rows[0]!.n, since: window.since, until: window.until })
  return rows[0]!.n
}

/** Read by the connector's own form: what it will be put with. */
async function settingsFor(act: Act, { connection, settings }: NonNullable<ArchiveRuleForm['target']>) {
  const row = await act.tx
    .selectFrom('connections')
    .select('connector')
    .where('id', '=', connection)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const drop = row && connectors[row.connector]?.drop
  if (!drop) throw archiveError('archive-target-missing', { connection })
  const read = drop.settings.safeParse(settings)
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => `${['settings', ...path].join('.')}: ${message}`)
  throw archiveError('archive-target-invalid', { problems: problems.join('; ') })
}

async function noted(act: Act, type: string, id: string, data: Record<string, unknown>): Promise<ArchiveRule> {
  note(act, { type, subjectKind: 'archive-rule', subject: id, organizations: [], data })
  return (await findRule(act.tx, id))!
}
