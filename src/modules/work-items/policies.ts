import type { Kysely, Selectable } from 'kysely'
import { type Act, note } from '../../platform/act.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import type { Tables } from '../../platform/tables.ts'
import { classes, type WorkClass } from '../exchange/classes.ts'

export type WorkPolicy = Selectable<Tables['work_policies']>

/** What is usual for a class of errors; where nobody has said so: no owner, and no trying again. */
export async function listPolicies(database: Kysely<Tables>): Promise<WorkPolicy[]> {
  const rows = await database.selectFrom('work_policies').selectAll().execute()
  return classes.map((name) => rows.find((row) => row.class === name) ?? unset(name))
}

export async function findPolicy(database: Kysely<Tables>, name: string): Promise<WorkPolicy> {
  const row = await database.selectFrom('work_policies').selectAll().where('class', '=', name).executeTakeFirst()
  return row ?? unset(name)
}

/** Sets it for all items of the class that are not assigned to somebody themselves, those that are open included. */
export async function setPolicy(
  act: Act,
  name: WorkClass,
  given: { owner: string | null; retry: { afterMinutes: number; timesMax: number } | null },
  version: number,
): Promise<WorkPolicy> {
  const found = await findPolicy(act.tx, name)
  if (found.version !== version) throw versionMismatch(found.version, version)
  const wanted = {
    owner: given.owner,
    retry_after_minutes: given.retry?.afterMinutes ?? null,
    retries_max: given.retry?.timesMax ?? 0,
    version: version + 1,
    changed_at: act.at,
  }
  const rows = await act.tx
    .insertInto('work_policies')
    .values({ class: name, ...wanted })
    .onConflict((on) => on.column('class').doUpdateSet(wanted).where('work_policies.version', '=', version))
    .returningAll()
    .execute()
  if (!rows[0]) throw versionMismatch((await findPolicy(act.tx, name)).version, version)
  const data = { class: name, owner: wanted.owner, retry: given.retry }
  note(act, { type: 'work-policy.changed', subjectKind: 'grid', subject: NOTHING, organizations: [], data })
  return rows[0]
}

const NOTHING = '00000000-0000-0000-0000-000000000000'

function unset(name: string): WorkPolicy {
  return {
    class: name,
    owner: null,
    retry_after_minutes: null,
    retries_max: 0,
    version: 0,
    changed_at: new Date(0),
  }
}
