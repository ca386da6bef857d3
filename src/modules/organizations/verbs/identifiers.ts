import { type Act, note } from '../../../platform/act.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { ALWAYS, endOf, hasEnded, isoOf, NEVER, overlaps, type Span } from '../../../platform/span.ts'
import { organizationError } from '../errors.ts'
import type { IdentifierForm } from '../identifier-form.ts'
import { findIdentifier, type Identifier, ownersOf } from '../queries.ts'
import { takeTurn } from './turn.ts'

/** Lets the organization be called so from then on. The same again changes nothing. */
export async function assignIdentifier(act: Act, organization: string, given: IdentifierForm): Promise<Identifier> {
  await takeTurn(act)
  const { scheme, qualifier, value, mode } = given
  const before = await ownersOf(act.tx, given)
  const valid_from = given.from ?? (before.length === 0 ? ALWAYS : act.at)
  const valid_until = given.until ?? NEVER
  if (given.until && Number(given.until) <= Number(valid_from)) {
    throw organizationError('identifier-ended', { until: given.until.toISOString() })
  }
  for (const other of before) {
    if (!overlaps(other, { valid_from, valid_until })) continue
    if (other.organization !== organization) throw owned(given, other.slug)
    const wanted = given.from ? Number(given.from) : Number(other.valid_from)
    if (Number(other.valid_from) === wanted && Number(other.valid_until) === Number(valid_until)) return other
    throw organizationError('identifier-overlaps', { mode, scheme, called: calledOf(given), span: spanOf(other) })
  }
  const id = act.newId()
  const row = { id, organization, scheme, qualifier, value, mode, valid_from, valid_until }
  await act.tx.insertInto('identifiers').values(row).execute()
  record(act, 'identifier.assigned', row)
  return (await findIdentifier(act.tx, id))!
}

/** Ends it now or at a later moment; null: no end after all. What was received under it stays as it is. */
export async function endIdentifier(act: Act, id: string, until: Date | null = act.at): Promise<Identifier> {
  await takeTurn(act)
  const found = await findIdentifier(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'identifier', id })
  if (hasEnded(found, act.at)) {
    if (until !== null && until <= act.at) return found
    throw organizationError('identifier-ended', { until: found.valid_until.toISOString() })
  }
  const wanted = endOf(found, until, act.at)
  if (Number(wanted) === Number(found.valid_until)) return found
  for (const other of await ownersOf(act.tx, found)) {
    if (other.id !== id && overlaps(other, { ...found, valid_until: wanted })) throw owned(found, other.slug)
  }
  await act.tx.updateTable('identifiers').set({ valid_until: wanted }).where('id', '=', id).execute()
  const happened = hasEnded({ valid_until: wanted }, act.at) ? 'identifier.ended' : 'identifier.changed'
  record(act, happened, { ...found, valid_until: wanted })
  return (await findIdentifier(act.tx, id))!
}

function owned(called: Pick<Identifier, 'scheme' | 'qualifier' | 'value' | 'mode'>, owner: string) {
  const { scheme, mode } = called
  return organizationError('identifier-owned', { mode, scheme, called: calledOf(called), owner })
}

function calledOf({ qualifier, value }: { qualifier: string; value: string }): string {
  return qualifier === '' ? value : `${qualifier}/${value}`
}

function spanOf({ valid_from, valid_until }: Span): string {
  return `from ${isoOf(valid_from) ?? 'the beginning'} ${valid_until === NEVER ? 'without end' : `until ${isoOf(valid_until)}`}`
}

function record(act: Act, type: string, of: Identifier): void {
  const { id, organization, scheme, qualifier, value, mode } = of
  const data = { identifier: id, scheme, qualifier, value, mode, span: spanOf(of) }
  note(act, { type, subjectKind: 'organization', subject: organization, organizations: [organization], data })
}
