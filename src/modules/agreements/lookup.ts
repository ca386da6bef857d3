import type { Database } from '../../platform/database.ts'
import { type AgreementSettings, agreementSettings } from './settings.ts'

export interface Channel {
  id: string
  organization: string
  name: string
  direction: 'in' | 'out'
  kind: 'sftp-home' | 'api' | 'https'
  mode: 'test' | 'production' | null
  settings: Record<string, unknown>
}

export interface Agreement {
  id: string
  sender: string
  receiver: string
  type: string
  mode: string
  channel: string
  settings: AgreementSettings
}

export interface Organization {
  id: string
  slug: string
  name: string
  status: string
}

/** What somebody is called on the wire. */
export interface Called {
  scheme: string
  qualifier: string
  value: string
  mode: string
}

interface Dated {
  from: number
  until: number
}

/** The read side of partners and agreements, whole in memory: every question is answered at once. */
export interface Directory {
  ownerOf(called: Called, at: Date): string | undefined
  /** Those of exactly this type, else those for any type. More than one is for a person to settle. */
  agreementsFor(parties: { sender: string; receiver: string; mode: string }, type: string, at: Date): Agreement[]
  agreement(id: string): Agreement | undefined
  channel(id: string): Channel | undefined
  channelOf(organization: string, direction: 'in' | 'out', kind: Channel['kind']): Channel | undefined
  organization(id: string): Organization | undefined
  organizationBySlug(slug: string): Organization | undefined
}

export interface OpenDirectory extends Directory {
  reload(): Promise<void>
  close(): Promise<void>
}

const RELOAD_EVERY_MS = 30_000

/** Loads the directory and keeps it fresh: at the notification `directory`, and at least each 30 s. */
export async function openDirectory(database: Database, failed: (error: unknown) => void): Promise<OpenDirectory> {
  let tables = await load(database)
  const reload = async () => {
    tables = await load(database)
  }
  const refresh = () => void reload().catch(failed)
  const listening = await database.listen('directory', refresh)
  const timer = setInterval(refresh, RELOAD_EVERY_MS)
  return {
    ownerOf: ({ scheme, qualifier, value, mode }, at) =>
      current(tables.identifiers.get(key(scheme, qualifier, value, mode)), at)[0]?.owner,
    agreementsFor({ sender, receiver, mode }, type, at) {
      const exact = current(tables.agreements.get(key(sender, receiver, type, mode)), at)
      return exact.length > 0 ? exact : current(tables.agreements.get(key(sender, receiver, '*', mode)), at)
    },
    agreement: (id) => tables.agreementById.get(id),
    channel: (id) => tables.channels.get(id),
    channelOf: (organization, direction, kind) => tables.ways.get(key(organization, direction, kind)),
    organization: (id) => tables.organizations.get(id),
    organizationBySlug: (slug) => tables.slugs.get(slug),
    reload,
    async close() {
      clearInterval(timer)
      await listening.stop()
    },
  }
}

const NONE: never[] = []

function current<T extends Dated>(rows: T[] | undefined, at: Date): T[] {
  if (!rows) return NONE
  const now = at.getTime()
  return rows.length === 1 && rows[0]!.from <= now && now < rows[0]!.until
    ? rows
    : rows.filter((row) => row.from <= now && now < row.until)
}

const key = (...parts: string[]) => parts.join('\u0000')

async function load({ pool }: Database) {
  const [identifiers, agreements, channels, organizations] = await Promise.all([
    pool.query('select organization, scheme, qualifier, value, mode, valid_from, valid_until from identifiers'),
    pool.query(
      'select id, sender, receiver, document_type, mode, channel, settings, valid_from, valid_until from agreements',
    ),
    pool.query('select id, organization, name, direction, kind, mode, settings from channels order by id'),
    pool.query('select id, slug, name, status from organizations'),
  ])
  const tables = {
    identifiers: new Map<string, (Dated & { owner: string })[]>(),
    agreements: new Map<string, (Dated & Agreement)[]>(),
    agreementById: new Map<string, Agreement>(),
    channels: new Map<string, Channel>(channels.rows.map((row) => [row.id, row])),
    ways: new Map<string, Channel>(),
    organizations: new Map<string, Organization>(organizations.rows.map((row) => [row.id, row])),
    slugs: new Map<string, Organization>(organizations.rows.map((row) => [row.slug, row])),
  }
  const active = (id: string) => tables.organizations.get(id)?.status === 'active'
  for (const row of identifiers.rows) {
    if (!active(row.organization)) continue
    add(tables.identifiers, key(row.scheme, row.qualifier, row.value, row.mode), {
      ...dates(row),
      owner: row.organization,
    })
  }
  for (const row of agreements.rows) {
    const { id, sender, receiver, document_type: type, mode, channel } = row
    const agreement = {
      ...dates(row),
      id,
      sender,
      receiver,
      type,
      mode,
      channel,
      settings: agreementSettings.parse(row.settings),
    }
    tables.agreementById.set(id, agreement)
    if (active(sender) && active(receiver)) add(tables.agreements, key(sender, receiver, type, mode), agreement)
  }
  for (const channel of tables.channels.values()) {
    const way = key(channel.organization, channel.direction, channel.kind)
    if (!tables.ways.has(way)) tables.ways.set(way, channel)
  }
  return tables
}

function add<T>(map: Map<string, T[]>, name: string, row: T): void {
  const rows = map.get(name)
  if (rows) rows.push(row)
  else map.set(name, [row])
}

/** Infinity comes as a number, a date as a Date. */
function dates(row: { valid_from: Date | number; valid_until: Date | number }): Dated {
  return { from: Number(row.valid_from), until: Number(row.valid_until) }
}
