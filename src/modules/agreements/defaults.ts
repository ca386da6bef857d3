import { isDeepStrictEqual } from 'node:util'
import type { Kysely, Selectable } from 'kysely'
import { type Act, note } from '../../platform/act.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import type { Tables } from '../../platform/tables.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import { type Instead, laid, pairKey, placeKey } from './below.ts'
import { agreementError } from './errors.ts'
import { effectiveSettings } from './layers.ts'
import { type AgreementRow, selectAgreements } from './queries.ts'
import { keepVersion } from './versions.ts'

/** What holds where agreements say nothing: for all, or for those in which an organization sends or receives. */
export interface DefaultsPlace {
  scope: 'grid' | 'routing' | 'sending' | 'receiving'
  /** Null: the grid's. */
  organization: string | null
  mode: 'test' | 'production'
}

export type DefaultsRow = Selectable<Tables['agreement_defaults']>

export function findDefaults(database: Kysely<Tables>, place: DefaultsPlace): Promise<DefaultsRow | undefined> {
  return database
    .selectFrom('agreement_defaults')
    .selectAll()
    .where('scope', '=', place.scope)
    .where('mode', '=', place.mode)
    .where('organization', place.organization === null ? 'is' : '=', place.organization)
    .executeTakeFirst()
}

/** Says what holds there from now on; what was decided before stays decided. Version 0: nothing was ever said. */
export async function putDefaults(
  act: Act,
  place: DefaultsPlace,
  content: object,
  version?: number,
): Promise<{ content: unknown; version: number }> {
  await takeTurn(act)
  const found = await findDefaults(act.tx, place)
  const before = found?.version ?? 0
  if (version !== undefined && version !== before) throw versionMismatch(before, version)
  const nothing = Array.isArray(content) ? [] : {}
  if (isDeepStrictEqual(found?.content ?? nothing, content)) return { content, version: before }
  if (place.scope !== 'routing') await expectAllFitting(act, place, content)
  const id = found?.id ?? act.newId()
  const said = { content: JSON.stringify(content), version: before + 1, changed_at: act.at }
  if (found) await act.tx.updateTable('agreement_defaults').set(said).where('id', '=', id).execute()
  else {
    await act.tx
      .insertInto('agreement_defaults')
      .values({ id, ...place, ...said })
      .execute()
  }
  await keepVersion(act, { subject: id, version: before + 1, content })
  const { scope, organization, mode } = place
  note(act, {
    type: scope === 'routing' ? 'routing.changed' : 'agreement-defaults.changed',
    subjectKind: 'agreement-defaults',
    subject: id,
    organizations: organization === null ? [] : [organization],
    data: { scope, mode, version: before + 1, changes: [found?.content ?? nothing, content] },
  })
  return { content, version: before + 1 }
}

/** Throws where what comes out of all layers would not fit together: no agreement may be left without settings. */
export async function expectFitting(act: Act, row: AgreementRow): Promise<void> {
  await expectAll(act, [row])
  if (row.document_type !== '*') return
  // It lies below all others of its pair.
  const { sender, receiver, mode } = row
  const query = current(act, mode).where('a.sender', '=', sender).where('a.receiver', '=', receiver)
  const others = (await query.execute()).filter((one) => one.document_type !== '*')
  await expectAll(act, others, { key: pairKey(row), content: row.settings })
}

async function expectAllFitting(act: Act, place: DefaultsPlace, content: unknown): Promise<void> {
  const { scope, organization, mode } = place
  let query = current(act, mode)
  if (organization !== null) query = query.where(scope === 'sending' ? 'a.sender' : 'a.receiver', '=', organization)
  await expectAll(act, await query.execute(), { key: placeKey(scope, organization, mode), content })
}

async function expectAll(act: Act, rows: AgreementRow[], instead?: Instead): Promise<void> {
  for (const row of await laid(act.tx, rows, act.at, instead)) {
    const merged = effectiveSettings(row.layers)
    if (!('problem' in merged)) continue
    const { sender_slug: sender, receiver_slug: receiver, document_type: type, mode } = row
    throw agreementError('agreement-settings-unfit', { sender, receiver, type, mode, problem: merged.problem })
  }
}

function current(act: Act, mode: string) {
  return selectAgreements(act.tx).where('a.mode', '=', mode).where('a.valid_until', '>', act.at)
}
