import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/tables.ts'
import type { DefaultsPlace } from '../agreements/defaults.ts'
import type { SettingsSaid } from '../agreements/layers.ts'
import type { ChannelForm } from '../channels/form.ts'
import type { ConnectionForm } from '../connections/form.ts'
import type { ContactForm } from '../contacts/form.ts'
import type { CalendarForm, OrganizationForm, UnitForm } from '../organizations/form.ts'

/** The network as it is, in the form of the file and with the ids that the file does not have. */
export interface Current {
  regions: Set<string>
  calendars: Map<string, CalendarForm>
  organizations: Map<string, CurrentOrganization>
  /** Those that have not ended, in order of their sides. */
  agreements: CurrentAgreement[]
  /** Those that say something, the grid's first. */
  defaults: CurrentDefaults[]
}

export interface CurrentDefaults extends DefaultsPlace {
  slug: string | null
  content: unknown
}

export interface CurrentOrganization {
  id: string
  form: OrganizationForm
  units: Map<string, UnitForm>
  /** Those that have not ended. */
  identifiers: CurrentIdentifier[]
  contacts: { id: string; form: ContactForm }[]
  connections: Map<string, { id: string; open: boolean; form: ConnectionForm }>
  channels: Map<string, { id: string; open: boolean; form: ChannelForm }>
  /** Those that open. */
  sftpKeys: { id: string; line: string; until: Date | null }[]
  /** Those that have not ended; whom by slug. */
  speaksFor: (Spanned & { organization: string; mode: string })[]
}

interface Spanned {
  id: string
  valid_from: Date
  valid_until: Date
}

export interface CurrentIdentifier extends Spanned {
  scheme: string
  qualifier: string
  value: string
  mode: string
}

export interface CurrentAgreement extends Spanned {
  sender: string
  receiver: string
  type: string
  mode: string
  channel: string
  settings: SettingsSaid
}

export async function readCurrent(tx: Kysely<Tables>, at: Date): Promise<Current> {
  const regions = await tx.selectFrom('regions').selectAll().orderBy('name').execute()
  const calendars = await tx.selectFrom('calendars').selectAll().orderBy('name').execute()
  const nameOf = new Map([...regions, ...calendars].map(({ id, name }) => [id, name]))
  const named = (id: string | null) => (id === null ? null : nameOf.get(id)!)
  const organizations = new Map<string, CurrentOrganization>()
  const byId = new Map<string, CurrentOrganization>()
  for (const row of await tx.selectFrom('organizations').selectAll().orderBy('slug').execute()) {
    const { id, slug, name, role, status, locale, time_zone: timeZone } = row
    const form = { name, role, status, locale, timeZone, region: named(row.region), calendar: named(row.calendar) }
    const one = {
      id,
      form: form as OrganizationForm,
      units: new Map(),
      identifiers: [],
      contacts: [],
      connections: new Map(),
      channels: new Map(),
      sftpKeys: [],
      speaksFor: [],
    }
    organizations.set(slug, one)
    byId.set(id, one)
  }
  for (const row of await tx.selectFrom('units').selectAll().orderBy('slug').execute()) {
    const { name, time_zone: timeZone } = row
    const form = { name, timeZone, region: named(row.region), calendar: named(row.calendar) }
    byId.get(row.organization)!.units.set(row.slug, form)
  }
  await readContacts(tx, byId)
  await readWays(tx, byId, at)
  return {
    regions: new Set(regions.map(({ name }) => name)),
    calendars: new Map(calendars.map(({ name, hours, holidays }) => [name, { hours, holidays } as CalendarForm])),
    organizations,
    agreements: await readAgreements(tx, at),
    defaults: await readDefaults(tx),
  }
}

async function readContacts(tx: Kysely<Tables>, byId: Map<string, CurrentOrganization>): Promise<void> {
  for (const row of await tx.selectFrom('contacts').selectAll().orderBy('name').execute()) {
    const { id, organization, name, purposes, email, phone, note, language } = row
    byId.get(organization)!.contacts.push({ id, form: { name, purposes, email, phone, note, language } })
  }
}

/** Identifiers, channels and keys of each organization. */
async function readWays(tx: Kysely<Tables>, byId: Map<string, CurrentOrganization>, at: Date): Promise<void> {
  const identifiers = tx.selectFrom('identifiers').selectAll().where('valid_until', '>', at)
  const called = identifiers
    .orderBy('scheme')
    .orderBy('qualifier')
    .orderBy('value')
    .orderBy('mode')
    .orderBy('valid_from')
  for (const { organization, ...row } of await called.execute()) byId.get(organization)!.identifiers.push(row)
  const nameOf = new Map<string | null, string>()
  for (const row of await tx.selectFrom('connections').selectAll().orderBy('name').execute()) {
    const { id, name, connector, settings } = row
    nameOf.set(id, name)
    byId
      .get(row.organization)!
      .connections.set(name, { id, open: row.ended_at === null, form: { connector, settings } })
  }
  for (const row of await tx.selectFrom('channels').selectAll().orderBy('name').execute()) {
    const { id, direction, kind, mode, settings } = row
    const form = { direction, kind, mode, connection: nameOf.get(row.connection) ?? null, settings } as ChannelForm
    byId.get(row.organization)!.channels.set(row.name, { id, open: row.ended_at === null, form })
  }
  const speaking = tx
    .selectFrom('speaks_for as f')
    .innerJoin('organizations as o', 'o.id', 'f.organization')
    .select(['f.id', 'f.speaker', 'o.slug as organization', 'f.mode', 'f.valid_from', 'f.valid_until'])
    .where('f.valid_until', '>', at)
  for (const { speaker, ...row } of await speaking.orderBy('o.slug').orderBy('f.valid_from').execute()) {
    byId.get(speaker)!.speaksFor.push(row)
  }
  const keys = tx.selectFrom('sftp_credentials').selectAll().where('kind', '=', 'key').where('revoked_at', 'is', null)
  for (const { id, organization, public_key, label, expires_at: until } of await keys.orderBy('id').execute()) {
    if (until === null || until > at)
      byId.get(organization)!.sftpKeys.push({ id, line: `${public_key} ${label}`, until })
  }
}

async function readAgreements(tx: Kysely<Tables>, at: Date): Promise<CurrentAgreement[]> {
  const rows = await tx
    .selectFrom('agreements as a')
    .innerJoin('organizations as s', 's.id', 'a.sender')
    .innerJoin('organizations as r', 'r.id', 'a.receiver')
    .innerJoin('channels as c', 'c.id', 'a.channel')
    .select(['a.id', 's.slug as sender', 'r.slug as receiver', 'a.document_type as type', 'a.mode'])
    .select(['c.name as channel', 'a.settings', 'a.valid_from', 'a.valid_until'])
    .where('a.valid_until', '>', at)
    .orderBy('s.slug')
    .orderBy('r.slug')
    .orderBy('a.document_type')
    .orderBy('a.mode')
    .orderBy('a.valid_from')
    .execute()
  return rows.map((row) => ({ ...row, settings: row.settings as SettingsSaid }))
}

async function readDefaults(tx: Kysely<Tables>): Promise<CurrentDefaults[]> {
  const rows = await tx
    .selectFrom('agreement_defaults as d')
    .leftJoin('organizations as o', 'o.id', 'd.organization')
    .select(['d.scope', 'd.organization', 'd.mode', 'd.content', 'o.slug'])
    .orderBy('o.slug', (by) => by.asc().nullsFirst())
    .orderBy('d.scope')
    .orderBy('d.mode', 'desc')
    .execute()
  return (rows as CurrentDefaults[]).filter(({ content }) => Object.keys(content as object).length > 0)
}
