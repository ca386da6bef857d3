import type { Kysely } from 'kysely'
import type { Act } from '../../platform/act.ts'
import { actorName } from '../../platform/actor.ts'
import type { Tables } from '../../platform/tables.ts'

/** Keeps what holds from now on under its version, for good. */
export async function keepVersion(act: Act, of: { subject: string; version: number; content: unknown }): Promise<void> {
  const { subject, version, content } = of
  const row = { subject, version, content: JSON.stringify(content), actor: actorName(act.actor), at: act.at }
  await act.tx.insertInto('agreement_versions').values(row).execute()
}

/** All versions, the newest first. */
export function listVersions(database: Kysely<Tables>, subject: string) {
  return database
    .selectFrom('agreement_versions')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('version', 'desc')
    .limit(1_000)
    .execute()
}
