import type { Kysely } from 'kysely'
import { type Act, note } from '../../../platform/act.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { ALWAYS, endOf, hasEnded, isoOf, NEVER, overlaps } from '../../../platform/span.ts'
import type { Tables } from '../../../platform/tables.ts'
import { organizationError } from '../errors.ts'
import { takeTurn } from './turn.ts'

export interface SpeaksFor {
  id: string
  speaker: string
  organization: string
  mode: string
  valid_from: Date
  valid_until: Date
}

interface Stated {
  /** Whose envelopes they are, by id. */
  organization: string
  mode: string
  from: Date | null
  until: Date | null
}

/** What this organization may send for others, or others for it; past and future included. */
export function listSpeaking(database: Kysely<Tables>, speaker: string): Promise<SpeaksFor[]> {
  const rows = database.selectFrom('speaks_for').selectAll().where('speaker', '=', speaker)
  return rows.orderBy('organization').orderBy('mode').orderBy('valid_from').execute()
}

/** Lets the channels of one organization carry envelopes of another from then on. The same again changes nothing. */
export async function speakFor(act: Act, speaker: string, given: Stated): Promise<SpeaksFor> {
  await takeTurn(act)
  const { organization, mode } = given
  if (speaker === organization) throw organizationError('speaks-for-itself')
  const before = (await listSpeaking(act.tx, speaker)).filter(
    (one) => one.organization === organization && one.mode === mode,
  )
  const valid_from = given.from ?? (before.length === 0 ? ALWAYS : act.at)
  const valid_until = given.until ?? NEVER
  const row = { id: act.newId(), speaker, organization, mode, valid_from, valid_until }
  const other = before.find((one) => overlaps(one, row))
  if (other) return other
  await act.tx.insertInto('speaks_for').values(row).execute()
  noted(act, 'speaks-for.made', row)
  return row
}

/** Ends it now or later; null: no end after all. Ending what has ended changes nothing. */
export async function endSpeaking(act: Act, id: string, until: Date | null = act.at): Promise<SpeaksFor> {
  await takeTurn(act)
  const found = await act.tx.selectFrom('speaks_for').selectAll().where('id', '=', id).executeTakeFirst()
  if (!found) throw httpError('not-found', { kind: 'statement', id })
  const valid_until = endOf(found, until, act.at)
  if (hasEnded(found, act.at) || Number(valid_until) === Number(found.valid_until)) return found
  await act.tx.updateTable('speaks_for').set({ valid_until }).where('id', '=', id).execute()
  noted(act, hasEnded({ valid_until }, act.at) ? 'speaks-for.ended' : 'speaks-for.changed', { ...found, valid_until })
  return { ...found, valid_until }
}

function noted(act: Act, type: string, { id, speaker, organization, mode, valid_until }: SpeaksFor): void {
  const data = { speaksFor: id, speaker, organization, mode, until: isoOf(valid_until) }
  note(act, { type, subjectKind: 'organization', subject: speaker, organizations: [speaker, organization], data })
}
