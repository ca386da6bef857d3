import { isDeepStrictEqual } from 'node:util'
import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { type Act, note } from '../../platform/act.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import type { Tables } from '../../platform/tables.ts'
import { expectGuideFor } from '../guides/verbs.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import type { ProposedVerbs } from '../proposals/classes.ts'
import { doneOrProposed, outdate, type Proposed } from '../proposals/verbs.ts'
import { type Instead, laid, pairKey, placeKey } from './below.ts'
import { agreementError } from './errors.ts'
import { effectiveSettings, type SettingsSaid, settingsSaid } from './layers.ts'
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

/**
 * Says what holds there from now on; what was decided before stays decided. Version 0: nothing was ever said. Where the host wants two
 * people for it, it is proposed.
 */
export async function putDefaults(
  act: Act,
  place: DefaultsPlace,
  content: object,
  version?: number,
): Promise<SaidDefaults | Proposed> {
  await takeTurn(act)
  const found = await findDefaults(act.tx, place)
  const before = found?.version ?? 0
  if (version !== undefined && version !== before) throw versionMismatch(before, version)
  const nothing = Array.isArray(content) ? [] : {}
  if (isDeepStrictEqual(found?.content ?? nothing, content)) return { id: found?.id ?? null, content, version: before }
  // What is proposed is proposed for something: where nothing was ever said, that stands there from now on.
  const id = found?.id ?? (await insertNothing(act, place, nothing))
  return doneOrProposed(act, {
    ...{ class: classOf(place), verb: 'put', subject: id, given: { content } },
    stateOf: (of) => stateOf(act, of),
    run: () => put(act, id, { content, version: before }),
  })
}

export interface SaidDefaults {
  /** Null: nothing was ever said. */
  id: string | null
  content: unknown
  version: number
}

const classOf = ({ scope }: DefaultsPlace) => (scope === 'routing' ? 'routing-rules' : 'agreement-defaults')

/** The same once another person has approved it. */
export const defaultsVerbs: ProposedVerbs = {
  put: (act, { subject, given, version }) =>
    put(act, subject, { content: settingsGiven.parse(given).content, version }),
}
const settingsGiven = z.object({ content: settingsSaid })

/** As proposals show it. */
async function stateOf(act: Act, id: string) {
  const { scope, mode, organization, content, version } = await expectDefaults(act, id)
  const called = await act.tx
    .selectFrom('organizations')
    .select('slug')
    .where('id', '=', organization)
    .executeTakeFirst()
  const said = scope === 'routing' ? { rules: content } : { settings: content }
  return { version, content: { scope, mode, organization: called?.slug ?? null, ...said } }
}

async function expectDefaults(act: Act, id: string): Promise<DefaultsRow> {
  return act.tx.selectFrom('agreement_defaults').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

async function insertNothing(act: Act, place: DefaultsPlace, nothing: object): Promise<string> {
  const id = act.newId()
  const said = { content: JSON.stringify(nothing), version: 0, changed_at: act.at }
  await act.tx
    .insertInto('agreement_defaults')
    .values({ id, ...place, ...said })
    .execute()
  return id
}

/** Of two that were proposed for one version, the second is told of the first. */
export async function put(
  act: Act,
  id: string,
  said: { content: object; version: number | undefined },
): Promise<SaidDefaults & { id: string }> {
  await takeTurn(act)
  const found = await expectDefaults(act, id)
  const { scope, organization, mode } = found
  if (said.version !== undefined && said.version !== found.version) throw versionMismatch(found.version, said.version)
  const { content } = said
  if (scope !== 'routing') {
    await expectGuideFor(act, '*', (content as SettingsSaid).guide)
    await expectAllFitting(act, { scope, organization, mode } as DefaultsPlace, content)
  }
  const version = found.version + 1
  await act.tx
    .updateTable('agreement_defaults')
    .set({ content: JSON.stringify(content), version, changed_at: act.at })
    .where('id', '=', id)
    .execute()
  await keepVersion(act, { subject: id, version, content })
  note(act, {
    type: scope === 'routing' ? 'routing.changed' : 'agreement-defaults.changed',
    subjectKind: 'agreement-defaults',
    subject: id,
    organizations: organization === null ? [] : [organization],
    data: { scope, mode, version, changes: [found.content, content] },
  })
  await outdate(act, id)
  return { id, content, version }
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
