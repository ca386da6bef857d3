import { stringify } from 'yaml'
import type { Database } from '../../platform/database.ts'
import { isoOf } from '../../platform/span.ts'
import type { ContactForm } from '../contacts/form.ts'
import { type CurrentDefaults, type CurrentOrganization, readCurrent } from './current.ts'

/**
 * The network as it is now, as a text that `applyNetwork` takes: applied to the same grid, it changes nothing. What ended is
 * history and not in it; secrets are not in it either, only the name of the header that has one. Contacts are persons: they
 * are in it for who may read them.
 */
export async function exportNetwork(
  database: Database,
  at = new Date(),
  { contacts = true }: { contacts?: boolean } = {},
): Promise<string> {
  // One snapshot, so that no agreement comes without its sides.
  const current = await database.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => readCurrent(tx, at))
  return stringify({
    calendars: Object.fromEntries(current.calendars),
    regions: [...current.regions],
    defaults: byMode(current.defaults, 'grid', null),
    routing: byMode(current.defaults, 'routing', null),
    organizations: Object.fromEntries(
      [...current.organizations].map(([slug, one]) => [
        slug,
        {
          ...organization(one),
          ...(contacts && one.contacts.length > 0 ? { contacts: one.contacts.map(({ form }) => said(form)) } : {}),
          defaults: defaultsOf(current.defaults, slug),
        },
      ]),
    ),
    agreements: current.agreements.map(({ id, valid_from, valid_until, ...agreed }) => ({
      ...agreed,
      ...dates({ valid_from, valid_until }),
    })),
  })
}

function organization({ form, units, identifiers, connections, channels, sftpKeys, speaksFor }: CurrentOrganization) {
  const open = <T>(named: Map<string, { open: boolean; form: T }>) =>
    Object.fromEntries([...named].flatMap(([name, one]) => (one.open ? [[name, one.form]] : [])))
  return {
    ...form,
    units: Object.fromEntries(units),
    identifiers: identifiers.map(({ id, valid_from, valid_until, ...called }) => ({
      ...called,
      ...dates({ valid_from, valid_until }),
    })),
    connections: open(connections),
    channels: open(channels),
    sftpKeys: sftpKeys.map(({ line, until }) => (until === null ? line : { key: line, until: until.toISOString() })),
    speaksFor: speaksFor.map(({ id, valid_from, valid_until, ...said }) => ({
      ...said,
      ...dates({ valid_from, valid_until }),
    })),
  }
}

/** Without what nobody said. */
function said(form: ContactForm) {
  const silent = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(form).filter(([, value]) => !silent(value)))
}

/** Only those there are. */
function dates({ valid_from, valid_until }: { valid_from: Date; valid_until: Date }) {
  const [from, until] = [isoOf(valid_from), isoOf(valid_until)]
  return { ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) }
}

function defaultsOf(defaults: CurrentDefaults[], slug: string) {
  const [sending, receiving] = [byMode(defaults, 'sending', slug), byMode(defaults, 'receiving', slug)]
  return {
    ...(Object.keys(sending).length > 0 ? { sending } : {}),
    ...(Object.keys(receiving).length > 0 ? { receiving } : {}),
  }
}

function byMode(defaults: CurrentDefaults[], scope: string, slug: string | null) {
  const found = defaults.filter((one) => one.scope === scope && one.slug === slug)
  return Object.fromEntries(found.map(({ mode, content }) => [mode, content]))
}
