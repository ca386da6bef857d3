import { type Act, note } from '../../../platform/act.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { versionMismatch } from '../../../platform/http/versions.ts'
import { organizationError } from '../errors.ts'
import type { OrganizationForm } from '../form.ts'
import { findHost, findOrganization, lockOrganization, type Organization } from '../queries.ts'
import { differences, isEmpty } from './differences.ts'
import { calendarId, regionId } from './places.ts'
import { takeTurn } from './turn.ts'

export async function createOrganization(act: Act, slug: string, given: OrganizationForm): Promise<Organization> {
  await takeTurn(act)
  if (await findOrganization(act.tx, slug)) throw organizationError('slug-taken', { slug })
  if (given.role === 'host') await expectNoHost(act)
  const id = act.newId()
  await act.tx
    .insertInto('organizations')
    .values({ id, slug, ...(await columns(act, given)), created_at: act.at, changed_at: act.at })
    .execute()
  const data = { slug, name: given.name, role: given.role }
  note(act, { type: 'organization.created', subjectKind: 'organization', subject: id, organizations: [id], data })
  return (await lockOrganization(act.tx, id))!
}

/** Changes what is given. An organization that becomes inactive keeps its history and loses every way in and out at once. */
export async function changeOrganization(
  act: Act,
  id: string,
  given: Partial<OrganizationForm>,
  version?: number,
): Promise<Organization> {
  await takeTurn(act)
  const found = await lockOrganization(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'organization', id })
  if (version !== undefined && version !== found.version) throw versionMismatch(found.version, version)
  const changes = differences(formOf(found), given)
  if (isEmpty(changes)) return found
  if (changes.role?.[1] === 'host') await expectNoHost(act)
  await act.tx
    .updateTable('organizations')
    .set({ ...(await columns(act, { ...formOf(found), ...given })), version: found.version + 1, changed_at: act.at })
    .where('id', '=', id)
    .execute()
  // API keys of an inactive organization stop working; every node forgets what it knows of them.
  if (changes.status) act.notices.add('access')
  const data = { slug: found.slug, changes }
  note(act, { type: 'organization.changed', subjectKind: 'organization', subject: id, organizations: [id], data })
  return (await lockOrganization(act.tx, id))!
}

export function formOf(found: Organization): OrganizationForm {
  const { name, role, status, locale, time_zone: timeZone, region, calendar } = found
  return { name, role, status, locale, timeZone, region, calendar } as OrganizationForm
}

async function expectNoHost(act: Act): Promise<void> {
  const host = await findHost(act.tx)
  if (host) throw organizationError('host-taken', { slug: host.slug })
}

async function columns(act: Act, { name, role, status, locale, timeZone, region, calendar }: OrganizationForm) {
  return {
    name,
    role,
    status,
    locale,
    time_zone: timeZone,
    region: await regionId(act, region),
    calendar: await calendarId(act, calendar),
  }
}
