import { stringify } from 'yaml'
import type { Database } from '../../platform/database.ts'
import { isoOf } from '../../platform/span.ts'
import { type CurrentDefaults, type CurrentOrganization, readCurrent } from './current.ts'

/**
 * The network as it is now, as a text that `applyNetwork` takes: applied to the same grid, it changes nothing. What ended is
 * history and not in it; secrets are not in it either, only the name of the header that has one.
 */
export async function exportNetwork(database: Database, at = new Date()): Promise<string> {
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
        { ...organization(one), defaults: defaultsOf(current.defaults, slug) },
      ]),
    ),
    agreements: current.agreements.map(({ id, valid_from, valid_until, ...agreed }) => ({
      ...agreed,
      ...dates({ valid_from, valid_until }),
    })),
  })
}

function organization({ form, units, identifiers, channels, sftpKeys, speaksFor }: CurrentOrganization) {
  return {
    ...form,
    units: Object.fromEntries(units),
    identifiers: identifiers.map(({ id, valid_from, valid_until, ...called }) => ({
      ...called,
      ...dates({ valid_from, valid_until }),
    })),
    channels: Object.fromEntries([...channels].flatMap(([name, { open, form }]) => (open ? [[name, form]] : []))),
    sftpKeys: sftpKeys.map(({ line }) => line),
    speaksFor: speaksFor.map(({ id, valid_from, valid_until, ...said }) => ({
      ...said,
      ...dates({ valid_from, valid_until }),
    })),
  }
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
