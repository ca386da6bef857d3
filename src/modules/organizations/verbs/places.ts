import { isDeepStrictEqual } from 'node:util'
import { type Act, note } from '../../../platform/act.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { organizationError } from '../errors.ts'
import type { CalendarForm, UnitForm } from '../form.ts'
import { type Calendar, findOrganization, listUnits, type Unit } from '../queries.ts'
import { differences, isEmpty } from './differences.ts'
import { takeTurn } from './turn.ts'

/** A region is its name. Naming it again changes nothing. */
export async function putRegion(act: Act, name: string): Promise<{ id: string; name: string }> {
  await takeTurn(act)
  const found = await act.tx.selectFrom('regions').selectAll().where('name', '=', name).executeTakeFirst()
  if (found) return found
  const region = { id: act.newId(), name }
  await act.tx.insertInto('regions').values(region).execute()
  note(act, { type: 'region.created', subjectKind: 'region', subject: region.id, organizations: [], data: { name } })
  return region
}

/** Makes the calendar of this name what is given. */
export async function putCalendar(act: Act, name: string, given: CalendarForm): Promise<Calendar> {
  await takeTurn(act)
  const found = await act.tx.selectFrom('calendars').selectAll().where('name', '=', name).executeTakeFirst()
  const { hours, holidays } = given
  if (found && isDeepStrictEqual({ hours: found.hours, holidays: found.holidays }, { hours, holidays })) return found
  const columns = { hours: JSON.stringify(hours), holidays }
  const id = found?.id ?? act.newId()
  if (found) await act.tx.updateTable('calendars').set(columns).where('id', '=', id).execute()
  else
    await act.tx
      .insertInto('calendars')
      .values({ id, name, ...columns })
      .execute()
  const type = found ? 'calendar.changed' : 'calendar.created'
  note(act, { type, subjectKind: 'calendar', subject: id, organizations: [], data: { name } })
  return { id, name, hours, holidays }
}

/** Makes the unit of this organization what is given. */
export async function putUnit(act: Act, organization: string, slug: string, given: UnitForm): Promise<Unit> {
  await takeTurn(act)
  const owner = await findOrganization(act.tx, organization)
  if (!owner) throw httpError('not-found', { kind: 'organization', id: organization })
  const found = (await listUnits(act.tx, owner.id)).find((unit) => unit.slug === slug)
  const changes = found ? differences(unitFormOf(found), given) : {}
  if (found && isEmpty(changes)) return found
  const { name, timeZone: time_zone, region, calendar } = given
  const columns = { name, time_zone, region: await regionId(act, region), calendar: await calendarId(act, calendar) }
  const id = found?.id ?? act.newId()
  if (found) await act.tx.updateTable('units').set(columns).where('id', '=', id).execute()
  else
    await act.tx
      .insertInto('units')
      .values({ id, organization: owner.id, slug, ...columns })
      .execute()
  note(act, {
    type: found ? 'unit.changed' : 'unit.created',
    subjectKind: 'organization',
    subject: owner.id,
    organizations: [owner.id],
    data: { unit: slug, ...(found ? { changes } : { name }) },
  })
  return { id, organization: owner.id, slug, name, time_zone, region, calendar }
}

function unitFormOf({ name, time_zone: timeZone, region, calendar }: Unit): UnitForm {
  return { name, timeZone, region, calendar }
}

export async function regionId(act: Act, name: string | null): Promise<string | null> {
  if (name === null) return null
  const found = await act.tx.selectFrom('regions').select('id').where('name', '=', name).executeTakeFirst()
  if (!found) throw organizationError('name-unknown', { kind: 'region', name })
  return found.id
}

export async function calendarId(act: Act, name: string | null): Promise<string | null> {
  if (name === null) return null
  const found = await act.tx.selectFrom('calendars').select('id').where('name', '=', name).executeTakeFirst()
  if (!found) throw organizationError('name-unknown', { kind: 'calendar', name })
  return found.id
}
